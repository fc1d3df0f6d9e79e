import type { Node } from "../graph";
import { follow, type Target } from "./links";
import type { NodeKind } from "./types";
import type { World } from "./world";

type ByValue = ReadonlyMap<string, readonly Node[]>;

const indexes = new WeakMap<World, Map<string, ByValue>>();

/** The resources of one kind that point by a property at what is no resource of the stack, by the value that they name. */
export function pointersOutside(
    world: World,
    kind: NodeKind,
    property: string,
    target: Target,
): ByValue {
    const made = indexes.get(world) ?? new Map<string, ByValue>();
    indexes.set(world, made);
    const key = `${kind} ${property}`;
    const index = made.get(key) ?? indexed(world, kind, property, target);
    made.set(key, index);
    return index;
}

function indexed(world: World, kind: NodeKind, property: string, target: Target): ByValue {
    const byValue = new Map<string, Node[]>();
    for (const node of world.of(kind)) {
        const link = follow(world.graph, node, [property], target);
        if (link.kind !== "outside") continue;
        const same = byValue.get(link.value);
        if (same === undefined) byValue.set(link.value, [node]);
        else same.push(node);
    }
    return byValue;
}
