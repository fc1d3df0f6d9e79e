import type { Wire, WireObject } from "../model";
import { UNKNOWN } from "../model";

/** What the engine calls a value that is unknown, by the type it will have. */
const SENTINELS: ReadonlySet<Wire> = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key that marks an object as something else than an object: a secret, an asset, a reference. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The bridge's list of the properties of an object that Check filled in. */
export const DEFAULTS = "__defaults";

/** A list; unknowns are no lists. */
export function isList(value: Wire | undefined): value is readonly Wire[] {
    return Array.isArray(value);
}

/** An object, be it a plain one, a secret or an asset. */
export function isObject(value: Wire | undefined): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One of the engine's sentinels, itself and not inside something. */
export function isUnknown(value: Wire | undefined): boolean {
    return value !== undefined && SENTINELS.has(value);
}

/** A value in a secret's envelope. */
export function isSecret(value: Wire | undefined): value is WireObject {
    return isObject(value) && value[SIGNATURE] === SECRET;
}

/** The value with its secrets opened, at every depth. */
export function reveal(value: Wire): Wire {
    if (isSecret(value)) return reveal(value["value"] ?? null);
    if (isList(value)) return value.map(reveal);
    if (isObject(value)) return mapObject(value, reveal);
    return value;
}

/** The value in a secret's envelope; one that has it already stays as it is. */
export function conceal(value: Wire): Wire {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Whether there is a secret in a value, at any depth. */
export function hasSecret(value: Wire): boolean {
    if (isSecret(value)) return true;
    if (isList(value)) return value.some(hasSecret);
    return isObject(value) && Object.values(value).some(hasSecret);
}

/** Whether there is an unknown in a value, at any depth. */
export function hasUnknown(value: Wire): boolean {
    if (isUnknown(value)) return true;
    if (isList(value)) return value.some(hasUnknown);
    return isObject(value) && Object.values(value).some(hasUnknown);
}

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

/** The object with each of its values changed. */
export function mapObject(object: WireObject, change: (value: Wire) => Wire): WireObject {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
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
