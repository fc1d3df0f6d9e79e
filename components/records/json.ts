import type { Problem } from "./checks";

/**
 * What reading a JSON text gives. A whole number beyond 2^53 is a `bigint`, so that no Kafka offset loses a
 * digit; every other number is a `number`.
 */
export type ParsedJson =
    | { readonly kind: "json"; readonly value: unknown }
    | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/**
 * Reads a JSON text without losing a digit of a whole number; never throws. Bounds that no record of AWS
 * comes near (an event has at most 6 MB): 16,777,216 characters, 64 levels, numbers within a double's range.
 */
export function parseJson(text: string, path: string): ParsedJson {
    const invalid = (reason: string): ParsedJson => ({
        kind: "invalid",
        problems: [{ path, reason }],
    });
    try {
        if (text.length > MAX_LENGTH) return invalid(`is longer than ${MAX_LENGTH} characters`);
        const value: unknown = JSON.parse(text);
        const excess = excessOf(value, MAX_DEPTH);
        return excess === undefined ? { kind: "json", value: exact(value, text) } : invalid(excess);
    } catch (error) {
        return invalid(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
}

/**
 * Writes plain data as JSON, `bigint` as a JSON number with all its digits; `JSON.stringify` throws on those.
 *
 * @example
 * ```ts
 * console.log(toJson(replayPlan(records))); // {"ranges":[{"topic":"orders","firstOffset":9007199254740993, …
 * ```
 */
export function toJson(value: unknown): string {
    if (typeof value === "bigint") return String(value);
    if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join(",")}}`;
}

const MAX_LENGTH = 16_777_216;
const MAX_DEPTH = 64;

function excessOf(value: unknown, levels: number): string | undefined {
    if (value === Infinity || value === -Infinity) return "has a number that is too large";
    if (typeof value !== "object" || value === null) return undefined;
    if (levels === 0) return `is nested deeper than ${MAX_DEPTH} levels`;
    for (const member of Object.values(value)) {
        const excess = excessOf(member, levels - 1);
        if (excess !== undefined) return excess;
    }
    return undefined;
}

/** JSON.parse rounds 9007199254740993 to …992, and on Node 20 a reviver does not see the source. */
function exact(value: unknown, text: string): unknown {
    return /\d{16}/.test(text) ? readExactly(text) : value;
}

/** Reads a text that is known to be JSON, so that nothing but its tokens has to be told apart. */
function readExactly(text: string): unknown {
    const tokens = /[\s,:]*(["[\]{}]|[^\s,\]}]+)/y;

    /** The next value; undefined at the end of a list or object. */
    const read = (): unknown => {
        const token = tokens.exec(text)?.[1] ?? "";
        switch (token) {
            case "]":
            case "}":
                return undefined;
            case "[":
                return readUntilEnd((item) => item);
            case "{":
                // fromEntries defines properties, it does not set them: "__proto__" is a key like any other.
                return Object.fromEntries(readUntilEnd((key) => [String(key), read()] as const));
            case '"': {
                const start = tokens.lastIndex - 1;
                tokens.lastIndex = endOfString(text, start);
                return JSON.parse(text.slice(start, tokens.lastIndex));
            }
            default:
                return scalar(token);
        }
    };

    const readUntilEnd = <T>(itemFrom: (first: unknown) => T): readonly T[] => {
        const items: T[] = [];
        for (let first = read(); first !== undefined; first = read()) items.push(itemFrom(first));
        return items;
    };

    return read();
}

/** The place after the quote that ends the string: the first with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
    let end = start;
    let before: number;
    do {
        end = text.indexOf('"', end + 1);
        before = end - 1;
        while (text.charAt(before) === "\\") before -= 1;
    } while ((end - before) % 2 === 0);
    return end + 1;
}

function scalar(token: string): unknown {
    const value: unknown = JSON.parse(token);
    const unsafe = typeof value === "number" && !Number.isSafeInteger(value);
    return unsafe && /^-?\d+$/.test(token) ? BigInt(token) : value;
}
