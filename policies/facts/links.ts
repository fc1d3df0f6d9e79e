import type { Graph, Node } from "../graph";
import type { Json, Unknown } from "../iam/unknown";
import { isList, isUnknown, unknown } from "../values";
import { titleOf } from "../titles";
import { setting } from "./settings";
import { kindOf, STACK_REFERENCE } from "./types";

/** What a property of a resource points at. */
export type Link =
    | { readonly kind: "absent" }
    | { readonly kind: "node"; readonly node: Node }
    /** A value that is known, and is no resource of the stack. */
    | { readonly kind: "outside"; readonly value: string }
    /** One of `candidates`, or something outside. */
    | { readonly kind: "unknown"; readonly cause: Unknown; readonly candidates: readonly Node[] };

/** Which resources a property may point at, and how its text names one of them. */
export interface Target {
    readonly candidates: readonly Node[];
    /** The few candidates that a known text may name, so that large stacks stay fast; absent: all of them. */
    readonly narrow?: (value: string) => readonly Node[];
    /** Whether the text names the candidate. `undefined`: that cannot be told. */
    readonly names: (candidate: Node, value: string) => boolean | undefined;
}

/**
 * Follows a property: by its value where that is known, by the property's dependencies where it is not.
 * A dependency is evidence of which resource a property points at, never of what a document says.
 */
export function follow(graph: Graph, node: Node, path: readonly string[], target: Target): Link {
    const value = setting(node, ...path);
    if (value === undefined) return { kind: "absent" };
    const near = (): readonly Node[] => dependenciesOf(graph, node, path[0] ?? "");
    if (typeof value === "string") return byValue(node, path, value, near, target);
    const cause = isUnknown(value)
        ? value
        : unknown("unsupported", `${path.join(".")} of ${titleOf(node)}`);
    return byDependency(cause, near(), target.candidates);
}

/** Follows every element of a list property. */
export function followEach(
    graph: Graph,
    node: Node,
    property: string,
    target: Target,
): readonly Link[] {
    const value = setting(node, property);
    if (value === undefined) return [];
    if (!isList(value)) return [follow(graph, node, [property], target)];
    return followValues(graph, node, property, value, target);
}

/** Follows values that stand somewhere in a property. */
export function followValues(
    graph: Graph,
    node: Node,
    property: string,
    values: readonly Json[],
    target: Target,
): readonly Link[] {
    const near = dependenciesOf(graph, node, property);
    const links = values.map((element): Link => {
        if (typeof element === "string") {
            return byValue(node, [property], element, () => near, target);
        }
        const cause = isUnknown(element)
            ? element
            : unknown("unsupported", `${property} of ${titleOf(node)}`);
        return byDependency(cause, near, target.candidates);
    });
    return resolveTogether(links, near, target.candidates);
}

/** The resources a property depends on; a component stands for the resources in it. */
export function dependenciesOf(graph: Graph, node: Node, property: string): readonly Node[] {
    const direct = node.propertyDependencies[property] ?? [];
    return [...new Set(direct.flatMap((each) => [each, ...descendantsOf(graph, each)]))];
}

function byValue(
    node: Node,
    path: readonly string[],
    value: string,
    near: () => readonly Node[],
    { candidates, narrow, names }: Target,
): Link {
    const few = narrow === undefined ? candidates : narrow(value);
    const told = few.map((candidate) => ({ candidate, named: names(candidate, value) }));
    const certain = told.filter((each) => each.named === true).map((each) => each.candidate);
    const [sure] = certain;
    if (sure !== undefined && certain.length === 1) return { kind: "node", node: sure };
    const possible =
        certain.length > 0
            ? certain
            : told.filter((each) => each.named === undefined).map((each) => each.candidate);
    if (possible.length === 0) return { kind: "outside", value };
    const depended = near();
    const [linked, ...others] = possible.filter((each) => depended.includes(each));
    if (linked !== undefined && others.length === 0) return { kind: "node", node: linked };
    const what = `which resource "${value}" is, in ${path.join(".")} of ${titleOf(node)}`;
    return { kind: "unknown", cause: unknown("preview", what), candidates: possible };
}

function byDependency(cause: Unknown, near: readonly Node[], candidates: readonly Node[]): Link {
    const linked = candidates.filter((candidate) => near.includes(candidate));
    const [only, ...others] = linked;
    if (only !== undefined && others.length === 0) return { kind: "node", node: only };
    if (only !== undefined) return { kind: "unknown", cause, candidates: linked };
    // A value that comes from elsewhere points at nothing of the stack; one of no known origin may point at anything.
    if (near.length === 0) return { kind: "unknown", cause, candidates };
    const elsewhere = near.find(comesFromElsewhere);
    const told = elsewhere === undefined ? cause : external(cause, elsewhere);
    return { kind: "unknown", cause: told, candidates: [] };
}

/** The inputs of types that no verdict rests on are not recorded: that none are shown says nothing of them. */
function comesFromElsewhere({ external: read, type }: Node): boolean {
    return type === STACK_REFERENCE || (read && kindOf(type) !== undefined);
}

function external(cause: Unknown, from: Node): Unknown {
    return { ...cause, why: "external", what: `${cause.what}, which comes from ${titleOf(from)}` };
}

/** As many unknown elements as resources they depend on: each is one of them, and together they are all. */
function resolveTogether(
    links: readonly Link[],
    near: readonly Node[],
    candidates: readonly Node[],
): readonly Link[] {
    const found = links.flatMap((link) => (link.kind === "node" ? [link.node] : []));
    const open = links.filter((link) => link.kind === "unknown");
    const left = candidates.filter((each) => near.includes(each) && !found.includes(each));
    if (open.length === 0 || open.length !== left.length) return links;
    const settled = links.filter((link) => link.kind !== "unknown");
    return [...settled, ...left.map((node): Link => ({ kind: "node", node }))];
}

function descendantsOf(graph: Graph, node: Node): readonly Node[] {
    // A resource with a provider is no component: what hangs below it is not part of it.
    if (node.provider !== undefined) return [];
    return graph.childrenOf(node).flatMap((child) => [child, ...descendantsOf(graph, child)]);
}
