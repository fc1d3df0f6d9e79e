import type { Node } from "../graph";
import type { PolicyText } from "../iam/question";
import type { Text, Unknown } from "../iam/unknown";

/** A policy of a role, and what brings it there. */
export type Attached = InlinePolicy | ManagedPolicy;

/** A policy in the role itself. */
export interface InlinePolicy {
    readonly kind: "inline";
    /** The resource that writes it: the role, for its own arguments. */
    readonly node: Node;
    readonly text: PolicyText;
    /** As AWS knows it; absent: the program gives it none. */
    readonly name?: Text;
}

/** A policy of its own, attached to the role. */
export interface ManagedPolicy {
    readonly kind: "managed";
    /** The resource that attaches it: the role, for its own arguments. */
    readonly node: Node;
    readonly text: PolicyText;
    /** Which policy: a resource of the stack, or the ARN of another. */
    readonly which: Node | string;
}

/** What one resource attaches to a role. */
export interface Brought<T extends Attached = Attached> {
    readonly policies: readonly T[];
    /** What it may attach besides, and cannot be seen. */
    readonly unseen: readonly Unknown[];
}

/** The same, for one whose policies may not be in force; what else there is to doubt comes first. */
export function doubted<T extends Attached>(attached: T, doubt: Unknown | undefined): T {
    if (doubt === undefined || attached.text.doubt !== undefined) return attached;
    return { ...attached, text: { ...attached.text, doubt } };
}
