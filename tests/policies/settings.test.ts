import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import { ordersStack, SECRET_ARN } from "./orders";
import { headlines, rules, UNKNOWN, type Props } from "./stack";

const PROVISIONED = { provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 2 } };

async function told(mapping: Props): Promise<readonly string[]> {
    return rules(await ordersStack({ mapping }).stack.analyze(policies()));
}

function access(...entries: readonly (readonly [string, unknown])[]): Props {
    return { sourceAccessConfigurations: entries.map(([type, uri]) => ({ type, uri })) };
}

function brokers(servers: unknown): Props {
    return { selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: servers } } };
}

const AUTH = ["SASL_SCRAM_512_AUTH", SECRET_ARN] as const;

describe("kafka-source-settings", () => {
    const rejected: readonly (readonly [string, string, Props])[] = [
        ["KOF-064", "retries in on-demand mode", { maximumRetryAttempts: 3 }],
        ["KOF-064", "a record age in on-demand mode", { maximumRecordAgeInSeconds: 3600 }],
        ["KOF-064", "bisecting in on-demand mode", { bisectBatchOnFunctionError: true }],
        [
            "KOF-064",
            "partial failures in on-demand mode",
            { functionResponseTypes: ["ReportBatchItemFailures"] },
        ],
        [
            "KOF-064",
            "a schema registry in on-demand mode",
            {
                selfManagedKafkaEventSourceConfig: {
                    consumerGroupId: "orders",
                    schemaRegistryConfig: { schemaRegistryUri: "https://registry.example.com" },
                },
            },
        ],
        ["KOF-065", "a batch of none", { batchSize: 0 }],
        ["KOF-065", "a batch of more than 10000", { batchSize: 10_001 }],
        ["KOF-065", "a window of more than 300 s", { maximumBatchingWindowInSeconds: 301 }],
        [
            "KOF-065",
            "a record age below 60 s",
            { ...PROVISIONED, maximumRetryAttempts: 1, maximumRecordAgeInSeconds: 59 },
        ],
        ["KOF-065", "retries below -1", { ...PROVISIONED, maximumRetryAttempts: -2 }],
        [
            "KOF-065",
            "fewer pollers at most than at least",
            {
                maximumRetryAttempts: 1,
                provisionedPollerConfig: { minimumPollers: 3, maximumPollers: 2 },
            },
        ],
        [
            "KOF-065",
            "more than 200 pollers at least",
            { maximumRetryAttempts: 1, provisionedPollerConfig: { minimumPollers: 201 } },
        ],
        ["KOF-065", "two topics", { topics: ["orders", "payments"] }],
        [
            "KOF-065",
            "a consumer group with a slash the wrong way",
            { selfManagedKafkaEventSourceConfig: { consumerGroupId: "orders\\1" } },
        ],
        ["KOF-067", "two ways to authenticate", access(AUTH, ["BASIC_AUTH", SECRET_ARN])],
        [
            "KOF-067",
            "a subnet without a security group",
            access(AUTH, ["VPC_SUBNET", "subnet:s-1"]),
        ],
        ["KOF-067", "a virtual host", access(AUTH, ["VIRTUAL_HOST", "/"])],
        ["KOF-068", "a timestamp position without one", { startingPosition: "AT_TIMESTAMP" }],
        [
            "KOF-068",
            "a timestamp with another position",
            { startingPositionTimestamp: "2026-01-31T00:00:00Z" },
        ],
        [
            "KOF-068",
            "a timestamp to come",
            {
                startingPosition: "AT_TIMESTAMP",
                startingPositionTimestamp: "2999-01-31T00:00:00Z",
            },
        ],
        [
            "KOF-068",
            "a timestamp that is only a day",
            { startingPosition: "AT_TIMESTAMP", startingPositionTimestamp: "2026-01-31" },
        ],
        ["KOF-070", "a broker without a port", brokers("b1.example.com")],
        ["KOF-070", "a port that does not exist", brokers("b1.example.com:99999")],
        ["KOF-070", "a host that begins with a hyphen", brokers("-b1.example.com:9092")],
        ["KOF-070", "a space after the comma", brokers("b1.example.com:9092, b2.example.com:9092")],
        [
            "KOF-070",
            "eleven brokers",
            brokers(Array.from({ length: 11 }, (_, at) => `b${at}.example.com:9092`).join(",")),
        ],
        [
            "KOF-070",
            "endpoints of another kind",
            { selfManagedEventSource: { endpoints: { BROKERS: "b:9092" } } },
        ],
    ];
    for (const [rule, what, mapping] of rejected) {
        it(`rejects ${what} with ${rule}`, async () => {
            const own = (await told(mapping)).filter((each) =>
                each.startsWith("kafka-source-settings"),
            );
            deepStrictEqual(own, [`kafka-source-settings ${rule}`]);
        });
    }

    const accepted: Readonly<Record<string, Props>> = {
        "the edges of every range": {
            batchSize: 10_000,
            maximumBatchingWindowInSeconds: 0,
            maximumRetryAttempts: 10_000,
            maximumRecordAgeInSeconds: 60,
            provisionedPollerConfig: { minimumPollers: 200, maximumPollers: 2000 },
        },
        "infinity, said explicitly, in on-demand mode": {
            maximumRetryAttempts: -1,
            maximumRecordAgeInSeconds: -1,
        },
        "a past timestamp": {
            startingPosition: "AT_TIMESTAMP",
            startingPositionTimestamp: "2024-01-31T00:00:00Z",
        },
        "a root CA beside an authentication": access(AUTH, [
            "SERVER_ROOT_CA_CERTIFICATE",
            SECRET_ARN,
        ]),
        "what a state writes for what was never set": {
            maximumRetryAttempts: null,
            bisectBatchOnFunctionError: false,
            functionResponseTypes: [],
            provisionedPollerConfig: null,
            startingPositionTimestamp: "",
            filterCriteria: null,
            kmsKeyArn: "",
        },
    };
    for (const [what, mapping] of Object.entries(accepted)) {
        it(`takes ${what}`, async () => {
            deepStrictEqual(await told(mapping), []);
        });
    }

    it("tells the settings that are not known, all at once", async () => {
        const { stack } = ordersStack({ mapping: { batchSize: UNKNOWN, ...brokers(UNKNOWN) } });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            reported.map(({ message }) => message.split("\n").slice(0, 6)),
            [
                [
                    'KOF-065: Whether AWS takes the settings of aws.lambda.EventSourceMapping "orders" cannot',
                    "  be known until the update.",
                    '  - not known in a preview: batchSize of aws.lambda.EventSourceMapping "orders"',
                    "  - not known in a preview: selfManagedEventSource.endpoints.KAFKA_BOOTSTRAP_SERVERS of",
                    '    aws.lambda.EventSourceMapping "orders"',
                    "  To decide it now, run `pulumi-lambda-kafka preview`, which predicts what AWS will answer",
                ],
            ],
        );
    });

    it("says what is wrong and what is allowed", async () => {
        const [reported] = await ordersStack({ mapping: { batchSize: 10_001 } }).stack.analyze(
            policies(),
        );
        deepStrictEqual(
            reported?.message,
            `KOF-065: aws.lambda.EventSourceMapping "orders" sets batchSize to 10001; it can be 1 to
  10000 records.
  Set it to a value that the API accepts.
  https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html`,
        );
    });

    it("judges outputs alone with zeros taken for unset", async () => {
        const { stack } = ordersStack({
            mapping: { maximumRetryAttempts: 0, maximumRecordAgeInSeconds: 0, batchSize: 0 },
        });
        const [, ...judging] = policies();
        deepStrictEqual(
            headlines(await stack.analyze(judging)).filter((each) =>
                each.startsWith("kafka-source-settings"),
            ),
            [],
        );
    });
});
