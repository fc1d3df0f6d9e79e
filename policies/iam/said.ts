import { applies, type Asked } from "./applied";
import { plainly, type Judgement } from "./judgement";
import { decidingOf, placed, unreadableOf, type Effect, type Policy } from "./policy";
import type { Statement } from "./statement";
import { and, causesOf, FALSE, or, TRUE, UNKNOWN, unnoted, type Note, type Truth } from "./truth";
import type { Unknown } from "./unknown";

/** Whether a statement of a policy is addressed to the role. */
export type Addressed = (statement: Statement, note: Note) => Truth;

/** Whether a statement of that effect, addressed to the role, applies to what is asked. */
export function said(
    effect: Effect,
    policies: readonly Policy[],
    asked: Asked,
    addressed: Addressed,
): Judgement {
    let value: Truth = FALSE;
    for (const policy of policies) {
        value = or(value, saidBy(effect, policy, asked, addressed));
        if (value === TRUE) break;
    }
    if (value === FALSE) return NOTHING;
    const says = (statement: Statement, note: Note) =>
        statementSays(effect, statement, asked, addressed, note);
    return {
        value,
        by: () =>
            statementsAbout(effect, policies.filter(isInForce), asked)
                .filter(({ statement }) => says(statement, unnoted) === TRUE)
                .map(({ policy, statement }) => decidingOf(policy, statement)),
        lacks: () => [],
        causes: () => policies.flatMap((policy) => causesIn(effect, policy, asked, says)),
    };
}

/** Most policies say nothing at all to most questions. */
const NOTHING = plainly(FALSE);

/** A statement, and the policy in which it stands. */
export interface Found {
    readonly policy: Policy;
    readonly statement: Statement;
}

/** The statements of an effect that may be about the action asked for. */
export function statementsAbout(
    effect: Effect,
    policies: readonly Policy[],
    asked: Asked,
): readonly Found[] {
    return policies.flatMap((policy) =>
        policy.about(asked.action)[effect].map((statement) => ({ policy, statement })),
    );
}

/** Whether the statement has the effect, is addressed to the role, and applies. */
export function statementSays(
    effect: Effect,
    statement: Statement,
    asked: Asked,
    addressed: Addressed,
    note: Note,
): Truth {
    const meant = effectIs(effect, statement, note);
    if (meant === FALSE) return FALSE;
    const reached = and(meant, addressed(statement, note));
    return reached === FALSE ? FALSE : and(reached, applies(statement, asked, note));
}

type Says = (statement: Statement, note: Note) => Truth;

function saidBy(effect: Effect, policy: Policy, asked: Asked, addressed: Addressed): Truth {
    if (unreadableOf(policy) !== undefined) return UNKNOWN;
    let value: Truth = FALSE;
    for (const statement of policy.about(asked.action)[effect]) {
        value = or(value, statementSays(effect, statement, asked, addressed, unnoted));
        if (value === TRUE) break;
    }
    return isInForce(policy) ? value : and(value, UNKNOWN);
}

/** Whether nothing stands against it that the policy counts. */
export function isInForce({ doubt }: Policy): boolean {
    return doubt === undefined;
}

/** An effect that is not known may be either. */
function effectIs(effect: Effect, statement: Statement, note: Note): Truth {
    if (statement.effect === "Allow" || statement.effect === "Deny") {
        return statement.effect === effect ? TRUE : FALSE;
    }
    note(statement.effect);
    return UNKNOWN;
}

function causesIn(effect: Effect, policy: Policy, asked: Asked, says: Says): readonly Unknown[] {
    const unreadable = unreadableOf(policy);
    const doubts = policy.doubt === undefined ? [] : [policy.doubt];
    if (unreadable !== undefined) return [...doubts, unreadable];
    return statementsAbout(effect, [policy], asked).flatMap(({ statement }) => [
        ...(says(statement, unnoted) === FALSE ? [] : doubts),
        ...causesOf((note) => says(statement, note)).map((cause) =>
            placed(cause, policy, statement),
        ),
    ]);
}
