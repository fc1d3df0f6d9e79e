import type { Answer, Place, WireObject } from "../../model";

/** A function of the provider, for arguments that are all known. */
export type ProviderFunction = (args: WireObject, place: Place) => Answer;

/** The answer of a function. */
export function answered(value: WireObject): Answer {
    return { kind: "answered", value };
}

/** A refusal, in the provider's words. */
export function failed(...reasons: readonly string[]): Answer {
    return { kind: "failed", failures: reasons.map((reason) => ({ property: "", reason })) };
}
