// Type tests: they run when the tests are type-checked. What must not compile says why on the line before.
/* eslint-disable @typescript-eslint/no-unsafe-return -- what does not compile has no type */
import {
    recordsFromS3,
    sqsBatchResponse,
    type Delivery,
    type FailureRecord,
    type KafkaRecord,
    type KafkaTopicRecord,
    type MetadataRecord,
    type ParsedRecord,
    type ReplayRange,
    type S3Record,
    type SqsBatchResponse,
    type TopicPartition,
} from "../../components/records";

type Same<A, B> = [A, B] extends [B, A] ? true : false;

export const types: readonly [
    Same<FailureRecord, MetadataRecord | S3Record | KafkaTopicRecord>,
    Same<FailureRecord["requestContext"]["condition"], string>,
    Same<S3Record["payload"], string>,
    Same<ReplayRange["lastOffset"], bigint>,
    Same<KafkaRecord["offset"], bigint>,
    Same<KafkaRecord["value"], Uint8Array | undefined>,
] = [true, true, true, true, true, true];

export function recordOf(parsed: ParsedRecord): FailureRecord {
    // @ts-expect-error The record is there only once the kind has been looked at.
    return parsed.record;
}

export function statusOf(record: FailureRecord): number {
    // @ts-expect-error There is no response where the payload was too large.
    return record.responseContext.statusCode;
}

export function offsetOf({ KafkaBatchInfo: info }: FailureRecord): string {
    // Without recordsInfo there is a recordInfo.
    if (info.recordsInfo === undefined) return info.recordInfo.offset;
    // @ts-expect-error With recordsInfo there is none.
    return info.recordInfo.offset;
}

export function firstOf(record: FailureRecord): string {
    // @ts-expect-error A partition may be absent.
    return record.KafkaBatchInfo.recordsInfo?.["orders-0"].firstRecordOffset;
}

export function topicOf(range: TopicPartition): string {
    if (range.kind === "placed") return range.topic;
    // @ts-expect-error The record does not tell the topic.
    return range.topic;
}

export function unknownFieldOf(record: FailureRecord): unknown {
    if ("traceContext" in record) return record.traceContext;
    // @ts-expect-error A field that is not named has to be looked for.
    return record.traceContext;
}

export function rewrite(record: FailureRecord): void {
    // @ts-expect-error Records are read, not written.
    record.version = "2.0";
}

export function handler(failed: readonly Delivery[]): SqsBatchResponse {
    return sqsBatchResponse(failed);
}

// @ts-expect-error An object is read as text, not as bytes.
export const deliveries = recordsFromS3({}, () => Promise.resolve(new Uint8Array()));
