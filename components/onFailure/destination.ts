import { parseArn, shown, type Arn } from "./arn";

/** The four kinds of on-failure destination that Lambda accepts for a Kafka event source mapping. */
export const DESTINATION_KINDS = ["sqs", "sns", "s3", "kafka"] as const;

/** What may receive a failed batch: a queue, an SNS topic, a bucket or a topic of the cluster. */
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** A destination that is named by an ARN. */
export interface ArnDestination {
    readonly kind: "sqs" | "sns" | "s3";
    readonly arn: string;
    readonly partition: string;
    /** Empty for a bucket: its ARN names neither Region nor account. */
    readonly region: string;
    readonly account: string;
    /** The queue's, topic's or bucket's name. */
    readonly name: string;
}

/** A topic of the same cluster, `kafka://topic`. */
export interface KafkaTopicDestination {
    readonly kind: "kafka";
    readonly topic: string;
}

/** What an `onFailure` points at. */
export type Destination = ArnDestination | KafkaTopicDestination;

/** Why a string is not a destination, by the rule that it breaks. */
export type RefusalRule = "KOF-001" | "KOF-002" | "KOF-003" | "KOF-062";

/** What a string says of a destination: which one it is, or by which rule it is none, and why. */
export type ParsedDestination =
    | { readonly kind: "parsed"; readonly value: Destination }
    | { readonly kind: "refused"; readonly rule: RefusalRule; readonly reason: string };

/** How strictly a destination is read. */
export interface ParseOptions {
    /**
     * Accept FIFO queues and topics. AWS states their refusal for asynchronous invocations only;
     * a mapping has no field for the message group that FIFO demands.
     * @default false
     */
    readonly allowFifo?: boolean;
}

/** "OnFailure.Destination" of the Lambda API: at most 350 characters. */
const MAX_LENGTH = 350;
const MAX_TOPIC_LENGTH = 249;
const TOPIC = /^[a-zA-Z0-9._-]+$/;
const QUEUE_OR_TOPIC_NAME = /^[a-zA-Z0-9_-]{1,256}(\.fifo)?$/;
const BUCKET_NAME = /^[a-z0-9A-Z._-]{3,255}$/;

/**
 * Reads the destination of an event source mapping: an SQS, SNS or S3 ARN, or `kafka://topic`. Never throws.
 * The empty string, by which AWS clears a destination, is refused here: it names none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export function parseDestination(text: string, options: ParseOptions = {}): ParsedDestination {
    if (text.startsWith("kafka://")) return parseTopic(text.slice("kafka://".length));
    if (/^https?:\/\/[^/]*sqs|^https?:\/\/[^/]*queue\.amazonaws/.test(text)) {
        return refused("KOF-003", `"${shown(text)}" is a queue URL: use the queue's ARN`);
    }
    if (text.length > MAX_LENGTH) {
        return refused("KOF-001", `"${shown(text)}" is longer than ${MAX_LENGTH} characters`);
    }
    const parsed = parseArn(text);
    if (parsed.kind === "refused") {
        return refused(
            "KOF-001",
            `"${shown(text)}" is neither the ARN of an SQS queue, an SNS topic or an S3 bucket nor kafka://topic`,
        );
    }
    return fromArn(text, parsed.value, options);
}

function fromArn(text: string, arn: Arn, options: ParseOptions): ParsedDestination {
    switch (arn.service) {
        case "sqs":
        case "sns":
            return queueOrTopic(text, arn, arn.service, options);
        case "s3":
            return bucket(text, arn);
        case "s3express":
        case "s3-outposts":
        case "s3-object-lambda":
            return refused("KOF-003", `"${shown(text)}" is not a general purpose bucket`);
        default:
            return refused(
                "KOF-001",
                `"${shown(text)}" is an ARN of the service ${shown(arn.service)}: ` +
                    "Lambda accepts an SQS queue, an SNS topic, an S3 bucket or a Kafka topic",
            );
    }
}

function queueOrTopic(
    text: string,
    arn: Arn,
    kind: "sqs" | "sns",
    options: ParseOptions,
): ParsedDestination {
    const noun = kind === "sqs" ? "queue" : "topic";
    if (arn.region === "" || arn.account === "" || arn.account === "aws") {
        return refused("KOF-003", `"${shown(text)}" lacks the ${noun}'s Region or account`);
    }
    if (kind === "sns" && arn.resource.includes(":")) {
        return refused("KOF-003", `"${shown(text)}" is a subscription: use the topic's ARN`);
    }
    if (!QUEUE_OR_TOPIC_NAME.test(arn.resource)) {
        return refused("KOF-003", `"${shown(text)}" does not end in a valid ${noun} name`);
    }
    if (arn.resource.endsWith(".fifo") && options.allowFifo !== true) {
        return refused(
            "KOF-002",
            `"${shown(text)}" is a FIFO ${noun}, which cannot be an on-failure destination`,
        );
    }
    return {
        kind: "parsed",
        value: {
            kind,
            arn: text,
            partition: arn.partition,
            region: arn.region,
            account: arn.account,
            name: arn.resource,
        },
    };
}

function bucket(text: string, arn: Arn): ParsedDestination {
    if (arn.region !== "" || arn.account !== "" || arn.resource.includes(":")) {
        return refused("KOF-003", `"${shown(text)}" is an access point: use the bucket's ARN`);
    }
    if (arn.resource.includes("/") || arn.resource.includes("*")) {
        return refused("KOF-003", `"${shown(text)}" names objects: use the bucket's ARN alone`);
    }
    if (!BUCKET_NAME.test(arn.resource)) {
        return refused("KOF-003", `"${shown(text)}" does not end in a valid bucket name`);
    }
    return {
        kind: "parsed",
        value: {
            kind: "s3",
            arn: text,
            partition: arn.partition,
            region: "",
            account: "",
            name: arn.resource,
        },
    };
}

/** The API's pattern: "kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))". */
function parseTopic(topic: string): ParsedDestination {
    if (topic === "") return refused("KOF-062", '"kafka://" names no topic');
    if (topic.length > MAX_TOPIC_LENGTH) {
        return refused(
            "KOF-062",
            `topic "${shown(topic)}" is longer than ${MAX_TOPIC_LENGTH} characters`,
        );
    }
    if (topic.startsWith("."))
        return refused("KOF-062", `topic "${shown(topic)}" starts with a dot`);
    if (!TOPIC.test(topic)) {
        return refused(
            "KOF-062",
            `topic "${shown(topic)}" contains a character other than letters, digits, ".", "_" and "-"`,
        );
    }
    return { kind: "parsed", value: { kind: "kafka", topic } };
}

function refused(rule: RefusalRule, reason: string): ParsedDestination {
    return { kind: "refused", rule, reason };
}
