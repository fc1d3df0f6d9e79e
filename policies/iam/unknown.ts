/** Why a value cannot be known. */
export type Cause =
    /** The engine hides it until the update. */
    | "preview"
    /** It lies outside the stack. */
    | "external"
    /** It is written in a way that is not judged here. */
    | "unsupported"
    /** It is encrypted in the state. */
    | "secret";

/** A value that is not known: never true, never false. */
export interface Unknown {
    readonly kind: "unknown";
    readonly why: Cause;
    /** What it is, in words a reader finds again: `orders-queue.arn`, `the policies of role arn:…`. */
    readonly what: string;
    /**
     * Unknowns of one identity stand for one and the same value, as the account of one provider instance does.
     * Absent: it equals nothing for certain, not even itself.
     */
    readonly identity?: string;
    /** The key of the request whose value it is, where a condition asks for one. */
    readonly requestKey?: string;
    /** The statement that hangs on that key: `statement "Send" of inline policy "send"`. */
    readonly statement?: string;
}

/** A text of which parts may not be known: `["arn:aws:sqs:eu-west-1:", account, ":orders"]`. */
export type Text = string | readonly (string | Unknown)[];

/** A JSON document in which any part may not be known. */
export type Json =
    string | number | boolean | null | Unknown | readonly Json[] | { readonly [key: string]: Json };

/**
 * A text of which parts may not be known, where a document holds it (a list is a list there). As the document
 * itself it is JSON text; the parts that are not known are then plain values without quotes, as an account is.
 */
export interface PartlyKnown {
    readonly kind: "text";
    readonly parts: readonly (string | Unknown)[];
}

/** Whether a part of a document, or of a text, is not known. */
export function isUnknown(value: Json): value is Unknown {
    return (
        isRecord(value) &&
        value["kind"] === "unknown" &&
        typeof value["why"] === "string" &&
        typeof value["what"] === "string"
    );
}

/** Whether a part of a document is a text of which parts are known. */
export function isPartlyKnown(value: Json): value is Json & PartlyKnown {
    if (!isRecord(value) || value["kind"] !== "text") return false;
    const parts = value["parts"];
    return (
        parts !== undefined &&
        isList(parts) &&
        parts.every((part) => typeof part === "string" || isUnknown(part))
    );
}

/** A list of a document; `Array.isArray` forgets what readonly lists hold. */
export function isList(value: Json): value is readonly Json[] {
    return Array.isArray(value);
}

/** An object of a document, or one of the marks above. */
export function isRecord(value: Json): value is Readonly<Record<string, Json>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text in words: what is not known stands in angle brackets. */
export function showText(text: Text): string {
    if (typeof text === "string") return text;
    return text.map((part) => (typeof part === "string" ? part : `<${part.what}>`)).join("");
}

/** Something that is written in a way that is not judged. */
export function unsupported(what: string): Unknown {
    return { kind: "unknown", why: "unsupported", what };
}
