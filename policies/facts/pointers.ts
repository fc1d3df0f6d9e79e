import type { Node } from "../graph";
import { remembered } from "../iam/remembered";
import type { Unknown } from "../iam/unknown";
import { follow, type Target } from "./links";
import { setting } from "./settings";
import type { NodeKind } from "./types";
import { lastPart, type World } from "./world";

/** The resources of one kind that point at a resource. */
export interface Pointers {
    readonly certain: readonly Node[];
    /** Those that may point at it, and what would have to be known. */
    readonly possible: readonly { readonly node: Node; readonly cause: Unknown }[];
}

/** A resource that names, by a text, what is not known to be a resource of the stack. */
export interface Outsider {
    readonly node: Node;
    readonly value: string;
    /** It is known to lie outside: no resource of the stack may be meant. */
    readonly certain: boolean;
}

interface Index {
    /** By the last part of the text. */
    readonly outside: ReadonlyMap<string, readonly Outsider[]>;
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

/** Finds what points outside the stack by a text that ends as a name does; the same name may be another's elsewhere. */
export function pointersOutside(
    world: World,
    kind: NodeKind,
    property: string,
    target: Target,
    name: string,
): readonly Outsider[] {
    return indexOf(world, kind, property, target).outside.get(lastPart(name)) ?? [];
}

function indexOf(world: World, kind: NodeKind, property: string, target: Target): Index {
    const ofWorld = remembered(indexes, world, () => new Map<string, Index>());
    return remembered(ofWorld, `${kind} ${property}`, () => indexed(world, kind, property, target));
}

function indexed(world: World, kind: NodeKind, property: string, target: Target): Index {
    const byTarget = new Map<Node, Node[]>();
    const open: Index["open"][number][] = [];
    const outside = new Map<string, Outsider[]>();
    for (const node of world.of(kind)) {
        const link = follow(world.graph, node, [property], target);
        if (link.kind === "node") {
            remembered(byTarget, link.node, (): Node[] => []).push(node);
            continue;
        }
        if (link.kind === "unknown") {
            open.push({ node, cause: link.cause, candidates: link.candidates });
        }
        const value = setting(node, property);
        if (typeof value !== "string") continue;
        const named = remembered(outside, lastPart(value), (): Outsider[] => []);
        named.push({ node, value, certain: link.kind === "outside" });
    }
    return { byTarget, open, outside };
}
