import type { Json } from "../iam/unknown";
import type { Node } from "../graph";
import { titleOf } from "../titles";
import { at, isUnknown, unknown } from "../values";

/** What the program itself says, alone. */
export function inputOf(
    { inputs }: Node,
    ...[property = "", ...path]: readonly string[]
): Json | undefined {
    return at(inputs?.(property), ...path);
}

/** What the provider answers, alone. */
export function outputOf(
    { outputs }: Node,
    ...[property = "", ...path]: readonly string[]
): Json | undefined {
    return at(outputs(property), ...path);
}

/**
 * What the program asks for. A state shows 0, false and "" for what was never set, so inputs come first;
 * outputs answer what the inputs do not know, or when the engine showed no inputs.
 */
export function setting(node: Node, ...path: readonly string[]): Json | undefined {
    if (node.inputs === undefined) return outputOf(node, ...path);
    const input = inputOf(node, ...path);
    if (!isUnknown(input)) return input;
    const output = outputOf(node, ...path);
    return output === undefined || isUnknown(output) ? input : output;
}

/**
 * What is in force. Outputs come first; an output that a preview hides is what the program asks for,
 * or nothing when it asks for nothing.
 */
export function effective(node: Node, ...path: readonly string[]): Json | undefined {
    const output = outputOf(node, ...path);
    if (output !== undefined && !isUnknown(output)) return output;
    return node.inputs === undefined ? output : inputOf(node, ...path);
}

/** What the provider answers: never absent, as every resource of the type has it. */
export function computed(node: Node, property: string): Json {
    const output = outputOf(node, property);
    if (output !== undefined && !isUnknown(output)) return output;
    const input = inputOf(node, property);
    if (input !== undefined && !isUnknown(input)) return input;
    return isUnknown(output) ? output : notKnown(node, property);
}

/** Why a resource that `managed` does not vouch for, and that nothing shows to be only read, may be either. */
export const UNRECORDED = unknown(
    "unsupported",
    "which resources are the stack's own, as the policy on-failure-inputs is switched off",
);

/** A property of a resource that is not known, in words. */
export function notKnown(node: Node, property: string, why: "preview" | "external" = "preview") {
    return unknown(why, `${property} of ${titleOf(node)}`, `${node.urn}#${property}`);
}

/**
 * What a program set, 0 and false included. Where the engine showed outputs alone, these are taken for unset,
 * as a state writes them for what was never set.
 */
export function stated(node: Node, ...path: readonly string[]): Json | undefined {
    const value = setting(node, ...path);
    if (node.inputs !== undefined) return value;
    return value === 0 || value === false ? undefined : value;
}
