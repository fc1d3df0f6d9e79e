import type { Json } from "../iam/unknown";
import { decoded, isList, isObject, isUnknown } from "../values";

/** Whether two policy documents are known to say the same, however they are set out. */
export function sameDocument(one: Json, other: Json): boolean {
    if (one === other) return true;
    const first = canonical(parsed(one));
    return first !== undefined && first === canonical(parsed(other));
}

function parsed(document: Json): Json | undefined {
    return typeof document === "string" ? decoded(document) : document;
}

/**
 * One text for all documents that say the same. To IAM a list of one is its value, the order of a list means nothing,
 * and actions are compared without regard to case. `undefined`: a part is not known, and equals nothing.
 */
function canonical(value: Json | undefined, key = ""): string | undefined {
    if (value === undefined || isUnknown(value)) return undefined;
    if (isList(value)) {
        const items = new Set(value.map((each) => canonical(each, key)));
        const [only, ...others] = items;
        if (items.has(undefined)) return undefined;
        return others.length === 0 && only !== undefined
            ? only
            : `[${[...items].toSorted().join()}]`;
    }
    if (isObject(value)) {
        const members = Object.keys(value).map((name) => {
            const member = canonical(value[name], name);
            return member === undefined ? undefined : `${JSON.stringify(name)}:${member}`;
        });
        return members.includes(undefined) ? undefined : `{${members.toSorted().join()}}`;
    }
    const isAction = key === "Action" || key === "NotAction";
    return JSON.stringify(isAction && typeof value === "string" ? value.toLowerCase() : value);
}
