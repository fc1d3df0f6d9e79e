import { crc32 } from "node:zlib";

/**
 * The order in which Terraform's SDK hands out the elements of a set: by the checksum of what it writes of an element,
 * and that compared as text. It decides which of two values for one condition key comes first.
 */
export function inSetOrder<T>(elements: readonly T[], serialised: (element: T) => string): T[] {
    const byCode = new Map<string, T>();
    for (const element of elements) byCode.set(String(crc32(serialised(element))), element);
    return [...byCode].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, element]) => element);
}

/** What the SDK writes of a text in a set. */
export function serialisedText(text: string): string {
    return `${text};`;
}

/** What the SDK writes of a set of texts. */
export function serialisedSet(texts: readonly string[]): string {
    return `{${inSetOrder(texts, serialisedText).map(serialisedText).join("")}};`;
}

/** What the SDK writes of a list of texts. */
export function serialisedList(texts: readonly string[]): string {
    return `(${texts.map(serialisedText).join("")});`;
}
