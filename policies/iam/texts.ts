import { withoutComplaint } from "./outputText";
import {
    isList,
    isPartlyKnown,
    isUnknown,
    unsupported,
    type Json,
    type Text,
    type Unknown,
} from "./unknown";

/** The texts of a value or a list of values, and apart from them what is not known. */
export interface Texts {
    readonly texts: readonly Text[];
    readonly hidden: readonly Unknown[];
}

/** Reads a value or a list of values; what is not known, or no text, stands apart. */
export function textsOf(json: Json, noun: string): Texts {
    const texts: Text[] = [];
    const hidden: Unknown[] = [];
    const list = isList(json) ? json : [json];
    if (list.length === 0) hidden.push(unsupported(`an empty list of ${noun}`));
    for (const item of list) {
        if (isUnknown(item)) hidden.push(item);
        else if (isPartlyKnown(item)) texts.push(item.parts);
        else if (typeof item === "string") texts.push(withoutComplaint(item));
        else hidden.push(unsupported(`a value among the ${noun} that is no text`));
    }
    return { texts, hidden };
}
