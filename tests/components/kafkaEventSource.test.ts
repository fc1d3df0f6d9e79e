import { deepStrictEqual, strictEqual } from "node:assert";
import { Key } from "@pulumi/aws/kms";
import type { OnFailureArgs } from "../../index";
import { UNKNOWN } from "./program";
import { FOREIGN_KEY, GIVEN_KEY, ROLE_ARN, SECRET, parsed, source, valueOf } from "./source";

/** The ARN that the role `reader` of a first preview will have. */
const READER = "arn:aws:iam::111122223333:role/reader-1a2b3c4";

const TLS_ONLY = {
    Sid: "DenyWithoutTls",
    Effect: "Deny",
    Principal: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const ACCOUNT_RULES_KEY = {
    Sid: "AccountRulesKey",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};

function document(...Statement: readonly object[]) {
    return { Version: "2012-10-17", Statement };
}

describe("a first preview in which function, role, destination and key are new", () => {
    const creations: readonly (readonly [string, OnFailureArgs])[] = (
        ["sqs", "sns", "s3"] as const
    ).flatMap((kind) => [
        [`${kind}, new key`, { [kind]: { create: {} } }] as const,
        [`${kind}, AWS's key`, { [kind]: { create: { encryption: "AWS_MANAGED" } } }] as const,
        [`${kind}, a given key`, { [kind]: { create: { kmsKeyArn: GIVEN_KEY } } }] as const,
    ]);

    for (const [name, onFailure] of creations) {
        it(`knows every policy document: ${name}`, async () => {
            const { resources } = await source(onFailure);
            const policies = resources.filter(({ inputs }) => "policy" in inputs);
            const unknown = policies.filter(({ inputs }) => inputs["policy"] === UNKNOWN);
            deepStrictEqual(
                unknown.map((resource) => resource.name),
                [],
            );
            strictEqual(policies.length >= 3, true);
        });
    }

    for (const [name, onFailure] of creations) {
        it(`writes the same documents before and after everything exists: ${name}`, async () => {
            const policiesOf = async (outputs: "unknown" | "predicted") => {
                const { resources } = await source(onFailure, {}, { outputs });
                return Object.fromEntries(
                    resources.map((resource) => [resource.name, resource.inputs["policy"]]),
                );
            };
            deepStrictEqual(await policiesOf("unknown"), await policiesOf("predicted"));
        });
    }

    it("hides only the key's document when a key of the same program is handed in", async () => {
        const { resources } = await source(() => ({
            sqs: { create: { kmsKeyArn: new Key("own").arn } },
        }));
        const unknown = resources.filter(({ inputs }) => inputs["policy"] === UNKNOWN);
        deepStrictEqual(
            unknown.map((resource) => resource.name),
            ["orders-on-failure-key-policy"],
        );
    });
});

describe("a queue that is created", () => {
    it("comes with exactly these resources", async () => {
        const { names } = await source({ sqs: { create: {} } });
        deepStrictEqual(names(), [
            "EventSourceMapping orders-mapping",
            "KafkaEventSource orders",
            "Key orders-on-failure-key",
            "Queue orders-on-failure",
            "QueuePolicy orders-on-failure-queue-policy",
            "Role reader",
            "RolePolicy orders-on-failure-policy",
            "RolePolicy orders-secrets-policy",
        ]);
    });

    it("keeps failures for 14 days under a key of its own", async () => {
        const { inputs } = await source({ sqs: { create: {} } });
        deepStrictEqual(inputs("Queue", "orders-on-failure"), {
            messageRetentionSeconds: 1_209_600,
            kmsMasterKeyId: UNKNOWN,
        });
        strictEqual(inputs("Key", "orders-on-failure-key")["enableKeyRotation"], true);
    });

    it("lets the role send, and the key's policy lets it encrypt by SQS alone", async () => {
        const { document: documentIn } = await source({ sqs: { create: {} } });
        const queue = "arn:aws:sqs:eu-west-1:111122223333:orders-on-failure-1a2b3c4";
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-policy"),
            document({
                Sid: "OnFailureDestination",
                Effect: "Allow",
                Action: ["sqs:SendMessage"],
                Resource: queue,
            }),
        );
        deepStrictEqual(
            documentIn("Key", "orders-on-failure-key"),
            document(ACCOUNT_RULES_KEY, {
                Sid: "OnFailureKey",
                Effect: "Allow",
                Principal: { AWS: READER },
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
            }),
        );
        deepStrictEqual(
            documentIn("QueuePolicy", "orders-on-failure-queue-policy"),
            document({ ...TLS_ONLY, Action: "sqs:*", Resource: queue }),
        );
    });

    it("is encrypted by SQS itself when AWS shall own the key", async () => {
        const { inputs, names } = await source({ sqs: { create: { encryption: "AWS_MANAGED" } } });
        deepStrictEqual(inputs("Queue", "orders-on-failure"), {
            messageRetentionSeconds: 1_209_600,
            sqsManagedSseEnabled: true,
        });
        strictEqual(
            names().some((name) => name.startsWith("Key ")),
            false,
        );
    });

    it("takes a name, a retention and a visibility timeout of the user's", async () => {
        const { inputs, document: documentIn } = await source({
            sqs: {
                create: {
                    name: "lost-orders",
                    messageRetentionSeconds: 345_600,
                    visibilityTimeoutSeconds: 180,
                },
            },
        });
        deepStrictEqual(inputs("Queue", "orders-on-failure"), {
            name: "lost-orders",
            messageRetentionSeconds: 345_600,
            visibilityTimeoutSeconds: 180,
            kmsMasterKeyId: UNKNOWN,
        });
        deepStrictEqual(
            documentIn("QueuePolicy", "orders-on-failure-queue-policy"),
            document({
                ...TLS_ONLY,
                Action: "sqs:*",
                Resource: "arn:aws:sqs:eu-west-1:111122223333:lost-orders",
            }),
        );
    });

    it("is named in the partition and Region of the provider", async () => {
        const { document: documentIn } = await source(
            { sqs: { create: {} } },
            {
                network: { subnetIds: ["subnet-0a"], securityGroupIds: ["sg-0b"] },
            },
            {
                outputs: "unknown",
                partition: "aws-cn",
                region: "cn-north-1",
                account: "444455556666",
            },
        );
        deepStrictEqual(
            documentIn("Key", "orders-on-failure-key"),
            document(
                { ...ACCOUNT_RULES_KEY, Principal: { AWS: "arn:aws-cn:iam::444455556666:root" } },
                {
                    Sid: "OnFailureKey",
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws-cn:iam::444455556666:role/reader-1a2b3c4" },
                    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                    Resource: "*",
                    Condition: {
                        StringEquals: { "kms:ViaService": "sqs.cn-north-1.amazonaws.com" },
                    },
                },
            ),
        );
    });
});

