import type { Asked } from "./applied";
import { lacking, orUnseen, plainly, type Judgement } from "./judgement";
import { identityLack } from "./lack";
import { HIDDEN } from "./pattern";
import type { Reader } from "./policy";
import type { Evidence } from "./question";
import { isInForce, said, statementSays, statementsAbout, type Found } from "./said";
import type { Statement } from "./statement";
import { causesOf, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { unsupported } from "./unknown";

/** What the role's own policies and its boundary say. */
export interface IdentityEvidence {
    readonly allows: Judgement;
    readonly denies: Judgement;
    readonly boundaryAllows: Judgement;
    readonly boundaryDenies: Judgement;
    /** Statements that allow it on some keys of the bucket only. */
    readonly partly: () => readonly Found[];
}

/** Asks the role's own policies and its boundary. */
export function identityEvidence(
    asked: Asked,
    evidence: Evidence,
    reader: Reader,
): IdentityEvidence {
    const policies = evidence.identity.map((policy) => reader.read(policy));
    const boundary = evidence.boundary === undefined ? [] : [reader.read(evidence.boundary)];
    const allows = said("Allow", policies, asked, ofRole);
    const limits = boundary.length === 0 ? plainly(TRUE) : said("Allow", boundary, asked, ofRole);
    return {
        allows: orUnseen(
            lacking(allows, () => [identityLack("identity", policies, asked)]),
            ...evidence.unseenIdentity,
        ),
        denies: said("Deny", policies, asked, ofRole),
        boundaryAllows: lacking(limits, () => [identityLack("boundary", boundary, asked)]),
        boundaryDenies: said("Deny", boundary, asked, ofRole),
        partly: () =>
            statementsAbout("Allow", policies.filter(isInForce), asked).filter((found) =>
                isPartial(found, asked),
            ),
    };
}

/** A role's policy is the role's: AWS refuses one that names a principal. */
function ofRole({ principal, effect }: Statement, note: Note): Truth {
    // In a statement that cannot be read all is unknown for one and the same cause.
    const unreadable = typeof effect !== "string" && principal?.hidden.includes(effect) === true;
    if (principal === undefined || unreadable) return TRUE;
    note(unsupported("the principal, which a role's policy cannot have,"));
    return UNKNOWN;
}

/** Whether all that keeps a statement from allowing is that it names some of a bucket's keys. */
function isPartial({ statement }: Found, { resource, ...asked }: Asked): boolean {
    const { tokens, causes } = resource;
    const keys = tokens.indexOf(HIDDEN) === tokens.length - 1 && tokens.at(-2) === SLASH;
    if (!keys) return false;
    const open = causesOf((note) =>
        statementSays("Allow", statement, { resource, ...asked }, ofRole, note),
    );
    return open.length > 0 && open.every((cause) => causes.includes(cause));
}

const SLASH = 47;
