import { deepStrictEqual } from "node:assert";
import { onFailureHygiene, policies } from "../../policies/index";
import {
    DESTINATION_ARN,
    documentOf,
    KEY_ARN,
    ordersStack,
    READ_SECRET,
    ROLE_ARN,
    SECRET_ARN,
    trusting,
    WRITE,
    type Differences,
} from "./orders";
import { ACCOUNT, REGION, rules, UNKNOWN } from "./stack";

const SEND = WRITE.sqs[0] ?? {};
const USE = ["kms:Decrypt", "kms:GenerateDataKey"];

const TRUSTED = {
    Effect: "Allow",
    Principal: { AWS: ROLE_ARN },
    Action: USE,
    Resource: "*",
};

/** What the policy says, and the first line of what it says, without the subject's name. */
async function advice(differences: Differences): Promise<readonly string[]> {
    const reported = await ordersStack(differences).stack.analyze([onFailureHygiene()]);
    return reported.map(({ message }) => {
        const [first = "", second = ""] = message.split("\n");
        return `${first} ${second.trim()}`;
    });
}

const cases: readonly (readonly [string, string, Differences])[] = [
    [
        'KOF-015: Role "orders" may write to the bucket whoever owns it',
        "a grant on a bucket that does not test the owner",
        {
            kind: "s3",
            document: documentOf(
                { Effect: "Allow", Action: "s3:PutObject", Resource: `${DESTINATION_ARN.s3}/*` },
                WRITE.s3[1] ?? {},
                READ_SECRET,
            ),
        },
    ],
    [
        'KOF-018: Statement[1] of inline policy "deliver" of role "orders" names sqs:SendMessageBatch',
        "an action that is none, beside one that is",
        { document: documentOf(SEND, { ...SEND, Action: "sqs:SendMessageBatch" }, READ_SECRET) },
    ],
    [
        'KOF-019: Role "orders" is allowed sqs:SendMessage by Statement[0]',
        "a grant of everything on the queue",
        { document: documentOf({ ...SEND, Action: "sqs:*" }, READ_SECRET) },
    ],
    [
        'KOF-034: Statement "Empty" of the policy of aws.kms.Key "orders" has no Resource',
        "a statement of a key policy without effect",
        {
            keyPolicy: documentOf(TRUSTED, {
                Sid: "Empty",
                Effect: "Allow",
                Principal: { AWS: ROLE_ARN },
                Action: "kms:DescribeKey",
            }),
        },
    ],
    [
        'KOF-035: Statement[1] of the policy of aws.kms.Key "orders" names kms:ReEncrypt',
        "the action that AWS's page prints and IAM does not know",
        { keyPolicy: documentOf(TRUSTED, { ...TRUSTED, Action: "kms:ReEncrypt" }) },
    ],
    [
        'KOF-036: Statement[1] of the policy of aws.kms.Key "orders" requires kms:ViaService',
        "a service name that ends as no service does",
        {
            keyPolicy: documentOf(TRUSTED, {
                ...TRUSTED,
                Condition: {
                    StringEquals: { "kms:ViaService": "sqs.cn-north-1.amazonaws.com.cn" },
                },
            }),
        },
    ],
    [
        'KOF-037: Statement "Sqs" of the policy of aws.kms.Key "orders" allows sqs.amazonaws.com,',
        "the service in the place of the role",
        {
            keyPolicy: documentOf(TRUSTED, {
                Sid: "Sqs",
                Effect: "Allow",
                Principal: { Service: "sqs.amazonaws.com" },
                Action: USE,
                Resource: "*",
            }),
        },
    ],
    [
        'KOF-038: Statement[1] of the policy of aws.kms.Key "orders" lets everyone use the key',
        "a key for everyone",
        { keyPolicy: documentOf(TRUSTED, { ...TRUSTED, Principal: "*" }) },
    ],
    [
        'KOF-039: Statement[2] of inline policy "deliver" of role "orders" allows the use of a key',
        "a grant on an alias",
        {
            keyPolicy: documentOf(TRUSTED),
            document: documentOf(SEND, READ_SECRET, {
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/orders`,
            }),
        },
    ],
    [
        'KOF-052: Statement[0] of the policy of "orders-failures-1a2b3c4" allows lambda.amazonaws.com,',
        "Lambda's service in the place of the role",
        {
            destination: {
                policy: JSON.stringify(
                    documentOf({ ...SEND, Principal: { Service: "lambda.amazonaws.com" } }),
                ),
            },
        },
    ],
    [
        'KOF-054: aws.s3.Bucket "orders-failures" can be destroyed',
        "a bucket that can be destroyed with the records in it",
        { kind: "s3", destination: { forceDestroy: true } },
    ],
    [
        'KOF-066: aws.lambda.EventSourceMapping "orders" has unlimited retries',
        "retries without end in provisioned mode",
        { mapping: { provisionedPollerConfig: { minimumPollers: 1 } } },
    ],
    [
        'KOF-067: aws.lambda.EventSourceMapping "orders" connects to brokers over the public ',
        "brokers without authentication",
        { mapping: { sourceAccessConfigurations: [] } },
    ],
    [
        'KOF-069: aws.lambda.EventSourceMapping "orders" starts at LATEST',
        "a start at LATEST",
        { mapping: { startingPosition: "LATEST" } },
    ],
    [
        'KOF-069: aws.lambda.EventSourceMapping "orders" has no consumerGroupId',
        "a mapping without a group of its own",
        { mapping: { selfManagedKafkaEventSourceConfig: undefined } },
    ],
    [
        'KOF-073: aws.lambda.EventSourceMapping "orders" polls brokers in a VPC',
        "a VPC without a way out",
        {
            mapping: {
                sourceAccessConfigurations: [
                    { type: "BASIC_AUTH", uri: SECRET_ARN },
                    { type: "VPC_SUBNET", uri: "subnet:subnet-1" },
                    { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-1" },
                ],
            },
        },
    ],
    [
        'KOF-074: aws.lambda.EventSourceMapping "orders" does not emit the metrics ErrorCount',
        "failures that nobody counts",
        { mapping: { metricsConfig: { metrics: ["EventCount"] } } },
    ],
    [
        'KOF-075: aws.sqs.Queue "orders-failures" keeps failure records for only 3600',
        "a queue that forgets",
        { destination: { messageRetentionSeconds: 3600 } },
    ],
    [
        'KOF-075: aws.sqs.Queue "orders-failures" accepts messages of at most 1024',
        "a queue for small messages",
        { destination: { maxMessageSize: 1024 } },
    ],
    [
        'KOF-081: Role "orders" is allowed sqs:SendMessage by the destination\'s policy alone',
        "a grant by the queue's policy alone",
        {
            document: documentOf(READ_SECRET),
            destination: {
                policy: JSON.stringify(documentOf({ ...SEND, Principal: { AWS: ROLE_ARN } })),
            },
        },
    ],
];

describe("on-failure-hygiene", () => {
    for (const [expected, what, differences] of cases) {
        it(`advises on ${what}`, async () => {
            const told = await advice(differences);
            deepStrictEqual(
                told.map((line) => line.slice(0, expected.length)),
                [expected],
            );
        });
    }

    it("names a key by its ARN in a bucket", async () => {
        const { stack } = ordersStack({
            kind: "s3",
            destination: {
                serverSideEncryptionConfiguration: {
                    rule: {
                        applyServerSideEncryptionByDefault: {
                            sseAlgorithm: "aws:kms",
                            kmsMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
                        },
                    },
                },
            },
            add: ({ stack: to }) => {
                const policy = JSON.stringify(trusting(ROLE_ARN, "kms:GenerateDataKey"));
                to.add("aws:kms/key:Key", "orders", {
                    inputs: { policy },
                    outputs: {
                        policy,
                        arn: KEY_ARN,
                        keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
                    },
                });
                return [];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-041"]);
    });

    it("asks for a customer managed key where the settings demand one", async () => {
        const { stack } = ordersStack();
        const config = { "on-failure-hygiene": { demandCustomerKey: true } };
        deepStrictEqual(rules(await stack.analyze(policies(), config)), [
            "on-failure-hygiene KOF-042",
        ]);
    });

    it("warns of a loop through the destination", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "again", {
            inputs: { functionName: "orders-9a8b7c6", eventSourceArn: DESTINATION_ARN.sqs },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-076"]);
    });

    it("warns of two mappings in one consumer group, on each of them", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "twin", { inputs: TWIN });
        const told = rules(await stack.analyze([onFailureHygiene()]));
        deepStrictEqual(
            told.filter((each) => each.endsWith("069")),
            ["on-failure-hygiene KOF-069", "on-failure-hygiene KOF-069"],
        );
    });

    it("warns when nothing makes the mapping wait for the role's policy", async () => {
        const { stack, role } = ordersStack({ document: null });
        stack.add("aws:iam/rolePolicy:RolePolicy", "late", {
            inputs: {
                name: "late",
                role: "orders-5d6e7f8",
                policy: JSON.stringify(documentOf(SEND, READ_SECRET)),
            },
            dependsOn: { role: [role] },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-077"]);
    });

    it("warns of a mapping that does not wait for the attachment of a policy of AWS", async () => {
        const { stack, mapping } = ordersStack({
            document: documentOf(READ_SECRET),
            add: ({ stack: orders, role }) => {
                orders.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "late", {
                    inputs: {
                        role: "orders-5d6e7f8",
                        policyArn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess",
                    },
                    dependsOn: { role: [role] },
                });
                return [];
            },
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            reported.filter(({ message }) => message.startsWith("KOF-077")),
            [
                {
                    policy: "on-failure-hygiene",
                    urn: mapping.urn,
                    message: `KOF-077: aws.lambda.EventSourceMapping "orders" does not depend on
  aws.iam.RolePolicyAttachment "late", which allows its delivery: it may be created first.
  Name it in the mapping's dependsOn.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
                },
            ],
        );
    });

    it("takes waiting for a component of another language for waiting for what is in it", async () => {
        const { stack } = ordersStack({
            document: null,
            add: ({ stack: orders, role }) => {
                const grant = orders.add("pulumi-lambda-kafka:index:OnFailureGrant", "grant");
                orders.add("aws:iam/rolePolicy:RolePolicy", "late", {
                    inputs: {
                        name: "late",
                        role: "orders-5d6e7f8",
                        policy: JSON.stringify(documentOf(SEND, READ_SECRET)),
                    },
                    parent: grant,
                    dependsOn: { role: [role] },
                });
                return [grant];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });

    it("warns of a mapping that is disabled although nobody wanted that", async () => {
        const { stack } = ordersStack({ mapping: { state: "Disabled" } });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-080"]);
        const wanted = ordersStack({ mapping: { state: "Disabled", enabled: false } });
        deepStrictEqual(rules(await wanted.stack.analyze(policies())), []);
    });

    it("says nothing about what a preview hides", async () => {
        const { stack } = ordersStack({
            destination: { messageRetentionSeconds: UNKNOWN },
            mapping: { metricsConfig: { metrics: [UNKNOWN] }, startingPosition: "TRIM_HORIZON" },
        });
        deepStrictEqual(rules(await stack.analyze([onFailureHygiene()])), []);
    });
});

/** A mapping that differs from the one of the stack in nothing but its name. */
const TWIN = {
    functionName: "orders-9a8b7c6",
    selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b1.example.com:9092" } },
    selfManagedKafkaEventSourceConfig: { consumerGroupId: "orders" },
    topics: ["orders"],
    startingPosition: "TRIM_HORIZON",
    sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: SECRET_ARN }],
    destinationConfig: { onFailure: { destinationArn: DESTINATION_ARN.sqs } },
    metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
};
