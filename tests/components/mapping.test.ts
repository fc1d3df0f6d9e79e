import { deepStrictEqual, strictEqual } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import {
    AuthenticationType,
    KafkaEventSource,
    SchemaRecordFormat,
    SchemaRegistryAuthenticationType,
    StartingPosition,
    type KafkaEventSourceArgs,
    type OnFailureArgs,
} from "../../index";
import { consumerGroupOf } from "../../components/consumerGroup";
import { mappingAliases } from "../../components/mapping";
import { run } from "./program";
import { ROLE_ARN, SCRAM, SECRET, parsed, source, valueOf } from "./source";

const CLUSTER =
    "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1111-2222-3333-444455556666-7";
const QUEUE: OnFailureArgs = { sqs: { arn: "arn:aws:sqs:eu-west-1:111122223333:failures" } };

async function mapping(
    onFailure: OnFailureArgs,
    more: Parameters<typeof source>[1] = {},
): Promise<Readonly<Record<string, unknown>>> {
    const { inputs } = await source(onFailure, more);
    return inputs("EventSourceMapping", "orders-mapping");
}

/** What is sent for the least that a program can say. */
const LEAST = {
    functionName: "reader",
    selfManagedEventSource: {
        endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-1.example.com:9096,b-2.example.com:9096" },
    },
    selfManagedKafkaEventSourceConfig: { consumerGroupId: "shop-dev-orders" },
    topics: ["orders"],
    startingPosition: "TRIM_HORIZON",
    sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: SECRET }],
    metricsConfig: { metrics: ["EventCount", "ErrorCount", "KafkaMetrics"] },
};

const TO_QUEUE = {
    destinationConfig: {
        onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:111122223333:failures" },
    },
};

