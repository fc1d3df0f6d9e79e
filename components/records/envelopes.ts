import { decodeBase64, utf8Text } from "./bytes";
import {
    fieldOf,
    isObject,
    pathTo,
    isInteger,
    natural,
    objectOf,
    only,
    text,
    textThat,
    type Check,
    type Problem,
} from "./checks";
import { parseJson } from "./json";
import { readFailureRecord, type ParsedRecord } from "./parseFailureRecord";

/** One message of an event, read: its failure record, or everything that keeps it from being one. */
export type Delivery = ParsedRecord & {
    /** Where in the event the record was: `Records[0].body`. The paths of its problems begin there. */
    readonly path: string;
    /**
     * The id of the SQS or SNS message, `s3://bucket/key`, or `topic-partition@offset`, also of a malformed message;
     * `""` where the event names none.
     */
    readonly id: string;
};

/** The answer that keeps failed messages in the queue; needs `ReportBatchItemFailures` on the mapping. */
export interface SqsBatchResponse {
    readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * The failure records in the event of a function that reads the destination queue, also those that an SNS
 * topic put there, with or without raw message delivery. Never throws; what is not an SQS event is one invalid
 * delivery.
 *
 * @example
 * ```ts
 * // {"Records":[{"messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","body":"{\"requestContext\":{ … }}", … }]}
 * export async function handler(event: unknown): Promise<SqsBatchResponse> {
 *     const failed: Delivery[] = [];
 *     for (const delivery of recordsFromSqs(event)) {
 *         switch (delivery.kind) {
 *             case "record":
 *                 await tellSomebody(topicPartitions(delivery.record));
 *                 break;
 *             case "invalid":
 *                 console.error(delivery.id, delivery.path, delivery.problems);
 *                 failed.push(delivery);
 *         }
 *     }
 *     return sqsBatchResponse(failed);
 * }
 * ```
 */
export function recordsFromSqs(event: unknown): readonly Delivery[] {
    return deliveries(
        elementsOf(event),
        sqsMessage,
        (message) => fieldOf(message, "messageId"),
        ({ body }, path) => unwrap(body, `${path}.body`),
    );
}

/**
 * The failure records in the event of a function that is subscribed to the destination topic. Never throws;
 * what is not an SNS event is one invalid delivery.
 *
 * @example
 * ```ts
 * // {"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":"95df01b4-…","Message":"{\"requestContext\":{ … }}", … }}]}
 * for (const delivery of recordsFromSns(event)) {
 *     if (delivery.kind === "record") console.log(topicPartitions(delivery.record));
 *     else throw new Error(toJson(delivery)); // Lambda tries again, then sends it to your own destination
 * }
 * ```
 */
export function recordsFromSns(event: unknown): readonly Delivery[] {
    return deliveries(
        elementsOf(event),
        snsMessage,
        (message) => fieldOf(fieldOf(message, "Sns"), "MessageId"),
        ({ Sns }, path) => unwrap(Sns.Message, `${path}.Sns.Message`),
    );
}

/**
 * The failure records in the event of a function that reads the dead-letter topic. Never throws; what is no
 * Kafka event is one invalid delivery.
 *
 * The id of a delivery ends in `@~` and the offset where that (the dead letter's own) is beyond 2^53: Lambda's
 * runtime has rounded it before any code of yours ran. The failure record inside is exact in any case.
 *
 * @example
 * ```ts
 * // {"eventSource":"SelfManagedKafka","records":{"orders-dlt-0":[{"topic":"orders-dlt","offset":7,"value":"eyJyZXF1…", … }]}}
 * const records = recordsFromKafka(event).flatMap((d) => (d.kind === "record" ? [d.record] : []));
 * const { invocations } = replayPlan(records);
 * ```
 */
export function recordsFromKafka(event: unknown): readonly Delivery[] {
    return deliveries(lettersOf(event), deadLetter, positionOf, ({ value }, path) =>
        unwrap(textIn(value) ?? "", `${path}.value`),
    );
}

/**
 * The answer of a function that reads the destination queue: these stay in the queue, the others are done.
 * A delivery without an id (a malformed event) keeps the whole batch: Lambda takes an empty identifier so.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function sqsBatchResponse(failed: readonly Delivery[]): SqsBatchResponse {
    return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}

const sqsMessage = objectOf<{ readonly messageId: string; readonly body: string }>({
    messageId: text,
    body: text,
});

const snsMessage = objectOf<{
    readonly Sns: { readonly MessageId: string; readonly Message: string };
}>({
    Sns: objectOf({ MessageId: text, Message: text }),
});

const deadLetter = objectOf<DeadLetter>({
    topic: text,
    partition: natural,
    offset: only("must be a number", (value) => typeof value === "number"),
    value: textThat("must be UTF-8 text in base64", (value) => textIn(value) !== undefined),
});

interface DeadLetter {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly value: string;
}

/** Where a dead letter was, if all of it is told. */
function positionOf(letter: unknown): string | undefined {
    const topic = fieldOf(letter, "topic");
    const partition = fieldOf(letter, "partition");
    const offset = fieldOf(letter, "offset");
    return typeof topic === "string" && typeof partition === "number" && typeof offset === "number"
        ? `${topic}-${partition}@${isInteger(offset) ? "" : "~"}${offset}`
        : undefined;
}

function textIn(base64: string): string | undefined {
    const bytes = decodeBase64(base64);
    return bytes && utf8Text(bytes);
}

/** One message of an event, and its path there. */
type Element = readonly [path: string, message: unknown];

/** The elements of `Records`, the list that the events of SQS, SNS and S3 have in common. */
export function elementsOf(event: unknown): readonly Element[] {
    return itemsOf("Records", fieldOf(event, "Records"));
}

/** The elements of `records`, the lists by partition in the event of Kafka. */
function lettersOf(event: unknown): readonly Element[] {
    const records = fieldOf(event, "records");
    if (!isObject(records)) return itemsOf("records", records);
    return Object.entries(records).flatMap(([key, items]) =>
        itemsOf(pathTo("records", key), items),
    );
}

/** What is not a list is one element, for the reader to report: an event of another kind must not pass as empty. */
function itemsOf(path: string, items: unknown): readonly Element[] {
    if (!Array.isArray(items)) return [[path, items]];
    return items.map((item, index) => [`${path}[${index}]`, item]);
}

/** The messages, read; `idOf` tells the id that a message has, whatever else is wrong with it. */
function deliveries<T>(
    elements: readonly Element[],
    check: Check<T>,
    idOf: (message: unknown) => unknown,
    read: (message: T, path: string) => Unwrapped,
): readonly Delivery[] {
    return elements.map(([path, message]): Delivery => {
        const named = idOf(message);
        const id = typeof named === "string" ? named : "";
        const problems: Problem[] = [];
        return check(message, path, problems)
            ? { id, ...read(message, path) }
            : { id, kind: "invalid", problems, path: "" };
    });
}

/** A record, and the path at which it was found. */
type Unwrapped = ParsedRecord & Pick<Delivery, "path">;

function unwrap(json: string, path: string): Unwrapped {
    const parsed = parseJson(json, "");
    if (parsed.kind === "invalid") return { ...parsed, path };
    // Without raw message delivery, SNS puts into the queue a notification with the record as a string in it.
    const inner = fieldOf(parsed.value, "Message");
    if (fieldOf(parsed.value, "Type") === "Notification" && typeof inner === "string") {
        return unwrap(inner, `${path}.Message`);
    }
    return { ...readFailureRecord(parsed.value), path };
}
