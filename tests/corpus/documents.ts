import type { PreviewedResource, WireObject } from "../../preview";

/** A statement of a policy, in the form in which these tests write them. */
export interface Statement {
    readonly Sid?: string;
    readonly Effect: string;
    readonly Action?: string | readonly string[];
    readonly [key: string]: unknown;
}

export interface Document {
    readonly Version?: string;
    readonly Statement: readonly Statement[];
}

/** The document in a resource's `policy`. `undefined`: it has none, or a preview hides it. */
export function documentIn(resource: PreviewedResource): Document | undefined {
    const text = resource.inputs["policy"];
    if (typeof text !== "string" || !text.startsWith("{")) return undefined;
    const document: unknown = JSON.parse(text);
    return isDocument(document) ? document : undefined;
}

/** The same resource with another document, in inputs and outputs. */
export function withDocument(resource: PreviewedResource, document: unknown): PreviewedResource {
    const policy = JSON.stringify(document);
    const change = (properties: WireObject): WireObject => ({ ...properties, policy });
    return { ...resource, inputs: change(resource.inputs), outputs: change(resource.outputs) };
}

/** The actions of a statement, as a list. */
export function actionsOf({ Action: action }: Statement): readonly string[] {
    if (action === undefined) return [];
    return typeof action === "string" ? [action] : action;
}

/** The document without one action; a statement that is left without any goes with it. */
export function withoutAction(document: Document, sid: string, action: string): Document {
    return {
        ...document,
        Statement: document.Statement.flatMap((statement) => {
            if (statement.Sid !== sid) return [statement];
            const left = actionsOf(statement).filter((each) => each !== action);
            return left.length === 0 ? [] : [{ ...statement, Action: left }];
        }),
    };
}

function isDocument(value: unknown): value is Document {
    return (
        typeof value === "object" &&
        value !== null &&
        "Statement" in value &&
        Array.isArray(value.Statement)
    );
}
