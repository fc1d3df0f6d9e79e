import { dnsSuffixOf, partitionOf } from "../../components/onFailure/partition";
import type { Place, Subject, Wire, WireObject } from "../model";
import { UNKNOWN } from "../model";
import type { Form } from "./madeUp";
import { makeUp } from "./madeUp";
import { hasSecret, isUnknown, reveal, secret } from "../values";

/** What a prediction sees of its resource. */
export interface Scope {
    /** An input, else an output, else a part of the place, by name: null where not set, else perhaps unknown. */
    readonly get: (name: string) => Wire;
    /** An id that AWS will make up, the same in every run; `use` tells two ids of one form apart. */
    readonly made: (form: Form, use?: string) => string;
}

/** What AWS will answer for a property; {@link UNKNOWN} where that cannot be told. */
export type Prediction = (scope: Scope) => Wire;

/** Predictions by property. */
export type Predictions = Readonly<Record<string, Prediction>>;

/** Answers the predictions for one resource; what follows from a secret is a secret. */
export function predictor(
    subject: Subject,
    inputs: WireObject,
    place: Place,
    outputs: Predictions,
): (prediction: Prediction) => Wire {
    return (prediction) => {
        const used: Wire[] = [];
        const get = (name: string): Wire => {
            const input = inputs[name] ?? null;
            used.push(input);
            if (input !== null) return reveal(input);
            const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
            return output === undefined ? placeValue(name, place, get) : output(scope);
        };
        const made = (form: Form, use: string = form): string =>
            makeUp(form, `${subject.urn} ${use}`);
        const scope: Scope = { get, made };
        const value = prediction(scope);
        return value !== null && used.some(hasSecret) ? secret(value) : value;
    };
}

/** A resource may have a region of its own; the partition follows from it. */
function placeValue(name: string, place: Place, get: (name: string) => Wire): Wire {
    switch (name) {
        case "account":
            return place.account;
        case "region":
            return place.region;
        case "partition":
            return ofRegion(get("region"), partitionOf);
        case "dnsSuffix":
            return ofRegion(get("region"), dnsSuffixOf);
        default:
            return null;
    }
}

function ofRegion(region: Wire, answer: (region: string) => string): Wire {
    return typeof region === "string" && !isUnknown(region) ? answer(region) : UNKNOWN;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * A text with names in braces, each an input, an output or a part of the place. A name that is unknown or not set
 * makes the whole text unknown.
 */
export function text(template: string): Prediction {
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
    return ({ get }) => {
        const values = new Map(names.map((name) => [name, get(name)]));
        if ([...values.values()].some((value) => typeof value === "object" || isUnknown(value))) {
            return UNKNOWN;
        }
        return template.replace(PLACEHOLDER, (_, name: string) => plain(values.get(name)));
    };
}

function plain(value: Wire | undefined): string {
    return typeof value === "object" || value === undefined ? "" : String(value);
}

/** What AWS sets where the program says nothing. */
export function always(value: Wire): Prediction {
    return () => value;
}

/** The value of another property. */
export function same(name: string): Prediction {
    return ({ get }) => get(name) ?? UNKNOWN;
}

/** An id that AWS makes up, behind a prefix. */
export function madeUp(form: Form, prefix = ""): Prediction {
    return ({ made }) => `${prefix}${made(form)}`;
}

/** One of two predictions, by whether a property has the given value; null is a property that is not set. */
export function when(name: string, value: Wire, yes: Prediction, no: Prediction): Prediction {
    return (scope) => {
        const actual = scope.get(name);
        if (isUnknown(actual) && value !== null) return UNKNOWN;
        return (actual === value ? yes : no)(scope);
    };
}
