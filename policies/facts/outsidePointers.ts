import type { Node } from "../graph";
import { follow, type Target } from "./links";
import { setting } from "./settings";
import type { NodeKind } from "./types";
import { lastPart, type World } from "./world";

interface Pointer {
    readonly node: Node;
    readonly value: string;
}

type ByName = ReadonlyMap<string, readonly Pointer[]>;

const indexes = new WeakMap<World, Map<string, ByName>>();

/**
 * The resources of one kind whose property names, by a text, what is not known to be a resource of the stack. Two equal
 * texts name one and the same thing, wherever it is.
 */
export function pointersOutside(
    world: World,
    kind: NodeKind,
    property: string,
    target: Target,
    { name, isNamed }: { readonly name: string; readonly isNamed: (value: string) => boolean },
): readonly Node[] {
    return (indexOf(world, kind, property, target).get(lastPart(name)) ?? [])
        .filter(({ value }) => isNamed(value))
        .map(({ node }) => node);
}

function indexOf(world: World, kind: NodeKind, property: string, target: Target): ByName {
    const made = indexes.get(world) ?? new Map<string, ByName>();
    indexes.set(world, made);
    const key = `${kind} ${property}`;
    const index = made.get(key) ?? indexed(world, kind, property, target);
    made.set(key, index);
    return index;
}

function indexed(world: World, kind: NodeKind, property: string, target: Target): ByName {
    const byName = new Map<string, Pointer[]>();
    for (const node of world.of(kind)) {
        const value = setting(node, property);
        if (typeof value !== "string") continue;
        if (follow(world.graph, node, [property], target).kind === "node") continue;
        const name = lastPart(value);
        const same = byName.get(name);
        if (same === undefined) byName.set(name, [{ node, value }]);
        else same.push({ node, value });
    }
    return byName;
}
