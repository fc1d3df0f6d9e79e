import type { Node } from "../graph";
import type { Json } from "../iam/unknown";
import { outputOf, setting } from "./settings";
import type { World } from "./world";

/** What the state of a resource shows of something that the program does not set, and that is no zero value. */
export function shownOnly(world: World, node: Node, property: string): Json | undefined {
    // In a preview it may be what the update is about to change.
    if (world.previewed || node.inputs === undefined) return undefined;
    return setting(node, property) === undefined ? outputOf(node, property) : undefined;
}
