import type { Json } from "../iam/unknown";
import type { Node, Properties } from "../graph";
import { titleOf } from "../titles";
import { at, isUnknown, unknown } from "../values";

/** Where a value stands: in a property, or deeper in it. */
export type Path = readonly [property: string, ...deeper: string[]];

/** What the program itself says, alone. */
export function inputOf({ inputs }: Node, ...path: Path): Json | undefined {
    return valueAt(inputs, path);
}

/** What the provider answers, alone. */
export function outputOf({ outputs }: Node, ...path: Path): Json | undefined {
    return valueAt(outputs, path);
}

/**
 * What the program asks for. A state shows 0, false and "" for what was never set, so inputs come first;
 * outputs answer what the inputs do not know, or when the engine showed no inputs.
 */
export function setting({ inputs, outputs }: Node, ...path: Path): Json | undefined {
    if (inputs === undefined) return valueAt(outputs, path);
    const input = valueAt(inputs, path);
    if (!isUnknown(input)) return input;
    const output = valueAt(outputs, path);
    return output === undefined || isUnknown(output) ? input : output;
}

/**
 * What is in force. Outputs come first; an output that a preview hides is what the program asks for,
 * or nothing when it asks for nothing.
 */
export function effective({ inputs, outputs }: Node, ...path: Path): Json | undefined {
    const output = valueAt(outputs, path);
    if (output !== undefined && !isUnknown(output)) return output;
    return inputs === undefined ? output : valueAt(inputs, path);
}

function valueAt(properties: Properties | undefined, path: Path): Json | undefined {
    const value = properties?.(path[0]);
    return path.length === 1 ? at(value) : at(value, ...path.slice(1));
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
export function stated(node: Node, ...path: Path): Json | undefined {
    const value = setting(node, ...path);
    if (node.inputs !== undefined) return value;
    return value === 0 || value === false ? undefined : value;
}
