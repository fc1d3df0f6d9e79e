import { and, FALSE, or, TRUE, UNKNOWN, type Truth } from "./truth";
import type { Unknown } from "./unknown";
import type { Deciding, Lack } from "./verdict";

/** An answer that can say why; the reasons are worked out only when asked for. */
export interface Judgement {
    readonly value: Truth;
    /** The statements by which it is true; none where it is not. */
    readonly by: () => readonly Deciding[];
    /** What lacks where it is false. */
    readonly lacks: () => readonly Lack[];
    /** What would have to be known where it is unknown. */
    readonly causes: () => readonly Unknown[];
}

const nothing = () => [];

/** An answer without reasons of its own. */
export function plainly(value: Truth): Judgement {
    return { value, by: nothing, lacks: nothing, causes: nothing };
}

/** All hold: what lacks is what the false ones lack. */
export function allOf(...parts: readonly Judgement[]): Judgement {
    let value: Truth = TRUE;
    for (const part of parts) value = and(value, part.value);
    return {
        value,
        by: () => parts.flatMap((part) => part.by()),
        lacks: () => of(parts, FALSE).flatMap((part) => part.lacks()),
        causes: () => of(parts, UNKNOWN).flatMap((part) => part.causes()),
    };
}

/** One of them holds: the first that does says by what, and all together what lacks. */
export function anyOf(...parts: readonly Judgement[]): Judgement {
    let value: Truth = FALSE;
    for (const part of parts) value = or(value, part.value);
    return {
        value,
        by: () => of(parts, TRUE)[0]?.by() ?? [],
        lacks: () => parts.flatMap((part) => part.lacks()),
        causes: () => of(parts, UNKNOWN).flatMap((part) => part.causes()),
    };
}

/** What is not seen may hold as well. */
export function orUnseen(judgement: Judgement, ...unseen: readonly Unknown[]): Judgement {
    if (unseen.length === 0) return judgement;
    return anyOf(judgement, { ...plainly(UNKNOWN), causes: () => unseen });
}

/** The same answer, which lacks something else when it is false. */
export function lacking(judgement: Judgement, lacks: () => readonly Lack[]): Judgement {
    return { ...judgement, lacks };
}

/**
 * Two answers of which it is not known which counts, for a fact that is either so or not: what both say holds.
 * That is how accounts are compared of which one is not known.
 */
export function eitherWay(
    one: Judgement,
    other: Judgement,
    causes: () => readonly Unknown[],
): Judgement {
    const agreed = one.value === other.value;
    return {
        value: agreed ? one.value : UNKNOWN,
        by: () => [...one.by(), ...other.by()],
        lacks: () => [...one.lacks(), ...other.lacks()],
        causes: () => [...causes(), ...of([one, other], UNKNOWN).flatMap((part) => part.causes())],
    };
}

function of(parts: readonly Judgement[], value: Truth): readonly Judgement[] {
    return parts.filter((part) => part.value === value);
}
