import type { RuleId } from "../catalogue";
import type { MappingFacts } from "../facts/gather";
import { setting, type Path } from "../facts/settings";
import type { Unknown } from "../iam/unknown";
import { isList, isUnknown, sameText, unknownsOf } from "../values";
import { undecided } from "../wording/unverified";
import type { Finding } from "../findings";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-esm-parameters.html";

/** Settings that the mandatory rules judge, by the rule that a value could break. */
const JUDGED: readonly (readonly [rule: RuleId, ...path: Path])[] = [
    ["KOF-065", "batchSize"],
    ["KOF-065", "maximumBatchingWindowInSeconds"],
    ["KOF-065", "maximumRetryAttempts"],
    ["KOF-065", "maximumRecordAgeInSeconds"],
    ["KOF-065", "provisionedPollerConfig", "minimumPollers"],
    ["KOF-065", "provisionedPollerConfig", "maximumPollers"],
    ["KOF-067", "sourceAccessConfigurations"],
    ["KOF-068", "startingPosition"],
    ["KOF-068", "startingPositionTimestamp"],
    ["KOF-070", "selfManagedEventSource", "endpoints"],
    ["KOF-070", "selfManagedEventSource", "endpoints", "KAFKA_BOOTSTRAP_SERVERS"],
];

/** What the values of a mapping's settings leave undecided, told once. */
export function settingsUndecided(facts: MappingFacts): readonly Finding[] {
    const { node, title } = facts;
    const hidden = JUDGED.flatMap(([rule, ...path]) => {
        const value = setting(node, ...path);
        return value !== undefined && isUnknown(value) ? [{ rule, cause: value }] : [];
    });
    const causes = [...new Map(hidden.map(({ cause }) => [cause.what, cause])).values()];
    const [first] = hidden;
    return [
        ...(first === undefined
            ? []
            : [tell(facts, first.rule, `AWS takes the settings of ${title}`, causes)]),
        ...kafkaUndecided(facts),
        ...regionUndecided(facts),
    ];
}

/** Whether a destination on the same cluster is allowed hangs on two other settings. */
function kafkaUndecided(facts: MappingFacts): readonly Finding[] {
    const { node, destination, title } = facts;
    if (destination.kind !== "kafka") return [];
    const provisioned = setting(node, "provisionedPollerConfig");
    const topics = setting(node, "topics");
    const hidden = (isList(topics) ? topics : [topics]).filter((each) => isUnknown(each));
    return [
        ...(isUnknown(provisioned)
            ? [tell(facts, "KOF-060", `${title} is in provisioned mode`, [provisioned])]
            : []),
        ...(hidden.length > 0
            ? [tell(facts, "KOF-061", `${title} delivers to a topic that it reads`, hidden)]
            : []),
    ];
}

function regionUndecided(facts: MappingFacts): readonly Finding[] {
    const { destination, place, title } = facts;
    if (destination.kind !== "resource" || destination.service !== "sns") return [];
    if (sameText(destination.region, place.region) !== undefined) return [];
    const causes = [...unknownsOf(destination.region), ...unknownsOf(place.region)];
    return [tell(facts, "KOF-004", `${title} and its topic are in one Region`, causes)];
}

function tell(
    { node }: MappingFacts,
    rule: RuleId,
    whether: string,
    causes: readonly Unknown[],
): Finding {
    return undecided({ rule, urn: node.urn, whether, causes, url: PAGE });
}
