import type { Node } from "../graph";
import type { Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { sameText, show, unknown } from "../values";
import { doubted, type Attached, type InlinePolicy } from "./attached";
import { sameDocument } from "./sameDocument";
import { kindOf } from "./types";

/**
 * "Adds or updates an inline policy document that is embedded in the specified IAM role": of several of one name the
 * one written last is in force. Where the order is not certain any of them may be.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 */
export function withoutOverwritten(all: readonly Attached[]): readonly Attached[] {
    const inline = all.filter((each) => each.kind === "inline");
    return all.flatMap((one): readonly Attached[] => {
        if (one.kind !== "inline") return [one];
        const rivals = inline.filter((other) => isRival(one, other));
        // One that may be another role's takes nothing away for certain.
        if (rivals.some((other) => isInForce(other) && isAfter(other.node, one.node))) return [];
        const rival = rivals.find((other) => !isAfter(one.node, other.node));
        return [rival === undefined ? one : doubted(one, doubtOf(one, rival))];
    });
}

/** A name that is not known is one that the provider makes up: no other has it. */
function isRival(one: InlinePolicy, other: InlinePolicy): boolean {
    if (one === other || one.name === undefined || other.name === undefined) return false;
    if (sameText(one.name, other.name) !== true) return false;
    return !sameDocument(one.text.document, other.text.document);
}

function isInForce({ text }: Attached): boolean {
    return text.doubt === undefined;
}

function doubtOf(one: InlinePolicy, rival: InlinePolicy): Unknown {
    const what =
        `whether ${one.text.name} stays in force, as ` +
        `${titleOf(rival.node)} also writes an inline policy named "${show(rival.name ?? "")}"`;
    return unknown("unsupported", what);
}

/**
 * Whether a resource is written after another, for certain. A role that lists its inline policies writes them again
 * whenever it finds others there.
 */
function isAfter(later: Node, earlier: Node): boolean {
    const reached = new Set<Node>();
    const open = [...later.dependencies];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (node === earlier) return kindOf(earlier.type) !== "role";
        if (reached.has(node)) continue;
        reached.add(node);
        open.push(...node.dependencies);
    }
    return false;
}
