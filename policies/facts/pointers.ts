import type { Node } from "../graph";
import type { Unknown } from "../iam/unknown";
import { follow, type Target } from "./links";
import type { NodeKind } from "./types";
import type { World } from "./world";

/** The resources of one kind that point at a resource. */
export interface Pointers {
    readonly certain: readonly Node[];
    /** Those that may point at it, and what would have to be known. */
    readonly possible: readonly { readonly node: Node; readonly cause: Unknown }[];
}

/** A resource that points at something outside the stack, and by which text. */
export interface Outsider {
    readonly node: Node;
    readonly value: string;
}

interface Index {
    readonly outside: readonly Outsider[];
    readonly byTarget: ReadonlyMap<Node, readonly Node[]>;
    readonly open: readonly {
        readonly node: Node;
        readonly cause: Unknown;
        readonly candidates: readonly Node[];
    }[];
}

const indexes = new WeakMap<World, Map<string, Index>>();

/** Finds what points at a resource by a property; every pointer is followed once a stack. */
export function pointersTo(
    world: World,
    kind: NodeKind,
    property: string,
    target: Target,
    to: Node,
): Pointers {
    const { byTarget, open } = indexOf(world, kind, property, target);
    return {
        certain: byTarget.get(to) ?? [],
        possible: open.filter(({ candidates }) => candidates.includes(to)),
    };
}

/** Finds what points outside the stack by a property. */
export function pointersOutside(
    world: World,
    kind: NodeKind,
    property: string,
    target: Target,
): readonly Outsider[] {
    return indexOf(world, kind, property, target).outside;
}

function indexOf(world: World, kind: NodeKind, property: string, target: Target): Index {
    const made = indexes.get(world) ?? new Map<string, Index>();
    indexes.set(world, made);
    const key = `${kind} ${property}`;
    const index = made.get(key) ?? indexed(world, kind, property, target);
    made.set(key, index);
    return index;
}

function indexed(world: World, kind: NodeKind, property: string, target: Target): Index {
    const byTarget = new Map<Node, Node[]>();
    const open: Index["open"][number][] = [];
    const outside: Outsider[] = [];
    for (const node of world.of(kind)) {
        const link = follow(world.graph, node, [property], target);
        if (link.kind === "unknown") {
            open.push({ node, cause: link.cause, candidates: link.candidates });
        }
        if (link.kind === "outside") outside.push({ node, value: link.value });
        if (link.kind !== "node") continue;
        const same = byTarget.get(link.node);
        if (same === undefined) byTarget.set(link.node, [node]);
        else same.push(node);
    }
    return { byTarget, open, outside };
}
