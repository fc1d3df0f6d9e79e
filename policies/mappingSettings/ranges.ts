import { CONSUMER_GROUP, isWithin, RANGES, type Range } from "../../components/source/limits";
import type { MappingFacts } from "../facts/gather";
import { stated, type Path } from "../facts/settings";
import { isList } from "../values";
import type { Json } from "../iam/unknown";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";

/** Where a mapping holds the numbers. */
const PATHS: Readonly<Record<keyof typeof RANGES, Path>> = {
    batchSize: ["batchSize"],
    maximumBatchingWindowInSeconds: ["maximumBatchingWindowInSeconds"],
    maximumRetryAttempts: ["maximumRetryAttempts"],
    maximumRecordAgeInSeconds: ["maximumRecordAgeInSeconds"],
    minimumPollers: ["provisionedPollerConfig", "minimumPollers"],
    maximumPollers: ["provisionedPollerConfig", "maximumPollers"],
};

/** Numbers and lists that the API does not take. */
export function rangeMistakes(facts: MappingFacts): readonly Mistake[] {
    return [
        ...Object.entries(RANGES).flatMap(([name, range]) =>
            isRanged(name) ? outOf(facts, PATHS[name], range) : [],
        ),
        ...pollers(facts),
        ...lists(facts),
    ];
}

function isRanged(name: string): name is keyof typeof RANGES {
    return Object.hasOwn(RANGES, name);
}

function outOf(facts: MappingFacts, path: Path, range: Range): readonly Mistake[] {
    const value = stated(facts.node, ...path);
    if (typeof value !== "number" || isWithin(range, value)) return [];
    const { from, to, unit, special } = range;
    const says = [...special, `${from} to ${to} ${unit}`].join(" or ");
    return [mistake(facts, `sets ${path.join(".")} to ${value}; it can be ${says}`)];
}

function pollers(facts: MappingFacts): readonly Mistake[] {
    const [least, most] = ["minimumPollers", "maximumPollers"].map((name) =>
        stated(facts.node, "provisionedPollerConfig", name),
    );
    if (typeof least !== "number" || typeof most !== "number" || most >= least) return [];
    return [mistake(facts, `sets maximumPollers (${most}) below minimumPollers (${least})`)];
}

/** "Topics: Fixed number of 1 item"; "SourceAccessConfigurations: Maximum number of 23 items". */
function lists(facts: MappingFacts): readonly Mistake[] {
    const topics = stated(facts.node, "topics");
    const access = stated(facts.node, "sourceAccessConfigurations");
    const group = [SELF_MANAGED, MSK].map((config) =>
        stated(facts.node, config, "consumerGroupId"),
    );
    return [
        ...(isList(topics) && topics.length > 1
            ? [mistake(facts, `reads ${topics.length} topics; a mapping reads one`)]
            : []),
        ...(isList(access) && access.length > 23
            ? [mistake(facts, `has ${access.length} source access configurations; 23 are allowed`)]
            : []),
        ...group.flatMap((each) => groupMistake(facts, each)),
    ];
}

const SELF_MANAGED = "selfManagedKafkaEventSourceConfig";
const MSK = "amazonManagedKafkaEventSourceConfig";

function groupMistake(facts: MappingFacts, group: Json | undefined): readonly Mistake[] {
    if (typeof group !== "string" || CONSUMER_GROUP.pattern.test(group)) return [];
    const name = group.slice(0, 60);
    return [
        mistake(facts, `has the consumer group "${name}"; it can have ${CONSUMER_GROUP.words}`),
    ];
}

function mistake({ title }: MappingFacts, what: string): Mistake {
    return {
        rule: "KOF-065",
        lack: `${title} ${what}.`,
        remedy: "Set it to a value that the API accepts.",
        url: PAGE,
    };
}
