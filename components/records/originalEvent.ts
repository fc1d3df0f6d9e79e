import { decodeBase64 } from "./bytes";
import type { FailureRecord } from "./failureRecord";
import {
    isInteger,
    isNatural,
    listOf,
    mapOf,
    natural,
    objectOf,
    only,
    optional,
    text,
    textThat,
    type Problem,
} from "./checks";
import { parseJson, toJson } from "./json";

/** The event that the function was invoked with, keys and values decoded. */
export interface OriginalEvent {
    /** `SelfManagedKafka` or `aws:kafka`. */
    readonly eventSource: string;
    /** The MSK cluster; absent for a self-managed one. */
    readonly eventSourceArn?: string | null;
    /** `host:port`, comma-separated. */
    readonly bootstrapServers?: string | null;
    /** The event as JSON text: what to invoke the function with to repeat the invocation. */
    readonly text: string;
    /** All records, in the order of the event. */
    readonly records: readonly KafkaRecord[];
}

/** A record as the function received it, decoded. Fields that are not named here are kept. */
export interface KafkaRecord {
    readonly topic: string;
    readonly partition: number;
    /** Exact, also beyond 2^53. */
    readonly offset: bigint;
    /** Milliseconds since 1970; -1 where the producer set none. */
    readonly timestamp: number;
    /** `CREATE_TIME` or `LOG_APPEND_TIME`. */
    readonly timestampType: string;
    /** Undefined for a record without a key. */
    readonly key: Uint8Array | undefined;
    /** Undefined for a tombstone. */
    readonly value: Uint8Array | undefined;
    /** In the order of the record; a name may occur more than once. */
    readonly headers: readonly KafkaHeader[];
}

/** A header of a Kafka record. */
export interface KafkaHeader {
    readonly name: string;
    readonly value: Uint8Array | undefined;
}

/** What reading a payload gives: the event, what is wrong with it, or that the record has none. */
export type ParsedEvent =
    | { readonly kind: "event"; readonly event: OriginalEvent }
    | { readonly kind: "invalid"; readonly problems: readonly Problem[] }
    | { readonly kind: "absent" };

/**
 * Reads the Kafka event inside the record of an S3 bucket or a Kafka topic. `absent` for that of a
 * queue or SNS topic: there the batch has to be read again from Kafka, see `topicPartitions`.
 *
 * @example
 * ```ts
 * const original = originalEvent(record);
 * if (original.kind === "event") {
 *     for (const { topic, partition, offset, value } of original.event.records) {
 *         console.log(topic, partition, offset, value && utf8Text(value)); // orders-eu 3 1042n {"order":17}
 *     }
 * }
 * ```
 */
export function originalEvent(record: FailureRecord): ParsedEvent {
    const { payload } = record;
    if (payload === undefined || payload === null) return { kind: "absent" };
    if (typeof payload !== "string") return readEvent(payload, toJson(payload));
    const json = parseJson(payload, "payload");
    return json.kind === "json" ? readEvent(json.value, payload) : json;
}

function readEvent(payload: unknown, json: string): ParsedEvent {
    const problems: Problem[] = [];
    if (!sentEvent(payload, "payload", problems)) return { kind: "invalid", problems };
    const records = Object.values(payload.records).flatMap((sent) => sent.map(decode));
    return { kind: "event", event: { ...payload, text: json, records } };
}

/** The event as Lambda sends it. */
interface SentEvent {
    readonly eventSource: string;
    readonly eventSourceArn?: string | null;
    readonly bootstrapServers?: string | null;
    readonly records: Readonly<Record<string, readonly SentRecord[]>>;
}

interface SentRecord {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number | bigint;
    readonly timestamp: number;
    readonly timestampType: string;
    readonly key?: string | null;
    readonly value?: string | null;
    readonly headers?: readonly SentHeaders[] | null;
}

type SentHeaders = Readonly<Record<string, readonly number[] | null>>;

const base64 = textThat("must be base64", (value) => decodeBase64(value) !== undefined);

// Lambda writes a header as Java's signed bytes: "ë" arrives as [-61, -85].
const bytes = only(
    "must be a list of bytes",
    (value): value is readonly number[] => Array.isArray(value) && value.every(isByte),
);

const sentEvent = objectOf<SentEvent>({
    eventSource: text,
    eventSourceArn: optional(text),
    bootstrapServers: optional(text),
    records: mapOf(
        listOf(
            objectOf<SentRecord>({
                topic: text,
                partition: natural,
                offset: only(
                    "must be an offset, a whole number and exact",
                    (value): value is number | bigint =>
                        typeof value === "bigint" ? value >= 0n : isNatural(value),
                ),
                timestamp: only("must be a whole number", isInteger),
                timestampType: text,
                key: optional(base64),
                value: optional(base64),
                headers: optional(listOf(mapOf(optional(bytes)))),
            }),
        ),
    ),
});

function isByte(value: unknown): boolean {
    return isInteger(value) && value >= -128 && value <= 255;
}

function decode(sent: SentRecord): KafkaRecord {
    return {
        ...sent,
        offset: BigInt(sent.offset),
        key: bytesOf(sent.key),
        value: bytesOf(sent.value),
        headers: (sent.headers ?? []).flatMap((headers) =>
            Object.entries(headers).map(([name, value]) => ({
                name,
                value: value ? Uint8Array.from(value) : undefined,
            })),
        ),
    };
}

function bytesOf(encoded: string | null | undefined): Uint8Array | undefined {
    return typeof encoded === "string" ? decodeBase64(encoded) : undefined;
}
