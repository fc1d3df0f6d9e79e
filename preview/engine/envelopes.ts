import { UNKNOWN } from "../model";
import type { Wire, WireObject } from "../model";

/** The key by which the engine tells an envelope from an object of the program. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The engine's sentinels for unknowns; the type in their name says nothing that is relied upon. */
const SENTINELS: ReadonlySet<Wire> = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether the value is an unknown itself. */
export function isUnknown(value: Wire | undefined): boolean {
    return value !== undefined && SENTINELS.has(value);
}

export function isList(value: Wire | undefined): value is readonly Wire[] {
    return Array.isArray(value);
}

/** An object, whether of the program or an envelope. */
export function isObject(value: Wire | undefined): value is WireObject {
    return typeof value === "object" && value !== null && !isList(value);
}

export function isSecret(value: Wire | undefined): value is WireObject {
    return isObject(value) && value[SIGNATURE] === SECRET;
}

/** A value as a secret; one that is a secret already stays as it is. */
export function secret(value: Wire): Wire {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** The text inside, if the value is a known text, secret or not. */
export function textOf(value: Wire | undefined): string | undefined {
    const inner = isSecret(value) ? value["value"] : value;
    return typeof inner === "string" && !isUnknown(inner) ? inner : undefined;
}

/** Whether the value is, or holds anywhere, an unknown. */
export function containsUnknown(value: Wire | undefined): boolean {
    if (isList(value)) return value.some(containsUnknown);
    if (isObject(value)) return Object.values(value).some(containsUnknown);
    return isUnknown(value);
}

/** Applies a function to every value of an object. */
export function mapValues(object: WireObject, change: (value: Wire) => Wire): WireObject {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Applies a function to every text anywhere in a value; the keys stay. */
export function mapTexts(value: Wire, change: (text: string) => string): Wire {
    if (typeof value === "string") return change(value);
    if (isList(value)) return value.map((item) => mapTexts(item, change));
    if (isObject(value)) return mapValues(value, (item) => mapTexts(item, change));
    return value;
}

/**
 * What a provider and a pack are shown: an output value is an unknown, a secret or a plain value; a reference to a
 * resource is its id, or its URN where it has none.
 */
export function lowered(value: Wire): Wire {
    if (isList(value)) return value.map(lowered);
    if (!isObject(value)) return value;
    if (value[SIGNATURE] === OUTPUT_VALUE) {
        const inner = "value" in value ? lowered(value["value"] ?? null) : UNKNOWN;
        return value["secret"] === true ? secret(inner) : inner;
    }
    if (value[SIGNATURE] === RESOURCE) {
        const { id, urn } = value;
        return id === "" ? UNKNOWN : (id ?? urn ?? null);
    }
    return mapValues(value, lowered);
}

/** The value with every unknown and every secret in it as an output value, which an SDK hands on one by one. */
export function asOutputValues(value: Wire): Wire {
    if (isUnknown(value)) return { [SIGNATURE]: OUTPUT_VALUE };
    if (isList(value)) return value.map(asOutputValues);
    if (!isObject(value)) return value;
    if (isSecret(value)) {
        const inner = asOutputValues(value["value"] ?? null);
        const known = !isObject(inner) || inner[SIGNATURE] !== OUTPUT_VALUE || "value" in inner;
        return known
            ? { [SIGNATURE]: OUTPUT_VALUE, value: inner, secret: true }
            : { [SIGNATURE]: OUTPUT_VALUE, secret: true };
    }
    return mapValues(value, asOutputValues);
}

/** The value without any envelope of a secret. */
export function revealed(value: Wire): Wire {
    if (isList(value)) return value.map(revealed);
    if (isSecret(value)) return revealed(value["value"] ?? null);
    return isObject(value) ? mapValues(value, revealed) : value;
}

/**
 * Makes secret again what was secret in the properties of the same names, as the engine does for a provider that takes
 * no secrets.
 */
export function markSecrets(properties: WireObject, like: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]): [string, Wire] => {
            const model = like[key];
            if (model === undefined) return [key, value];
            if (isPlainObject(value) && isPlainObject(model)) {
                return [key, markSecrets(value, model)];
            }
            return [key, containsSecret(model) ? secret(value) : value];
        }),
    );
}

/** Wraps a property so that a transform sees which resources it comes from. */
export function withDependencies(value: Wire, urns: readonly string[]): Wire {
    if (isObject(value) && value[SIGNATURE] === OUTPUT_VALUE) {
        return {
            ...value,
            dependencies: [...new Set([...dependenciesOf(value), ...urns])],
        };
    }
    if (isUnknown(value)) return { [SIGNATURE]: OUTPUT_VALUE, dependencies: urns };
    return isSecret(value)
        ? {
              [SIGNATURE]: OUTPUT_VALUE,
              value: value["value"] ?? null,
              secret: true,
              dependencies: urns,
          }
        : { [SIGNATURE]: OUTPUT_VALUE, value, dependencies: urns };
}

/** The URNs that the output values anywhere in a value name. */
export function dependenciesOf(value: Wire): readonly string[] {
    if (isList(value)) return value.flatMap(dependenciesOf);
    if (!isObject(value)) return [];
    if (value[SIGNATURE] !== OUTPUT_VALUE) return Object.values(value).flatMap(dependenciesOf);
    const { dependencies } = value;
    const own = isList(dependencies) ? dependencies.filter((urn) => typeof urn === "string") : [];
    return [...own, ...dependenciesOf(value["value"] ?? null)];
}

function containsSecret(value: Wire): boolean {
    if (isSecret(value)) return true;
    if (isList(value)) return value.some(containsSecret);
    return isObject(value) && Object.values(value).some(containsSecret);
}

function isPlainObject(value: Wire): value is WireObject {
    return isObject(value) && !(SIGNATURE in value);
}
