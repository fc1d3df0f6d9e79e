import { applies, type Asked } from "./applied";
import { plainly, type Judgement } from "./judgement";
import { decidingOf, placed, unreadableOf, type Policy } from "./policy";
import type { Statement } from "./statement";
import { and, causesOf, FALSE, or, TRUE, UNKNOWN, unnoted, type Note, type Truth } from "./truth";
import type { Unknown } from "./unknown";

/** What a statement does. */
export type Effect = "Allow" | "Deny";

/** Whether a statement of a policy is addressed to the role. */
export type Addressed = (statement: Statement, note: Note) => Truth;

/** Whether a statement of that effect, addressed to the role, applies to what is asked. */
export function said(
    effect: Effect,
    policies: readonly Policy[],
    asked: Asked,
    addressed: Addressed,
): Judgement {
    const says = (statement: Statement, note: Note) =>
        statementSays(effect, statement, asked, addressed, note);
    const answers = new Map<Statement, Truth>();
    const answerOf = (statement: Statement): Truth => {
        const answer = answers.get(statement) ?? says(statement, unnoted);
        answers.set(statement, answer);
        return answer;
    };
    let value: Truth = FALSE;
    for (const policy of policies) {
        value = or(value, saidBy(policy, asked, answerOf));
        if (value === TRUE) break;
    }
    if (value === FALSE) return plainly(FALSE);
    return {
        value,
        by: () =>
            statementsAbout(policies, asked)
                .filter(({ statement }) => answerOf(statement) === TRUE)
                .map(({ policy, statement }) => decidingOf(policy, statement)),
        lacks: () => [],
        causes: () => policies.flatMap((policy) => causesIn(policy, asked, says)),
    };
}

/** A statement, and the policy in which it stands. */
export interface Found {
    readonly policy: Policy;
    readonly statement: Statement;
}

/** The statements that may be about the action asked for. */
export function statementsAbout(policies: readonly Policy[], asked: Asked): readonly Found[] {
    return policies.flatMap((policy) =>
        policy.about(asked.action).map((statement) => ({ policy, statement })),
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

function saidBy(policy: Policy, asked: Asked, answerOf: (statement: Statement) => Truth): Truth {
    if (unreadableOf(policy) !== undefined) return UNKNOWN;
    let value: Truth = FALSE;
    for (const statement of policy.about(asked.action)) {
        value = or(value, answerOf(statement));
        if (value === TRUE) break;
    }
    return value;
}

/** An effect that is not known may be either. */
function effectIs(effect: Effect, statement: Statement, note: Note): Truth {
    if (statement.effect === "Allow" || statement.effect === "Deny") {
        return statement.effect === effect ? TRUE : FALSE;
    }
    note(statement.effect);
    return UNKNOWN;
}

function causesIn(policy: Policy, asked: Asked, says: Says): readonly Unknown[] {
    const unreadable = unreadableOf(policy);
    if (unreadable !== undefined) return [unreadable];
    return policy
        .about(asked.action)
        .flatMap((statement) =>
            causesOf((note) => says(statement, note)).map((cause) =>
                placed(cause, policy, statement),
            ),
        );
}
