import { HIDDEN, ONE, RUN, type Pattern, type Token } from "./pattern";
import { FALSE, TRUE, UNKNOWN, type Note, type Truth } from "./truth";

const COLON = 58;
/** The first letter of `arn:`. */
const SMALL_A = 97;

/** Two patterns with unknown parts are compared up to this many pairs of characters; beyond, they may overlap. */
const OVERLAP_LIMIT = 1_000_000;

/**
 * Whether a pattern matches a text: true when it matches whatever the unknown parts of the text are, false
 * when it cannot match. Time grows with the product of the lengths at most, whatever the wildcards.
 */
export function matches(pattern: Pattern, asked: Pattern, note: Note): Truth {
    if (pattern.plain !== undefined && asked.plain !== undefined) {
        return pattern.plain === asked.plain ? TRUE : FALSE;
    }
    if (startApart(pattern, asked)) return FALSE;
    if (covers(pattern, asked)) return TRUE;
    if ((pattern.known && asked.known) || !overlaps(pattern, asked)) return FALSE;
    for (const cause of [...pattern.causes, ...asked.causes]) note(cause);
    return UNKNOWN;
}

/** Whether no text can be meant by both, as they differ before the first wildcard of either: a quick look. */
export function startApart(one: Pattern, other: Pattern): boolean {
    return !one.prefix.startsWith(other.prefix) && !other.prefix.startsWith(one.prefix);
}

/** Where to look in a pattern: from one token up to, and without, another. */
export interface Span {
    readonly pattern: Pattern;
    readonly from: number;
    readonly to: number;
}

/** The whole of a pattern. */
export function whole(pattern: Pattern): Span {
    return { pattern, from: 0, to: pattern.tokens.length };
}

/** Whether the pattern matches every text that the asked one stands for. */
export function covers(pattern: Pattern, asked: Pattern): boolean {
    return coversSpan(whole(pattern), whole(asked));
}

/**
 * The same for parts of them: two pointers, which on a mismatch return to the last `*` and let it take one more.
 * An unknown part of the text is taken by a `*` only, or by the same unknown value.
 */
export function coversSpan(glob: Span, asked: Span): boolean {
    const [left, right] = [glob.pattern.tokens, asked.pattern.tokens];
    let at = glob.from;
    let run = -1;
    let taken = asked.from;
    for (let next = asked.from; next < asked.to;) {
        const token = at < glob.to ? left[at] : undefined;
        if (token === RUN) {
            run = at++;
            taken = next;
        } else if (token !== undefined && fits(token, right[next])) {
            at++;
            next++;
        } else if (run >= 0) {
            at = run + 1;
            next = ++taken;
        } else {
            return false;
        }
    }
    while (at < glob.to && left[at] === RUN) at++;
    return at === glob.to;
}

/** Whether some text is matched by the pattern and meant by the asked one. */
export function overlaps(pattern: Pattern, asked: Pattern): boolean {
    if (startApart(pattern, asked)) return false;
    // Up to there they are the same, as they do not start apart.
    const start = Math.min(pattern.prefix.length, asked.prefix.length);
    const end = sameEnd(pattern.tokens, asked.tokens, start);
    if (end === undefined) return false;
    const left = pattern.tokens.slice(start, pattern.tokens.length - end);
    const right = asked.tokens.slice(start, asked.tokens.length - end);
    const head = headOf(asked) - start;
    // Mostly one value is not known, and stands against one part of an ARN.
    if (left.length === 1 && isRun(left[0])) return true;
    if (right.length === 1 && isRun(right[0])) return head <= 0 || !left.includes(COLON);
    if (left.length * right.length > OVERLAP_LIMIT) return true;
    let [row, below] = [new Uint8Array(right.length + 1), new Uint8Array(right.length + 1)];
    row[0] = 1;
    for (let i = 0; i <= left.length; i++) {
        below.fill(0);
        // Of most rows one place can be reached, or none: only those are looked at.
        for (let j = row.indexOf(1); j >= 0; j = row.indexOf(1, j + 1)) {
            spread(row, below, left[i], right[j], j, j < head);
        }
        if (i < left.length) [row, below] = [below, row];
    }
    return row[right.length] === 1;
}

/**
 * How far the first five parts of an ARN reach; 0 for other texts. What is not known there holds no colon: it is one
 * part, and no more.
 */
function headOf({ tokens, colons }: Pattern): number {
    return tokens[0] === SMALL_A ? (colons[4] ?? 0) : 0;
}

/** From one pair of places that can be reached to those after it. */
function spread(
    row: Uint8Array,
    below: Uint8Array,
    token: Token | undefined,
    other: Token | undefined,
    j: number,
    inHead: boolean,
): void {
    if (isRun(token)) {
        below[j] = 1;
        if (other !== undefined) row[j + 1] = 1;
    }
    if (isRun(other)) {
        row[j + 1] = 1;
        if (token !== undefined && !(inHead && token === COLON)) below[j] = 1;
    } else if (token !== undefined && other !== undefined && fits(token, other)) {
        below[j + 1] = 1;
    } else if (other === ONE && typeof token === "number" && token >= 0) {
        below[j + 1] = 1;
    }
}

function fits(token: Token, other: Token | undefined): boolean {
    if (token === HIDDEN) return false;
    if (token === ONE) return typeof other === "number" && (other >= 0 || other === ONE);
    return token === other;
}

function isRun(token: Token | undefined): boolean {
    return token === RUN || token === HIDDEN || typeof token === "string";
}

/**
 * How many characters after the start are the same at the end, back to the last wildcard; `undefined` when some differ
 * there, as in most patterns that differ.
 */
function sameEnd(
    left: readonly Token[],
    right: readonly Token[],
    start: number,
): number | undefined {
    const shorter = Math.min(left.length, right.length) - start;
    let end = 0;
    for (; end < shorter; end++) {
        const verdict = compare(left[left.length - 1 - end], right[right.length - 1 - end]);
        if (verdict === "different") return undefined;
        if (verdict === "open") break;
    }
    return end;
}

function compare(
    token: Token | undefined,
    other: Token | undefined,
): "same" | "different" | "open" {
    if (typeof token !== "number" || typeof other !== "number" || token < 0 || other < 0) {
        return "open";
    }
    return token === other ? "same" : "different";
}
