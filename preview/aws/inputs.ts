import type { CheckFailure, Wire, WireObject } from "../model";
import { UNKNOWN } from "../model";
import { goJson, sortedKeys } from "./goJson";
import { elementOf, shapeOf, valueOf } from "./schema";
import type { Shape } from "./schema";
import { suggestion } from "./suggestion";
import { DEFAULTS, withoutNulls } from "./wire";
import {
    SIGNATURE,
    hasSecret,
    hasUnknown,
    isList,
    isObject,
    isSecret,
    isUnknown,
    reveal,
    secret,
} from "../values";

/** What is wrong with a value goes here. */
export type Complaints = CheckFailure[];

/**
 * A value as Check hands it on: policies as text, nested objects with the list of their defaults. The wordings of the
 * failures are the bridge's, which names the path in the text and no property.
 */
export function checkedValue(
    value: Wire,
    type: string,
    path: string,
    complaints: Complaints,
): Wire {
    if (isUnknown(value)) return value;
    if (isSecret(value)) {
        return secret(checkedValue(value["value"] ?? null, type, path, complaints));
    }
    if (isObject(value) && SIGNATURE in value) return value;
    if (type === "document") return documentText(value);
    const element = elementOf(type);
    if (element !== undefined) return checkedList(value, element, path, complaints);
    const ofMap = valueOf(type);
    if (ofMap !== undefined) return checkedMap(value, ofMap, path, complaints);
    const shape = shapeOf(type);
    if (shape !== undefined) return checkedShape(value, shape, path, complaints);
    if (!isOfType(value, type)) complain(complaints, wrongType(type, value), path);
    return value;
}

/** The properties of an object, and what is missing among them or not known at all. */
export function checkedProperties(
    object: WireObject,
    { properties, required }: Shape,
    path: string,
    complaints: Complaints,
): WireObject {
    const given = Object.entries(withoutNulls(object)).filter(([key]) => key !== DEFAULTS);
    for (const name of required) {
        if (!given.some(([key]) => key === name)) {
            const place = path.includes(".") ? `${withoutFirst(path)}.${name}` : name;
            complaints.push({ property: "", reason: `Missing required property '${place}'` });
        }
    }
    return Object.fromEntries(
        given.map(([key, value]): [string, Wire] => {
            const type = Object.hasOwn(properties, key) ? properties[key] : undefined;
            if (type !== undefined) {
                return [key, checkedValue(value, type, `${path}.${key}`, complaints)];
            }
            const hint = suggestion(key, Object.keys(properties));
            complain(complaints, "Invalid or unknown key", `${path}.${key}`, hint);
            return [key, value];
        }),
    );
}

function checkedList(value: Wire, element: string, path: string, complaints: Complaints): Wire {
    if (!isList(value)) {
        complain(complaints, wrongType("list", value), path);
        return value;
    }
    return value.map((item, index) =>
        item === null ? item : checkedValue(item, element, `${path}[${index}]`, complaints),
    );
}

function checkedMap(value: Wire, type: string, path: string, complaints: Complaints): Wire {
    if (!isObject(value)) {
        complain(complaints, wrongType("object", value), path);
        return value;
    }
    return Object.fromEntries(
        Object.entries(withoutNulls(value)).map(([key, item]) => [
            key,
            key === DEFAULTS ? item : checkedValue(item, type, `${path}.${key}`, complaints),
        ]),
    );
}

function checkedShape(value: Wire, shape: Shape, path: string, complaints: Complaints): Wire {
    if (!isObject(value)) {
        complain(complaints, wrongType("object", value), path);
        return value;
    }
    return { [DEFAULTS]: [], ...checkedProperties(value, shape, path, complaints) };
}

/** A policy given as an object becomes text; with one unknown in it, the whole text is unknown. */
function documentText(value: Wire): Wire {
    if (!isObject(value)) return value;
    if (hasUnknown(value)) return UNKNOWN;
    const text = goJson(sortedKeys(reveal(value)));
    return hasSecret(value) ? secret(text) : text;
}

/** Whether a value is of a simple type, or such that the provider reads it as one. */
function isOfType(value: Wire, type: string): boolean {
    switch (type) {
        case "string":
            return typeof value !== "object";
        case "number":
            return typeof value === "number" || (typeof value === "string" && isNumeral(value));
        case "boolean":
            return typeof value === "boolean" || value === "true" || value === "false";
        default:
            return true;
    }
}

function isNumeral(value: string): boolean {
    return value.trim() !== "" && !Number.isNaN(Number(value));
}

function wrongType(expected: string, value: Wire): string {
    const actual = isList(value) ? "list" : typeof value;
    return `Expected ${expected} type, got ${actual} type`;
}

function complain(complaints: Complaints, lack: string, path: string, hint = ""): void {
    complaints.push({ property: "", reason: `${lack}. Examine values at '${path}'.${hint}` });
}

function withoutFirst(path: string): string {
    return path.slice(path.indexOf(".") + 1);
}
