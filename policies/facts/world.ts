import type { Graph, Node } from "../graph";
import { remembered } from "../iam/remembered";
import { computed } from "./settings";
import { nameOf } from "./arns";
import { placesOf, type Places } from "./places";
import { kindOf, type NodeKind } from "./types";

/** A stack, indexed for those who gather facts from it. */
export interface World {
    readonly graph: Graph;
    readonly placeOf: Places;
    /** The policies of the stack's roles are those that the stack attaches. */
    readonly closed: boolean;
    /** The stack is shown as it will be after an update, not as it is. */
    readonly previewed: boolean;
    /** All resources of a kind. */
    readonly of: (kind: NodeKind) => readonly Node[];
    /** Those resources of a kind that a text may name: by the last part of it, and those whose name is not known. */
    readonly named: (kind: NodeKind, value: string) => readonly Node[];
}

interface Index {
    readonly byName: ReadonlyMap<string, readonly Node[]>;
    readonly unnamed: readonly Node[];
}

const EMPTY: Index = { byName: new Map(), unnamed: [] };

/** Indexes a stack. */
export function createWorld(graph: Graph, closed = true): World {
    const byKind = new Map<NodeKind, Node[]>();
    for (const node of graph.nodes) {
        const kind = kindOf(node.type);
        if (kind === undefined) continue;
        remembered(byKind, kind, (): Node[] => []).push(node);
    }
    const indexes = new Map<NodeKind, Index>();
    const indexOf = (kind: NodeKind): Index =>
        remembered(indexes, kind, () => indexed(kind, byKind.get(kind)));
    return {
        graph,
        placeOf: placesOf(graph),
        closed,
        // As the engine tells a pack, and every Pulumi program.
        previewed: process.env["PULUMI_NODEJS_DRY_RUN"] === "true",
        of: (kind) => byKind.get(kind) ?? [],
        named: (kind, value) => {
            const { byName, unnamed } = indexOf(kind);
            return [...(byName.get(lastPart(value)) ?? []), ...unnamed];
        },
    };
}

/** What stands after the last slash or colon: the name in an ARN, a URL or a path. */
export function lastPart(value: string): string {
    return value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf(":")) + 1);
}

function indexed(kind: NodeKind, nodes: readonly Node[] | undefined): Index {
    if (nodes === undefined) return EMPTY;
    const byName = new Map<string, Node[]>();
    const unnamed: Node[] = [];
    for (const node of nodes) {
        const name = kind === "key" ? computed(node, "keyId") : nameOf(node);
        if (typeof name !== "string") {
            unnamed.push(node);
            continue;
        }
        remembered(byName, lastPart(name), (): Node[] => []).push(node);
    }
    return { byName, unnamed };
}
