import type { Unknown } from "./unknown";

/**
 * Kleene's three values, ordered. Unknown is never true and never false: `true` holds however the unknown
 * parts turn out, `false` fails however they turn out.
 */
export type Truth = 0 | 1 | 2;

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** Takes note of why an answer is unknown. Notes count only where the whole answer turns out unknown. */
export type Note = (cause: Unknown) => void;

/** Both hold. */
export function and(left: Truth, right: Truth): Truth {
    return left < right ? left : right;
}

/** One of them holds. */
export function or(left: Truth, right: Truth): Truth {
    return left > right ? left : right;
}

/** It does not hold. */
export function not(value: Truth): Truth {
    switch (value) {
        case FALSE:
            return TRUE;
        case UNKNOWN:
            return UNKNOWN;
        case TRUE:
            return FALSE;
    }
}

/** What is known for certain. */
export function certain(claim: boolean): Truth {
    return claim ? TRUE : FALSE;
}

/** Whether one item fulfils the test; stops at the first that does. */
export function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
    let found: Truth = FALSE;
    for (const item of items) {
        found = or(found, test(item));
        if (found === TRUE) return TRUE;
    }
    return found;
}

/** Whether all items fulfil the test; stops at the first that does not. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
    let found: Truth = TRUE;
    for (const item of items) {
        found = and(found, test(item));
        if (found === FALSE) return FALSE;
    }
    return found;
}

/** Takes no notes: the first pass wants the answer alone. */
export const unnoted: Note = () => undefined;

/** The causes of an unknown answer, each once; none when the answer is known. */
export function causesOf(ask: (note: Note) => Truth): readonly Unknown[] {
    const causes: Unknown[] = [];
    return ask((cause) => causes.push(cause)) === UNKNOWN ? distinct(causes) : [];
}

/** Each cause once. */
export function distinct(causes: readonly Unknown[]): readonly Unknown[] {
    if (causes.length < 2) return causes;
    const byText = new Map(
        causes.map((cause) => [`${cause.why} ${cause.what} ${cause.statement ?? ""}`, cause]),
    );
    return [...byText.values()];
}
