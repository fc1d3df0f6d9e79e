import type { Node } from "../graph";
import type { KeyGrant } from "../iam/question";
import { asText, isList, isObject, isUnknown } from "../values";
import { keyTarget } from "./keyTarget";
import { pointersTo } from "./pointers";
import { computed, notKnown, setting } from "./settings";
import type { World } from "./world";

/** The grants of a key of the stack; one that may be another key's decides nothing. */
export function grantsOf(world: World, key: Node): readonly KeyGrant[] {
    const { certain, possible } = pointersTo(world, "grant", "keyId", keyTarget(world), key);
    return [...certain.map(grantOf), ...possible.map(({ node }) => undecided(grantOf(node)))];
}

/** What a grant says. */
export function grantOf(node: Node): KeyGrant {
    const operations = setting(node, "operations") ?? notKnown(node, "operations");
    const constraints = setting(node, "constraints");
    return {
        urn: node.urn,
        grantee: asText(computed(node, "granteePrincipal"), "granteePrincipal"),
        operations: (isList(operations) ? operations : [operations]).map((each) =>
            asText(each, "operations"),
        ),
        constrained:
            isUnknown(constraints) ||
            (isList(constraints) && constraints.length > 0) ||
            isObject(constraints),
    };
}

function undecided(grant: KeyGrant): KeyGrant {
    return { ...grant, constrained: true };
}
