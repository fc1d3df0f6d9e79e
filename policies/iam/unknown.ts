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
}

/** A text of which parts may not be known: `["arn:aws:sqs:eu-west-1:", account, ":orders"]`. */
export type Text = string | readonly (string | Unknown)[];

/** A JSON document in which any part may not be known. */
export type Json =
    | string
    | number
    | boolean
    | null
    | Unknown
    | readonly Json[]
    | { readonly [key: string]: Json };
