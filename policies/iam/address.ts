import type { Asked } from "./applied";
import { NOBODY, reaches, reachOf, type Reach } from "./principal";
import type { Evidence } from "./question";
import { remembered } from "./remembered";
import type { Addressed } from "./said";
import type { Statement } from "./statement";
import { FALSE, or, TRUE, UNKNOWN, unnoted, type Note, type Truth } from "./truth";
import { isUnknown, unsupported } from "./unknown";

/** Whom the statements of a resource's policy address: one question for each way to mean the role. */
export type Address = Readonly<Record<keyof Reach | "any" | "denied", Addressed>>;

/** Works out for every statement once how it reaches the role. */
export function addressOf(asked: Asked, evidence: Evidence): Address {
    const { service } = asked;
    const key = service === "kms";
    const boundary = hasBoundary(evidence);
    const reachByStatement = new Map<Statement, Reach>();
    const reach = (statement: Statement, note: Note): Reach => {
        if (key && hasNoEffect(statement)) return NOBODY;
        if (service === "sns" && isDefaultOfTopic(statement)) return NOBODY;
        if (note !== unnoted) return allowedReach(statement, asked, note);
        return remembered(reachByStatement, statement, () => allowedReach(statement, asked, note));
    };
    const allowed =
        (way: keyof Reach): Addressed =>
        (statement, note) =>
            reach(statement, note)[way];
    return {
        star: allowed("star"),
        role: allowed("role"),
        session: allowed("session"),
        account: allowed("account"),
        any: (statement, note) => reaches(reach(statement, note)),
        denied: (statement, note) =>
            key && hasNoEffect(statement) ? FALSE : denied(statement, asked, boundary, note),
    };
}

/**
 * "If a key policy statement is missing the Action or Resource element, the policy statement has no effect."
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function hasNoEffect({ action, resource }: Statement): boolean {
    return action === undefined || resource === undefined;
}

/**
 * Whether it is the statement that SNS gives a topic without a policy. It names everyone under a condition on
 * `aws:SourceOwner`, which requests of roles do not have: a role needs a policy of its own all the same.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
function isDefaultOfTopic({ id, conditions }: Statement): boolean {
    const [condition, ...more] = conditions;
    return (
        id === "__default_statement_ID" &&
        more.length === 0 &&
        condition?.kind === "test" &&
        condition.written === "StringEquals" &&
        condition.key.toLowerCase() === "aws:sourceowner"
    );
}

/** `NotPrincipal` allows everyone whom it does not list; whether an account listed lists its roles is unknown. */
function allowedReach({ principal }: Statement, asked: Asked, note: Note): Reach {
    if (principal === undefined) return NOBODY;
    const reach = reachOf(principal, asked, note);
    if (!principal.negated) return reach;
    if (reach.star === TRUE || reach.role === TRUE) return NOBODY;
    const star = reaches(reach) === FALSE ? TRUE : UNKNOWN;
    if (star === UNKNOWN) note(unsupported("NotPrincipal"));
    return { ...NOBODY, star };
}

/**
 * A Deny with `NotPrincipal` "will always deny any IAM principal that has a permissions boundary policy attached,
 * regardless of the values specified"; else it denies whom it does not list. A role that is listed needs its session
 * and account listed too, which services judge differently: unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function denied({ principal }: Statement, asked: Asked, boundary: Truth, note: Note): Truth {
    if (principal === undefined) return FALSE;
    const reach = reachOf(principal, asked, note);
    if (!principal.negated) return reaches(reach);
    const truth = or(boundary, reaches(reach) === FALSE ? TRUE : UNKNOWN);
    if (truth === UNKNOWN) note(unsupported("NotPrincipal with Deny"));
    return truth;
}

/** A boundary that is not known may turn out to be none. */
function hasBoundary({ boundary }: Evidence): Truth {
    if (boundary === undefined) return FALSE;
    return isUnknown(boundary.document) ? UNKNOWN : TRUE;
}
