import type { Wire, WireObject } from "../model";
import { canonical, parseJson } from "./wire";
import { isList, isObject, mapObject } from "../values";

/** Elements of a statement that say the same as one text and as a list of one. */
const LISTS: ReadonlySet<string> = new Set(["Action", "NotAction", "Resource", "NotResource"]);

/**
 * A JSON document as an object in a form in which equal policies are equal: statements, actions, resources, principals
 * and condition values in order, one text as a list of one. A text that is no JSON object stays a text.
 */
export function comparablePolicy(value: Wire): Wire {
    const document = typeof value === "string" ? parseJson(value) : value;
    if (!isObject(document)) return value;
    const statements = document["Statement"];
    if (statements === undefined) return document;
    const list = isList(statements) ? statements : [statements];
    return {
        ...document,
        Statement: ordered(list.map((item) => (isObject(item) ? comparableStatement(item) : item))),
    };
}

function comparableStatement(statement: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(statement).map(([element, value]) => [
            element,
            comparableElement(element, value),
        ]),
    );
}

function comparableElement(element: string, value: Wire): Wire {
    if (LISTS.has(element)) return asSet(value);
    if (element.endsWith("Principal")) {
        // "*" and {"AWS": "*"} are equivalent in a resource policy.
        return value === "*" ? { AWS: ["*"] } : isObject(value) ? mapObject(value, asSet) : value;
    }
    if (element !== "Condition" || !isObject(value)) return value;
    return mapObject(value, (keys) =>
        isObject(keys) ? mapObject(keys, (values) => asTexts(asSet(values))) : keys,
    );
}

function asSet(value: Wire): Wire {
    return isList(value) ? ordered([...new Set(value)]) : [value];
}

/** A condition's `true` and `"true"` are the same. */
function asTexts(values: Wire): Wire {
    return isList(values)
        ? values.map((value) => (typeof value === "boolean" ? String(value) : value))
        : values;
}

function ordered(values: readonly Wire[]): readonly Wire[] {
    return values.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
}
