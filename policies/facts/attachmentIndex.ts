import type { Node } from "../graph";
import { remembered } from "../iam/remembered";
import { sameText } from "../values";
import type { Text } from "../iam/unknown";
import { isArnOf, nameOf } from "./arns";
import { follow, followEach, type Link, type Target } from "./links";
import type { NodeKind } from "./types";
import type { World } from "./world";

/** A role that policies are attached to. */
export interface Attachable {
    /** Absent: the role lies outside the stack. */
    readonly node?: Node;
    readonly arn?: string;
    readonly name: Text;
    readonly account: Text;
    readonly title: string;
}

/** A resource that attaches something to a role. */
export interface Attachment {
    readonly node: Node;
    readonly link: Link;
    /** Whether it is attached to the role that was asked for. `undefined`: that cannot be told. */
    readonly attached: boolean | undefined;
}

/** The properties by which resources name a role. */
const ROLE_PROPERTY = {
    rolePolicy: "role",
    roleAttachment: "role",
    policyAttachment: "roles",
    exclusiveInline: "roleName",
    exclusiveAttached: "roleName",
} as const satisfies Readonly<Partial<Record<NodeKind, string>>>;

type AttachmentKind = keyof typeof ROLE_PROPERTY;

interface Entry {
    readonly node: Node;
    readonly link: Link;
}

interface Index {
    readonly byRole: ReadonlyMap<string, readonly Entry[]>;
    /** Those that point outside, or may point at several roles. */
    readonly open: readonly Entry[];
}

const indexes = new WeakMap<World, Map<AttachmentKind, Index>>();

/** The resources of one kind that are attached to a role, or may be. */
export function attachmentsOf(
    world: World,
    kind: AttachmentKind,
    role: Attachable,
): readonly Attachment[] {
    const { byRole, open } = indexOf(world, kind);
    const certain = role.node === undefined ? [] : (byRole.get(role.node.urn) ?? []);
    return [
        ...certain.map((entry) => ({ ...entry, attached: true })),
        ...open
            .map((entry) => ({ ...entry, attached: isRole(world, entry, role) }))
            .filter((each) => each.attached !== false),
    ];
}

function indexOf(world: World, kind: AttachmentKind): Index {
    const ofWorld = remembered(indexes, world, () => new Map<AttachmentKind, Index>());
    return remembered(ofWorld, kind, () => indexed(world, kind));
}

function indexed(world: World, kind: AttachmentKind): Index {
    const byRole = new Map<string, Entry[]>();
    const open: Entry[] = [];
    for (const node of world.of(kind)) {
        for (const link of linksOf(world, kind, node)) {
            if (link.kind === "absent") continue;
            if (link.kind !== "node") {
                open.push({ node, link });
                continue;
            }
            remembered(byRole, link.node.urn, (): Entry[] => []).push({ node, link });
        }
    }
    return { byRole, open };
}

function linksOf(world: World, kind: AttachmentKind, node: Node): readonly Link[] {
    const property = ROLE_PROPERTY[kind];
    const target = roleTarget(world, node);
    return kind === "policyAttachment"
        ? followEach(world.graph, node, property, target)
        : [follow(world.graph, node, [property], target)];
}

/** How a role is named: by its name, or by its ARN. */
export function roleTarget(world: World, from: Node): Target {
    return {
        candidates: world.of("role"),
        narrow: (value) => world.named("role", value),
        names: (candidate, value) => {
            const place = world.placeOf(candidate);
            if (value.startsWith("arn:")) return isArnOf(candidate, place, value);
            const named = sameText(nameOf(candidate), value);
            if (named !== true) return named;
            return sameText(world.placeOf(from).account, place.account);
        },
    };
}

function isRole(world: World, { node, link }: Entry, role: Attachable): boolean | undefined {
    switch (link.kind) {
        case "absent":
            return false;
        case "node":
            return link.node === role.node;
        case "unknown":
            // What may belong to a role outside the stack adds nothing to what is unseen there anyway.
            return role.node !== undefined && link.candidates.includes(role.node)
                ? undefined
                : false;
        case "outside": {
            if (role.node !== undefined) return false;
            if (link.value === role.arn) return true;
            if (sameText(role.name, link.value) !== true) return false;
            return sameText(world.placeOf(node).account, role.account);
        }
    }
}
