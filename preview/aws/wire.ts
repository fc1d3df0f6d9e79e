import type { Wire, WireObject } from "../model";
import { isList, isObject, mapObject } from "../values";

/** The bridge's list of the properties of an object that Check filled in. */
export const DEFAULTS = "__defaults";

/** The value without what Check noted about it, at every depth. */
export function withoutDefaults(value: Wire): Wire {
    if (isList(value)) return value.map(withoutDefaults);
    if (!isObject(value)) return value;
    const rest = Object.entries(value).filter(([key]) => key !== DEFAULTS);
    return mapObject(Object.fromEntries(rest), withoutDefaults);
}

/** The object without its nulls: on the wire they say that a property was left out. */
export function withoutNulls(object: WireObject): WireObject {
    return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** What a JSON text says; `undefined` where it is no JSON. */
export function parseJson(text: string): Wire | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return isWire(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** JSON has no other values than those of the wire. */
function isWire(value: unknown): value is Wire {
    return value !== undefined;
}

/** A text that is the same for equal values, whatever the order of their keys. */
export function canonical(value: Wire): string {
    if (isList(value)) return `[${value.map(canonical).join(",")}]`;
    if (!isObject(value)) return JSON.stringify(value);
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
