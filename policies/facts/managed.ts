import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import { managedPolicy } from "../iam/managedPolicies";
import type { PolicyText } from "../iam/question";
import type { Unknown } from "../iam/unknown";
import { unknown } from "../values";
import { isArnOf } from "./arns";
import { follow, followEach, type Link, type Target } from "./links";
import { effective, notKnown } from "./settings";
import type { World } from "./world";

/** Policies that are attached by ARN, and what of them cannot be seen. */
export interface ByArn {
    readonly identity: readonly PolicyText[];
    readonly unseen: readonly Unknown[];
}

/** The policy that a property names by ARN. */
export function attachedPolicies(world: World, node: Node, property: string): ByArn {
    const link = follow(world.graph, node, [property], policyTarget(world));
    return link.kind === "absent"
        ? { identity: [], unseen: [notKnown(node, property)] }
        : fromLink(link);
}

/** The policies that a list property names by ARN. */
export function listedPolicies(world: World, node: Node, property: string): ByArn {
    const parts = followEach(world.graph, node, property, policyTarget(world)).map(fromLink);
    return {
        identity: parts.flatMap((part) => part.identity),
        unseen: parts.flatMap((part) => part.unseen),
    };
}

/** Whether a list of policy ARNs is known to name the policy that an attachment attaches. */
export function listsPolicyOf(world: World, lister: Node, attachment: Node): boolean {
    const target = policyTarget(world);
    const wanted = follow(world.graph, attachment, ["policyArn"], target);
    return followEach(world.graph, lister, "policyArns", target).some((listed) => {
        if (listed.kind === "node") return wanted.kind === "node" && wanted.node === listed.node;
        if (listed.kind !== "outside") return false;
        return wanted.kind === "outside" && wanted.value === listed.value;
    });
}

/** A role's permissions boundary; one that cannot be seen is an unknown document, never none. */
export function boundaryOf(world: World, role: Node, title: string): PolicyText | undefined {
    const link = follow(world.graph, role, ["permissionsBoundary"], policyTarget(world));
    if (link.kind === "absent") return undefined;
    const { identity, unseen } = fromLink(link);
    const [policy] = identity;
    const name = `the permissions boundary of ${title}`;
    if (policy !== undefined) return { ...policy, name: `${policy.name}, ${name}` };
    return { name, document: unseen[0] ?? unknown("external", name) };
}

function fromLink(link: Link): ByArn {
    switch (link.kind) {
        case "absent":
            return { identity: [], unseen: [] };
        case "node":
            return { identity: [policyOf(link.node)], unseen: [] };
        case "unknown":
            return { identity: [], unseen: [link.cause] };
        case "outside":
            return byArn(link.value);
    }
}

function policyOf(node: Node): PolicyText {
    // A policy that is only read may be another by the time it counts, but its text is what AWS has now.
    const document = effective(node, "policy") ?? notKnown(node, "policy");
    return { name: `policy "${node.name}"`, urn: node.urn, document };
}

function byArn(arn: string): ByArn {
    const parsed = parseArn(arn);
    const isAws = parsed.kind === "parsed" && parsed.value.account === "aws";
    const known = isAws ? managedPolicy(arn) : undefined;
    if (known !== undefined) return { identity: [known], unseen: [] };
    const what = isAws
        ? `AWS managed policy ${arn}, which the catalogue of this pack does not hold`
        : `policy ${arn}`;
    return { identity: [], unseen: [unknown("external", what)] };
}

function policyTarget(world: World): Target {
    return {
        candidates: world.of("managedPolicy"),
        narrow: (value) => world.named("managedPolicy", value),
        names: (candidate, value) => isArnOf(candidate, world.placeOf(candidate), value),
    };
}
