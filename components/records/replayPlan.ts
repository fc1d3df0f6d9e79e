import type { FailureRecord } from "./failureRecord";
import { originalEvent } from "./originalEvent";
import { topicPartitions, type UnplacedRange } from "./topicPartitions";

/** What has to be done again, each lost batch once: in `invocations` where its payload is at hand, else in `ranges`. */
export interface ReplayPlan {
    /** Offsets to read again from Kafka: merged, and sorted by function, cluster, topic, partition and offset. */
    readonly ranges: readonly ReplayRange[];
    /** Invocations to repeat, each once, sorted likewise by the first record of each. */
    readonly invocations: readonly Invocation[];
    /** What cannot be planned, because the record does not name its topic and partition. */
    readonly unplaced: readonly UnplacedFailure[];
}

/** Offsets of one partition, both ends included. */
export interface ReplayRange extends Position {
    readonly lastOffset: bigint;
}

/** An invocation to repeat; its position is that of its first record. */
export interface Invocation extends Position {
    /** The invocation that failed, to be found in the function's logs. */
    readonly requestId: string;
    /** The event, as JSON text: the `Payload` of Lambda's `Invoke`. */
    readonly payload: string;
}

/** A failure whose topic and partition are unknown. */
export interface UnplacedFailure extends Source {
    /** The invocation that failed, to be found in the function's logs. */
    readonly requestId: string;
    readonly range: UnplacedRange;
}

/** Who read what: one queue may serve several mappings, and two clusters may have a topic of one name. */
export interface Source {
    readonly functionArn: string;
    /** The ARN of an MSK cluster, else the bootstrap servers, sorted; `""` where the record names neither. */
    readonly cluster: string;
}

/** A place in a partition. */
export interface Position extends Source {
    readonly topic: string;
    readonly partition: number;
    readonly firstOffset: bigint;
}

/**
 * Turns failure records into the work of bringing their batches back. Records that arrive twice, overlap
 * or touch are one; a damaged payload is planned by its offsets. (The redrive of SQS is not a way back:
 * it refuses queues that Lambda feeds.)
 *
 * @example
 * ```ts
 * replayPlan(records);
 * // {
 * //     ranges: [{ functionArn: "arn:…:orders", cluster: "broker-1.example.com:9096",
 * //                topic: "orders-eu", partition: 3, firstOffset: 1042n, lastOffset: 1099n }],
 * //     invocations: [],
 * //     unplaced: [],
 * // }
 * ```
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function replayPlan(records: readonly FailureRecord[]): ReplayPlan {
    const ranges: ReplayRange[] = [];
    const invocations = new Map<string, Invocation>();
    const unplaced: UnplacedFailure[] = [];
    for (const record of records) {
        const { requestId, functionArn } = record.requestContext;
        const source = { functionArn, cluster: clusterOf(record) };
        const original = originalEvent(record);
        const [first] = original.kind === "event" ? original.event.records : [];
        if (original.kind === "event" && first !== undefined) {
            const { topic, partition, offset: firstOffset } = first;
            const payload = original.event.text;
            const position = { ...source, topic, partition, firstOffset };
            invocations.set(functionArn + payload, { ...position, requestId, payload });
            continue;
        }
        for (const range of topicPartitions(record)) {
            const { firstOffset, lastOffset } = range;
            if (range.kind === "unplaced") {
                unplaced.push({ ...source, requestId, range });
            } else {
                const { topic, partition } = range;
                ranges.push({ ...source, topic, partition, firstOffset, lastOffset });
            }
        }
    }
    return {
        ranges: merge(ranges),
        invocations: [...invocations.values()].toSorted(byPosition),
        unplaced,
    };
}

const PARTITION = ["functionArn", "cluster", "topic", "partition"] as const;

/** The brokers in one order, for Lambda promises none. */
function clusterOf({ KafkaBatchInfo: info }: FailureRecord): string {
    return info.eventSourceArn ?? (info.bootstrapServers ?? "").split(",").toSorted().join(",");
}

function merge(ranges: readonly ReplayRange[]): readonly ReplayRange[] {
    const merged: ReplayRange[] = [];
    for (const range of ranges.toSorted(byPosition)) {
        const last = merged.at(-1);
        if (last === undefined || !continues(last, range)) {
            merged.push(range);
        } else if (range.lastOffset > last.lastOffset) {
            merged[merged.length - 1] = { ...last, lastOffset: range.lastOffset };
        }
    }
    return merged;
}

function continues(last: ReplayRange, next: ReplayRange): boolean {
    const samePartition = PARTITION.every((field) => last[field] === next[field]);
    return samePartition && next.firstOffset <= last.lastOffset + 1n;
}

function byPosition(left: Position, right: Position): number {
    for (const field of [...PARTITION, "firstOffset"] as const) {
        if (left[field] !== right[field]) return left[field] < right[field] ? -1 : 1;
    }
    return 0;
}
