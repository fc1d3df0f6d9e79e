import { deepStrictEqual, strictEqual } from "node:assert";
import { isMadeUp } from "../../../preview/aws";
import { placeOf } from "./place";
import type { Wire, WireObject } from "../../../preview/model";
import { UNKNOWN } from "../../../preview/model";
import { created, textOf } from "./subject";

const QUEUE = "aws:sqs/queue:Queue";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** Those properties of an object that a test speaks of. */
function pick(object: WireObject, names: readonly string[]): WireObject {
    return Object.fromEntries(names.map((name): [string, Wire] => [name, object[name] ?? null]));
}

/** The formats are those of AWS's service authorization reference, the values those of its examples. */
const FORMATS: readonly (readonly [string, WireObject, WireObject])[] = [
    [
        QUEUE,
        { name: "MyQueue" },
        {
            arn: "arn:aws:sqs:us-east-1:123456789012:MyQueue",
            id: "https://sqs.us-east-1.amazonaws.com/123456789012/MyQueue",
            url: "https://sqs.us-east-1.amazonaws.com/123456789012/MyQueue",
        },
    ],
    [
        "aws:sns/topic:Topic",
        { name: "my-topic" },
        {
            arn: "arn:aws:sns:us-east-1:123456789012:my-topic",
            id: "arn:aws:sns:us-east-1:123456789012:my-topic",
            owner: "123456789012",
        },
    ],
    [
        "aws:s3/bucket:Bucket",
        { bucket: "amzn-s3-demo-bucket" },
        {
            arn: "arn:aws:s3:::amzn-s3-demo-bucket",
            bucketDomainName: "amzn-s3-demo-bucket.s3.amazonaws.com",
            bucketRegionalDomainName: "amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com",
            id: "amzn-s3-demo-bucket",
        },
    ],
    [
        "aws:iam/role:Role",
        { name: "S3Access", path: "/application_abc/component_xyz/", assumeRolePolicy: "{}" },
        {
            arn: "arn:aws:iam::123456789012:role/application_abc/component_xyz/S3Access",
            id: "S3Access",
            inlinePolicies: [],
            managedPolicyArns: [],
        },
    ],
    [
        "aws:iam/policy:Policy",
        { name: "ManageCredentialsPermissions", policy: "{}" },
        {
            arn: "arn:aws:iam::123456789012:policy/ManageCredentialsPermissions",
            id: "arn:aws:iam::123456789012:policy/ManageCredentialsPermissions",
        },
    ],
    [
        "aws:iam/rolePolicy:RolePolicy",
        { name: "write", role: "orders", policy: "{}" },
        { id: "orders:write" },
    ],
    [
        "aws:lambda/function:Function",
        { name: "my-function", role: "arn:aws:iam::123456789012:role/lambda-role" },
        {
            arn: "arn:aws:lambda:us-east-1:123456789012:function:my-function",
            id: "my-function",
            invokeArn:
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" +
                "arn:aws:lambda:us-east-1:123456789012:function:my-function/invocations",
            qualifiedArn: "arn:aws:lambda:us-east-1:123456789012:function:my-function:$LATEST",
            version: "$LATEST",
        },
    ],
    [
        "aws:lambda/alias:Alias",
        { name: "prod", functionName: "my-function", functionVersion: "1" },
        { arn: "arn:aws:lambda:us-east-1:123456789012:function:my-function:prod" },
    ],
    [
        "aws:lambda/alias:Alias",
        {
            name: "prod",
            functionName: "arn:aws:lambda:us-east-1:123456789012:function:my-function",
            functionVersion: "1",
        },
        { arn: "arn:aws:lambda:us-east-1:123456789012:function:my-function:prod" },
    ],
    [
        "aws:kms/alias:Alias",
        { name: "alias/ExampleAlias", targetKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        {
            arn: "arn:aws:kms:us-east-1:123456789012:alias/ExampleAlias",
            id: "alias/ExampleAlias",
            targetKeyArn:
                "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
    ],
    [
        "aws:cloudwatch/logGroup:LogGroup",
        { name: "/aws/lambda/my-function" },
        { arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/my-function" },
    ],
    [
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        { name: "lost", comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 },
        { arn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:lost", id: "lost" },
    ],
    [
        "aws:glue/schema:Schema",
        {
            compatibility: "NONE",
            dataFormat: "AVRO",
            registryArn: "arn:aws:glue:us-east-1:123456789012:registry/shop",
            schemaDefinition: "{}",
            schemaName: "order",
        },
        { arn: "arn:aws:glue:us-east-1:123456789012:schema/shop/order", registryName: "shop" },
    ],
    [
        "aws:ssm/parameter:Parameter",
        { name: "/shop/brokers", type: "String", value: "b-1:9092" },
        { arn: "arn:aws:ssm:us-east-1:123456789012:parameter/shop/brokers" },
    ],
    [
        "aws:ecr/repository:Repository",
        { name: "shop/orders" },
        { repositoryUrl: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/orders" },
    ],
];

describe("predicted outputs", () => {
    for (const [type, inputs, expected] of FORMATS) {
        it(`follow AWS's formats for ${type}`, () => {
            deepStrictEqual(pick(created(type, inputs).outputs, Object.keys(expected)), expected);
        });
    }

    it("follow the partition of the region", () => {
        const place = placeOf({ account: "123456789012", region: "cn-north-1" });
        const { outputs } = created(QUEUE, { name: "MyQueue" }, { place });
        deepStrictEqual(pick(outputs, ["arn", "url", "region"]), {
            arn: "arn:aws-cn:sqs:cn-north-1:123456789012:MyQueue",
            url: "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/MyQueue",
            region: "cn-north-1",
        });
    });

    it("follow the region that a resource sets for itself", () => {
        const { outputs } = created(QUEUE, { name: "MyQueue", region: "us-gov-west-1" });
        strictEqual(outputs["arn"], "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:MyQueue");
    });

    const made: readonly (readonly [string, WireObject, string, RegExp])[] = [
        [
            "aws:kms/key:Key",
            {},
            "arn",
            /^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
        ],
        ["aws:kms/key:Key", { multiRegion: true }, "keyId", /^mrk-[0-9a-f]{32}$/],
        [
            "aws:secretsmanager/secret:Secret",
            { name: "MyTestSecret" },
            "arn",
            /^arn:aws:secretsmanager:us-east-1:123456789012:secret:MyTestSecret-[A-Za-z0-9]{6}$/,
        ],
        ["aws:iam/role:Role", { assumeRolePolicy: "{}" }, "uniqueId", /^AROA[A-Z0-9]{17}$/],
        ["aws:ec2/securityGroup:SecurityGroup", {}, "id", /^sg-[0-9a-f]{17}$/],
        [
            "aws:msk/serverlessCluster:ServerlessCluster",
            { clusterName: "demo" },
            "arn",
            /^arn:aws:kafka:us-east-1:123456789012:cluster\/demo\/[0-9a-f-]{36}-s1$/,
        ],
        [
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            { functionName: "f" },
            "arn",
            /^arn:aws:lambda:us-east-1:123456789012:event-source-mapping:[0-9a-f-]{36}$/,
        ],
    ];
    for (const [type, inputs, property, form] of made) {
        it(`make up a well-formed and recognisable ${property} of ${type}`, () => {
            const value = created(type, inputs).outputs[property] ?? null;
            deepStrictEqual([form.test(textOf(value)), isMadeUp(value)], [true, true]);
            strictEqual(created(type, inputs).outputs[property], value);
        });
    }

    for (const real of [
        "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:MyTestSecret-a1b2c3",
        "arn:aws:sqs:us-east-1:000000000000:MyQueue",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka/node-000123-AbCdEf",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka-000123/node-AbCdEf",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka.node-000123.eu-AbCdEf",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka-a1b2c3 node-000123",
        "vpc-1234567890abcdef0",
        "bucket 00000000123456789",
        "event 1700000000123456789",
        "100000000123456789012345678901234",
        "AROADBQP57FF2AEXAMPLE",
    ]) {
        it(`do not take ${real} for made up`, () => {
            strictEqual(isMadeUp(real), false);
        });
    }

    for (const value of [
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka/node-0001ab",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka/node-0001ab:password::",
        "It reads arn:aws:secretsmanager:us-west-2:111122223333:secret:kafka/node-0001ab.",
        "queue00000000123456789.fifo",
    ]) {
        it(`take ${value} for made up`, () => {
            strictEqual(isMadeUp(value), true);
        });
    }

    it("are unknown where they are built from an unknown name", () => {
        const { outputs, id } = created(QUEUE, { name: UNKNOWN });
        deepStrictEqual(
            { id, ...pick(outputs, ["arn", "delaySeconds", "name", "policy"]) },
            { id: UNKNOWN, arn: UNKNOWN, delaySeconds: 0, name: UNKNOWN, policy: "" },
        );
    });

    it("are secret where they are built from a secret", () => {
        const { outputs } = created(QUEUE, { name: { ...SECRET, value: "MyQueue" } });
        deepStrictEqual(pick(outputs, ["arn", "name", "policy"]), {
            arn: { ...SECRET, value: "arn:aws:sqs:us-east-1:123456789012:MyQueue" },
            name: { ...SECRET, value: "MyQueue" },
            policy: "",
        });
    });

    it("give a Kafka mapping without a consumer group its UUID as one", () => {
        const { outputs, id } = created("aws:lambda/eventSourceMapping:EventSourceMapping", {
            functionName: "orders",
            selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-1:9092" } },
            topics: ["orders"],
        });
        deepStrictEqual(
            pick(outputs, [
                "amazonManagedKafkaEventSourceConfig",
                "selfManagedKafkaEventSourceConfig",
                "state",
            ]),
            {
                amazonManagedKafkaEventSourceConfig: null,
                selfManagedKafkaEventSourceConfig: { consumerGroupId: id },
                state: "Enabled",
            },
        );
    });

    it("leave unknown a policy that another resource may own", () => {
        strictEqual(created("aws:kms/key:Key", {}).outputs["policy"], UNKNOWN);
        strictEqual(created("aws:sns/topic:Topic", {}).outputs["policy"], UNKNOWN);
    });

    it("show AWS's own key policy after the update", () => {
        const { outputs } = created("aws:kms/key:Key", {}, { preview: false });
        const policy: unknown = JSON.parse(textOf(outputs["policy"]));
        // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
        deepStrictEqual(policy, {
            Version: "2012-10-17",
            Id: "key-default-1",
            Statement: [
                {
                    Sid: "Enable IAM User Permissions",
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws:iam::123456789012:root" },
                    Action: "kms:*",
                    Resource: "*",
                },
            ],
        });
    });

    it("add the tags of the provider to those of the program", () => {
        const place = {
            ...placeOf({ account: "123456789012", region: "us-east-1" }),
            defaultTags: { team: "orders", stage: "dev" },
        };
        const { outputs } = created(QUEUE, { tags: { stage: "prod" } }, { place });
        deepStrictEqual(pick(outputs, ["tags", "tagsAll"]), {
            tags: { stage: "prod" },
            tagsAll: { team: "orders", stage: "prod" },
        });
    });
});

describe("outputs as the real provider leaves them in a preview", () => {
    it("know the inputs, the name, the region and the defaults of a queue, and nothing that AWS computes", () => {
        const { outputs, id } = created(QUEUE, { name: "MyQueue" }, { outputs: "unknown" });
        strictEqual(id, UNKNOWN);
        deepStrictEqual(outputs, {
            arn: UNKNOWN,
            contentBasedDeduplication: false,
            deduplicationScope: UNKNOWN,
            delaySeconds: 0,
            fifoQueue: false,
            fifoThroughputLimit: UNKNOWN,
            id: UNKNOWN,
            kmsDataKeyReusePeriodSeconds: UNKNOWN,
            kmsMasterKeyId: null,
            maxMessageSize: 262144,
            messageRetentionSeconds: 345600,
            name: "MyQueue",
            namePrefix: UNKNOWN,
            policy: UNKNOWN,
            receiveWaitTimeSeconds: 0,
            redriveAllowPolicy: UNKNOWN,
            redrivePolicy: UNKNOWN,
            region: "us-east-1",
            sqsManagedSseEnabled: UNKNOWN,
            tags: null,
            tagsAll: {},
            url: UNKNOWN,
            visibilityTimeoutSeconds: 30,
        });
    });

    it("leave unknown the policies of a role that the program did not set", () => {
        const { outputs } = created(
            "aws:iam/role:Role",
            { name: "orders", assumeRolePolicy: "{}" },
            { outputs: "unknown" },
        );
        deepStrictEqual(
            pick(outputs, ["inlinePolicies", "managedPolicyArns", "name", "path", "arn"]),
            {
                inlinePolicies: UNKNOWN,
                managedPolicyArns: UNKNOWN,
                name: "orders",
                path: "/",
                arn: UNKNOWN,
            },
        );
    });

    it("keep an unknown where it is inside an object", () => {
        const { outputs } = created(
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            { functionName: "f", destinationConfig: { onFailure: { destinationArn: UNKNOWN } } },
            { outputs: "unknown" },
        );
        deepStrictEqual(pick(outputs, ["destinationConfig", "sourceAccessConfigurations"]), {
            destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
            sourceAccessConfigurations: [],
        });
    });

    it("keep the inputs of a type that the model does not know", () => {
        deepStrictEqual(
            created("aws:xray/group:Group", { groupName: "g" }, { outputs: "unknown" }),
            {
                id: UNKNOWN,
                outputs: { groupName: "g", id: UNKNOWN },
            },
        );
    });
});

describe("outputs after an update", () => {
    it("spell out what was not set", () => {
        const { outputs } = created(
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            { functionName: "f" },
            { preview: false },
        );
        deepStrictEqual(
            pick(outputs, [
                "batchSize",
                "destinationConfig",
                "kmsKeyArn",
                "selfManagedEventSource",
                "startingPosition",
                "topics",
            ]),
            {
                batchSize: 100,
                destinationConfig: null,
                kmsKeyArn: "",
                selfManagedEventSource: null,
                startingPosition: "",
                topics: [],
            },
        );
    });
});