describe("what the provider is told of a mapping", () => {
    it("is little when little is said", async () => {
        deepStrictEqual(await mapping(QUEUE), { ...LEAST, ...TO_QUEUE });
    });

    it("has no destination block with none", async () => {
        deepStrictEqual(await mapping({ none: true }), LEAST);
    });

    it("has the empty ARN that clears a destination with removed", async () => {
        deepStrictEqual(await mapping({ removed: true }), {
            ...LEAST,
            destinationConfig: { onFailure: { destinationArn: "" } },
        });
    });

    it("names a Kafka topic by its scheme, and limits retries", async () => {
        const onFailure = { kafkaTopic: { topic: "orders-failed" } };
        deepStrictEqual(await mapping(onFailure, { provisionedPollers: {} }), {
            ...LEAST,
            provisionedPollerConfig: { minimumPollers: 1 },
            maximumRetryAttempts: 10,
            destinationConfig: { onFailure: { destinationArn: "kafka://orders-failed" } },
        });
    });

    it("limits nothing in provisioned mode without a destination", async () => {
        deepStrictEqual(await mapping({ none: true }, { provisionedPollers: {} }), {
            ...LEAST,
            provisionedPollerConfig: { minimumPollers: 1 },
        });
    });

    it("carries every setting that a program makes", async () => {
        const more: Partial<KafkaEventSourceArgs> = {
            consumerGroupId: "orders-readers",
            startingPosition: StartingPosition.AtTimestamp,
            startingPositionTimestamp: "2026-01-31T00:00:00Z",
            batchSize: 500,
            maximumBatchingWindowInSeconds: 5,
            enabled: false,
            authentication: SCRAM,
            rootCaCertificate: { secretArn: `${SECRET.slice(0, -6)}ca1234` },
            network: { subnetIds: ["subnet-0a", "subnet-0b"], securityGroupIds: ["sg-0c"] },
            filters: {
                patterns: ['{"value":{"price":[{"numeric":[">",9]}]}}'],
                kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/filters",
            },
            provisionedPollers: {
                minimumPollers: 2,
                maximumPollers: 8,
                pollerGroupName: "shop",
            },
            retries: {
                maximumRetryAttempts: 3,
                maximumRecordAgeInSeconds: 3600,
                bisectBatchOnFunctionError: true,
                reportBatchItemFailures: true,
            },
            metrics: { kafkaMetrics: false },
            tags: { team: "orders" },
        };
        deepStrictEqual(await mapping(QUEUE, more), {
            functionName: "reader",
            selfManagedEventSource: LEAST.selfManagedEventSource,
            selfManagedKafkaEventSourceConfig: { consumerGroupId: "orders-readers" },
            topics: ["orders"],
            startingPosition: "AT_TIMESTAMP",
            startingPositionTimestamp: "2026-01-31T00:00:00Z",
            batchSize: 500,
            maximumBatchingWindowInSeconds: 5,
            enabled: false,
            sourceAccessConfigurations: [
                { type: "SASL_SCRAM_512_AUTH", uri: SECRET },
                { type: "SERVER_ROOT_CA_CERTIFICATE", uri: `${SECRET.slice(0, -6)}ca1234` },
                { type: "VPC_SUBNET", uri: "subnet:subnet-0a" },
                { type: "VPC_SUBNET", uri: "subnet:subnet-0b" },
                { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-0c" },
            ],
            filterCriteria: {
                filters: [{ pattern: '{"value":{"price":[{"numeric":[">",9]}]}}' }],
            },
            kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/filters",
            provisionedPollerConfig: {
                minimumPollers: 2,
                maximumPollers: 8,
                pollerGroupName: "shop",
            },
            maximumRetryAttempts: 3,
            maximumRecordAgeInSeconds: 3600,
            bisectBatchOnFunctionError: true,
            functionResponseTypes: ["ReportBatchItemFailures"],
            metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
            tags: { team: "orders" },
            ...TO_QUEUE,
        });
    });

    it("reads an MSK cluster by its ARN", async () => {
        const more = {
            mskClusterArn: CLUSTER,
        };
        deepStrictEqual(await mapping(QUEUE, more), {
            functionName: "reader",
            eventSourceArn: CLUSTER,
            amazonManagedKafkaEventSourceConfig: { consumerGroupId: "shop-dev-orders" },
            topics: ["orders"],
            startingPosition: "TRIM_HORIZON",
            metricsConfig: LEAST.metricsConfig,
            ...TO_QUEUE,
        });
    });

    it("validates against a Confluent registry with its secrets", async () => {
        const registrySecret = `${SECRET.slice(0, -6)}reg123`;
        const inputs = await mapping(QUEUE, {
            provisionedPollers: {},
            schemaRegistry: {
                uri: "https://registry.example.com",
                eventRecordFormat: SchemaRecordFormat.Json,
                validateKey: true,
                authentication: { type: "BASIC_AUTH", secretArn: registrySecret },
                rootCaCertificate: { secretArn: SECRET },
            },
        });
        deepStrictEqual(inputs["selfManagedKafkaEventSourceConfig"], {
            consumerGroupId: "shop-dev-orders",
            schemaRegistryConfig: {
                schemaRegistryUri: "https://registry.example.com",
                eventRecordFormat: "JSON",
                accessConfigs: [
                    { type: "BASIC_AUTH", uri: registrySecret },
                    { type: "SERVER_ROOT_CA_CERTIFICATE", uri: SECRET },
                ],
                schemaValidationConfigs: [{ attribute: "KEY" }, { attribute: "VALUE" }],
            },
        });
    });
});

describe("every enumeration reaches the provider as AWS spells it", () => {
    const types: Readonly<Record<keyof typeof AuthenticationType, string>> = {
        BasicAuth: "BASIC_AUTH",
        SaslScram256: "SASL_SCRAM_256_AUTH",
        SaslScram512: "SASL_SCRAM_512_AUTH",
        ClientCertificateTls: "CLIENT_CERTIFICATE_TLS_AUTH",
    };
    for (const [name, type] of Object.entries(AuthenticationType)) {
        it(`AuthenticationType.${name}`, async () => {
            const inputs = await mapping(QUEUE, { authentication: { type, secretArn: SECRET } });
            strictEqual(type, Object.entries(types).find(([key]) => key === name)?.[1]);
            deepStrictEqual(inputs["sourceAccessConfigurations"], [{ type, uri: SECRET }]);
        });
    }

    it("StartingPosition", async () => {
        deepStrictEqual(StartingPosition, {
            TrimHorizon: "TRIM_HORIZON",
            Latest: "LATEST",
            AtTimestamp: "AT_TIMESTAMP",
        });
        const inputs = await mapping(QUEUE, { startingPosition: StartingPosition.Latest });
        strictEqual(inputs["startingPosition"], "LATEST");
    });

    it("SchemaRecordFormat and SchemaRegistryAuthenticationType", () => {
        deepStrictEqual(SchemaRecordFormat, { Json: "JSON", Source: "SOURCE" });
        deepStrictEqual(SchemaRegistryAuthenticationType, {
            BasicAuth: "BASIC_AUTH",
            ClientCertificateTls: "CLIENT_CERTIFICATE_TLS_AUTH",
        });
    });
});

describe("what the role gets to read from the cluster", () => {
    it("is the six network actions in a VPC", async () => {
        const { document } = await source(QUEUE, {
            network: { subnetIds: ["subnet-0a"], securityGroupIds: ["sg-0b"] },
        });
        deepStrictEqual(document("RolePolicy", "orders-network-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "KafkaNetwork",
                    Effect: "Allow",
                    Action: [
                        "ec2:CreateNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeVpcs",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                    ],
                    Resource: "*",
                },
            ],
        });
    });

    it("is every secret, the root CA's among them, and their keys by Secrets Manager alone", async () => {
        const key = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
        const secret = (id: string) =>
            `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${id}-a1b2c3`;
        const { document } = await source(QUEUE, {
            authentication: { type: "BASIC_AUTH", secretArn: secret("login"), kmsKeyArn: key("1") },
            rootCaCertificate: { secretArn: secret("ca"), kmsKeyArn: key("2") },
            provisionedPollers: {},
            schemaRegistry: {
                uri: "https://registry.example.com",
                eventRecordFormat: "JSON",
                authentication: {
                    type: "BASIC_AUTH",
                    secretArn: secret("registry"),
                    kmsKeyArn: key("1"),
                },
            },
        });
        deepStrictEqual(document("RolePolicy", "orders-secrets-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "KafkaSecrets",
                    Effect: "Allow",
                    Action: ["secretsmanager:GetSecretValue"],
                    Resource: [secret("login"), secret("ca"), secret("registry")],
                },
            ],
        });
        const onKey = {
            Effect: "Allow",
            Action: ["kms:Decrypt"],
            Condition: {
                StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
            },
        };
        deepStrictEqual(document("RolePolicy", "orders-secret-keys-policy"), {
            Version: "2012-10-17",
            Statement: [
                { Sid: "KafkaSecretKeys", ...onKey, Resource: [key("1")] },
                { Sid: "KafkaSecretKeys2", ...onKey, Resource: [key("2")] },
            ],
        });
    });

    it("is a Glue registry and its schemas", async () => {
        const { document } = await source(QUEUE, {
            provisionedPollers: {},
            schemaRegistry: {
                uri: "arn:aws:glue:eu-west-1:111122223333:registry/shop",
                eventRecordFormat: "SOURCE",
            },
        });
        deepStrictEqual(document("RolePolicy", "orders-registry-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "KafkaRegistry",
                    Effect: "Allow",
                    Action: ["glue:GetRegistry", "glue:GetSchemaVersion"],
                    Resource: ["arn:aws:glue:eu-west-1:111122223333:registry/shop"],
                },
                {
                    Sid: "KafkaSchemas",
                    Effect: "Allow",
                    Action: ["glue:GetSchemaVersion"],
                    Resource: ["arn:aws:glue:eu-west-1:111122223333:schema/shop/*"],
                },
            ],
        });
    });

    const msk = { mskClusterArn: CLUSTER };
    const describes = {
        Sid: "KafkaCluster",
        Effect: "Allow",
        Action: ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
        Resource: [CLUSTER],
    };

    it("is the cluster's description on MSK, and nothing inside where IAM does not rule", async () => {
        const { document } = await source(QUEUE, msk);
        deepStrictEqual(document("RolePolicy", "orders-cluster-policy"), {
            Version: "2012-10-17",
            Statement: [describes],
        });
    });

    it("is reading, and writing to the topic for failures, where IAM rules an MSK cluster", async () => {
        const part = (noun: string, name: string) =>
            `${CLUSTER.replace(":cluster/", `:${noun}/`)}/${name}`;
        const { document, component } = await source(
            { kafkaTopic: { topic: "orders-failed" } },
            { ...msk, mskIamAuthentication: true, provisionedPollers: {} },
        );
        deepStrictEqual(document("RolePolicy", "orders-cluster-policy"), {
            Version: "2012-10-17",
            Statement: [
                describes,
                {
                    Sid: "KafkaReadCluster",
                    Effect: "Allow",
                    Action: [
                        "kafka-cluster:Connect",
                        "kafka-cluster:DescribeClusterDynamicConfiguration",
                    ],
                    Resource: [CLUSTER],
                },
                {
                    Sid: "KafkaReadTopic",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
                    Resource: [part("topic", "orders")],
                },
                {
                    Sid: "KafkaReadGroup",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"],
                    Resource: [part("group", "shop-dev-orders")],
                },
                {
                    Sid: "OnFailureCluster",
                    Effect: "Allow",
                    Action: ["kafka-cluster:Connect"],
                    Resource: [CLUSTER],
                },
                {
                    Sid: "OnFailureTopic",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"],
                    Resource: [part("topic", "orders-failed")],
                },
            ],
        });
        deepStrictEqual(await valueOf(component.requiredBrokerAcls), []);
    });

    it("is the VPC connection too for a cluster of another account", async () => {
        const theirs = CLUSTER.replace("111122223333", "999988887777");
        const { document } = await source(QUEUE, { ...msk, mskClusterArn: theirs });
        deepStrictEqual(document("RolePolicy", "orders-cluster-policy"), {
            Version: "2012-10-17",
            Statement: [
                { ...describes, Resource: [theirs] },
                {
                    Sid: "KafkaVpcConnection",
                    Effect: "Allow",
                    Action: ["kafka:DescribeVpcConnection"],
                    Resource: "*",
                },
            ],
        });
    });

    it("is the connection that AWS wants named, and the cluster behind it, whose ID it does not tell", async () => {
        const connection =
            "arn:aws:kafka:eu-west-1:111122223333:vpc-connection/999988887777/orders/51b98b40-0a61-46cc-b0a6-61a9a3d797d5-7";
        const { document } = await source(QUEUE, {
            ...msk,
            mskClusterArn: connection,
            mskIamAuthentication: true,
        });
        const theirs = (kind: string, name = "") =>
            `arn:aws:kafka:eu-west-1:999988887777:${kind}/orders/*${name}`;
        deepStrictEqual(document("RolePolicy", "orders-cluster-policy"), {
            Version: "2012-10-17",
            Statement: [
                { ...describes, Resource: [theirs("cluster")] },
                {
                    Sid: "KafkaVpcConnection",
                    Effect: "Allow",
                    Action: ["kafka:DescribeVpcConnection"],
                    Resource: connection,
                },
                {
                    Sid: "KafkaReadCluster",
                    Effect: "Allow",
                    Action: [
                        "kafka-cluster:Connect",
                        "kafka-cluster:DescribeClusterDynamicConfiguration",
                    ],
                    Resource: [theirs("cluster")],
                },
                {
                    Sid: "KafkaReadTopic",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
                    Resource: [theirs("topic", "/orders")],
                },
                {
                    Sid: "KafkaReadGroup",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"],
                    Resource: [theirs("group", "/shop-dev-orders")],
                },
            ],
        });
    });

    it("is told to the owner of a secret and its key in another account", async () => {
        const theirSecret = SECRET.replace("111122223333", "999988887777");
        const theirKey = "arn:aws:kms:eu-west-1:999988887777:key/1";
        const { component } = await source(QUEUE, {
            authentication: { type: "BASIC_AUTH", secretArn: theirSecret, kmsKeyArn: theirKey },
        });
        const to = { Principal: { AWS: "arn:aws:iam::111122223333:role/reader-1a2b3c4" } };
        const statements = await valueOf(component.requiredForeignStatements);
        deepStrictEqual(
            statements.map((s) => ({ ...s, statement: parsed(s.statement) })),
            [
                {
                    accountId: "999988887777",
                    resourceArn: theirSecret,
                    statement: {
                        Sid: "KafkaSecrets",
                        Effect: "Allow",
                        ...to,
                        Action: ["secretsmanager:GetSecretValue"],
                        Resource: "*",
                    },
                },
                {
                    accountId: "999988887777",
                    resourceArn: theirKey,
                    statement: {
                        Sid: "KafkaSecretKeys",
                        Effect: "Allow",
                        ...to,
                        Action: ["kms:Decrypt"],
                        Resource: "*",
                        Condition: {
                            StringEquals: {
                                "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
                            },
                        },
                    },
                },
            ],
        );
    });
});

