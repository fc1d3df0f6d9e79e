import { RANGES } from "../source/limits";
import { functionName, roleArn } from "./arn";
import { DELIVERY } from "./delivery";
import { SCHEMA_REGISTRY } from "./schemaRegistry";
import { ON_FAILURE } from "./onFailure";
import {
    eitherOr,
    flag,
    isObject,
    known,
    list,
    plain,
    required,
    within,
    resource,
    text,
    type Row,
    type Rule,
} from "./rule";
import { ACCESS, SOURCE } from "./source";

const tagLengths: Rule = known((value) => {
    if (!isObject(value)) return "must be an object of keys and values";
    const names = Object.keys(value);
    const wrong = names.find((name) => name === "" || name.length > 128 || name.startsWith("aws:"));
    return wrong === undefined
        ? undefined
        : `has the key "${wrong.slice(0, 40)}": a key has 1 to 128 characters and does not begin with aws:`;
});

/** What is asked of tags, whichever component they are given to. */
export const TAGS: readonly Row[] = [
    { path: "tags", rules: [tagLengths] },
    { path: "tags.*", rules: [] },
];

/** Everything that is asked of the arguments of a `KafkaEventSource`; an argument without a row is not known. */
export const KAFKA_EVENT_SOURCE: readonly Row[] = [
    { path: "functionName", rules: [required, functionName] },
    { path: "role", rules: [eitherOr("role", "roleArn"), resource("aws.iam.Role", "roleArn")] },
    { path: "roleArn", rules: [roleArn] },
    ...SOURCE,
    ...ACCESS,
    { path: "batchSize", rules: [within(RANGES.batchSize)] },
    {
        path: "maximumBatchingWindowInSeconds",
        rules: [within(RANGES.maximumBatchingWindowInSeconds)],
    },
    { path: "enabled", rules: [flag] },
    ...DELIVERY,
    ...SCHEMA_REGISTRY,
    ...ON_FAILURE,
    { path: "mappingAliases", rules: [plain, list(1, 100, "names or URNs")] },
    { path: "mappingAliases[]", rules: [plain, required, text()] },
    ...TAGS,
];
