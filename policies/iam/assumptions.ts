import { serviceOf } from "./action";
import type { Evidence, Question } from "./question";

/** What a verdict takes for granted because no stack shows it. */
export function assumptionsOf({ action }: Question, evidence: Evidence): readonly string[] {
    const known = ORGANISATION_ONLY;
    const outside = evidence.unseenIdentity.length > 0 || evidence.unseenResource !== undefined;
    const kms = serviceOf(action) === "kms";
    if (!outside && !kms) return known;
    return [...known, ...(outside ? [NO_UNSEEN_DENY] : []), ...(kms ? [NO_UNSEEN_GRANT] : [])];
}

const ORGANISATION_ONLY: readonly string[] = [
    "no service control policy, resource control policy or VPC endpoint policy denies it",
];
const NO_UNSEEN_DENY = "no policy outside the stack denies it";
const NO_UNSEEN_GRANT = "no grant of the key outside the stack allows it";