describe("a destination that a transformation moves to another Region", () => {
    it("is named there in its own policy and in the role's", async () => {
        const { document: documentIn } = await source(
            { sqs: { create: { name: "failures", encryption: "AWS_MANAGED" } } },
            {},
            { outputs: "unknown" },
            {
                transformations: [
                    ({ type, props, opts }) =>
                        type === "aws:sqs/queue:Queue"
                            ? { props: { ...props, region: "us-east-1" }, opts }
                            : undefined,
                ],
            },
        );
        const queue = "arn:aws:sqs:us-east-1:111122223333:failures";
        deepStrictEqual(
            documentIn("QueuePolicy", "orders-on-failure-queue-policy"),
            document({ ...TLS_ONLY, Action: "sqs:*", Resource: queue }),
        );
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-policy"),
            document({
                Sid: "OnFailureDestination",
                Effect: "Allow",
                Action: ["sqs:SendMessage"],
                Resource: queue,
            }),
        );
    });
});

describe("a topic that is created", () => {
    const topic = "arn:aws:sns:eu-west-1:111122223333:orders-on-failure-1a2b3c4";

    it("lets the role publish, and the key's policy lets it encrypt by SNS alone", async () => {
        const { document: documentIn, inputs } = await source({ sns: { create: {} } });
        deepStrictEqual(inputs("Topic", "orders-on-failure"), { kmsMasterKeyId: UNKNOWN });
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-policy"),
            document({
                Sid: "OnFailureDestination",
                Effect: "Allow",
                Action: ["sns:Publish"],
                Resource: topic,
            }),
        );
        deepStrictEqual(
            documentIn("Key", "orders-on-failure-key"),
            document(ACCOUNT_RULES_KEY, {
                Sid: "OnFailureKey",
                Effect: "Allow",
                Principal: { AWS: READER },
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "sns.eu-west-1.amazonaws.com" } },
            }),
        );
        deepStrictEqual(
            documentIn("TopicPolicy", "orders-on-failure-topic-policy"),
            document({ ...TLS_ONLY, Action: ["sns:Publish"], Resource: topic }),
        );
    });

    it("is encrypted by SNS's key of the account when AWS shall own the key", async () => {
        const { inputs } = await source({ sns: { create: { encryption: "AWS_MANAGED" } } });
        deepStrictEqual(inputs("Topic", "orders-on-failure"), { kmsMasterKeyId: "alias/aws/sns" });
    });
});

