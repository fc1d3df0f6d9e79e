import type { Asked } from "./applied";
import { matches, overlaps } from "./match";
import { patternOf, type Pattern } from "./pattern";
import type { Caller } from "./question";
import { remembered } from "./remembered";
import { mayBeArn } from "./resource";
import type { PrincipalClause } from "./statement";
import { FALSE, or, some, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { showText, unsupported, type Text, type Unknown } from "./unknown";

/**
 * How a principal reaches a session of the role. It matters how: a boundary limits what is allowed to the role's ARN,
 * not what is allowed to everyone or to the session; and what is allowed to an account waits for its own policies.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface Reach {
    /** It is everyone. */
    readonly star: Truth;
    /** It is the role's ARN. */
    readonly role: Truth;
    /** It is a session of the role; which session Lambda opens is not documented, so never more than unknown. */
    readonly session: Truth;
    /** It is the role's account. */
    readonly account: Truth;
}

/** The names by which a principal can mean the role, its sessions and its account. */
export interface Identity {
    readonly role: Pattern;
    readonly account: Pattern;
    readonly root: Pattern;
    readonly sessions: Pattern;
}

/** The names of the role that asks; worked out once for all of its questions. */
export function identityOf(caller: Caller): Identity {
    return remembered(identities, caller, () => namesOf(caller));
}

const identities = new WeakMap<Caller, Identity>();

function namesOf(caller: Caller): Identity {
    const role = patternOf(caller.arn, "literal");
    const partition = pieceOf(role, 1);
    const account = partsOf(caller.account);
    const name = nameOf(role);
    return {
        role,
        account: patternOf(caller.account, "literal"),
        root: patternOf(["arn:", ...partition, ":iam::", ...account, ":root"], "literal"),
        sessions: patternOf(
            ["arn:", ...partition, ":sts::", ...account, ":assumed-role/", ...name, "/", SESSION],
            "literal",
        ),
    };
}

/** What nobody is: the reach of a statement that names no principal. */
export const NOBODY: Reach = { star: FALSE, role: FALSE, session: FALSE, account: FALSE };

/** How `Principal` reaches the role, or how `NotPrincipal` lists it. */
export function reachOf(clause: PrincipalClause, asked: Asked, note: Note): Reach {
    let reach = NOBODY;
    for (const pattern of clause.aws) {
        reach = either(reach, reachOfText(pattern, asked.identity(), note));
    }
    // Canonical users of S3 are accounts: they may be the role's.
    if (asked.service === "s3" && clause.others.some(({ type }) => type === "CanonicalUser")) {
        note(unsupported("whose account a canonical user is"));
        reach = either(reach, { ...NOBODY, account: UNKNOWN });
    }
    if (clause.hidden.length === 0) return reach;
    for (const cause of clause.hidden) note(cause);
    return either(reach, ANYONE);
}

/** Whether any of the ways holds. */
export function reaches({ star, role, session, account }: Reach): Truth {
    return or(or(star, role), or(session, account));
}

const SESSION: Unknown = {
    kind: "unknown",
    why: "external",
    what: "the name of the session in which Lambda uses the role",
};

const ANYONE: Reach = { star: UNKNOWN, role: UNKNOWN, session: UNKNOWN, account: UNKNOWN };

const EVERYONE = patternOf("*", "literal");

/** The unique id that stands in the place of a deleted role. */
const ROLE_ID = patternOf("AROA*", "glob");

function reachOfText(pattern: Pattern, identity: Identity, note: Note): Reach {
    if (pattern.plain === "*") return { ...NOBODY, star: TRUE };
    const star = matches(EVERYONE, pattern, note);
    const account = some([identity.account, identity.root], (text) => matches(pattern, text, note));
    const id = idOf(pattern, note);
    if (!mayBeArn(pattern)) return { ...NOBODY, star, account, role: id };
    const role = or(id, matches(pattern, identity.role, note));
    // The name of the session is not known, so this is never true.
    const session = matches(pattern, identity.sessions, note);
    return { star, role, session, account };
}

function idOf(pattern: Pattern, note: Note): Truth {
    if (!overlaps(ROLE_ID, pattern)) return FALSE;
    if (pattern.known) note(unsupported(`the role whose unique id is ${showText(pattern.text)}`));
    for (const cause of pattern.causes) note(cause);
    return UNKNOWN;
}

function either(left: Reach, right: Reach): Reach {
    return {
        star: or(left.star, right.star),
        role: or(left.role, right.role),
        session: or(left.session, right.session),
        account: or(left.account, right.account),
    };
}

/** What stands between two colons of the role's ARN; unknown where the ARN is not known that far. */
function pieceOf({ text }: Pattern, place: number): readonly (string | Unknown)[] {
    const found: (string | Unknown)[] = [];
    let colons = 0;
    for (const part of partsOf(text)) {
        const pieces = typeof part === "string" ? part.split(":") : [part];
        const here = pieces[place - colons];
        if (here !== undefined && here !== "") found.push(here);
        colons += pieces.length - 1;
        if (colons > place) return found;
    }
    return [HIDDEN_PARTITION];
}

const HIDDEN_PARTITION: Unknown = {
    kind: "unknown",
    why: "preview",
    what: "the partition of the role",
};

/** The role's name: what follows the last slash of its ARN. An unknown part before it may hold a path, or nothing. */
function nameOf({ text }: Pattern): readonly (string | Unknown)[] {
    const parts = partsOf(text);
    const last = parts.findLastIndex((part) => typeof part === "string" && part.includes("/"));
    const at = parts[last];
    if (typeof at !== "string") return [HIDDEN_NAME];
    return [at.slice(at.lastIndexOf("/") + 1), ...parts.slice(last + 1)];
}

const HIDDEN_NAME: Unknown = { kind: "unknown", why: "preview", what: "the name of the role" };

function partsOf(text: Text): readonly (string | Unknown)[] {
    return typeof text === "string" ? [text] : text;
}
