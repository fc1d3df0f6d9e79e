import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import type { PolicyText } from "../iam/question";
import type { Text } from "../iam/unknown";
import { sameText, text, unknown } from "../values";
import { grantOf } from "./keyGrants";
import type { KeyFacts } from "./keys";
import { keyTarget } from "./keyTarget";
import { pointersOutside } from "./pointers";
import type { Place } from "./places";
import { documentOf } from "./resourcePolicies";
import type { NodeKind } from "./types";
import type { World } from "./world";

/** A key outside the stack, as a text at a place names it: its policy is not seen, unless the stack itself sets it. */
export function outsideKey(world: World, value: string, place: Place): KeyFacts {
    const parsed = parseArn(value);
    const { account, region } = parsed.kind === "parsed" ? parsed.value : place;
    const arn = arnNamed(value, place);
    const policy = policyNamed(value, writtenFor(world, "keyPolicy", value, arn));
    return {
        title: `Key ${value}`,
        arn,
        account,
        region,
        ...(policy === undefined
            ? { unseenPolicy: unknown("external", `the policy of key ${value}`) }
            : { policy }),
        grants: writtenFor(world, "grant", value, arn).map(grantOf),
    };
}

/** A key has one policy, which PutKeyPolicy replaces: nothing is left of what the owner wrote. */
function policyNamed(value: string, by: readonly Node[]): PolicyText | undefined {
    const [only] = by;
    if (only === undefined) return undefined;
    const key = `key ${value}`;
    return { name: `the policy of ${key}`, urn: only.urn, document: documentOf(only, by, key) };
}

/** What the stack writes for the key of an ARN, by that ARN or, in its place, by its id. */
function writtenFor(world: World, kind: NodeKind, named: string, arn: Text): readonly Node[] {
    return pointersOutside(world, kind, "keyId", keyTarget(world), named)
        .filter(({ certain }) => certain)
        .filter(({ node, value }) => sameText(arnNamed(value, world.placeOf(node)), arn) === true)
        .map(({ node }) => node);
}

function arnNamed(value: string, place: Place): Text {
    const isAlias = value.includes("alias/");
    if (value.startsWith("arn:") && !isAlias) return value;
    const parsed = parseArn(value);
    const { partition, region, account } = parsed.kind === "parsed" ? parsed.value : place;
    const id: Text = isAlias ? [unknown("external", `the key behind ${value}`, value)] : value;
    return text("arn:", partition, ":kms:", region, ":", account, ":key/", id);
}