describe("a bucket that is created", () => {
    const bucket = "arn:aws:s3:::orders-on-failure-1a2b3c4";

    it("lets the role put and list while the account owns the bucket", async () => {
        const { document: documentIn } = await source({ s3: { create: {} } });
        const Condition = { StringEquals: { "s3:ResourceAccount": "111122223333" } };
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-policy"),
            document(
                {
                    Sid: "OnFailureDestination",
                    Effect: "Allow",
                    Action: ["s3:ListBucket"],
                    Resource: bucket,
                    Condition,
                },
                {
                    Sid: "OnFailureObjects",
                    Effect: "Allow",
                    Action: ["s3:PutObject"],
                    Resource: `${bucket}/*`,
                    Condition,
                },
            ),
        );
        deepStrictEqual(
            documentIn("Key", "orders-on-failure-key"),
            document(ACCOUNT_RULES_KEY, {
                Sid: "OnFailureKey",
                Effect: "Allow",
                Principal: { AWS: READER },
                Action: ["kms:GenerateDataKey"],
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
            }),
        );
        deepStrictEqual(
            documentIn("BucketPolicy", "orders-on-failure-bucket-policy"),
            document({ ...TLS_ONLY, Action: "s3:*", Resource: [bucket, `${bucket}/*`] }),
        );
    });

    it("is versioned, private, owner enforced, encrypted, and never emptied by a destroy", async () => {
        const { inputs } = await source({ s3: { create: {} } });
        const of = { bucket: "orders-on-failure-1a2b3c4" };
        deepStrictEqual(inputs("Bucket", "orders-on-failure"), { forceDestroy: false });
        deepStrictEqual(inputs("BucketVersioning", "orders-on-failure-versioning"), {
            ...of,
            versioningConfiguration: { status: "Enabled" },
        });
        deepStrictEqual(inputs("BucketPublicAccessBlock", "orders-on-failure-public-access"), {
            ...of,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        deepStrictEqual(inputs("BucketOwnershipControls", "orders-on-failure-ownership"), {
            ...of,
            rule: { objectOwnership: "BucketOwnerEnforced" },
        });
        deepStrictEqual(
            inputs("BucketServerSideEncryptionConfiguration", "orders-on-failure-encryption"),
            {
                ...of,
                rules: [
                    {
                        applyServerSideEncryptionByDefault: {
                            kmsMasterKeyId: UNKNOWN,
                            sseAlgorithm: "aws:kms",
                        },
                        bucketKeyEnabled: true,
                    },
                ],
            },
        );
    });

    it("is encrypted by S3 itself when AWS shall own the key", async () => {
        const { inputs } = await source({ s3: { create: { encryption: "AWS_MANAGED" } } });
        deepStrictEqual(
            inputs("BucketServerSideEncryptionConfiguration", "orders-on-failure-encryption"),
            {
                bucket: "orders-on-failure-1a2b3c4",
                rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
            },
        );
    });

    it("lets failures expire, and their older versions, when told to", async () => {
        const { inputs } = await source({ s3: { create: { expirationDays: 90 } } });
        deepStrictEqual(inputs("BucketLifecycleConfiguration", "orders-on-failure-lifecycle"), {
            bucket: "orders-on-failure-1a2b3c4",
            rules: [
                {
                    id: "expire-failures",
                    status: "Enabled",
                    filter: {},
                    expiration: { days: 90 },
                    noncurrentVersionExpiration: { noncurrentDays: 90 },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                },
            ],
        });
    });
});

describe("a key that is handed in", () => {
    it("is granted to the role, in a document of its own", async () => {
        const { document: documentIn } = await source({
            sqs: { create: { kmsKeyArn: GIVEN_KEY } },
        });
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-key-policy"),
            document({
                Sid: "OnFailureKey",
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: GIVEN_KEY,
                Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
            }),
        );
    });

    it("of another account is granted with all that AWS lists, and its owner is told the same", async () => {
        const { document: documentIn, component } = await source({
            sqs: {
                arn: "arn:aws:sqs:eu-west-1:999988887777:failures",
                kmsKeyArn: FOREIGN_KEY,
            },
        });
        const viaSqs = {
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
        };
        const direct = { Action: ["kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"] };
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-key-policy"),
            document(
                { Sid: "OnFailureKey", Effect: "Allow", ...viaSqs, Resource: FOREIGN_KEY },
                {
                    Sid: "OnFailureKeyOtherAccount",
                    Effect: "Allow",
                    ...direct,
                    Resource: FOREIGN_KEY,
                },
            ),
        );
        const statements = await valueOf(component.requiredForeignStatements);
        const to = { Principal: { AWS: READER } };
        deepStrictEqual(
            statements.map((s) => ({ ...s, statement: parsed(s.statement) })),
            [
                {
                    accountId: "999988887777",
                    resourceArn: "arn:aws:sqs:eu-west-1:999988887777:failures",
                    statement: {
                        Sid: "OnFailureDestination",
                        Effect: "Allow",
                        ...to,
                        Action: ["sqs:SendMessage"],
                        Resource: "arn:aws:sqs:eu-west-1:999988887777:failures",
                    },
                },
                {
                    accountId: "999988887777",
                    resourceArn: FOREIGN_KEY,
                    statement: {
                        Sid: "OnFailureKey",
                        Effect: "Allow",
                        ...to,
                        ...viaSqs,
                        Resource: "*",
                    },
                },
                {
                    accountId: "999988887777",
                    resourceArn: FOREIGN_KEY,
                    statement: {
                        Sid: "OnFailureKeyOtherAccount",
                        Effect: "Allow",
                        ...to,
                        ...direct,
                        Resource: "*",
                    },
                },
            ],
        );
    });
});

