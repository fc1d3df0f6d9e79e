import type { RuleId } from "../catalogue";
import { enumerate, type Finding } from "../findings";
import type { MappingFacts } from "../facts/gather";
import type { RoleFacts } from "../facts/roles";
import type { Unknown } from "../iam/unknown";
import { causesOf } from "../judge/ruling";
import type { SourceCase, SourceRuling } from "../judge/source";
import { lower } from "../titles";
import { undecided } from "../wording/unverified";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html";

/** What could not be checked about reading from the source. */
export function sourceUndecided(
    { node, title }: MappingFacts,
    role: RoleFacts,
    source: SourceCase,
): readonly Finding[] {
    const who = lower(role.title);
    return [
        ...source.open.map((cause) =>
            undecided({
                rule: cause.what.startsWith("eventSourceArn") ? "KOF-079" : "KOF-072",
                urn: node.urn,
                whether: `${who} may read what ${title} needs`,
                causes: [cause],
                url: PAGE,
            }),
        ),
        ...grouped(source.rulings).map(({ rulings, causes, rule, url }) =>
            undecided({
                rule,
                urn: node.urn,
                whether: `${who} is allowed ${enumerate([...new Set(rulings.map(({ action }) => action))])}`,
                causes,
                url,
            }),
        ),
    ];
}

interface Group {
    readonly rule: RuleId;
    readonly url: string;
    readonly causes: readonly Unknown[];
    readonly rulings: readonly SourceRuling[];
}

function grouped(rulings: readonly SourceRuling[]): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const ruling of rulings) {
        if (ruling.verdict.kind !== "unknown") continue;
        const { rule, url } = ruling;
        const causes = causesOf(ruling);
        const key = [rule, ...causes.map(({ why, what }) => `${why} ${what}`)].join("\n");
        const before = groups.get(key);
        groups.set(key, { rule, url, causes, rulings: [...(before?.rulings ?? []), ruling] });
    }
    return [...groups.values()];
}
