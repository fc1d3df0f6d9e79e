import type { Cause, Json, Text, Unknown } from "./iam/unknown";

/** The properties of a resource: JSON in which any part may not be known. */
export type JsonObject = Readonly<Record<string, Json>>;

/** Whether a value is one that is not known. */
export function isUnknown(value: unknown): value is Unknown {
    return (
        typeof value === "object" &&
        value !== null &&
        "kind" in value &&
        value.kind === "unknown" &&
        "why" in value &&
        "what" in value
    );
}

/** Whether a value is an object with properties: no list, and known. */
export function isObject(value: Json | undefined): value is JsonObject {
    return (
        typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value)
    );
}

/** Whether a value is a list of known length; its elements may be unknown. */
export function isList(value: Json | undefined): value is readonly Json[] {
    return Array.isArray(value);
}

/** A value that is not known. */
export function unknown(why: Cause, what: string, identity?: string): Unknown {
    return { kind: "unknown", why, what, ...(identity === undefined ? {} : { identity }) };
}

/**
 * What stands at a path. `undefined` when there is nothing, or what a state writes for nothing: `null`, `""`, `[]`.
 * A path that leads through an unknown ends in that unknown. A block may be written as a list of one.
 */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
    let here = value;
    for (const key of path) {
        if (isUnknown(here)) return here;
        const block = isList(here) && here.length === 1 ? here[0] : here;
        if (isUnknown(block)) return block;
        if (!isObject(block) || !Object.hasOwn(block, key)) return undefined;
        here = block[key];
    }
    return here === null || here === "" || isEmptyList(here) ? undefined : here;
}

function isEmptyList(value: Json | undefined): boolean {
    return isList(value) && value.length === 0;
}

/** Joins texts of which parts may not be known; known neighbours become one string. */
export function text(...parts: readonly (Text | Unknown)[]): Text {
    const joined: (string | Unknown)[] = [];
    for (const part of parts.flatMap((each): readonly (string | Unknown)[] =>
        typeof each === "string" || isUnknown(each) ? [each] : each,
    )) {
        const last = joined.at(-1);
        if (typeof part === "string" && typeof last === "string") {
            joined.splice(-1, 1, last + part);
        } else if (part !== "") {
            joined.push(part);
        }
    }
    const [only, ...rest] = joined;
    if (only === undefined) return "";
    return rest.length === 0 && typeof only === "string" ? only : joined;
}

/** A property's value as a text; what is no text is unknown, as it is written in a way that is not judged. */
export function asText(value: Json, what: string): Text {
    if (typeof value === "string") return value;
    if (isUnknown(value)) return [value];
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return [unknown("unsupported", what)];
}

/** JSON text as a value. `undefined`: it is no JSON, and tells nothing. */
export function decoded(json: string): Json | undefined {
    try {
        const parsed: unknown = JSON.parse(json);
        return isParsed(parsed) ? parsed : undefined;
    } catch {
        return undefined;
    }
}

/**
 * Whether two texts are the same. `undefined` when that cannot be told: an unknown part may be anything, but
 * unknowns of one identity are one and the same value.
 */
export function sameText(one: Text, other: Text): boolean | undefined {
    if (typeof one === "string" && typeof other === "string") return one === other;
    const a = partsOf(one);
    const b = partsOf(other);
    if (a.length === b.length && a.every((part, index) => samePart(part, b[index]))) return true;
    return clash(a.at(0), b.at(0), "start") || clash(a.at(-1), b.at(-1), "end") ? false : undefined;
}

/** The parts of a text that are not known. */
export function unknownsOf(value: Text): readonly Unknown[] {
    return partsOf(value).filter((part) => isUnknown(part));
}

/** A text for a reader: what is not known stands in angle brackets. */
export function show(value: Text): string {
    return partsOf(value)
        .map((part) => (typeof part === "string" ? part : `<${labelOf(part)}>`))
        .join("");
}

/** A part of a place is named by one word: the rest of the text says where. */
function labelOf({ what, identity }: Unknown): string {
    const part = identity?.split("#").at(-1);
    return part === "account" || part === "partition" || part === "region" ? part : what;
}

function partsOf(value: Text): readonly (string | Unknown)[] {
    return typeof value === "string" ? [value] : value;
}

function samePart(one: string | Unknown, other: string | Unknown | undefined): boolean {
    if (other === undefined) return false;
    if (typeof one === "string" || typeof other === "string") return one === other;
    return one.identity !== undefined && one.identity === other.identity;
}

function clash(
    one: string | Unknown | undefined,
    other: string | Unknown | undefined,
    side: "start" | "end",
): boolean {
    if (typeof one !== "string" || typeof other !== "string") return false;
    const length = Math.min(one.length, other.length);
    return side === "start"
        ? one.slice(0, length) !== other.slice(0, length)
        : one.slice(one.length - length) !== other.slice(other.length - length);
}

/** What `JSON.parse` returns is JSON. */
function isParsed(value: unknown): value is Json {
    return value !== undefined;
}
