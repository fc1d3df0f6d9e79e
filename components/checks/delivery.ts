import { RANGES } from "../source/limits";
import { keyArn } from "./arn";
import {
    flag,
    group,
    known,
    list,
    matches,
    onlyWith,
    plain,
    required,
    text,
    within,
    type Row,
    type Rule,
} from "./rule";

/** Provisioned mode is what these settings ask for: AWS refuses them in on-demand mode. */
export const provisionedOnly: Rule = onlyWith(
    "provisionedPollers",
    "requires provisionedPollers: supported only in provisioned mode",
);

const notBelowMinimum: Rule = known((value, read) => {
    const minimum = read("provisionedPollers.minimumPollers");
    return typeof value === "number" && typeof minimum === "number" && value < minimum
        ? "must not be below minimumPollers"
        : undefined;
});

/** A mapping that gives up and has nowhere to write loses the batch. */
const losesNothing: Rule = known((value, read) => {
    const nowhere = read("onFailure.none") === true || read("onFailure.removed") === true;
    return nowhere && typeof value === "number" && value >= 0
        ? "makes Lambda discard records: there is no destination; set -1 or set a destination"
        : undefined;
});

/** "Kafka: value": a pattern for Kafka filters on the record's value and on nothing else. */
const pattern: Rule = text((value) => {
    if (value.length > 4096) return "must not be longer than 4096 characters";
    const parsed = parseObject(value);
    if (parsed === undefined) return "must be a JSON object";
    const others = Object.keys(parsed).filter((key) => key !== "value");
    return others.length === 0 ? undefined : 'must filter on "value" alone';
});

const notAllOff: Rule = known((_, read) =>
    ["eventCount", "errorCount", "kafkaMetrics"].every((name) => read(`metrics.${name}`) === false)
        ? "disables every metric: lost records would go unnoticed"
        : undefined,
);

/** What is asked of filters, pollers, retries and metrics. */
export const DELIVERY: readonly Row[] = [
    { path: "filters", rules: [group] },
    { path: "filters.patterns", rules: [required, list(1, 10, "patterns")] },
    { path: "filters.patterns[]", rules: [required, pattern] },
    { path: "filters.kmsKeyArn", rules: [keyArn] },
    { path: "provisionedPollers", rules: [group] },
    { path: "provisionedPollers.minimumPollers", rules: [within(RANGES.minimumPollers)] },
    {
        path: "provisionedPollers.maximumPollers",
        rules: [within(RANGES.maximumPollers), notBelowMinimum],
    },
    {
        path: "provisionedPollers.pollerGroupName",
        rules: [matches(/^[a-zA-Z0-9_-]{1,128}$/, 'must be 1 to 128 letters, digits, "-" and "_"')],
    },
    { path: "retries", rules: [group, provisionedOnly] },
    {
        path: "retries.maximumRetryAttempts",
        rules: [within(RANGES.maximumRetryAttempts), losesNothing],
    },
    {
        path: "retries.maximumRecordAgeInSeconds",
        rules: [within(RANGES.maximumRecordAgeInSeconds), losesNothing],
    },
    { path: "retries.bisectBatchOnFunctionError", rules: [flag] },
    { path: "retries.reportBatchItemFailures", rules: [flag] },
    { path: "metrics", rules: [group, notAllOff] },
    { path: "metrics.eventCount", rules: [plain, flag] },
    { path: "metrics.errorCount", rules: [plain, flag] },
    { path: "metrics.kafkaMetrics", rules: [plain, flag] },
];

function parseObject(value: string): object | undefined {
    try {
        const parsed: unknown = JSON.parse(value);
        return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
            ? parsed
            : undefined;
    } catch {
        return undefined;
    }
}
