import type { Json } from "../iam/unknown";
import { decoded, isList, isObject, isUnknown } from "../values";

/** Whether two policy documents are known to say the same; how their JSON is set out makes no difference. */
export function sameDocument(one: Json, other: Json): boolean {
    if (one === other) return true;
    const [first, second] = [parsed(one), parsed(other)];
    if (first === undefined || second === undefined) return false;
    return sameJson(first, second);
}

function parsed(document: Json): Json | undefined {
    return typeof document === "string" ? decoded(document) : document;
}

/** What is not known equals nothing. */
function sameJson(one: Json, other: Json): boolean {
    if (isUnknown(one) || isUnknown(other)) return false;
    if (isList(one) && isList(other)) {
        return (
            one.length === other.length &&
            one.every((each, index) => sameJson(each, other[index] ?? null))
        );
    }
    if (!isObject(one) || !isObject(other)) return one === other;
    const keys = Object.keys(one);
    return (
        keys.length === Object.keys(other).length &&
        keys.every(
            (key) => Object.hasOwn(other, key) && sameJson(one[key] ?? null, other[key] ?? null),
        )
    );
}
