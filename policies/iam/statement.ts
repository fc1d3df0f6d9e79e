import type { Operator } from "./operator";
import type { Pattern } from "./pattern";
import type { Template, Variables } from "./template";
import type { Unknown } from "./unknown";

/** A policy document, read. One that cannot be read is never empty: what it says is unknown. */
export type Document =
    | { readonly kind: "document"; readonly statements: readonly Statement[] }
    | { readonly kind: "unknown"; readonly cause: Unknown }
    /** AWS would not take it; the reason is a clause, `which is not JSON`. */
    | { readonly kind: "refused"; readonly reason: string };

/**
 * One statement of a policy. What cannot be read in it stands as unknown in its place; a statement that cannot be
 * read at all is unknown in every place.
 */
export interface Statement {
    /** Its `Sid`, or its place, `Statement[2]`. */
    readonly id: string;
    readonly effect: "Allow" | "Deny" | Unknown;
    /** `Action` or `NotAction`; absent when the statement has neither. */
    readonly action: Clause<Pattern> | undefined;
    /** `Resource` or `NotResource`. */
    readonly resource: Clause<Template> | undefined;
    /** `Principal` or `NotPrincipal`. */
    readonly principal: PrincipalClause | undefined;
    readonly conditions: readonly Condition[];
    readonly variables: Variables;
}

/** A list of a statement: `Action`, or its negation, `NotAction`. */
export interface Clause<T> {
    readonly negated: boolean;
    readonly items: readonly T[];
    /** Items that are not known. */
    readonly hidden: readonly Unknown[];
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalClause {
    readonly negated: boolean;
    /** The texts under `AWS`; `"*"` alone means the same as `{ "AWS": "*" }`. */
    readonly aws: readonly Pattern[];
    /** Principals of other types: services, federated users, canonical users. */
    readonly others: readonly OtherPrincipal[];
    readonly hidden: readonly Unknown[];
}

/** A principal that no role is. */
export interface OtherPrincipal {
    readonly type: "Service" | "Federated" | "CanonicalUser";
    readonly pattern: Pattern;
}

/** One line of a `Condition` block: an operator, a key, and the values to compare with. */
export type Condition =
    | {
          readonly kind: "test";
          /** As it is written: `ForAnyValue:StringLike`. */
          readonly written: string;
          readonly operator: Operator;
          readonly key: string;
          readonly values: readonly Template[];
          readonly hidden: readonly Unknown[];
      }
    | { readonly kind: "unknown"; readonly cause: Unknown };
