import { meantBy } from "./actionNames";
import { namesAction, namesResource, type Asked } from "./applied";
import { falseCondition } from "./conditionWords";
import { decidingOf, placeOf, type Policy } from "./policy";
import { principalWords } from "./principalWords";
import { resourceWords } from "./resourceWords";
import type { Addressed } from "./said";
import type { Statement } from "./statement";
import { FALSE, unnoted } from "./truth";
import type { Deciding } from "./verdict";

/** A statement that nearly allows what is asked for, and what keeps it from doing so. */
export interface Miss {
    /** A full clause, `statement "Send" of … allows sqs:SendMessage on arn:… only`. */
    readonly reason: string;
    readonly nearest: Deciding;
}

/** Whom the statements of a policy reach; absent for the role's own policies. */
export type Reached = Addressed | undefined;

/** The statement that comes nearest to allowing what is asked; `undefined` when none is about it. */
export function nearestMiss(
    policies: readonly Policy[],
    asked: Asked,
    reached: Reached,
): Miss | undefined {
    const misses = policies.flatMap((policy) => missesIn(policy, asked, reached));
    return misses.toSorted((one, other) => one.distance - other.distance)[0]?.miss;
}

interface Ranked {
    readonly miss: Miss;
    readonly distance: number;
}

function missesIn(policy: Policy, asked: Asked, reached: Reached): readonly Ranked[] {
    const { document } = policy;
    if (document.kind !== "document") return [];
    return document.statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap((statement) => {
            const said = missOf(statement, asked, reached);
            if (said === undefined) return [];
            const reason = `${placeOf(policy, statement)} ${said.words}`;
            const nearest = decidingOf(policy, statement);
            return [{ miss: { reason, nearest }, distance: said.distance }];
        });
}

interface Said {
    readonly words: string;
    /** Greater for more parts that do not fit, and for parts that say less. */
    readonly distance: number;
}

function missOf(statement: Statement, asked: Asked, reached: Reached): Said | undefined {
    const { action } = asked.question;
    const ineffective = reached === undefined ? undefined : withoutEffect(statement, asked);
    if (ineffective !== undefined) return { words: ineffective, distance: 2 };
    if (namesAction(statement, asked.action, unnoted) === FALSE) return wrongName(statement, asked);
    const parts = [
        namesResource(statement, asked, unnoted) === FALSE
            ? { words: resourceWords(statement, asked), distance: 12 }
            : undefined,
        reached?.(statement, unnoted) === FALSE
            ? { words: principalWords(statement), distance: 11 }
            : undefined,
        conditionPart(statement, asked),
    ].filter((part) => part !== undefined);
    if (parts.length === 0) return undefined;
    return {
        words: `allows ${action} ${parts.map(({ words }) => words).join(", ")}`,
        distance: parts.reduce((sum, { distance }) => sum + distance, 0),
    };
}

function conditionPart(statement: Statement, asked: Asked): Said | undefined {
    const words = falseCondition(statement, asked);
    return words === undefined ? undefined : { words, distance: 10 };
}

function withoutEffect(statement: Statement, asked: Asked): string | undefined {
    if (statement.action === undefined) return "has no Action, and so no effect";
    const about = namesAction(statement, asked.action, unnoted) !== FALSE;
    return statement.resource === undefined && about
        ? "has no Resource, and so no effect"
        : undefined;
}

/** The statement lists a text that is no action, by which the one asked for was meant. */
function wrongName(statement: Statement, asked: Asked): Said | undefined {
    for (const { text } of statement.action?.items ?? []) {
        if (typeof text !== "string") continue;
        const meant = meantBy(text);
        if (!meant.includes(asked.question.action)) continue;
        const words = `names ${text}, which is not an IAM action: did you mean ${meant.join(" and ")}?`;
        return { words, distance: 13 };
    }
    return undefined;
}
