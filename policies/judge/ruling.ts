import { unveil, unveiledEvidence, unveiledQuestion } from "../facts/placeholders";
import type { RoleFacts } from "../facts/roles";
import type { Evaluator } from "../iam/evaluate";
import type { Evidence, Question } from "../iam/question";
import type { Text, Unknown } from "../iam/unknown";
import type { Deciding, Verdict } from "../iam/verdict";
import { sameText } from "../values";

/** One action that the execution role needs, and what the policies say to it. */
export interface Ruling {
    readonly action: string;
    readonly resource: Text;
    readonly verdict: Verdict;
    /** Whether a deciding statement stands in the policy of the queue, topic, bucket or key. */
    readonly isResourceSide: (deciding: Deciding) => boolean;
}

/** Everything in a verdict that would have to be known. */
export function causesOf(ruling: Ruling): readonly Unknown[] {
    return ruling.verdict.kind === "unknown" ? ruling.verdict.causes : [];
}

/** Whether two accounts are known to be different. */
export function accountsDiffer(one: Text, other: Text): boolean {
    return sameText(unveil(one), unveil(other)) === false;
}

/** Asks one question, taking accounts that a prediction made up for unknown. */
export function rulingOf(evaluator: Evaluator, question: Question, evidence: Evidence): Ruling {
    const resourceName = evidence.resource?.name;
    return {
        action: question.action,
        resource: question.resource,
        verdict: evaluator.evaluate(unveiledQuestion(question), unveiledEvidence(evidence)),
        isResourceSide: (deciding) => deciding.policy === resourceName,
    };
}

/** The role's side of the evidence. */
export function roleEvidence(role: RoleFacts): Evidence {
    return {
        identity: role.identity,
        unseenIdentity: role.unseen,
        ...(role.boundary === undefined ? {} : { boundary: role.boundary }),
    };
}