describe("the ACLs that brokers ask for", () => {
    it("are reading and, for a topic that takes failures, writing", async () => {
        const { component } = await source(
            { kafkaTopic: { topic: "orders-failed" } },
            { provisionedPollers: {} },
        );
        deepStrictEqual(await valueOf(component.requiredBrokerAcls), [
            {
                resourceType: "Cluster",
                resourceName: "kafka-cluster",
                operation: "DescribeConfigs",
            },
            { resourceType: "Group", resourceName: "shop-dev-orders", operation: "Describe" },
            { resourceType: "Group", resourceName: "shop-dev-orders", operation: "Read" },
            { resourceType: "Topic", resourceName: "orders", operation: "Describe" },
            { resourceType: "Topic", resourceName: "orders", operation: "Read" },
            { resourceType: "Topic", resourceName: "orders-failed", operation: "Describe" },
            { resourceType: "Topic", resourceName: "orders-failed", operation: "Write" },
        ]);
    });
});

/** The groups of mappings of one name: at the top of the program, then in a component of each type. */
async function groupsIn(
    types: readonly string[],
    consumerGroupId?: string,
): Promise<readonly string[]> {
    const outputs: pulumi.Output<string>[] = [];
    const { resources } = await run(() => {
        const parents = types.map((type) => new pulumi.ComponentResource(type, "parent"));
        for (const parent of [undefined, ...parents]) {
            const args = {
                functionName: "reader",
                roleArn: ROLE_ARN,
                bootstrapServers: ["b-1.example.com:9096"],
                topic: "orders",
                authentication: SCRAM,
                onFailure: { none: true },
                ...(consumerGroupId === undefined ? {} : { consumerGroupId }),
            };
            const component = new KafkaEventSource("orders", args, parent && { parent });
            outputs.push(component.consumerGroupId);
        }
    });
    const sent = resources.flatMap(
        ({ inputs }) => inputs["selfManagedKafkaEventSourceConfig"] ?? [],
    );
    const groups = await Promise.all(outputs.map(valueOf));
    deepStrictEqual(
        sent,
        groups.map((group) => ({ consumerGroupId: group })),
    );
    return groups;
}

