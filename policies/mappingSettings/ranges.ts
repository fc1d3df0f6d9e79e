import type { MappingFacts } from "../facts/gather";
import { stated } from "../facts/settings";
import { isList } from "../values";
import type { Json } from "../iam/unknown";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";

interface Range {
    readonly path: readonly string[];
    readonly holds: (value: number) => boolean;
    readonly says: string;
}

/** The ranges of the Lambda API. */
const RANGES: readonly Range[] = [
    { path: ["batchSize"], holds: between(1, 10_000), says: "1 to 10000" },
    { path: ["maximumBatchingWindowInSeconds"], holds: between(0, 300), says: "0 to 300 seconds" },
    { path: ["maximumRetryAttempts"], holds: between(-1, 10_000), says: "-1 or 0 to 10000" },
    {
        path: ["maximumRecordAgeInSeconds"],
        // "-1" is infinity; "values below 60 seconds are not allowed".
        holds: (value) => value === -1 || between(60, 604_800)(value),
        says: "-1 or 60 to 604800 seconds",
    },
    {
        path: ["provisionedPollerConfig", "minimumPollers"],
        holds: between(1, 200),
        says: "1 to 200",
    },
    {
        path: ["provisionedPollerConfig", "maximumPollers"],
        holds: between(1, 2000),
        says: "1 to 2000",
    },
];

/** Numbers and lists that the API does not take. */
export function rangeMistakes(facts: MappingFacts): readonly Mistake[] {
    return [...RANGES.flatMap((range) => outOf(facts, range)), ...pollers(facts), ...lists(facts)];
}

function between(from: number, to: number): (value: number) => boolean {
    return (value) => Number.isInteger(value) && value >= from && value <= to;
}

function outOf(facts: MappingFacts, { path, holds, says }: Range): readonly Mistake[] {
    const value = stated(facts.node, ...path);
    if (typeof value !== "number" || holds(value)) return [];
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
const GROUP = /^[ a-zA-Z0-9\-/*:_+=.@]{1,200}$/;

function groupMistake(facts: MappingFacts, group: Json | undefined): readonly Mistake[] {
    if (typeof group !== "string" || GROUP.test(group)) return [];
    const says = "1 to 200 letters, digits, spaces and -/*:_+=.@";
    return [mistake(facts, `has the consumer group "${group.slice(0, 60)}"; it can have ${says}`)];
}

function mistake({ title }: MappingFacts, what: string): Mistake {
    return {
        rule: "KOF-065",
        lack: `${title} ${what}.`,
        remedy: "Set it to a value that the API accepts.",
        url: PAGE,
    };
}
