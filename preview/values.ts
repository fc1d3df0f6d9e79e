import { UNKNOWN } from "./model";
import type { Wire, WireObject } from "./model";

/** The key by which the engine tells an envelope (a secret, an asset, a reference) from an object of the program. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's sentinels for unknowns; the type that each stands for says nothing that is relied upon. */
const SENTINELS: ReadonlySet<Wire> = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A list; unknowns are no lists. */
export function isList(value: Wire | undefined): value is readonly Wire[] {
    return Array.isArray(value);
}

/** An object, whether of the program or an envelope. */
export function isObject(value: Wire | undefined): value is WireObject {
    return typeof value === "object" && value !== null && !isList(value);
}

/** One of the engine's sentinels, itself and not inside something. */
export function isUnknown(value: Wire | undefined): boolean {
    return value !== undefined && SENTINELS.has(value);
}

/** A value in a secret's envelope. */
export function isSecret(value: Wire | undefined): value is WireObject {
    return isObject(value) && value[SIGNATURE] === SECRET;
}

/** The value in a secret's envelope; one that has it already stays as it is. */
export function secret(value: Wire): Wire {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** The value with its secrets opened, at every depth. */
export function reveal(value: Wire): Wire {
    if (isSecret(value)) return reveal(value["value"] ?? null);
    if (isList(value)) return value.map(reveal);
    if (isObject(value)) return mapObject(value, reveal);
    return value;
}

/** Whether there is a secret in a value, at any depth. */
export function hasSecret(value: Wire): boolean {
    if (isSecret(value)) return true;
    if (isList(value)) return value.some(hasSecret);
    return isObject(value) && Object.values(value).some(hasSecret);
}

/** Whether there is an unknown in a value, at any depth. */
export function hasUnknown(value: Wire | undefined): boolean {
    if (isUnknown(value)) return true;
    if (isList(value)) return value.some(hasUnknown);
    return isObject(value) && Object.values(value).some(hasUnknown);
}

/** The object with each of its values changed. */
export function mapObject(object: WireObject, change: (value: Wire) => Wire): WireObject {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** The value as an object; an empty one where it is not one. */
export function objectOf(value: Wire | undefined): WireObject {
    return isObject(value) ? value : {};
}

/** The value as a list; an empty one where it is not one. */
export function listOf(value: Wire | undefined): readonly Wire[] {
    return isList(value) ? value : [];
}

/** The value as text; empty where it is not text. */
export function stringOf(value: Wire | undefined): string {
    return typeof value === "string" ? value : "";
}

/** The value of JSON text; `undefined` where it is not JSON. */
export function parseJson(text: string): Wire | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return isJson(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** What a JSON parser made is JSON all the way down. */
function isJson(value: unknown): value is Wire {
    return value !== undefined;
}