describe("the consumer group", () => {
    const top = { project: "shop", stack: "dev", parents: "" };

    it("is project, stack and name, always the same", () => {
        strictEqual(consumerGroupOf({ ...top, name: "orders" }), "shop-dev-orders");
    });

    it("is cut and told apart by a hash beyond 200 characters", () => {
        const one = consumerGroupOf({ ...top, name: `${"o".repeat(250)}1` });
        const other = consumerGroupOf({ ...top, name: `${"o".repeat(250)}2` });
        strictEqual(one.length, 200);
        strictEqual(other.length, 200);
        strictEqual(one === other, false);
        strictEqual(one, consumerGroupOf({ ...top, name: `${"o".repeat(250)}1` }));
    });

    it("replaces what AWS does not take, and stays apart", () => {
        const group = consumerGroupOf({ ...top, name: "orders#1" });
        strictEqual(/^shop-dev-orders-1-[0-9a-f]{12}$/.test(group), true);
        strictEqual(group === consumerGroupOf({ ...top, name: "orders~1" }), false);
    });

    it("is one for each of the components in which a name is used again", async () => {
        const groups = await groupsIn(["team:index:Orders", "team:index:Returns"]);
        const [atTheTop, ...inside] = groups;
        strictEqual(atTheTop, "shop-dev-orders");
        deepStrictEqual(
            inside.map((group) => /^shop-dev-orders-[0-9a-f]{12}$/.test(group)),
            [true, true],
        );
        strictEqual(new Set(groups).size, 3);
        deepStrictEqual(await groupsIn(["team:index:Orders", "team:index:Returns"]), groups);
    });

    it("is the plain one below the stack itself, and the given one anywhere", async () => {
        deepStrictEqual(await groupsIn(["pulumi:pulumi:Stack"]), [
            "shop-dev-orders",
            "shop-dev-orders",
        ]);
        deepStrictEqual(await groupsIn(["team:index:Orders"], "readers"), ["readers", "readers"]);
    });

    it("is an output", async () => {
        const { component } = await source(QUEUE);
        strictEqual(await valueOf(component.consumerGroupId), "shop-dev-orders");
    });
});

describe("the aliases by which a live mapping moves in", () => {
    it("are names at the top of the program, or URNs", () => {
        const urn =
            "urn:pulumi:dev::shop::aws:lambda/eventSourceMapping:EventSourceMapping::orders";
        deepStrictEqual(mappingAliases(["orders", urn]), [
            { name: "orders", parent: pulumi.rootStackResource },
            urn,
        ]);
    });
});
