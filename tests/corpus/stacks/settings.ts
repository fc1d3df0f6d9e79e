import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import { BROKERS, orders } from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

type Settings = Partial<EventSourceMappingArgs>;

/** What the mapping itself says: settings that Lambda takes, refuses, or with which it loses batches. */
export function settings(): readonly CorpusStack[] {
    const stack = (mapping: Settings) => (): unknown => orders({ mapping });
    return [
        ...Object.entries(TAKEN).map(([what, mapping]) => right(what, stack(mapping))),
        ...Object.entries(REFUSED).flatMap(([rule, cases]) =>
            Object.entries(cases).map(([what, mapping]) => wrong(what, rule, stack(mapping))),
        ),
    ];
}

const POLLERS = { provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 4 } };
const NOWHERE = { destinationConfig: {} };
const SUBNET = { type: "VPC_SUBNET", uri: "subnet:subnet-0123456789abcdef0" };
const GROUP = { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-0123456789abcdef0" };

const TAKEN: Readonly<Record<string, Settings>> = {
    "no destination, and no limit": NOWHERE,
    "no destination, and a limit that is none": {
        ...POLLERS,
        ...NOWHERE,
        maximumRetryAttempts: -1,
    },
    "a destination that was cleared": {
        destinationConfig: { onFailure: { destinationArn: "" } },
    },
    "every retry setting in provisioned mode": {
        ...POLLERS,
        maximumRetryAttempts: 3,
        maximumRecordAgeInSeconds: 3600,
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ["ReportBatchItemFailures"],
    },
    "no retry at all, with a destination": { ...POLLERS, maximumRetryAttempts: 0 },
    "the largest of everything": {
        batchSize: 10_000,
        maximumBatchingWindowInSeconds: 300,
        provisionedPollerConfig: { minimumPollers: 200, maximumPollers: 2000 },
        maximumRetryAttempts: 10_000,
        maximumRecordAgeInSeconds: 604_800,
    },
    "the smallest of everything": {
        batchSize: 1,
        maximumBatchingWindowInSeconds: 0,
        provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 1 },
        maximumRetryAttempts: 0,
        maximumRecordAgeInSeconds: 60,
    },
    "from a past moment on": {
        startingPosition: "AT_TIMESTAMP",
        startingPositionTimestamp: "2024-01-31T00:00:00Z",
    },
    "switched off": { enabled: false },
    "brokers without a network or a secret": { sourceAccessConfigurations: [] },
    "a Kafka topic for failures": {
        ...POLLERS,
        destinationConfig: { onFailure: { destinationArn: "kafka://orders-failed" } },
    },
    "a filter": { filterCriteria: { filters: [{ pattern: '{"value":{"price":[0]}}' }] } },
};

const REFUSED: Readonly<Record<string, Readonly<Record<string, Settings>>>> = {
    "KOF-060": {
        "a Kafka topic for failures, on demand": {
            destinationConfig: { onFailure: { destinationArn: "kafka://orders-failed" } },
        },
    },
    "KOF-061": {
        "the topic itself for failures": {
            ...POLLERS,
            destinationConfig: { onFailure: { destinationArn: "kafka://orders" } },
        },
    },
    "KOF-064": {
        "retries on demand": { maximumRetryAttempts: 3 },
        "no retries on demand": { maximumRetryAttempts: 0 },
        "an age on demand": { maximumRecordAgeInSeconds: 3600 },
        "halved batches on demand": { bisectBatchOnFunctionError: true },
        "partial answers on demand": { functionResponseTypes: ["ReportBatchItemFailures"] },
    },
    "KOF-065": {
        "an age below a minute": { ...POLLERS, maximumRecordAgeInSeconds: 59 },
        "an age beyond a week": { ...POLLERS, maximumRecordAgeInSeconds: 604_801 },
        "too many retries": { ...POLLERS, maximumRetryAttempts: 10_001 },
        "a batch too large": { batchSize: 10_001 },
        "an empty batch": { batchSize: 0 },
        "a window too long": { maximumBatchingWindowInSeconds: 301 },
        "more pollers at least than at most": {
            provisionedPollerConfig: { minimumPollers: 5, maximumPollers: 4 },
        },
        "too many pollers": {
            provisionedPollerConfig: { minimumPollers: 201, maximumPollers: 2000 },
        },
        "two topics": { topics: ["orders", "payments"] },
    },
    "KOF-067": {
        "a subnet without a security group": { sourceAccessConfigurations: [SUBNET] },
        "a security group without a subnet": { sourceAccessConfigurations: [GROUP] },
        "a subnet by its id alone": {
            sourceAccessConfigurations: [{ ...SUBNET, uri: "subnet-0123456789abcdef0" }, GROUP],
        },
        "a virtual host": {
            sourceAccessConfigurations: [SUBNET, GROUP, { type: "VIRTUAL_HOST", uri: "/" }],
        },
    },
    "KOF-068": {
        "from a moment that it does not name": { startingPosition: "AT_TIMESTAMP" },
        "from the future on": {
            startingPosition: "AT_TIMESTAMP",
            startingPositionTimestamp: "2999-01-01T00:00:00Z",
        },
        "a moment, and the beginning": { startingPositionTimestamp: "2024-01-31T00:00:00Z" },
    },
    "KOF-070": {
        "brokers with a space": brokers(BROKERS.replace(",", ", ")),
        "a broker without a port": brokers("b-1.kafka.example.com"),
        "eleven brokers": brokers(
            Array.from({ length: 11 }, (_, index) => `b-${index}.example.com:9092`).join(","),
        ),
        "brokers under another name": {
            selfManagedEventSource: { endpoints: { BOOTSTRAP: BROKERS } },
        },
    },
    "KOF-078": {
        "three retries, and nowhere to go": {
            ...POLLERS,
            ...NOWHERE,
            maximumRetryAttempts: 3,
        },
        "an hour, and nowhere to go": {
            ...POLLERS,
            ...NOWHERE,
            maximumRecordAgeInSeconds: 3600,
        },
        "no retry, and a destination that was cleared": {
            ...POLLERS,
            maximumRetryAttempts: 0,
            destinationConfig: { onFailure: { destinationArn: "" } },
        },
    },
};

function brokers(servers: string): Settings {
    return { selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: servers } } };
}
