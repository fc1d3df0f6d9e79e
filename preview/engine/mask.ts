import type { Wire, WireObject } from "../model";
import type { PreviewedResource } from "./result";
import { isList, isObject, isSecret, isUnknown, reveal, secret, SIGNATURE } from "../values";

/** What is shown in the place of a secret. */
export const MASK = "[secret]";

/**
 * The value with every secret in it masked, at any depth; its envelope stays, and so does an unknown in one.
 * @param mask masks what derives from secrets, which is in no envelope
 */
export function masked(value: Wire, mask: TextMask = (text) => text): Wire {
    if (isSecret(value)) return isUnknown(value["value"]) ? value : secretMask;
    if (isList(value)) return value.map((item) => masked(item, mask));
    if (isObject(value)) return maskedObject(value, mask);
    return typeof value === "string" && !isUnknown(value) ? mask(value) : value;
}

/** The resource as it is shown: with neither secrets nor what its provider made of them. */
export function maskedResource(resource: PreviewedResource, mask: TextMask): PreviewedResource {
    return {
        ...resource,
        ...(resource.id === undefined ? {} : { id: mask(resource.id) }),
        inputs: maskedObject(resource.inputs, mask),
        outputs: maskedObject(resource.outputs, mask),
    };
}

/** Masks the secrets in a text. */
export type TextMask = (text: string) => string;

/**
 * A function that masks the secrets of some properties wherever they stand in a text. It masks what the engine does:
 * not what is so short that it stands in texts by chance, and secrets in JSON too.
 */
export function textMask(properties: readonly WireObject[]): TextMask {
    const found = new Set(properties.flatMap((one) => Object.values(one).flatMap(secretsIn)));
    const shown = [...found].flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
    // A secret may be a part of another one.
    const longestFirst = [...new Set(shown)].toSorted((one, other) => other.length - one.length);
    return (text) => longestFirst.reduce((rest, part) => rest.split(part).join(MASK), text);
}

const secretMask = secret(MASK);

function maskedObject(object: WireObject, mask: TextMask): WireObject {
    return Object.fromEntries(
        Object.entries(object).map(([key, value]) => [
            key,
            // What tells an envelope is no text of the program.
            key === SIGNATURE ? value : masked(value, mask),
        ]),
    );
}

/** Shorter secrets are not masked in texts. */
const LEAST_LENGTH = 3;

function secretsIn(value: Wire): readonly string[] {
    if (isSecret(value)) return textsIn(reveal(value));
    if (isList(value)) return value.flatMap(secretsIn);
    return isObject(value) ? Object.values(value).flatMap(secretsIn) : [];
}

function textsIn(value: Wire): readonly string[] {
    if (isList(value)) return value.flatMap(textsIn);
    if (isObject(value)) {
        return Object.entries(value).flatMap(([key, one]) =>
            key === SIGNATURE ? [] : textsIn(one),
        );
    }
    return [String(value)].filter(isTelling);
}

function isTelling(text: string): boolean {
    return text.length >= LEAST_LENGTH && !isUnknown(text) && !/^(true|false|null)$/i.test(text);
}
