import type { Node } from "../graph";
import { at, isList, isUnknown } from "../values";
import type { Attached, Brought } from "./attached";
import { listedPolicies } from "./managed";
import { notKnown, setting } from "./settings";
import type { World } from "./world";

/** `inlinePolicies` and `managedPolicyArns` of the role itself: by its inputs, as outputs show what others attached. */
export function ownPolicies(world: World, node: Node, title: string): Brought {
    const listed = listedPolicies(world, node, "managedPolicyArns");
    const inline = setting(node, "inlinePolicies");
    if (inline === undefined) return listed;
    if (!isList(inline)) {
        const cause = isUnknown(inline) ? inline : notKnown(node, "inlinePolicies");
        return { ...listed, unseen: [...listed.unseen, cause] };
    }
    const written = inline.flatMap((each, index): readonly Attached[] => {
        const common = { kind: "inline", node } as const;
        if (isUnknown(each)) {
            const name = `an inline policy of ${title}`;
            return [{ ...common, text: { name, urn: node.urn, document: each } }];
        }
        const document = at(each, "policy");
        if (document === undefined) return [];
        const name = at(each, "name");
        const label = typeof name === "string" ? `"${name}"` : `number ${index + 1}`;
        const text = { name: `inline policy ${label} of ${title}`, urn: node.urn, document };
        return [{ ...common, text, ...(typeof name === "string" ? { name } : {}) }];
    });
    return { ...listed, policies: [...listed.policies, ...written] };
}
