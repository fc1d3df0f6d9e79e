import { readDocument } from "./document";
import type { PolicyText } from "./question";
import type { Document, Statement } from "./statement";
import { remembered } from "./remembered";
import { FALSE, unnoted } from "./truth";
import { namesAction } from "./applied";
import type { Pattern } from "./pattern";
import { isPartlyKnown, unsupported, type Json, type Unknown } from "./unknown";
import type { Deciding } from "./verdict";

/** A policy, read. */
export interface Policy {
    readonly name: string;
    readonly urn: string | undefined;
    /** Why it may not be in force. */
    readonly doubt: Unknown | undefined;
    readonly document: Document;
    /** The statements that may be about an action, each action worked out once. */
    readonly about: (action: Pattern) => About;
}

/** What a statement does. */
export type Effect = "Allow" | "Deny";

/** Statements by what they do; one whose effect is not known may do either. */
export type About = Readonly<Record<Effect, readonly Statement[]>>;

/** Reads policies, each text once. */
export interface Reader {
    readonly read: (policy: PolicyText) => Policy;
}

/** A reader of its own memory, which lives as long as the reader. */
export function createReader(): Reader {
    const readBefore = new WeakMap<PolicyText, Policy>();
    const readByText = new Map<string, Read>();
    const readByObject = new WeakMap<object, Read>();
    const read = (document: Json): Read => {
        const text = textOf(document);
        if (text !== undefined) {
            return remembered(readByText, text, () => readOne(document));
        }
        if (typeof document === "object" && document !== null) {
            return remembered(readByObject, document, () => readOne(document));
        }
        return readOne(document);
    };
    return {
        read: (policy) =>
            remembered(readBefore, policy, () => ({
                name: policy.name,
                urn: policy.urn,
                doubt: policy.doubt,
                ...read(policy.document),
            })),
    };
}

/** The statement, as a verdict names it. */
export function decidingOf(policy: Policy, statement: Statement): Deciding {
    return {
        policy: policy.name,
        ...(policy.urn === undefined ? {} : { urn: policy.urn }),
        statement: statement.id,
    };
}

/** Why it is unknown what a policy says; `undefined` when it can be read. */
export function unreadableOf({ document, name }: Policy): Unknown | undefined {
    switch (document.kind) {
        case "document":
            return undefined;
        case "unknown":
            return document.cause;
        case "refused":
            return unsupported(`${name}, ${document.reason}`);
    }
}

/** Where in a policy a statement stands: `statement "Send" of inline policy "send"`. */
export function placeOf(policy: Policy, statement: Statement): string {
    const { id } = statement;
    const named = /^Statement\[\d+\]$/.test(id) ? id : `statement "${id}"`;
    return `${named} of ${policy.name}`;
}

/** A cause with its place, where it does not name one itself. */
export function placed(cause: Unknown, policy: Policy, statement: Statement): Unknown {
    if (cause.requestKey !== undefined) return { ...cause, statement: placeOf(policy, statement) };
    if (cause.why !== "unsupported") return cause;
    return { ...cause, what: `${cause.what} in ${placeOf(policy, statement)}` };
}

/** The document as a text by which it is remembered; values that are not known stand in it by their identity. */
function textOf(document: Json): string | undefined {
    if (typeof document === "string") return document;
    if (!isPartlyKnown(document)) return undefined;
    const parts = document.parts.map((part) =>
        typeof part === "string" ? part : part.identity === undefined ? "" : `\0${part.identity}\0`,
    );
    return parts.includes("") ? undefined : parts.join("");
}

type Read = Omit<Policy, "name" | "urn" | "doubt">;

function readOne(json: Json): Read {
    const document = readDocument(json);
    const statements = document.kind === "document" ? document.statements : [];
    const byAction = new Map<string, About>();
    return {
        document,
        about: (action) =>
            remembered(byAction, action.plain ?? "", () =>
                byEffect(statements.filter((one) => namesAction(one, action, unnoted) !== FALSE)),
            ),
    };
}

function byEffect(statements: readonly Statement[]): About {
    return {
        Allow: statements.filter(({ effect }) => effect !== "Deny"),
        Deny: statements.filter(({ effect }) => effect !== "Allow"),
    };
}
