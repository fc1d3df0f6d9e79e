import {
    absent,
    all,
    fieldOf,
    isObject,
    mapOf,
    natural,
    object,
    objectOf,
    optional,
    pathTo,
    refined,
    report,
    text,
    textThat,
    time,
    type Problem,
} from "./checks";
import type {
    BatchOfOne,
    BatchOfRanges,
    FailureRecord,
    KafkaTopicRecord,
    MetadataRecord,
    RecordInfo,
    RecordsInfo,
    RequestContext,
    ResponseContext,
    S3Record,
} from "./failureRecord";
import { parseJson } from "./json";
import { splitPartitionKey } from "./topicPartitions";

/** What reading a string gives: the record, or everything that keeps it from being one. */
export type ParsedRecord =
    | { readonly kind: "record"; readonly record: FailureRecord }
    | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/**
 * Reads a failure record: the body of an SQS message, the `Message` of an SNS notification, the text
 * of an S3 object, the value of a record in a dead-letter topic. Never throws and trusts nothing; the
 * payload is left unread, so that a damaged one does not hide which offsets were lost.
 *
 * @example
 * ```ts
 * const parsed = parseFailureRecord(`{
 *     "requestContext": {
 *         "requestId": "316aa6d0-8154-4b2e-9af7-85d5f4a6bc81",
 *         "functionArn": "arn:aws:lambda:eu-west-1:123456789012:function:orders",
 *         "condition": "RetryAttemptsExhausted",
 *         "approximateInvokeCount": 3
 *     },
 *     "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
 *     "version": "1.0",
 *     "timestamp": "2026-01-14T03:12:06.021Z",
 *     "KafkaBatchInfo": {
 *         "batchSize": 2,
 *         "bootstrapServers": "broker-1.example.com:9096",
 *         "payloadSize": 1162,
 *         "recordsInfo": {
 *             "orders-eu-3": {
 *                 "firstRecordOffset": "1042",
 *                 "lastRecordOffset": "1043",
 *                 "firstRecordTimestamp": "2026-01-14T03:12:04.835Z",
 *                 "lastRecordTimestamp": "2026-01-14T03:12:05.580Z"
 *             }
 *         }
 *     }
 * }`);
 * switch (parsed.kind) {
 *     case "record":
 *         console.log(topicPartitions(parsed.record)); // orders-eu, partition 3, offsets 1042n to 1043n
 *         break;
 *     case "invalid":
 *         for (const { path, reason } of parsed.problems) console.error(path, reason);
 *         // KafkaBatchInfo.recordsInfo["orders-eu-3"].firstRecordOffset must be an offset, a string of digits
 * }
 * ```
 */
export function parseFailureRecord(json: string): ParsedRecord {
    const parsed = parseJson(json, "");
    return parsed.kind === "json" ? readFailureRecord(parsed.value) : parsed;
}

/** `parseFailureRecord` for a string that has been read as JSON. */
export function readFailureRecord(value: unknown): ParsedRecord {
    const problems: Problem[] = [];
    if (failureRecord(value, "", problems)) return { kind: "record", record: value };
    return { kind: "invalid", problems };
}

const offset = textThat("must be an offset, a string of digits", (value) =>
    // An int64 has 19 digits; the offsets on AWS's pages, borrowed from Kinesis, have 56.
    /^\d{1,100}$/.test(value),
);

const range = refined(
    objectOf<RecordsInfo>({
        firstRecordOffset: offset,
        lastRecordOffset: offset,
        firstRecordTimestamp: time,
        lastRecordTimestamp: time,
    }),
    ({ firstRecordOffset: first, lastRecordOffset: last }, path, problems) =>
        BigInt(first) <= BigInt(last) ||
        report(problems, `${path}.lastRecordOffset`, "must not be before firstRecordOffset"),
);

const ranges = refined(mapOf(range), (byKey, path, problems) => {
    const keys = Object.keys(byKey);
    if (keys.length === 0) return report(problems, path, "must name a partition");
    return all(keys, (key) => {
        const named = splitPartitionKey(key) !== undefined;
        return named || report(problems, pathTo(path, key), "must be named topic-partition");
    });
});

const batch = {
    batchSize: natural,
    eventSourceArn: optional(text),
    bootstrapServers: optional(text),
    payloadSize: natural,
};

const batchOfRanges = objectOf<BatchOfRanges>({
    ...batch,
    recordsInfo: ranges,
    recordInfo: absent("must not be there beside recordsInfo"),
});

const batchOfOne = objectOf<BatchOfOne>({
    ...batch,
    recordInfo: objectOf<RecordInfo>({ offset, timestamp: time }),
    recordsInfo: absent("must not be there beside recordInfo"),
});

const failure = {
    requestContext: objectOf<RequestContext>({
        requestId: text,
        functionArn: text,
        condition: text,
        approximateInvokeCount: natural,
    }),
    // "null if record is MaximumPayloadSizeExceeded"
    responseContext: optional(
        objectOf<ResponseContext>({
            statusCode: natural,
            executedVersion: text,
            functionError: optional(text),
        }),
    ),
    version: text,
    timestamp: time,
    KafkaBatchInfo: kafkaBatchInfo,
};

const metadataRecord = objectOf<MetadataRecord>({
    ...failure,
    payload: absent("must be a string or an object"),
});
const s3Record = objectOf<S3Record>({ ...failure, payload: text });
const kafkaTopicRecord = objectOf<KafkaTopicRecord>({ ...failure, payload: object });

function failureRecord(value: unknown, path: string, problems: Problem[]): value is FailureRecord {
    const payload = fieldOf(value, "payload");
    if (typeof payload === "string") return s3Record(value, path, problems);
    if (isObject(payload)) return kafkaTopicRecord(value, path, problems);
    return metadataRecord(value, path, problems);
}

function kafkaBatchInfo(
    value: unknown,
    path: string,
    problems: Problem[],
): value is BatchOfRanges | BatchOfOne {
    const one =
        fieldOf(value, "recordInfo") !== undefined && fieldOf(value, "recordsInfo") === undefined;
    return one ? batchOfOne(value, path, problems) : batchOfRanges(value, path, problems);
}
