import type { Node } from "../graph";
import type { PolicyText } from "../iam/question";
import type { Json, Unknown } from "../iam/unknown";
import { lower, titleOf } from "../titles";
import { isUnknown, unknown } from "../values";
import { nameOf } from "./arns";
import { doubted, type Attached, type Brought } from "./attached";
import { attachmentsOf, type Attachable, type Attachment } from "./attachmentIndex";
import { listedElsewhere, underExclusive } from "./exclusive";
import { attachedPolicies, listedPolicies } from "./managed";
import { withoutOverwritten } from "./overwritten";
import { ownPolicies } from "./ownPolicies";
import { effective, notKnown } from "./settings";
import { shownPolicies } from "./shownPolicies";
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
    const title = lower(role.title);
    const found: readonly Gathered[] = [
        ...gathered(attachmentsOf(world, "rolePolicy", role), role, (node) =>
            inlinePolicy(node, title),
        ),
        ...gathered(attachmentsOf(world, "roleAttachment", role), role, (node) =>
            attachedPolicies(world, node, "policyArn"),
        ),
        ...gathered(attachmentsOf(world, "policyAttachment", role), role, (node) =>
            attachedPolicies(world, node, "policyArn"),
        ),
        // It attaches what it lists, and detaches everything else.
        ...gathered(attachmentsOf(world, "exclusiveAttached", role), role, (node) =>
            listedPolicies(world, node, "policyArns"),
        ),
        ...(role.node === undefined ? [] : [{ ...ownPolicies(world, role.node, title), by: [] }]),
    ];
    const own = found.flatMap(({ policies }) => policies);
    const shown = role.node === undefined ? NONE : shownPolicies(world, role.node, title, own);
    const all = [...own, ...shown.policies];
    return {
        identity: withoutOverwritten(underExclusive(world, role, all)).map(({ text }) => text),
        unseen: [
            ...found.flatMap(({ unseen }) => unseen),
            ...shown.unseen,
            ...listedElsewhere(world, role, all),
        ],
        by: [
            ...found.flatMap(({ by }) => by),
            ...attachmentsOf(world, "exclusiveInline", role).flatMap(({ node, attached }) =>
                attached === true ? [node] : [],
            ),
        ],
    };
}

const NONE: Brought = { policies: [], unseen: [] };

interface Gathered extends Brought {
    readonly by: readonly Node[];
}

function gathered(
    attachments: readonly Attachment[],
    role: Attachable,
    read: (node: Node) => Brought,
): readonly Gathered[] {
    return attachments.map(({ node, link, attached }): Gathered => {
        const { policies, unseen } = read(node);
        const whose = policies.map((each) => from(node, each));
        if (attached === true) return { policies: whose, unseen, by: [node] };
        const cause =
            link.kind === "unknown"
                ? link.cause
                : unknown("preview", `whether ${titleOf(node)} belongs to ${role.title}`);
        return {
            policies: whose.map((each) => doubted(each, cause)),
            unseen: unseen.length === 0 ? [] : [cause],
            by: [],
        };
    });
}

/** A policy of AWS's own is no resource of the stack: what brings it is its attachment. */
function from({ urn }: Node, attached: Attached): Attached {
    const { text } = attached;
    return text.urn === undefined ? { ...attached, text: { ...text, urn } } : attached;
}

function inlinePolicy(node: Node, title: string): Brought {
    const written: Json = effective(node, "policy") ?? notKnown(node, "policy");
    const document = isUnknown(written) && isOwn(node) ? someGrant(written) : written;
    const text = { name: `inline policy "${node.name}" of ${title}`, urn: node.urn, document };
    return { policies: [{ kind: "inline", node, text, name: nameOf(node) }], unseen: [] };
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
