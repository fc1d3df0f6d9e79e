import { readStatement } from "./readStatement";
import type { Document } from "./statement";
import type { Variables } from "./template";
import {
    isList,
    isPartlyKnown,
    isRecord,
    isUnknown,
    unsupported,
    type Json,
    type PartlyKnown,
    type Unknown,
} from "./unknown";

const MEMBERS = new Set(["Version", "Id", "Statement"]);

/**
 * Reads a policy document, as text or as an object. Never throws: what is no policy is unknown, with the reason.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readDocument(document: Json): Document {
    if (isUnknown(document)) return { kind: "unknown", cause: document };
    const json = isPartlyKnown(document) ? parseParts(document) : parseText(document);
    if (json === undefined) return refused("which is not JSON");
    if (isUnknown(json)) return { kind: "unknown", cause: json };
    if (!isRecord(json)) return refused("which is no policy document");
    const stranger = Object.keys(json).find((key) => !MEMBERS.has(key));
    if (stranger !== undefined) return refused(`which has an element "${stranger}"`);
    const variables = variablesOf(json["Version"]);
    if (variables === undefined) return refused("whose Version AWS does not know");
    const statements = json["Statement"];
    if (statements === undefined) return refused("which has no Statement");
    if (isUnknown(statements)) return { kind: "unknown", cause: statements };
    const list = isList(statements) ? statements : [statements];
    return {
        kind: "document",
        statements: list.map((statement, place) => readStatement(statement, place, variables)),
    };
}

function parseText(document: Json, read?: (value: Json) => Json): Json | undefined {
    if (typeof document !== "string") return document;
    try {
        const parsed: unknown = JSON.parse(document, read && ((_, value: Json) => read(value)));
        return isParsed(parsed) ? parsed : undefined;
    } catch {
        return undefined;
    }
}

/** What `JSON.parse` returns is JSON. */
function isParsed(value: unknown): value is Json {
    return value !== undefined;
}

const OPEN = "\u{e000}";
const CLOSE = "\u{e001}";
/** The mark where the program wrote it itself, as it is or escaped. */
const OWN_MARK = /\ue000|\\ue000/i;

/** Parses JSON text with unknown values in it: marks in their place are put back once it is parsed. */
function parseParts({ parts }: PartlyKnown): Json | undefined {
    const hidden: Unknown[] = [];
    let text = "";
    for (const part of parts) {
        if (typeof part === "string") {
            if (OWN_MARK.test(part)) return unsupported("a character for private use in a policy");
            text += part;
        } else if (part.identity === undefined) {
            return part;
        } else {
            text += `${OPEN}${hidden.length}${CLOSE}`;
            hidden.push(part);
        }
    }
    return parseText(text, (value) => restored(value, hidden));
}

/** An object of which one name is not known may be any other. */
function restored(value: Json, hidden: readonly Unknown[]): Json {
    if (typeof value === "string") return restoredText(value, hidden);
    if (!isRecord(value)) return value;
    const name = Object.keys(value).find((key) => key.includes(OPEN));
    if (name === undefined) return value;
    const [, place = ""] = name.split(OPEN);
    return hidden[Number.parseInt(place)] ?? unsupported("a name that is not known");
}

function restoredText(text: string, hidden: readonly Unknown[]): Json {
    if (!text.includes(OPEN)) return text;
    const parts: (string | Unknown)[] = [];
    for (const [place, piece] of text.split(OPEN).entries()) {
        const close = place === 0 ? -1 : piece.indexOf(CLOSE);
        const cause = hidden[Number(piece.slice(0, Math.max(0, close)))];
        if (close >= 0 && cause !== undefined) parts.push(cause);
        if (close + 1 < piece.length) parts.push(piece.slice(close + 1));
    }
    return { kind: "text", parts };
}

/** Variables came with version 2012-10-17; an older policy, or one without a version, means them as text. */
function variablesOf(version: Json | undefined): Variables | undefined {
    if (version === undefined || version === "2008-10-17") return "literal";
    if (version === "2012-10-17") return "substituted";
    if (isUnknown(version)) return version;
    return isPartlyKnown(version)
        ? unsupported("a Version of which a part is not known")
        : undefined;
}

function refused(reason: string): Document {
    return { kind: "refused", reason };
}
