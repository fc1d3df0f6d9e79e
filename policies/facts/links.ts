import type { Graph, Node } from "../graph";
import type { Json, Unknown } from "../iam/unknown";
import { isList, isUnknown, unknown } from "../values";
import { titleOf } from "../titles";
import { descendantsOf, isProof } from "./evidence";
import { setting, type Path } from "./settings";
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
    readonly names: (candidate: Node, value: string, from: Node) => boolean | undefined;
    /**
     * What else a name of the candidate may mean to a resource that names it; something outside the stack too.
     * `undefined`: nothing.
     */
    readonly namesakes?: (candidate: Node, from: Node) => readonly Node[] | undefined;
}

/** A target among few candidates. */
export type NarrowTarget = Target & Required<Pick<Target, "narrow">>;

/**
 * Follows a property: by its value where that is known, by the property's dependencies where it is not.
 * A dependency is evidence of which resource a property points at, never of what a document says; {@link isProof} says
 * when it is.
 */
export function follow(graph: Graph, node: Node, path: Path, target: Target): Link {
    const value = setting(node, ...path);
    if (value === undefined) return { kind: "absent" };
    const [property] = path;
    if (typeof value === "string") {
        return byValue(node, path, value, () => dependenciesOf(graph, node, property), target);
    }
    const cause = isUnknown(value) ? value : unsupported(node, path.join("."));
    const [link] = byDependency(graph, node, property, [cause], target, []);
    return link ?? { kind: "unknown", cause, candidates: target.candidates };
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
    const near = (): readonly Node[] => dependenciesOf(graph, node, property);
    const told = values.flatMap((element) =>
        typeof element === "string" ? [byValue(node, [property], element, near, target)] : [],
    );
    const causes = values.flatMap((element): readonly Unknown[] => {
        if (typeof element === "string") return [];
        return [isUnknown(element) ? element : unsupported(node, property)];
    });
    const found = told.flatMap((link) => (link.kind === "node" ? [link.node] : []));
    return [...told, ...byDependency(graph, node, property, causes, target, found)];
}

function unsupported(node: Node, property: string): Unknown {
    return unknown("unsupported", `${property} of ${titleOf(node)}`);
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
    const told = few.map((candidate) => ({ candidate, named: names(candidate, value, node) }));
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

/**
 * What the values of a property that are not known point at. Of the candidates on which the property depends, those
 * that another value names are taken; each of the others is named by one of these values where that is proved, and
 * may be where it is not. What is left over has no known origin, and may point at anything.
 */
function byDependency(
    graph: Graph,
    node: Node,
    property: string,
    causes: readonly Unknown[],
    { candidates, namesakes }: Target,
    found: readonly Node[],
): readonly Link[] {
    const near = causes.length === 0 ? [] : dependenciesOf(graph, node, property);
    const linked = candidates.filter((each) => near.includes(each));
    const left = linked.filter((each) => !found.includes(each));
    const open = (cause: Unknown): Link => {
        const elsewhere = near.find((each) => !linked.includes(each) && comesFromElsewhere(each));
        const told = elsewhere === undefined ? cause : external(cause, elsewhere);
        const traced = elsewhere !== undefined || (linked.length === 0 && near.length > 0);
        const possible = traced || left.length > 0 ? left : candidates;
        return { kind: "unknown", cause: told, candidates: possible };
    };
    const direct = node.propertyDependencies[property] ?? [];
    if (left.length > causes.length || !isProof(graph, direct, linked, left))
        return causes.map(open);
    return causes.map((cause, index): Link => {
        const named = left[index];
        if (named === undefined) return { kind: "unknown", cause, candidates };
        const others = namesakes?.(named, node);
        return others === undefined
            ? { kind: "node", node: named }
            : { kind: "unknown", cause, candidates: [named, ...others] };
    });
}

/** The inputs of types that no verdict rests on are not recorded: that none are shown says nothing of them. */
function comesFromElsewhere({ external: read, type }: Node): boolean {
    return type === STACK_REFERENCE || (read && kindOf(type) !== undefined);
}

function external(cause: Unknown, from: Node): Unknown {
    return { ...cause, why: "external", what: `${cause.what}, which comes from ${titleOf(from)}` };
}
