import type { Node } from "../graph";
import type { PolicyText } from "../iam/question";
import type { Json, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { asText, at, isList, isUnknown, sameText, show, unknown } from "../values";
import { nameOf } from "./arns";
import { attachmentsOf, type Attachable, type Attachment } from "./attachmentIndex";
import { attachedPolicies, listedPolicies, listsPolicyOf } from "./managed";
import { effective, notKnown, setting } from "./settings";
import { COMPONENTS } from "./types";
import type { World } from "./world";

/** The policies of a role. */
export interface Attachments {
    readonly identity: readonly PolicyText[];
    /** What may be attached, and cannot be seen. */
    readonly unseen: readonly Unknown[];
    /** The resources that attach them. */
    readonly by: readonly Node[];
}

/** Gathers the policies of a role, by every way in which a stack can attach one. */
export function attachmentsTo(world: World, role: Attachable): Attachments {
    const found: readonly Attachments[] = [
        ...gathered(attachmentsOf(world, "rolePolicy", role), role, (node) =>
            inlinePolicy(role, node),
        ),
        ...gathered(attachmentsOf(world, "roleAttachment", role), role, (node) =>
            unlessDetached(world, role, node, attachedPolicies(world, node, "policyArn")),
        ),
        ...gathered(attachmentsOf(world, "policyAttachment", role), role, (node) =>
            unlessDetached(world, role, node, attachedPolicies(world, node, "policyArn")),
        ),
        // It attaches what it lists, and detaches everything else.
        ...gathered(attachmentsOf(world, "exclusiveAttached", role), role, (node) =>
            listedPolicies(world, node, "policyArns"),
        ),
        ...(role.node === undefined ? [] : [ownPolicies(world, role, role.node)]),
    ];
    return exclusiveInline(world, role, merge(found));
}

type Seen = Pick<Attachments, "identity" | "unseen">;

function gathered(
    attachments: readonly Attachment[],
    role: Attachable,
    read: (node: Node) => Seen,
): readonly Attachments[] {
    return attachments.map(({ node, link, attached }): Attachments => {
        if (attached === true) {
            const { identity, unseen } = read(node);
            return { identity: identity.map(from(node)), unseen, by: [node] };
        }
        const cause =
            link.kind === "unknown"
                ? link.cause
                : unknown("preview", `whether ${titleOf(node)} belongs to ${role.title}`);
        // What is not seen is assumed not to deny: a Deny that can be seen must count, so long as it may be the role's.
        const identity = read(node)
            .identity.filter(mayDeny)
            .map((policy) => ({ ...policy, document: cause }));
        return { identity, unseen: [cause], by: [] };
    });
}

/** A policy of AWS's own is no resource of the stack: what brings it is its attachment. */
function from({ urn }: Node): (policy: PolicyText) => PolicyText {
    return (policy) => (policy.urn === undefined ? { ...policy, urn } : policy);
}

function mayDeny({ document }: PolicyText): boolean {
    return typeof document !== "string" || document.includes('"Deny"');
}

function merge(parts: readonly Attachments[]): Attachments {
    return {
        identity: parts.flatMap((part) => part.identity),
        unseen: parts.flatMap((part) => part.unseen),
        by: parts.flatMap((part) => part.by),
    };
}

function inlinePolicy(role: Attachable, node: Node): Seen {
    const written: Json = effective(node, "policy") ?? notKnown(node, "policy");
    const document = isUnknown(written) && isOwn(node) ? someGrant(written) : written;
    const name = `inline policy "${node.name}" of ${lower(role.title)}`;
    return { identity: [{ name, urn: node.urn, document }], unseen: [] };
}

/** A document that our component wrote, by the name it gives it: what a program hangs below the component is not. */
function isOwn({ parent, name }: Node): boolean {
    return (
        parent !== undefined &&
        COMPONENTS.includes(parent.type) &&
        name.startsWith(`${parent.name}-`) &&
        name.endsWith("-policy")
    );
}

/** Our components give each thing whose ARN a preview hides a document of its own, and none of them denies. */
function someGrant(hidden: Unknown): Json {
    return {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: hidden, Resource: hidden },
    };
}

