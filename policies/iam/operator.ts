import type { Style } from "./template";

/** What a condition compares. */
export type Comparison =
    | "StringEquals"
    | "StringEqualsIgnoreCase"
    | "StringLike"
    | "Arn"
    | "NumericEquals"
    | "NumericLessThan"
    | "NumericLessThanEquals"
    | "NumericGreaterThan"
    | "NumericGreaterThanEquals"
    | "DateEquals"
    | "DateLessThan"
    | "DateLessThanEquals"
    | "DateGreaterThan"
    | "DateGreaterThanEquals"
    | "Bool"
    | "BinaryEquals"
    | "IpAddress"
    | "Null";

/** A condition operator, taken apart. */
export interface Operator {
    readonly comparison: Comparison;
    /** `StringNotEquals`: holds when no value matches, and when the key is absent. */
    readonly negated: boolean;
    /** `…IfExists`: holds when the key is absent. */
    readonly ifExists: boolean;
    /** `ForAllValues:` and `ForAnyValue:`, for keys with several values. */
    readonly set: "all" | "any" | undefined;
}

const NAMES: Readonly<Record<string, readonly [Comparison, boolean]>> = {
    StringEquals: ["StringEquals", false],
    StringNotEquals: ["StringEquals", true],
    StringEqualsIgnoreCase: ["StringEqualsIgnoreCase", false],
    StringNotEqualsIgnoreCase: ["StringEqualsIgnoreCase", true],
    StringLike: ["StringLike", false],
    StringNotLike: ["StringLike", true],
    ArnEquals: ["Arn", false],
    ArnLike: ["Arn", false],
    ArnNotEquals: ["Arn", true],
    ArnNotLike: ["Arn", true],
    NumericEquals: ["NumericEquals", false],
    NumericNotEquals: ["NumericEquals", true],
    NumericLessThan: ["NumericLessThan", false],
    NumericLessThanEquals: ["NumericLessThanEquals", false],
    NumericGreaterThan: ["NumericGreaterThan", false],
    NumericGreaterThanEquals: ["NumericGreaterThanEquals", false],
    DateEquals: ["DateEquals", false],
    DateNotEquals: ["DateEquals", true],
    DateLessThan: ["DateLessThan", false],
    DateLessThanEquals: ["DateLessThanEquals", false],
    DateGreaterThan: ["DateGreaterThan", false],
    DateGreaterThanEquals: ["DateGreaterThanEquals", false],
    Bool: ["Bool", false],
    BinaryEquals: ["BinaryEquals", false],
    IpAddress: ["IpAddress", false],
    NotIpAddress: ["IpAddress", true],
    Null: ["Null", false],
};

/** How the values of a comparison are read; "ArnEquals" and "ArnLike" "behave identically". */
export const READINGS: Readonly<Record<Comparison, Omit<Style, "variables">>> = {
    StringEquals: { reading: "literal", ignoreCase: false },
    StringEqualsIgnoreCase: { reading: "literal", ignoreCase: true },
    StringLike: { reading: "glob", ignoreCase: false },
    Arn: { reading: "glob", ignoreCase: false },
    NumericEquals: { reading: "literal", ignoreCase: false },
    NumericLessThan: { reading: "literal", ignoreCase: false },
    NumericLessThanEquals: { reading: "literal", ignoreCase: false },
    NumericGreaterThan: { reading: "literal", ignoreCase: false },
    NumericGreaterThanEquals: { reading: "literal", ignoreCase: false },
    DateEquals: { reading: "literal", ignoreCase: false },
    DateLessThan: { reading: "literal", ignoreCase: false },
    DateLessThanEquals: { reading: "literal", ignoreCase: false },
    DateGreaterThan: { reading: "literal", ignoreCase: false },
    DateGreaterThanEquals: { reading: "literal", ignoreCase: false },
    Bool: { reading: "literal", ignoreCase: true },
    BinaryEquals: { reading: "literal", ignoreCase: false },
    IpAddress: { reading: "literal", ignoreCase: false },
    Null: { reading: "literal", ignoreCase: true },
};

/** Comparisons whose values may hold policy variables: those of texts and ARNs. */
export function takesVariables(comparison: Comparison): boolean {
    switch (comparison) {
        case "StringEquals":
        case "StringEqualsIgnoreCase":
        case "StringLike":
        case "Arn":
            return true;
        case "NumericEquals":
        case "NumericLessThan":
        case "NumericLessThanEquals":
        case "NumericGreaterThan":
        case "NumericGreaterThanEquals":
        case "DateEquals":
        case "DateLessThan":
        case "DateLessThanEquals":
        case "DateGreaterThan":
        case "DateGreaterThanEquals":
        case "Bool":
        case "BinaryEquals":
        case "IpAddress":
        case "Null":
            return false;
    }
}

/**
 * Takes an operator's name apart; `undefined` when it is none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorOf(written: string): Operator | undefined {
    const set = setOf(written);
    const unset = set === undefined ? written : written.slice(written.indexOf(":") + 1);
    const ifExists = unset.endsWith("IfExists");
    const name = ifExists ? unset.slice(0, -"IfExists".length) : unset;
    const found = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (found === undefined) return undefined;
    const [comparison, negated] = found;
    if (comparison === "Null" && (ifExists || set !== undefined)) return undefined;
    return { comparison, negated, ifExists, set };
}

function setOf(written: string): Operator["set"] {
    if (written.startsWith("ForAllValues:")) return "all";
    return written.startsWith("ForAnyValue:") ? "any" : undefined;
}
