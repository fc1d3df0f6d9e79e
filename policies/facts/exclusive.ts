import type { Node } from "../graph";
import type { Json, Unknown } from "../iam/unknown";
import { lower, titleOf } from "../titles";
import { asText, at, isList, sameText, show, unknown } from "../values";
import { attachmentsOf, type Attachable } from "./attachmentIndex";
import { doubted, type Attached, type InlinePolicy, type ManagedPolicy } from "./attached";
import { exclusiveAttachmentsOf, listsPolicy } from "./managed";
import { setting } from "./settings";
import type { World } from "./world";

/**
 * Leaves open what "exclusive" management takes away: it removes the policies that it does not list. When that happens
 * depends on which resource changed last, so what it leaves out may be in force, or not.
 */
export function underExclusive(
    world: World,
    role: Attachable,
    all: readonly Attached[],
): readonly Attached[] {
    return all.map((one) =>
        doubted(
            one,
            one.kind === "inline" ? removed(world, role, one) : detached(world, role, one),
        ),
    );
}

/** Inline policies that exclusive management lists, and the stack does not show. */
export function listedElsewhere(
    world: World,
    role: Attachable,
    all: readonly Attached[],
): readonly Unknown[] {
    const shown = new Set(all.map((one) => (one.kind === "inline" ? one.name : undefined)));
    return rulersOf(world, "exclusiveInline", role)
        .flatMap((ruler) => namesIn(setting(ruler, "policyNames") ?? []))
        .filter((name) => typeof name === "string" && !shown.has(name))
        .map((name) =>
            unknown("external", `inline policy "${show(name)}" of ${lower(role.title)}`),
        );
}

/** The resources of one kind that manage the role's policies exclusively, or may. */
export function rulersOf(
    world: World,
    kind: "exclusiveInline" | "exclusiveAttached",
    role: Attachable,
): readonly Node[] {
    return attachmentsOf(world, kind, role).map(({ node }) => node);
}

function removed(world: World, role: Attachable, one: InlinePolicy): Unknown | undefined {
    const own = configured(role, "inlinePolicies");
    if (own !== undefined && one.node !== role.node) {
        const names = (isList(own) ? own : [own]).flatMap((each) => at(each, "name") ?? []);
        if (!isNamed(names, one)) {
            return doubtOf(one, role.node, `manages its inline policies by inlinePolicies alone`);
        }
    }
    const ruler = rulersOf(world, "exclusiveInline", role).find((each) => {
        const linked = each.propertyDependencies["policyNames"] ?? [];
        const listed = setting(each, "policyNames") ?? [];
        return !isNamed(listed, one, linked);
    });
    return doubtOf(one, ruler, "removes inline policies that policyNames does not list");
}

/** A name that is not known is the policy's where the list depends on it. */
function isNamed(names: Json, { name, node }: InlinePolicy, linked: readonly Node[] = []): boolean {
    return (
        name !== undefined &&
        namesIn(names).some((each) => sameText(each, name) ?? linked.includes(node))
    );
}

function namesIn(names: Json) {
    return (isList(names) ? names : [names]).map((each) => asText(each, "policyNames"));
}

function detached(world: World, role: Attachable, one: ManagedPolicy): Unknown | undefined {
    const { node, which } = one;
    const own = configured(role, "managedPolicyArns");
    if (own !== undefined && role.node !== undefined && node !== role.node) {
        if (!listsPolicy(world, role.node, "managedPolicyArns", which)) {
            return doubtOf(
                one,
                role.node,
                "detaches policies that managedPolicyArns does not list",
            );
        }
    }
    const ruler = rulersOf(world, "exclusiveAttached", role).find(
        (each) => each !== node && !listsPolicy(world, each, "policyArns", which),
    );
    return (
        doubtOf(one, ruler, "detaches policies that policyArns does not list") ??
        doubtOf(one, revokerOf(world, role, one), "revokes the policy from roles it does not list")
    );
}

/**
 * "Even any users/roles/groups that have the attached policy via any other mechanism (including other resources managed
 * by this provider) will have that attached policy revoked by this resource."
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/iam/policyattachment/
 */
function revokerOf(
    world: World,
    role: Attachable,
    { node, which }: ManagedPolicy,
): Node | undefined {
    const others = exclusiveAttachmentsOf(world, which).filter((each) => each !== node);
    if (others.length === 0) return undefined;
    const ofRole = attachmentsOf(world, "policyAttachment", role)
        .filter(({ attached }) => attached === true)
        .map((each) => each.node);
    return others.find((each) => !ofRole.includes(each));
}

/**
 * An argument of the role that takes over its policies, set by the program; outputs show what others attached.
 * "Configuring an empty set (i.e., `managedPolicyArns = []`) will cause Pulumi to remove all managed policy
 * attachments", while of `inlinePolicies` it takes a block, and be it an empty one.
 */
function configured({ node }: Attachable, argument: string): Json | undefined {
    const value = node?.inputs?.(argument);
    if (value === undefined || value === null || value === "") return undefined;
    if (isList(value) && value.length === 0 && argument === "inlinePolicies") return undefined;
    return value;
}

function doubtOf({ text }: Attached, ruler: Node | undefined, how: string): Unknown | undefined {
    if (ruler === undefined) return undefined;
    return unknown(
        "unsupported",
        `whether ${text.name} stays attached, as ${titleOf(ruler)} ${how}`,
    );
}
