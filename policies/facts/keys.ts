import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import { defaultKeyDocument } from "../iam/defaultKeyPolicy";
import type { KeyGrant, PolicyText, Tags } from "../iam/question";
import type { Text, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { unknown } from "../values";
import { arnOf } from "./arns";
import { grantsOf } from "./keyGrants";
import { keysNamed, keyTarget } from "./keyTarget";
import { follow } from "./links";
import { outsideKey } from "./outsideKeys";
import type { Place } from "./places";
import { policyOf } from "./resourcePolicies";
import { tagsOf } from "./roles";
import { outputOf, setting, type Path } from "./settings";
import { kindOf } from "./types";
import type { World } from "./world";

/** A KMS key, and who it lets in. */
export interface KeyFacts {
    /** As a reader knows it: `aws.kms.Key "orders"`, or its ARN. */
    readonly title: string;
    /** Absent: it lies outside the stack. */
    readonly node?: Node;
    readonly arn: Text;
    readonly account: Text;
    readonly region: Text;
    readonly policy?: PolicyText;
    readonly unseenPolicy?: Unknown;
    readonly grants: readonly KeyGrant[];
    readonly tags?: Tags;
}

/** What a property that takes a key says. */
export type KeyLink =
    | { readonly kind: "absent" }
    /** A key that AWS manages, `alias/aws/sqs`. */
    | { readonly kind: "aws"; readonly alias: string }
    | { readonly kind: "key"; readonly key: KeyFacts; readonly written: "id" | "alias" | "arn" }
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** Follows a property that names a key by id, ARN, alias or alias ARN. */
export function keyAt(world: World, node: Node, ...path: Path): KeyLink {
    const value = setting(node, ...path);
    if (typeof value === "string") return keyNamed(world, value, world.placeOf(node), node, path);
    const link = follow(world.graph, node, path, keyTarget(world));
    switch (link.kind) {
        case "absent": {
            const shown = shownKey(node, ...path);
            return shown === undefined ? { kind: "absent" } : { kind: "unknown", cause: shown };
        }
        case "node":
            return ofNode(world, link.node, "arn");
        case "unknown":
            return { kind: "unknown", cause: link.cause };
        case "outside":
            return keyNamed(world, link.value, world.placeOf(node), node, path);
    }
}

/**
 * Why a key that outputs alone show leaves open which one is in force: something else than the program set it, and the
 * next update may take it away. `undefined`: they show none, or one that AWS manages.
 */
export function shownKey(node: Node, ...path: Path): Unknown | undefined {
    const key = outputOf(node, ...path);
    if (typeof key !== "string" || key.includes("alias/aws/")) return undefined;
    const what = `${path.join(".")} of ${titleOf(node)}, which shows ${key} where the program sets none`;
    return unknown("external", what);
}

/** The key that a text names, in the eyes of a resource that lives at a place. */
export function keyNamed(
    world: World,
    value: string,
    place: Place,
    from?: Node,
    path?: Path,
): KeyLink {
    const alias = value.startsWith("arn:") ? value.split(":").slice(5).join(":") : value;
    if (alias.startsWith("alias/aws/")) return { kind: "aws", alias };
    const written = alias.startsWith("alias/") ? "alias" : value.startsWith("arn:") ? "arn" : "id";
    const [node, ...others] = keysNamed(world, value, place);
    if (node !== undefined && others.length === 0) return ofNode(world, node, written);
    const link =
        from === undefined || path === undefined
            ? undefined
            : follow(world.graph, from, path, keyTarget(world));
    if (link?.kind === "node") return ofNode(world, link.node, written);
    if (link?.kind === "unknown") return { kind: "unknown", cause: link.cause };
    return { kind: "key", key: outsideKey(world, value, place), written };
}

function ofNode(world: World, node: Node, written: "id" | "alias" | "arn"): KeyLink {
    if (kindOf(node.type) !== "keyAlias")
        return { kind: "key", key: keyFacts(world, node), written };
    const property = setting(node, "targetKeyId") === undefined ? "targetKeyArn" : "targetKeyId";
    const named = setting(node, property);
    // KMS refuses an alias of an alias: following it might never end.
    if (typeof named === "string" && named.includes("alias/")) {
        const what = `${property} of ${titleOf(node)}, which names another alias`;
        return { kind: "unknown", cause: unknown("unsupported", what) };
    }
    const target = keyAt(world, node, property);
    return target.kind === "key" ? { ...target, written: "alias" } : target;
}

function keyFacts(world: World, node: Node): KeyFacts {
    const place = world.placeOf(node);
    const arn = arnOf(node, place);
    const parsed = typeof arn === "string" ? parseArn(arn) : undefined;
    // A key that is only read may belong to another account than its provider.
    const account = parsed?.kind === "parsed" ? parsed.value.account : place.account;
    const region = parsed?.kind === "parsed" ? parsed.value.region : place.region;
    const target = keyTarget(world);
    const own = policyOf(world, node, "keyPolicy", "keyId", target);
    const policy = own.policy ?? (!node.managed ? undefined : defaultPolicy(node, place));
    const tags = tagsOf(node);
    return {
        title: titleOf(node),
        node,
        arn,
        account,
        region,
        ...(policy === undefined ? {} : { policy }),
        ...(own.unseen === undefined ? {} : { unseenPolicy: own.unseen }),
        grants: grantsOf(world, node),
        ...(tags === undefined ? {} : { tags }),
    };
}

function defaultPolicy(node: Node, { partition, account }: Place): PolicyText {
    const name = `the default policy of ${titleOf(node)}`;
    return { name, urn: node.urn, document: defaultKeyDocument(partition, account) };
}
