import type { RuleId } from "../catalogue";
import type { Finding } from "../findings";
import type { Unknown } from "../iam/unknown";
import { causesOf, type Ruling } from "../judge/ruling";
import { undecided } from "../wording/unverified";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";

/** Says that something is not decided, where there is nothing to paste. */
export function told(
    rule: RuleId,
    urn: string,
    whether: string,
    causes: readonly Unknown[],
): Finding {
    return undecided({ rule, urn, whether, causes, url: PAGE });
}

/** A policy of AWS that the catalogue does not hold has a rule of its own. */
export function ruleFor(causes: readonly Unknown[], rule: RuleId): RuleId {
    return causes.some(({ what }) => what.startsWith("AWS managed policy")) ? "KOF-021" : rule;
}

/** Rulings that the same unknown leaves undecided. */
export interface Group {
    readonly causes: readonly Unknown[];
    readonly rulings: readonly Ruling[];
}

/** What the same unknown leaves undecided is told once. */
export function byCause(rulings: readonly Ruling[]): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const ruling of rulings) {
        if (ruling.verdict.kind !== "unknown") continue;
        const causes = causesOf(ruling);
        const key = causes
            .map(({ why, what, statement = "" }) => `${why} ${what} ${statement}`)
            .join("\n");
        const before = groups.get(key);
        groups.set(key, { causes, rulings: [...(before?.rulings ?? []), ruling] });
    }
    return [...groups.values()];
}
