import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import { managedPolicy } from "../iam/managedPolicies";
import type { PolicyText } from "../iam/question";
import type { Json, Unknown } from "../iam/unknown";
import { unknown } from "../values";
import { isArnOf } from "./arns";
import type { Brought, ManagedPolicy } from "./attached";
import { follow, followEach, followValues, type Link, type Target } from "./links";
import { pointersOutside, pointersTo } from "./pointers";
import { effective, notKnown } from "./settings";
import { shownOnly } from "./shown";
import type { World } from "./world";

/** The policy that a property names by ARN. */
export function attachedPolicies(
    world: World,
    node: Node,
    property: string,
): Brought<ManagedPolicy> {
    const link = follow(world.graph, node, [property], policyTarget(world));
    return link.kind === "absent"
        ? { policies: [], unseen: [notKnown(node, property)] }
        : brought(node, link);
}

/** The policies that a list property names by ARN. */
export function listedPolicies(world: World, node: Node, property: string): Brought<ManagedPolicy> {
    return together(node, listed(world, node, property));
}

/** The policies that ARNs name, which stand in a list property. */
export function policiesNamed(
    world: World,
    node: Node,
    property: string,
    arns: readonly Json[],
): Brought<ManagedPolicy> {
    return together(node, followValues(world.graph, node, property, arns, policyTarget(world)));
}

function together(node: Node, links: readonly Link[]): Brought<ManagedPolicy> {
    const parts = links.map((link) => brought(node, link));
    return {
        policies: parts.flatMap((part) => part.policies),
        unseen: parts.flatMap((part) => part.unseen),
    };
}

/** Whether a list of policy ARNs is known to name a policy. */
export function listsPolicy(
    world: World,
    lister: Node,
    property: string,
    which: ManagedPolicy["which"],
): boolean {
    return listed(world, lister, property).some((link) =>
        link.kind === "node"
            ? link.node === which
            : link.kind === "outside" && link.value === which,
    );
}

/** The resources that attach a policy exclusively, to whichever roles, and those that may. */
export function exclusiveAttachmentsOf(
    world: World,
    which: ManagedPolicy["which"],
): readonly Node[] {
    const [target, kind, property] = [
        policyTarget(world),
        "policyAttachment",
        "policyArn",
    ] as const;
    if (typeof which === "string") {
        return pointersOutside(world, kind, property, target, which)
            .filter(({ value }) => value === which)
            .map(({ node }) => node);
    }
    const { certain, possible } = pointersTo(world, kind, property, target, which);
    return [...certain, ...possible.map(({ node }) => node)];
}

function listed(world: World, node: Node, property: string): readonly Link[] {
    return followEach(world.graph, node, property, policyTarget(world));
}

function brought(node: Node, link: Link): Brought<ManagedPolicy> {
    const { policy, unseen } = fromLink(link);
    return {
        policies: policy === undefined ? [] : [{ kind: "managed", node, ...policy }],
        unseen,
    };
}

/** A role's permissions boundary; one that cannot be seen is an unknown document, never none. */
export function boundaryOf(world: World, role: Node, title: string): PolicyText | undefined {
    const link = boundaryLink(world, role);
    if (link === undefined || link.kind === "absent") return undefined;
    const { policy, unseen } = fromLink(link);
    const name = `the permissions boundary of ${title}`;
    if (policy !== undefined) return { ...policy.text, name: `${policy.text.name}, ${name}` };
    return { name, document: unseen[0] ?? unknown("external", name) };
}

/** A boundary that was set by others is in force as any: only the state shows it. */
function boundaryLink(world: World, role: Node): Link | undefined {
    const property = "permissionsBoundary";
    const shown = shownOnly(world, role, property);
    if (shown === undefined) return follow(world.graph, role, [property], policyTarget(world));
    return followValues(world.graph, role, property, [shown], policyTarget(world))[0];
}

interface Found {
    readonly policy?: Pick<ManagedPolicy, "text" | "which">;
    readonly unseen: readonly Unknown[];
}

function fromLink(link: Link): Found {
    switch (link.kind) {
        case "absent":
            return { unseen: [] };
        case "node":
            return { policy: { text: policyOf(link.node), which: link.node }, unseen: [] };
        case "unknown":
            return { unseen: [link.cause] };
        case "outside":
            return byArn(link.value);
    }
}

function policyOf(node: Node): PolicyText {
    // A policy that is only read may be another by the time it counts, but its text is what AWS has now.
    const document = effective(node, "policy") ?? notKnown(node, "policy");
    return { name: `policy "${node.name}"`, urn: node.urn, document };
}

function byArn(arn: string): Found {
    const parsed = parseArn(arn);
    const isAws = parsed.kind === "parsed" && parsed.value.account === "aws";
    const known = isAws ? managedPolicy(arn) : undefined;
    if (known !== undefined) return { policy: { text: known, which: arn }, unseen: [] };
    const what = isAws
        ? `AWS managed policy ${arn}, which the catalogue of this pack does not hold`
        : `policy ${arn}`;
    return { unseen: [unknown("external", what)] };
}

function policyTarget(world: World): Target {
    return {
        candidates: world.of("managedPolicy"),
        narrow: (value) => world.named("managedPolicy", value),
        names: (candidate, value) => isArnOf(candidate, world.placeOf(candidate), value),
    };
}
