import type { FailureRecord, RecordInfo } from "./failureRecord";
import type { Problem } from "./checks";
import { originalEvent, type ParsedEvent } from "./originalEvent";

/** What a batch held of one partition. */
export type TopicPartition = PlacedRange | UnplacedRange;

/** A partition of a topic. */
export interface Partition {
    readonly topic: string;
    readonly partition: number;
}

/** Offsets of a known partition, both ends included. */
export interface PlacedRange extends Partition, OffsetRange {
    readonly kind: "placed";
}

/**
 * An offset whose topic and partition the record does not name: a batch of one without a readable
 * payload. The mapping has the topic, the function's log (`requestId`) the rest.
 */
export interface UnplacedRange extends OffsetRange {
    readonly kind: "unplaced";
    readonly problems: readonly Problem[];
}

/** The first and the last of a run of records. */
export interface OffsetRange {
    readonly firstOffset: bigint;
    readonly lastOffset: bigint;
    /** ISO 8601. */
    readonly firstTimestamp: string;
    /** ISO 8601. */
    readonly lastTimestamp: string;
}

/**
 * Which part of which partition a failure record covers, in the record's order.
 *
 * @example
 * ```ts
 * // "recordsInfo": { "orders-eu-3": { "firstRecordOffset": "1042", "lastRecordOffset": "1043", … } }
 * topicPartitions(record);
 * // [{ kind: "placed", topic: "orders-eu", partition: 3, firstOffset: 1042n, lastOffset: 1043n, … }]
 * ```
 */
export function topicPartitions(record: FailureRecord): readonly TopicPartition[] {
    const info = record.KafkaBatchInfo;
    if (info.recordsInfo === undefined) return [rangeOfOne(info.recordInfo, originalEvent(record))];
    return Object.entries(info.recordsInfo).map(([key, range]) =>
        place(splitPartitionKey(key), [{ path: key, reason: "is not a topic and partition" }], {
            firstOffset: BigInt(range.firstRecordOffset),
            lastOffset: BigInt(range.lastRecordOffset),
            firstTimestamp: range.firstRecordTimestamp,
            lastTimestamp: range.lastRecordTimestamp,
        }),
    );
}

/**
 * Takes a key of `recordsInfo` apart; undefined where it is not one.
 * "Each of the keys under recordsInfo contains both the Kafka topic and partition, separated by a hyphen":
 * the last one, for topics too may contain hyphens and end in digits.
 */
export function splitPartitionKey(key: string): Partition | undefined {
    const hyphen = key.lastIndexOf("-");
    const partition = key.slice(hyphen + 1);
    if (hyphen < 1 || !/^\d{1,10}$/.test(partition)) return undefined;
    return { topic: key.slice(0, hyphen), partition: Number(partition) };
}

function rangeOfOne({ offset, timestamp }: RecordInfo, original: ParsedEvent): TopicPartition {
    const range = {
        firstOffset: BigInt(offset),
        lastOffset: BigInt(offset),
        firstTimestamp: timestamp,
        lastTimestamp: timestamp,
    };
    switch (original.kind) {
        case "absent":
            return place(undefined, [{ path: "payload", reason: "is missing" }], range);
        case "invalid":
            return place(undefined, original.problems, range);
        case "event": {
            const { records } = original.event;
            const reason = `must hold one record, not ${records.length}`;
            const only = records.length === 1 ? records[0] : undefined;
            return place(only, [{ path: "payload.records", reason }], range);
        }
    }
}

function place(
    partition: Partition | undefined,
    problems: readonly Problem[],
    range: OffsetRange,
): TopicPartition {
    if (partition === undefined) return { kind: "unplaced", problems, ...range };
    return { kind: "placed", topic: partition.topic, partition: partition.partition, ...range };
}
