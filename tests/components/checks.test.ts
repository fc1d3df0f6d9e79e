import { deepStrictEqual, match, rejects, strictEqual, throws } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { check, mistakesIn } from "../../components/checks/check";
import { KAFKA_EVENT_SOURCE } from "../../components/checks/kafkaEventSource";
import { ON_FAILURE_DESTINATION, ON_FAILURE_GRANT } from "../../components/checks/others";
import { viewOf } from "../../components/checks/view";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3";
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666";
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:failures";
const CLUSTER = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1";

/** Right in every respect; each row below changes one thing. */
const RIGHT = {
    functionName: "reader",
    roleArn: "arn:aws:iam::111122223333:role/reader",
    bootstrapServers: ["b-1.example.com:9096"],
    topic: "orders",
    authentication: { type: "BASIC_AUTH", secretArn: SECRET },
    onFailure: { sqs: { create: {} } },
};
const NETWORK = { subnetIds: ["subnet-0a"], securityGroupIds: ["sg-0b"] };
const REGISTRY = {
    uri: "https://registry.example.com",
    eventRecordFormat: "JSON",
    authentication: { type: "BASIC_AUTH", secretArn: SECRET },
};
const ON_MSK = { bootstrapServers: undefined, authentication: undefined, mskClusterArn: CLUSTER };

/** The groups that RIGHT leaves out. */
const ALL = {
    ...RIGHT,
    rootCaCertificate: { secretArn: SECRET },
    network: NETWORK,
    filters: { patterns: ['{"value": [1]}'] },
    provisionedPollers: {},
    retries: {},
    metrics: {},
    schemaRegistry: { ...REGISTRY, rootCaCertificate: { secretArn: SECRET } },
};

/** What decides which resources and statements there are: its value must be there when the component is made. */
const PLAIN = [
    "mskIamAuthentication",
    "authentication",
    "rootCaCertificate",
    "network",
    "filters",
    "provisionedPollers",
    "retries",
    "metrics",
    "metrics.eventCount",
    "metrics.errorCount",
    "metrics.kafkaMetrics",
    "schemaRegistry",
    "schemaRegistry.validateKey",
    "schemaRegistry.validateValue",
    "schemaRegistry.authentication",
    "schemaRegistry.rootCaCertificate",
    "onFailure",
    "onFailure.none",
    "onFailure.removed",
    "onFailure.kafkaTopic",
    ...["sqs", "sns", "s3"].flatMap((kind) => [
        `onFailure.${kind}`,
        `onFailure.${kind}.create`,
        `onFailure.${kind}.create.encryption`,
    ]),
    "mappingAliases",
];

const ISSUE = "is required";
const PROVISIONED = "requires provisionedPollers: supported only in provisioned mode";