describe("a bucket that exists", () => {
    it("of another account is granted while that account owns it", async () => {
        const { document: documentIn, component } = await source({
            s3: { arn: "arn:aws:s3:::their-failures", accountId: "999988887777" },
        });
        const Condition = { StringEquals: { "s3:ResourceAccount": "999988887777" } };
        deepStrictEqual(
            documentIn("RolePolicy", "orders-on-failure-policy"),
            document(
                {
                    Sid: "OnFailureDestination",
                    Effect: "Allow",
                    Action: ["s3:ListBucket"],
                    Resource: "arn:aws:s3:::their-failures",
                    Condition,
                },
                {
                    Sid: "OnFailureObjects",
                    Effect: "Allow",
                    Action: ["s3:PutObject"],
                    Resource: "arn:aws:s3:::their-failures/*",
                    Condition,
                },
            ),
        );
        const statements = await valueOf(component.requiredForeignStatements);
        deepStrictEqual(
            statements.map(({ accountId, resourceArn }) => [accountId, resourceArn]),
            [
                ["999988887777", "arn:aws:s3:::their-failures"],
                ["999988887777", "arn:aws:s3:::their-failures"],
            ],
        );
    });

    it("asks nothing of anybody else in the same account", async () => {
        const { component } = await source({ s3: { arn: "arn:aws:s3:::our-failures" } });
        deepStrictEqual(await valueOf(component.requiredForeignStatements), []);
        deepStrictEqual(await valueOf(component.requiredRoleStatements), []);
    });
});

