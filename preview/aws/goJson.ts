import type { Wire } from "../model";
import { isList, isObject } from "../values";

/** What Go's encoder escapes in texts, so that JSON may stand in HTML. */
const ESCAPES: Readonly<Record<string, string>> = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
};

/** JSON as the provider, written in Go, writes it; the keys keep their order. */
export function goJson(value: Wire, indent = ""): string {
    return JSON.stringify(value, undefined, indent).replace(
        /[<>&\u2028\u2029]/g,
        (character) => ESCAPES[character] ?? character,
    );
}

/** The value with the keys of its objects in the order in which Go writes the keys of a map. */
export function sortedKeys(value: Wire): Wire {
    if (isList(value)) return value.map(sortedKeys);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sortedKeys(item)]),
    );
}