function labelOf(node: Node): string {
    const name = nameOf(node);
    return typeof name === "string" ? name : node.name;
}

function lower(title: string): string {
    return title.replace(/^Role/, "role");
}

/** `inlinePolicies` and `managedPolicyArns` of the role itself: by its inputs, as outputs show what others attached. */
function ownPolicies(world: World, role: Attachable, node: Node): Attachments {
    const listed = { ...listedPolicies(world, node, "managedPolicyArns"), by: [] };
    const inline = setting(node, "inlinePolicies");
    if (inline === undefined) return listed;
    if (!isList(inline)) {
        const cause = isUnknown(inline) ? inline : notKnown(node, "inlinePolicies");
        return merge([listed, { identity: [], unseen: [cause], by: [] }]);
    }
    const identity = inline.flatMap((each, index): readonly PolicyText[] => {
        const of = `of ${lower(role.title)}`;
        if (isUnknown(each)) {
            return [{ name: `an inline policy ${of}`, urn: node.urn, document: each }];
        }
        const document = at(each, "policy");
        if (document === undefined) return [];
        const name = at(each, "name");
        const label = typeof name === "string" ? `"${name}"` : `number ${index + 1}`;
        return [{ name: `inline policy ${label} ${of}`, urn: node.urn, document }];
    });
    return merge([listed, { identity, unseen: [], by: [] }]);
}

/** "Exclusive" management detaches the policies that it does not list: they decide nothing. */
function unlessDetached(world: World, role: Attachable, node: Node, seen: Seen): Seen {
    const ruler = attachmentsOf(world, "exclusiveAttached", role).find((each) => each.attached);
    if (ruler === undefined || listsPolicyOf(world, ruler.node, node)) return seen;
    const what = `${titleOf(node)}, whose policy ${titleOf(ruler.node)} does not list and so detaches`;
    const document = unknown("unsupported", what);
    return { ...seen, identity: seen.identity.map((policy) => ({ ...policy, document })) };
}

/** "Exclusive" management removes the inline policies that it does not list: they decide nothing. */
function exclusiveInline(world: World, role: Attachable, all: Attachments): Attachments {
    const ruler = attachmentsOf(world, "exclusiveInline", role).find((each) => each.attached)?.node;
    if (ruler === undefined) return all;
    const listed = setting(ruler, "policyNames") ?? [];
    const names = (isList(listed) ? listed : [listed]).map((each) => asText(each, "policyNames"));
    const linked = new Set((ruler.propertyDependencies["policyNames"] ?? []).map(({ urn }) => urn));
    const inline = new Map(
        attachmentsOf(world, "rolePolicy", role).map(({ node }) => [node.urn, labelOf(node)]),
    );
    const identity = all.identity.map((policy): PolicyText => {
        const { urn = "" } = policy;
        const name = inline.get(urn);
        // A name that is not known is the policy's where the list depends on it.
        if (name === undefined || names.some((each) => sameText(each, name) ?? linked.has(urn))) {
            return policy;
        }
        const lists = names.some((each) => sameText(each, name) === undefined)
            ? "may not list, and then removes"
            : "does not list and so removes";
        const what = `policy "${name}", which ${titleOf(ruler)} ${lists}`;
        return { ...policy, document: unknown("unsupported", what) };
    });
    const shown = new Set(inline.values());
    const elsewhere = names.filter((each) => typeof each === "string" && !shown.has(each));
    const unseen = elsewhere.map((each) =>
        unknown("external", `inline policy "${show(each)}" of ${lower(role.title)}`),
    );
    return { identity, unseen: [...all.unseen, ...unseen], by: [...all.by, ruler] };
}