describe("the policies of a role of the program", () => {
    it("are an output, and there is none for a role managed elsewhere", async () => {
        const own = await source({ sqs: { create: {} } });
        deepStrictEqual(
            (await Promise.all(own.component.policies.map(({ urn }) => valueOf(urn)))).map((urn) =>
                urn.split("::").at(-1),
            ),
            ["orders-on-failure-policy", "orders-secrets-policy"],
        );
        const elsewhere = await source({ sqs: { create: {} } }, { roleArn: ROLE_ARN });
        deepStrictEqual(elsewhere.component.policies, []);
    });
});

describe("a role that is managed elsewhere", () => {
    it("gets nothing attached, and what it needs comes out", async () => {
        const { names, component } = await source({ sqs: { create: {} } }, { roleArn: ROLE_ARN });
        deepStrictEqual(names(), [
            "EventSourceMapping orders-mapping",
            "KafkaEventSource orders",
            "Key orders-on-failure-key",
            "Queue orders-on-failure",
            "QueuePolicy orders-on-failure-queue-policy",
        ]);
        const statements = await valueOf(component.requiredRoleStatements);
        deepStrictEqual(statements.map(parsed), [
            {
                Sid: "OnFailureDestination",
                Effect: "Allow",
                Action: ["sqs:SendMessage"],
                Resource: "arn:aws:sqs:eu-west-1:111122223333:orders-on-failure-1a2b3c4",
            },
            {
                Sid: "KafkaSecrets",
                Effect: "Allow",
                Action: ["secretsmanager:GetSecretValue"],
                Resource: [SECRET],
            },
        ]);
    });

    it("is trusted by the key that is created", async () => {
        const { document: documentIn } = await source(
            { s3: { create: {} } },
            { roleArn: ROLE_ARN },
        );
        deepStrictEqual(
            documentIn("Key", "orders-on-failure-key"),
            document(ACCOUNT_RULES_KEY, {
                Sid: "OnFailureKey",
                Effect: "Allow",
                Principal: { AWS: ROLE_ARN },
                Action: ["kms:GenerateDataKey"],
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
            }),
        );
    });
});

describe("a value that a preview does not know", () => {
    it("is no mistake, and does not hide the documents that do not need it", async () => {
        const { inputs, document: documentIn } = await source({ sqs: { create: {} } }, () => ({
            roleArn: ROLE_ARN,
            functionName: new Key("unknown").arn,
        }));
        strictEqual(inputs("EventSourceMapping", "orders-mapping")["functionName"], UNKNOWN);
        strictEqual(documentIn("QueuePolicy", "orders-on-failure-queue-policy") === UNKNOWN, false);
    });
});

describe("the component's own inputs", () => {
    it("tell a policy pack account, Region, partition, role and an existing destination", async () => {
        const arn = "arn:aws:sqs:eu-west-1:111122223333:failures";
        const { inputs } = await source({ sqs: { arn } }, { roleArn: ROLE_ARN });
        deepStrictEqual(inputs("KafkaEventSource", "orders")["resolved"], {
            accountId: "111122223333",
            region: "eu-west-1",
            partition: "aws",
            roleArn: ROLE_ARN,
            destinationArn: arn,
        });
    });

    it("show a role by its name, path and ARN", async () => {
        const { inputs } = await source({ sqs: { create: {} } });
        deepStrictEqual(inputs("KafkaEventSource", "orders")["role"], {
            name: "reader-1a2b3c4",
            path: "/",
            arn: UNKNOWN,
        });
    });
});
