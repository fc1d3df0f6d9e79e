import { showText, type Text, type Unknown } from "./unknown";

/** One character by its code, a wildcard (below zero), or a value that is the same wherever its identity stands. */
export type Token = number | string;

/** `*`: any characters, also none. */
export const RUN = -1;
/** `?`: exactly one character. */
export const ONE = -2;
/** A text that is not known: some characters, of which nothing is known. */
export const HIDDEN = -3;

const COLON = 58;
const STAR = 42;
const QUESTION = 63;

/** A text made ready to be compared. */
export interface Pattern {
    readonly text: Text;
    readonly tokens: readonly Token[];
    /** The whole text, where it has neither wildcards nor unknown parts. */
    readonly plain: string | undefined;
    /** What stands before the first wildcard or unknown part. */
    readonly prefix: string;
    /** No part of it is unknown; it may have wildcards. */
    readonly known: boolean;
    /** Where the first five colons stand, which part an ARN. */
    readonly colons: readonly number[];
    readonly causes: readonly Unknown[];
}

/** How `*` and `?` are meant. */
export type Reading =
    /** They are wildcards. */
    | "glob"
    /** They are characters. */
    | "literal"
    /** They stand for what nobody has chosen yet: the keys of objects to come. */
    | "asked";

/** Reads a text; letters become small where case does not count. */
export function patternOf(text: Text, reading: Reading, ignoreCase = false): Pattern {
    const known = knownText(text);
    if (known !== undefined && (reading === "literal" || !/[*?]/.test(known))) {
        return new Plain(known, ignoreCase ? known.toLowerCase() : known);
    }
    const tokens: Token[] = [];
    const causes: Unknown[] = [];
    for (const part of typeof text === "string" ? [text] : text) {
        if (typeof part !== "string") {
            tokens.push(part.identity ?? HIDDEN);
            causes.push(part);
            continue;
        }
        const piece = ignoreCase ? part.toLowerCase() : part;
        for (let at = 0; at < piece.length; at++) {
            tokens.push(tokenOf(piece.charCodeAt(at), reading));
        }
    }
    if (reading === "asked" && causes.length === 0 && tokens.includes(HIDDEN)) {
        causes.push(chosenLater(text));
    }
    return patternOfTokens(text, tokens, causes);
}

/** The text as one string, where no part of it is unknown. */
function knownText(text: Text): string | undefined {
    if (typeof text === "string") return text;
    return text.every((part) => typeof part === "string") ? text.join("") : undefined;
}

/** A pattern whose tokens are known already. */
export function patternOfTokens(
    text: Text,
    tokens: readonly Token[],
    causes: readonly Unknown[],
): Pattern {
    const known = causes.length === 0 || !tokens.some(isHidden);
    const special = tokens.findIndex((token) => !isCode(token));
    const prefix = textOfCodes(tokens.slice(0, special < 0 ? undefined : special).filter(isCode));
    return {
        text,
        tokens,
        plain: special < 0 ? prefix : undefined,
        prefix,
        known,
        colons: firstColons(tokens),
        causes,
    };
}

/** A text without wildcards and unknown parts: mostly compared as a whole, and taken apart only when that is not enough. */
class Plain implements Pattern {
    readonly text: string;
    readonly plain: string;
    readonly known = true;
    readonly causes = [];
    #tokens: readonly Token[] | undefined;
    #colons: readonly number[] | undefined;

    constructor(text: string, plain: string) {
        this.text = text;
        this.plain = plain;
    }

    get prefix(): string {
        return this.plain;
    }

    get tokens(): readonly Token[] {
        return (this.#tokens ??= codesOf(this.plain));
    }

    get colons(): readonly number[] {
        return (this.#colons ??= firstColons(this.tokens));
    }
}

function codesOf(text: string): readonly number[] {
    const codes: number[] = [];
    for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
    return codes;
}

function tokenOf(code: number, reading: Reading): Token {
    if (reading === "literal" || (code !== STAR && code !== QUESTION)) return code;
    if (code === QUESTION) return ONE;
    return reading === "glob" ? RUN : HIDDEN;
}

function isHidden(token: Token): boolean {
    return typeof token === "string" || token === HIDDEN;
}

function isCode(token: Token): token is number {
    return typeof token === "number" && token >= 0;
}

/** How many arguments a call takes is limited, and no length of a policy's text is. */
const AT_ONCE = 4096;

function textOfCodes(codes: readonly number[]): string {
    let text = "";
    for (let from = 0; from < codes.length; from += AT_ONCE) {
        text += String.fromCharCode(...codes.slice(from, from + AT_ONCE));
    }
    return text;
}

function firstColons(tokens: readonly Token[]): readonly number[] {
    const colons: number[] = [];
    for (let at = tokens.indexOf(COLON); at >= 0 && colons.length < 5;) {
        colons.push(at);
        at = tokens.indexOf(COLON, at + 1);
    }
    return colons;
}

function chosenLater(text: Text): Unknown {
    const shown = showText(text);
    const what = shown.endsWith("/*")
        ? `the keys of the objects in ${shown.slice(0, -2)}`
        : shown === "*"
          ? "the resources on which it is asked"
          : `what stands for * in ${shown}`;
    return { kind: "unknown", why: "external", what };
}
