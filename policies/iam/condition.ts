import { compare, type Given } from "./comparison";
import { MOMENTS } from "./context";
import { READINGS, type Operator } from "./operator";
import { patternOf } from "./pattern";
import type { Condition } from "./statement";
import { resolve, type KeyState, type Lookup } from "./template";
import {
    certain,
    every,
    FALSE,
    not,
    or,
    some,
    TRUE,
    UNKNOWN,
    type Note,
    type Truth,
} from "./truth";
import { unsupported, type Text } from "./unknown";

/** A line of a `Condition` block that can be read. */
export type Test = Condition & { readonly kind: "test" };

/** What conditions are judged against. */
export interface Request {
    readonly lookup: Lookup;
    /** No call is made before this moment. */
    readonly now: number | undefined;
}

/**
 * Whether a line of a `Condition` block holds. A block holds when all lines do; a line when one of its values does
 * (with a negated operator: when none does).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: Condition, request: Request, note: Note): Truth {
    if (condition.kind === "unknown") {
        note(condition.cause);
        return UNKNOWN;
    }
    const state = request.lookup(condition.key);
    if (condition.operator.comparison === "Null") return isNull(condition, state, note);
    switch (state.kind) {
        case "absent":
            return whenAbsent(condition.operator);
        case "present":
            return whenPresent(condition, state.values, request, note);
        case "unknown":
            note(state.cause);
            return UNKNOWN;
    }
}

/**
 * "If the key that you specify in a policy condition is not present in the request context, the values do not match";
 * with a negated operator that means that the condition holds.
 */
function whenAbsent({ negated, ifExists, set }: Operator): Truth {
    if (ifExists || set === "all") return TRUE;
    return set === "any" ? FALSE : certain(negated);
}

function whenPresent(test: Test, values: readonly Text[], request: Request, note: Note): Truth {
    const { operator } = test;
    const one = (value: Text) => holdsFor(test, value, request, note);
    switch (operator.set) {
        case "all":
            return every(values, one);
        case "any":
            return some(values, one);
        case undefined:
            break;
    }
    const [value] = values;
    if (value !== undefined && values.length === 1) return one(value);
    note(unsupported(`${test.written} on ${test.key}, which has several values`));
    return UNKNOWN;
}

/** Whether one value of the request fulfils the condition. */
function holdsFor(test: Test, value: Text, request: Request, note: Note): Truth {
    const { comparison, negated } = test.operator;
    const text = patternOf(value, "literal", READINGS[comparison].ignoreCase);
    const given: Given =
        MOMENTS.has(test.key.toLowerCase()) && !text.known
            ? { kind: "moment", notBefore: request.now, text }
            : { kind: "text", text };
    let matched = some(test.values, (template) => {
        const wanted = resolve(template, request.lookup, note);
        if (wanted === UNKNOWN) return UNKNOWN;
        return wanted === "no value" ? FALSE : compare(comparison, wanted, given, note);
    });
    if (matched !== TRUE && test.hidden.length > 0) {
        for (const cause of test.hidden) note(cause);
        matched = or(matched, UNKNOWN);
    }
    return negated ? not(matched) : matched;
}

/** `"Null": { key: "true" }` holds when the key is absent. */
function isNull(test: Test, state: KeyState, note: Note): Truth {
    if (state.kind === "unknown") {
        note(state.cause);
        return UNKNOWN;
    }
    const missing = state.kind === "absent";
    const truth = some(test.values, (template) => {
        const wanted = template.kind === "pattern" ? template.pattern : undefined;
        if (wanted?.plain === "true") return certain(missing);
        if (wanted?.plain === "false") return certain(!missing);
        note(unsupported(`the value of Null ${test.key}`));
        return UNKNOWN;
    });
    if (truth === TRUE || test.hidden.length === 0) return truth;
    for (const cause of test.hidden) note(cause);
    return UNKNOWN;
}
