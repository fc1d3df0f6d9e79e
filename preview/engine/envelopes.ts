import { UNKNOWN } from "../model";
import type { Wire, WireObject } from "../model";
import {
    hasSecret,
    isList,
    isObject,
    isSecret,
    isUnknown,
    mapObject,
    secret,
    SIGNATURE,
} from "../values";

const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The text inside, if the value is a known text, secret or not. */
export function textOf(value: Wire | undefined): string | undefined {
    const inner = isSecret(value) ? value["value"] : value;
    return typeof inner === "string" && !isUnknown(inner) ? inner : undefined;
}

/** Applies a function to every text anywhere in a value; the keys stay. */
export function mapTexts(value: Wire, change: (text: string) => string): Wire {
    if (typeof value === "string") return change(value);
    if (isList(value)) return value.map((item) => mapTexts(item, change));
    if (isObject(value)) return mapObject(value, (item) => mapTexts(item, change));
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
    return mapObject(value, lowered);
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
    return mapObject(value, asOutputValues);
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
            return [key, hasSecret(model) ? secret(value) : value];
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

function isPlainObject(value: Wire): value is WireObject {
    return isObject(value) && !(SIGNATURE in value);
}