/** What is changed, where the one mistake lies, and how it is told. */
const WRONG: readonly (readonly [object, string, string])[] = [
    [{ functionName: undefined }, "functionName", ISSUE],
    [{ functionName: "" }, "functionName", "must not be empty"],
    [{ functionName: 7 }, "functionName", "must be a string"],
    [{ functionName: "my function" }, "functionName", "must be the name or ARN of a function"],
    [
        { functionName: "arn:aws:sqs:eu-west-1:111122223333:reader" },
        "functionName",
        "must be the name or ARN of a function",
    ],
    [{ roleArn: undefined }, "role", "set exactly one of role and roleArn"],
    [
        { roleArn: "arn:aws:sts::111122223333:assumed-role/reader/session" },
        "roleArn",
        "must be the ARN of a role, arn:aws:iam::account:role/name",
    ],
    [{ roleArn: "reader" }, "roleArn", "must be the ARN of a role, arn:aws:iam::account:role/name"],
    [
        { bootstrapServers: undefined },
        "bootstrapServers",
        "set exactly one of bootstrapServers and mskClusterArn",
    ],
    [
        {
            mskClusterArn: CLUSTER,
            authentication: { type: "SASL_SCRAM_512_AUTH", secretArn: SECRET },
        },
        "bootstrapServers",
        "set exactly one of bootstrapServers and mskClusterArn",
    ],
    [{ bootstrapServers: [] }, "bootstrapServers", "must be a list of 1 to 10 brokers, host:port"],
    [
        { bootstrapServers: Array.from({ length: 11 }, (_, index) => `b-${index}:9092`) },
        "bootstrapServers",
        "must be a list of 1 to 10 brokers, host:port",
    ],
    [
        { bootstrapServers: "b-1.example.com:9096" },
        "bootstrapServers",
        "must be a list of 1 to 10 brokers, host:port",
    ],
    [{ bootstrapServers: ["b-1:9092", "b-1:9092"] }, "bootstrapServers", "contains duplicates"],
    ...[
        "b-1.example.com",
        "b-1.example.com:0",
        "b-1.example.com:65536",
        "b-1.example.com: 9092",
        "https://b-1.example.com:9092",
        "b-1.example.com:9092,b-2.example.com:9092",
        `${"b".repeat(296)}:9092`,
    ].map(
        (server) =>
            [
                { bootstrapServers: [server] },
                "bootstrapServers[0]",
                "must be host:port of at most 300 characters, without scheme, comma or space",
            ] as const,
    ),
    [
        { ...ON_MSK, mskClusterArn: "arn:aws:kafka:eu-west-1:111122223333:topic/orders/0a/t" },
        "mskClusterArn",
        "must be the ARN of an MSK cluster, arn:aws:kafka:region:account:cluster/name/uuid, or of a managed VPC " +
            "connection to one in another account, arn:aws:kafka:region:account:vpc-connection/account/name/id",
    ],
    [
        { mskIamAuthentication: true, authentication: undefined, network: NETWORK },
        "mskIamAuthentication",
        "requires mskClusterArn",
    ],
    [
        {
            ...ON_MSK,
            mskIamAuthentication: true,
            authentication: { type: "SASL_SCRAM_512_AUTH", secretArn: SECRET },
        },
        "mskIamAuthentication",
        "cannot be combined with authentication",
    ],
    [
        { ...ON_MSK, network: NETWORK },
        "network",
        "is for a self-managed cluster only; Lambda takes it from an MSK cluster itself",
    ],
    [
        { ...ON_MSK, rootCaCertificate: { secretArn: SECRET } },
        "rootCaCertificate",
        "is for a self-managed cluster only; Lambda takes it from an MSK cluster itself",
    ],
    [
        { ...ON_MSK, authentication: { type: "BASIC_AUTH", secretArn: SECRET } },
        "authentication.type",
        "must be one of SASL_SCRAM_512_AUTH, CLIENT_CERTIFICATE_TLS_AUTH for an MSK cluster",
    ],
    [{ topic: undefined }, "topic", ISSUE],
    ...[".orders", "orders failed", "o".repeat(250)].map(
        (topic) =>
            [
                { topic },
                "topic",
                'must be 1 to 249 letters, digits, ".", "_" and "-", and not begin with a dot',
            ] as const,
    ),
    ...["orders#1", "o".repeat(201)].map(
        (consumerGroupId) =>
            [
                { consumerGroupId },
                "consumerGroupId",
                "must be 1 to 200 letters, digits, spaces and -/*:_+=.@",
            ] as const,
    ),
    [
        { startingPosition: "EARLIEST" },
        "startingPosition",
        "must be one of TRIM_HORIZON, LATEST, AT_TIMESTAMP",
    ],
    [
        { startingPosition: "AT_TIMESTAMP" },
        "startingPositionTimestamp",
        "is required with startingPosition AT_TIMESTAMP",
    ],
    [
        { startingPositionTimestamp: "2026-01-31T00:00:00Z" },
        "startingPositionTimestamp",
        "requires startingPosition AT_TIMESTAMP",
    ],
    [
        { startingPosition: "AT_TIMESTAMP", startingPositionTimestamp: "yesterday" },
        "startingPositionTimestamp",
        "must be an RFC 3339 time, 2026-01-31T00:00:00Z",
    ],
    [
        { startingPosition: "AT_TIMESTAMP", startingPositionTimestamp: "2999-01-31T00:00:00Z" },
        "startingPositionTimestamp",
        "must not be in the future",
    ],
    [
        { authentication: undefined },
        "authentication",
        "set authentication, network or both: brokers on the internet need a secret, brokers in a VPC need its network",
    ],
    [{ authentication: SECRET }, "authentication", "must be an object"],
    [{ authentication: { secretArn: SECRET } }, "authentication.type", ISSUE],
    [
        { authentication: { type: "VIRTUAL_HOST", secretArn: SECRET } },
        "authentication.type",
        "must be one of BASIC_AUTH, SASL_SCRAM_256_AUTH, SASL_SCRAM_512_AUTH, CLIENT_CERTIFICATE_TLS_AUTH",
    ],
    [{ authentication: { type: "BASIC_AUTH" } }, "authentication.secretArn", ISSUE],
    [
        { authentication: { type: "BASIC_AUTH", secretArn: "kafka/reader" } },
        "authentication.secretArn",
        "must be the ARN of a secret, arn:aws:secretsmanager:region:account:secret:name-XXXXXX",
    ],
    [
        { functionName: "arn:aws:lambda:eu-central-1:111122223333:function:reader" },
        "authentication.secretArn",
        "must be in the function's Region: eu-west-1 is not eu-central-1",
    ],
    [
        {
            authentication: {
                type: "BASIC_AUTH",
                secretArn: SECRET,
                kmsKeyArn: KEY.replace("eu-west-1", "eu-central-1"),
            },
        },
        "authentication.kmsKeyArn",
        "must be in the secret's Region: eu-central-1 is not eu-west-1",
    ],
    [
        {
            authentication: {
                type: "BASIC_AUTH",
                secretArn: SECRET.replace("111122223333", "999988887777"),
            },
        },
        "authentication.kmsKeyArn",
        "is required: a secret of another account can be read only with a customer managed key",
    ],
    [{ rootCaCertificate: {} }, "rootCaCertificate.secretArn", ISSUE],
    [{ network: { subnetIds: ["subnet-0a"] } }, "network.securityGroupIds", ISSUE],
    [{ network: { securityGroupIds: ["sg-0b"] } }, "network.subnetIds", ISSUE],
    [
        { network: { ...NETWORK, subnetIds: ["subnet:subnet-0a"] } },
        "network.subnetIds[0]",
        "must be a subnet ID, subnet-0abc",
    ],
    [
        { network: { ...NETWORK, securityGroupIds: ["0b"] } },
        "network.securityGroupIds[0]",
        "must be a security group ID, sg-0abc",
    ],
    [
        {
            network: {
                ...NETWORK,
                subnetIds: Array.from({ length: 21 }, (_, index) => `subnet-${index + 10}`),
            },
        },
        "network",
        "needs 23 source access configurations, secrets included; the maximum is 22",
    ],
    ...[0, 10_001, 1.5, "100"].map(
        (batchSize) =>
            [{ batchSize }, "batchSize", "must be a whole number from 1 to 10000 records"] as const,
    ),
    ...[-1, 301].map(
        (maximumBatchingWindowInSeconds) =>
            [
                { maximumBatchingWindowInSeconds },
                "maximumBatchingWindowInSeconds",
                "must be a whole number from 0 to 300 seconds",
            ] as const,
    ),
    [{ enabled: "yes" }, "enabled", "must be true or false"],
    [{ filters: {} }, "filters.patterns", ISSUE],
    [{ filters: { patterns: [] } }, "filters.patterns", "must be a list of 1 to 10 patterns"],
    [{ filters: { patterns: ["value > 9"] } }, "filters.patterns[0]", "must be a JSON object"],
    [
        { filters: { patterns: ['{"key": ["a"]}'] } },
        "filters.patterns[0]",
        'must filter on "value" alone',
    ],
    [
        { filters: { patterns: [`{"value": ["${"v".repeat(4096)}"]}`] } },
        "filters.patterns[0]",
        "must not be longer than 4096 characters",
    ],
    [
        { filters: { patterns: ['{"value": [1]}'], kmsKeyArn: "alias/filters" } },
        "filters.kmsKeyArn",
        "must be the ARN of a KMS key, arn:aws:kms:region:account:key/id",
    ],
    ...[0, 201].map(
        (minimumPollers) =>
            [
                { provisionedPollers: { minimumPollers } },
                "provisionedPollers.minimumPollers",
                "must be a whole number from 1 to 200 pollers",
            ] as const,
    ),
    [
        { provisionedPollers: { maximumPollers: 2001 } },
        "provisionedPollers.maximumPollers",
        "must be a whole number from 1 to 2000 pollers",
    ],
    [
        { provisionedPollers: { minimumPollers: 5, maximumPollers: 4 } },
        "provisionedPollers.maximumPollers",
        "must not be below minimumPollers",
    ],
    [
        { provisionedPollers: { pollerGroupName: "shop group" } },
        "provisionedPollers.pollerGroupName",
        'must be 1 to 128 letters, digits, "-" and "_"',
    ],
    [{ retries: { maximumRetryAttempts: 3 } }, "retries", PROVISIONED],
    ...[-2, 10_001].map(
        (maximumRetryAttempts) =>
            [
                { provisionedPollers: {}, retries: { maximumRetryAttempts } },
                "retries.maximumRetryAttempts",
                "must be a whole number from 0 to 10000 retries, or -1",
            ] as const,
    ),
    ...[0, 59, 604_801].map(
        (maximumRecordAgeInSeconds) =>
            [
                { provisionedPollers: {}, retries: { maximumRecordAgeInSeconds } },
                "retries.maximumRecordAgeInSeconds",
                "must be a whole number from 60 to 604800 seconds, or -1",
            ] as const,
    ),
    ...(["none", "removed"] as const).map(
        (nothing) =>
            [
                {
                    provisionedPollers: {},
                    retries: { maximumRetryAttempts: 3 },
                    onFailure: { [nothing]: true },
                },
                "retries.maximumRetryAttempts",
                "makes Lambda discard records: there is no destination; set -1 or set a destination",
            ] as const,
    ),
    [
        {
            provisionedPollers: {},
            retries: { maximumRecordAgeInSeconds: 3600 },
            onFailure: { none: true },
        },
        "retries.maximumRecordAgeInSeconds",
        "makes Lambda discard records: there is no destination; set -1 or set a destination",
    ],
    [
        { metrics: { eventCount: false, errorCount: false, kafkaMetrics: false } },
        "metrics",
        "disables every metric: lost records would go unnoticed",
    ],
    [{ schemaRegistry: REGISTRY }, "schemaRegistry", PROVISIONED],
    [
        { provisionedPollers: {}, schemaRegistry: { ...REGISTRY, uri: "http://registry" } },
        "schemaRegistry.uri",
        "must be the ARN of a Glue schema registry or the https URL of a Confluent one",
    ],
    [
        { provisionedPollers: {}, schemaRegistry: { ...REGISTRY, eventRecordFormat: "AVRO" } },
        "schemaRegistry.eventRecordFormat",
        "must be one of JSON, SOURCE",
    ],
    [
        { provisionedPollers: {}, schemaRegistry: { ...REGISTRY, validateValue: false } },
        "schemaRegistry",
        "validates neither keys nor values",
    ],
    [
        {
            provisionedPollers: {},
            schemaRegistry: {
                ...REGISTRY,
                uri: "arn:aws:glue:eu-west-1:111122223333:registry/shop",
            },
        },
        "schemaRegistry.authentication",
        "is for a Confluent registry only; a Glue registry is read with the role",
    ],
    [
        { provisionedPollers: {}, schemaRegistry: { ...REGISTRY, authentication: undefined } },
        "schemaRegistry.authentication",
        "is required for a Confluent registry",
    ],
    [
        {
            provisionedPollers: {},
            schemaRegistry: {
                ...REGISTRY,
                authentication: { type: "SASL_SCRAM_512_AUTH", secretArn: SECRET },
            },
        },
        "schemaRegistry.authentication.type",
        "must be one of BASIC_AUTH, CLIENT_CERTIFICATE_TLS_AUTH",
    ],
    [{ onFailure: undefined }, "onFailure", ISSUE],
    [{ onFailure: QUEUE }, "onFailure", "must be an object"],
    [
        { onFailure: {} },
        "onFailure",
        "set exactly one of sqs, sns, s3, kafkaTopic, none, removed; none is set",
    ],
    [
        { onFailure: { sqs: { create: {} }, none: true } },
        "onFailure",
        "set exactly one of sqs, sns, s3, kafkaTopic, none, removed; sqs and none are set",
    ],
    [{ onFailure: { none: false } }, "onFailure.none", "can only be true; omit it otherwise"],
    [{ onFailure: { removed: false } }, "onFailure.removed", "can only be true; omit it otherwise"],
    [{ onFailure: { sqs: {} } }, "onFailure.sqs", "set exactly one of create, arn; none is set"],
    [
        { onFailure: { sqs: { create: {}, arn: QUEUE } } },
        "onFailure.sqs",
        "set exactly one of create, arn; create and arn are set",
    ],
    [
        { onFailure: { sqs: { arn: `${QUEUE}.fifo` } } },
        "onFailure.sqs.arn",
        `"${QUEUE}.fifo" is a FIFO queue, which cannot be an on-failure destination`,
    ],
    [
        {
            onFailure: {
                sqs: { arn: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures" },
            },
        },
        "onFailure.sqs.arn",
        '"https://sqs.eu-west-1.amazonaws.com/111122223333/failures" is a queue URL: use the queue\'s ARN',
    ],
    [
        { onFailure: { sqs: { arn: "arn:aws:sns:eu-west-1:111122223333:failures" } } },
        "onFailure.sqs.arn",
        "belongs in onFailure.sns",
    ],
    [
        { onFailure: { sqs: { arn: "kafka://failures" } } },
        "onFailure.sqs.arn",
        "belongs in onFailure.kafkaTopic",
    ],
    [
        { onFailure: { sqs: { create: { name: "failures.fifo" } } } },
        "onFailure.sqs.create.name",
        'must be 1 to 80 letters, digits, "-" and "_"; a FIFO queue is not supported',
    ],
    ...[59, 1_209_601].map(
        (messageRetentionSeconds) =>
            [
                { onFailure: { sqs: { create: { messageRetentionSeconds } } } },
                "onFailure.sqs.create.messageRetentionSeconds",
                "must be a whole number from 60 to 1209600 seconds",
            ] as const,
    ),
    ...[-1, 43_201, 1.5].map(
        (visibilityTimeoutSeconds) =>
            [
                { onFailure: { sqs: { create: { visibilityTimeoutSeconds } } } },
                "onFailure.sqs.create.visibilityTimeoutSeconds",
                "must be a whole number from 0 to 43200 seconds",
            ] as const,
    ),
    [
        { onFailure: { sns: { create: { visibilityTimeoutSeconds: 30 } } } },
        "onFailure.sns.create.visibilityTimeoutSeconds",
        "is not a known argument",
    ],
    [
        { onFailure: { sqs: { create: { encryption: "NONE" } } } },
        "onFailure.sqs.create.encryption",
        "must be one of CUSTOMER_MANAGED_KEY, AWS_MANAGED",
    ],
    [
        { onFailure: { sqs: { create: { encryption: "AWS_MANAGED", kmsKeyArn: KEY } } } },
        "onFailure.sqs.create.kmsKeyArn",
        "cannot be combined with encryption AWS_MANAGED",
    ],
    [
        { onFailure: { sqs: { create: {}, kmsKeyArn: KEY } } },
        "onFailure.sqs.kmsKeyArn",
        "requires arn; for a destination to create, set it in create",
    ],
    [
        { onFailure: { sqs: { arn: QUEUE, kmsKeyArn: "alias/aws/sqs" } } },
        "onFailure.sqs.kmsKeyArn",
        "is an AWS managed key: in its own account it needs no permission, so omit it; it cannot be used from another account",
    ],
    [
        { onFailure: { sqs: { arn: QUEUE, kmsKeyArn: "0a1b2c3d-1111-2222-3333-444455556666" } } },
        "onFailure.sqs.kmsKeyArn",
        "must be the ARN of a KMS key, arn:aws:kms:region:account:key/id",
    ],
    [
        {
            onFailure: { sqs: { arn: QUEUE, kmsKeyArn: KEY.replace("eu-west-1", "eu-central-1") } },
        },
        "onFailure.sqs.kmsKeyArn",
        "must be in the destination's Region: eu-central-1 is not eu-west-1",
    ],
    [
        { onFailure: { sns: { arn: "arn:aws:sns:eu-west-1:111122223333:failures:0a1b-2c3d" } } },
        "onFailure.sns.arn",
        '"arn:aws:sns:eu-west-1:111122223333:failures:0a1b-2c3d" is a subscription: use the topic\'s ARN',
    ],
    [
        { onFailure: { sns: { create: { name: "failures.fifo" } } } },
        "onFailure.sns.create.name",
        'must be 1 to 256 letters, digits, "-" and "_"; a FIFO topic is not supported',
    ],
    [
        { onFailure: { s3: { arn: "arn:aws:s3:::failures/orders" } } },
        "onFailure.s3.arn",
        '"arn:aws:s3:::failures/orders" names objects: use the bucket\'s ARN alone',
    ],
    [
        { onFailure: { s3: { arn: "arn:aws:s3:::failures", accountId: "1111" } } },
        "onFailure.s3.accountId",
        "must be a 12-digit account ID",
    ],
    [
        { onFailure: { s3: { create: {}, accountId: "111122223333" } } },
        "onFailure.s3.accountId",
        "requires arn",
    ],
    [
        { onFailure: { s3: { create: { name: "Failures" } } } },
        "onFailure.s3.create.name",
        'must be 3 to 63 lower case letters, digits, "." and "-"',
    ],
    [
        { onFailure: { s3: { create: { expirationDays: 0 } } } },
        "onFailure.s3.create.expirationDays",
        "must be a whole number from 1 to 2147483647 days",
    ],
    [
        { onFailure: { kafkaTopic: { topic: "orders-failed" } } },
        "onFailure.kafkaTopic",
        "requires provisionedPollers: supported only in provisioned mode",
    ],
    [
        { provisionedPollers: {}, onFailure: { kafkaTopic: { topic: "orders" } } },
        "onFailure.kafkaTopic.topic",
        "must differ from the topic that is read",
    ],
    [
        { provisionedPollers: {}, onFailure: { kafkaTopic: {} } },
        "onFailure.kafkaTopic.topic",
        ISSUE,
    ],
    [
        { provisionedPollers: {}, onFailure: { kafkaTopic: { topic: "kafka://failures" } } },
        "onFailure.kafkaTopic.topic",
        'must be 1 to 249 letters, digits, ".", "_" and "-", and not begin with a dot',
    ],
    [{ mappingAliases: [""] }, "mappingAliases[0]", "must not be empty"],
    [
        { tags: { "aws:team": "orders" } },
        "tags",
        'has the key "aws:team": a key has 1 to 128 characters and does not begin with aws:',
    ],
    [{ batchSizes: 100 }, "batchSizes", "is not a known argument"],
    [
        { onFailure: { sqs: { create: { retention: 60 } } } },
        "onFailure.sqs.create.retention",
        "is not a known argument",
    ],
];

describe("the arguments of a KafkaEventSource", () => {
    it("are right as the table's starting point", () => {
        deepStrictEqual(mistakesIn(viewOf(RIGHT), KAFKA_EVENT_SOURCE), []);
    });

    for (const [change, propertyPath, reason] of WRONG) {
        it(`refuse ${JSON.stringify(change).slice(0, 100)}: ${propertyPath}`, () => {
            const args = viewOf({ ...RIGHT, ...change });
            deepStrictEqual(mistakesIn(args, KAFKA_EVENT_SOURCE), [{ propertyPath, reason }]);
        });
    }

    it("have at least 60 ways to be wrong in this table", () => {
        strictEqual(WRONG.length >= 60, true);
    });

    for (const path of PLAIN) {
        it(`refuse an Output as ${path}, and promises too`, () => {
            for (const value of [pulumi.output(true), Promise.resolve(true)]) {
                const args = viewOf(withValue(ALL, path.split("."), value));
                deepStrictEqual(
                    mistakesIn(args, KAFKA_EVENT_SOURCE).filter(
                        ({ propertyPath }) => propertyPath === path,
                    ),
                    [{ propertyPath: path, reason: "must be a plain value, not an Output" }],
                );
            }
        });
    }

    it("refuse an Output in the place of a role", () => {
        const args = viewOf({ ...RIGHT, roleArn: undefined, role: pulumi.output("reader") });
        deepStrictEqual(mistakesIn(args, KAFKA_EVENT_SOURCE), [
            {
                propertyPath: "role",
                reason: "must be an aws.iam.Role, not its ARN and not an Output; for an ARN use roleArn",
            },
        ]);
    });

    const ALSO_RIGHT: readonly object[] = [
        ON_MSK,
        { ...ON_MSK, mskIamAuthentication: true },
        { authentication: undefined, network: NETWORK },
        { rootCaCertificate: { secretArn: SECRET } },
        { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:reader:live" },
        { functionName: "111122223333:function:reader" },
        {
            startingPosition: "AT_TIMESTAMP",
            startingPositionTimestamp: "2026-01-31T01:00:00+01:00",
        },
        {
            provisionedPollers: {},
            retries: { maximumRetryAttempts: -1 },
            onFailure: { none: true },
        },
        { provisionedPollers: {}, schemaRegistry: REGISTRY },
        { onFailure: { sqs: { arn: QUEUE, kmsKeyArn: KEY } } },
        { onFailure: { s3: { arn: "arn:aws-cn:s3:::failures", accountId: "999988887777" } } },
        { tags: { team: "orders" }, mappingAliases: ["orders"] },
    ];
    for (const change of ALSO_RIGHT) {
        it(`take ${JSON.stringify(change).slice(0, 100)}`, () => {
            const args = viewOf({ ...RIGHT, ...change });
            deepStrictEqual(mistakesIn(args, KAFKA_EVENT_SOURCE), []);
        });
    }
});

/** The arguments with another value at a path. */
function withValue(args: object, [name = "", ...rest]: readonly string[], value: unknown): object {
    const inner: unknown = Object.entries(args).find(([key]) => key === name)?.[1];
    const next =
        rest.length === 0
            ? value
            : withValue(typeof inner === "object" && inner !== null ? inner : {}, rest, value);
    return { ...args, [name]: next };
}

/** A resource as another copy of @pulumi/aws makes it: no instance of this one's classes. */
class ResourceOf extends pulumi.CustomResource {
    constructor(type: string) {
        super(type, "made", {}, { urn: `urn:pulumi:dev::shop::${type}::made` });
    }
}

describe("the arguments of the smaller components", () => {
    it("are one kind of destination", () => {
        const rows = ON_FAILURE_DESTINATION;
        deepStrictEqual(mistakesIn(viewOf({ sqs: {} }), rows), []);
        deepStrictEqual(mistakesIn(viewOf({}), rows), [
            {
                propertyPath: "sqs",
                reason: "set exactly one of sqs, sns, s3; none is set",
            },
        ]);
        deepStrictEqual(mistakesIn(viewOf({ sns: {}, s3: {} }), rows), [
            {
                propertyPath: "sqs",
                reason: "set exactly one of sqs, sns, s3; sns and s3 are set",
            },
        ]);
        deepStrictEqual(mistakesIn(viewOf({ sqs: {}, writerRoleArns: ["reader"] }), rows), [
            {
                propertyPath: "writerRoleArns[0]",
                reason: "must be the ARN of a role, arn:aws:iam::account:role/name",
            },
        ]);
    });

    it("are resources of the types that they say, whichever copy of @pulumi/aws made them", () => {
        const role = new ResourceOf("aws:iam/role:Role");
        const queue = new ResourceOf("aws:sqs/queue:Queue");
        for (const right of [
            { role, queue },
            { role, topic: new ResourceOf("aws:sns/topic:Topic") },
            { role, bucket: new ResourceOf("aws:s3/bucket:Bucket") },
            { role, bucket: new ResourceOf("aws:s3/bucketV2:BucketV2") },
        ]) {
            deepStrictEqual(mistakesIn(viewOf(right), ON_FAILURE_GRANT), []);
        }
        const reason = (type: string, found: string, instead: string) =>
            `must be an ${type}, not ${found}; for an ARN use ${instead}`;
        deepStrictEqual(mistakesIn(viewOf({ role: queue, queue }), ON_FAILURE_GRANT), [
            {
                propertyPath: "role",
                reason: reason("aws.iam.Role", "aws:sqs/queue:Queue", "roleArn"),
            },
        ]);
        deepStrictEqual(mistakesIn(viewOf({ role, topic: queue }), ON_FAILURE_GRANT), [
            {
                propertyPath: "topic",
                reason: reason("aws.sns.Topic", "aws:sqs/queue:Queue", "destinationArn"),
            },
        ]);
    });

    it("are a role and a destination that has an ARN", () => {
        const role = { roleArn: "arn:aws:iam::111122223333:role/reader" };
        deepStrictEqual(
            mistakesIn(viewOf({ ...role, destinationArn: QUEUE }), ON_FAILURE_GRANT),
            [],
        );
        deepStrictEqual(mistakesIn(viewOf({ destinationArn: QUEUE }), ON_FAILURE_GRANT), [
            { propertyPath: "role", reason: "set exactly one of role and roleArn" },
        ]);
        deepStrictEqual(mistakesIn(viewOf(role), ON_FAILURE_GRANT), [
            {
                propertyPath: "queue",
                reason: "set exactly one of queue, topic, bucket, destinationArn; none is set",
            },
        ]);
        const topic = { ...role, destinationArn: "kafka://orders-failed" };
        deepStrictEqual(mistakesIn(viewOf(topic), ON_FAILURE_GRANT), [
            {
                propertyPath: "destinationArn",
                reason: "requires mskClusterArn: on other clusters broker ACLs, not IAM, decide who writes to a topic",
            },
        ]);
        const queueOnCluster = { ...role, destinationArn: QUEUE, mskClusterArn: CLUSTER };
        deepStrictEqual(mistakesIn(viewOf(queueOnCluster), ON_FAILURE_GRANT), [
            {
                propertyPath: "destinationArn",
                reason: "must be kafka://topic when mskClusterArn is set",
            },
        ]);
    });
});

describe("a check", () => {
    it("throws every mistake in plain values at once, with its path", () => {
        const wrong = { ...RIGHT, topic: ".orders", batchSize: 0 };
        throws(
            () => void check("KafkaEventSource", KAFKA_EVENT_SOURCE, wrong),
            (error: unknown) => {
                strictEqual(pulumi.InputPropertiesError.isInstance(error), true);
                if (!pulumi.InputPropertiesError.isInstance(error)) return false;
                deepStrictEqual(
                    error.errors.map(({ propertyPath }) => propertyPath),
                    ["topic", "batchSize"],
                );
                match(error.message, /2 invalid arguments\n {2}topic: must be .*\n {2}batchSize: /);
                return true;
            },
        );
    });

    it("judges outputs when they are known", async () => {
        const wrong = { ...RIGHT, topic: pulumi.output(".orders"), batchSize: Promise.resolve(0) };
        await rejects(check("KafkaEventSource", KAFKA_EVENT_SOURCE, wrong), {
            message: /2 invalid arguments/,
        });
    });

    it("judges an output inside a list", async () => {
        const wrong = { ...RIGHT, bootstrapServers: ["b-1:9092", pulumi.output("b-2")] };
        await rejects(check("KafkaEventSource", KAFKA_EVENT_SOURCE, wrong), {
            message: /bootstrapServers\[1\]: must be host:port/,
        });
    });

    it("passes what is right", async () => {
        await check("KafkaEventSource", KAFKA_EVENT_SOURCE, {
            ...RIGHT,
            topic: pulumi.output("orders"),
        });
    });

    it("leaves secrets alone, which a message must not show", async () => {
        const secret = { ...RIGHT, topic: pulumi.secret(".orders") };
        await check("KafkaEventSource", KAFKA_EVENT_SOURCE, secret);
    });
});
