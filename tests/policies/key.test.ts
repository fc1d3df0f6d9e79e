import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import {
    addRolePolicy,
    documentOf,
    KEY_ARN,
    ordersStack,
    READ_SECRET,
    ROLE_ARN,
    trusting,
    WRITE,
    type Differences,
    type Kind,
} from "./orders";
import { ACCOUNT, headlines, REGION, rules, UNKNOWN, type Props } from "./stack";

/** What AWS's page asks on a key of the same account. */
const ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
    sqs: ["kms:Decrypt", "kms:GenerateDataKey"],
    sns: ["kms:Decrypt", "kms:GenerateDataKey"],
    s3: ["kms:GenerateDataKey"],
};

const KINDS: readonly Kind[] = ["sqs", "sns", "s3"];

const OTHER_KEY = `arn:aws:kms:${REGION}:444455556666:key/0987dcba-09fe-87dc-65ba-ab0987654321`;

async function told(differences: Differences): Promise<readonly string[]> {
    return rules(await ordersStack(differences).stack.analyze(policies()));
}

describe("on-failure-key", () => {
    for (const kind of KINDS) {
        it(`says nothing when the policy of the key trusts the role (${kind})`, async () => {
            deepStrictEqual(
                await told({ kind, keyPolicy: trusting(ROLE_ARN, ...ACTIONS[kind]) }),
                [],
            );
        });

        it(`says nothing when the default policy leaves it to the role (${kind})`, async () => {
            const use = { Effect: "Allow", Action: ACTIONS[kind], Resource: KEY_ARN };
            const document = documentOf(...WRITE[kind], READ_SECRET, use);
            deepStrictEqual(await told({ kind, keyPolicy: null, document }), []);
        });

        for (const action of ACTIONS[kind]) {
            it(`rejects with KOF-030 when ${action} is gone (${kind})`, async () => {
                const left = ACTIONS[kind].filter((each) => each !== action);
                const keyPolicy = trusting(ROLE_ARN, "kms:DescribeKey", ...left);
                const reported = await ordersStack({ kind, keyPolicy }).stack.analyze(policies());
                deepStrictEqual(
                    headlines(reported).map((line) => line.split(", which")[0]),
                    [
                        `on-failure-key KOF-030: Role "orders" is not allowed ${action} on aws.kms.Key "orders"`,
                    ],
                );
            });
        }
    }

    it("prints the statement for the key's policy, and that nobody else tells", async () => {
        const keyPolicy = trusting(ROLE_ARN, "kms:DescribeKey");
        const [reported] = await ordersStack({ kind: "s3", keyPolicy }).stack.analyze(policies());
        deepStrictEqual(
            reported?.message,
            `KOF-030: Role "orders" is not allowed kms:GenerateDataKey on aws.kms.Key "orders", which
  encrypts S3 bucket "orders-failures".
  - the policy of aws.kms.Key "orders" neither names the role for kms:GenerateDataKey nor
    leaves it to the policies of the role's account
  - no statement in the role's policies allows kms:GenerateDataKey
  - Lambda does not check keys when the mapping is created: the first batch that fails is
    lost.
  Allow it in the policy of aws.kms.Key "orders"; within one account, that statement is
    sufficient:
      {
        "Effect": "Allow",
        "Principal": {
          "AWS": "arn:aws:iam::111122223333:role/orders-5d6e7f8"
        },
        "Action": "kms:GenerateDataKey",
        "Resource": "*",
        "Condition": {
          "StringEquals": {
            "kms:ViaService": "s3.eu-west-1.amazonaws.com"
          }
        }
      }
  In TypeScript:
      {
          Effect: "Allow",
          Principal: { AWS: orders.arn },
          Action: "kms:GenerateDataKey",
          Resource: "*",
          Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      }
  https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html`,
        );
    });

    it("asks for the role's policy where the key leaves it to the account", async () => {
        const [reported] = await ordersStack({ kind: "s3", keyPolicy: null }).stack.analyze(
            policies(),
        );
        deepStrictEqual(reported?.message.split("\n").slice(5, 8), [
            "  Allow it in one of the role's policies:",
            "      {",
            '        "Effect": "Allow",',
        ]);
    });

    it("rejects what the key's policy denies", async () => {
        const keyPolicy = documentOf(
            { Effect: "Allow", Principal: { AWS: ROLE_ARN }, Action: "kms:*", Resource: "*" },
            {
                Sid: "Never",
                Effect: "Deny",
                Principal: "*",
                Action: "kms:GenerateDataKey",
                Resource: "*",
            },
        );
        const reported = await ordersStack({ kind: "s3", keyPolicy }).stack.analyze(policies());
        deepStrictEqual(reported[0]?.message.split("\n").slice(0, 3), [
            'KOF-030: Role "orders" is explicitly denied kms:GenerateDataKey on',
            `  ${KEY_ARN}.`,
            '  - statement "Never" of the policy of aws.kms.Key "orders" denies it',
        ]);
    });

    it("tells an unknown key policy as undecided, both actions at once", async () => {
        const reported = await ordersStack({ keyPolicy: UNKNOWN, shown: "known" }).stack.analyze(
            policies(),
        );
        deepStrictEqual(
            reported.map(({ message }) => message.split("\n").slice(0, 4)),
            [
                [
                    'KOF-030: Whether role "orders" is allowed kms:Decrypt and kms:GenerateDataKey on',
                    '  aws.kms.Key "orders" cannot be known until the update.',
                    '  - not known in a preview: policy of aws.kms.Key "orders"',
                    "  To decide it now, run `pulumi-lambda-kafka preview`, which predicts what AWS will answer",
                ],
            ],
        );
    });

    it("asks nothing of a key that AWS manages, in its own account", async () => {
        deepStrictEqual(await told({ destination: { kmsMasterKeyId: "alias/aws/sqs" } }), []);
    });

    it("rejects a key that AWS manages for another service: its policy serves that one alone", async () => {
        const { stack, mapping } = ordersStack({
            kind: "sns",
            destination: { kmsMasterKeyId: "alias/aws/sqs" },
        });
        deepStrictEqual(await stack.analyze(policies()), [
            {
                policy: "on-failure-key",
                urn: mapping.urn,
                message: `KOF-040: SNS topic "orders-failures" is encrypted with alias/aws/sqs, which only requests
  from sqs can use.
  - the policy of an AWS managed key cannot be changed
  - Lambda does not check keys when the mapping is created: the first batch that fails is
    lost.
  Encrypt it with alias/aws/sns, with a customer managed key whose policy trusts the role,
    or without KMS.
  https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html`,
            },
        ]);
    });

    const EXTERNAL = "aws:kms/externalKey:ExternalKey";
    const external = async (props: Props, outputs: Props = {}) => {
        const { stack } = ordersStack({
            destination: { kmsMasterKeyId: KEY_ARN },
            add: ({ stack: before }) => [
                before.add(EXTERNAL, "own", {
                    inputs: { policy: trusting(ROLE_ARN, ...ACTIONS.sqs), ...props },
                    outputs: {
                        policy: trusting(ROLE_ARN, ...ACTIONS.sqs),
                        arn: KEY_ARN,
                        keyId: KEY_ARN.split("/")[1],
                        ...props,
                        ...outputs,
                    },
                }),
            ],
        });
        return stack.analyze(policies());
    };

    it("leaves open whether key material was imported into a key whose program brings none", async () => {
        const [reported, ...others] = await external({});
        deepStrictEqual(others, []);
        deepStrictEqual(reported?.policy, "on-failure-unverified");
        deepStrictEqual(
            reported.message,
            `KOF-040: Whether aws.kms.ExternalKey "own", which encrypts
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4, can be used cannot be
  determined: part of it lies outside the stack.
  - outside the stack: whether key material was imported into aws.kms.ExternalKey "own"
  Confirm with the owner of what lies outside the stack.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
        );
    });

    it("says nothing of a key whose program brings the material, or which AWS shows as enabled", async () => {
        deepStrictEqual(await external({ keyMaterialBase64: "Wblj06fduthW" }), []);
        deepStrictEqual(await external({}, { keyState: "Enabled" }), []);
    });

    const unusable: readonly (readonly [string, Differences["key"]])[] = [
        ["is disabled", { isEnabled: false }],
        ["has the usage SIGN_VERIFY instead of ENCRYPT_DECRYPT", { keyUsage: "SIGN_VERIFY" }],
        [
            "has the spec RSA_2048 instead of SYMMETRIC_DEFAULT",
            { customerMasterKeySpec: "RSA_2048" },
        ],
    ];
    for (const [problem, key] of unusable) {
        it(`rejects a key that ${problem}`, async () => {
            const keyPolicy = trusting(ROLE_ARN, ...ACTIONS.sqs);
            const [reported, ...others] = await ordersStack({
                keyPolicy,
                key: key ?? {},
            }).stack.analyze(policies());
            deepStrictEqual(others, []);
            const text = reported?.message.split("\n").slice(0, 2).join(" ").replace(/\s+/g, " ");
            deepStrictEqual(
                text?.startsWith(
                    `KOF-040: aws.kms.Key "orders", which encrypts SQS queue "orders-failures", ${problem.slice(0, 11)}`,
                ),
                true,
                text,
            );
        });
    }

    it("finds the key behind an alias of the stack", async () => {
        const { stack } = ordersStack({
            keyPolicy: trusting(ROLE_ARN, "kms:DescribeKey"),
            destination: { kmsMasterKeyId: "alias/orders" },
            add: ({ stack: to, key }) => {
                to.add("aws:kms/alias:Alias", "orders", {
                    inputs: { name: "alias/orders", targetKeyId: KEY_ARN },
                    dependsOn: { targetKeyId: key === undefined ? [] : [key] },
                });
                return [];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-key KOF-030"]);
    });

    it("reads a policy that stands in a resource of its own", async () => {
        const { stack } = ordersStack({
            fresh: ["key"],
            keyPolicy: null,
            add: ({ stack: to, key }) => [
                to.add("aws:kms/keyPolicy:KeyPolicy", "orders", {
                    inputs: {
                        keyId: UNKNOWN,
                        policy: JSON.stringify(trusting(ROLE_ARN, ...ACTIONS.sqs)),
                    },
                    dependsOn: { keyId: key === undefined ? [] : [key] },
                }),
            ],
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });

    it("counts a grant of the key", async () => {
        const { stack } = ordersStack({
            keyPolicy: trusting(`arn:aws:iam::${ACCOUNT}:role/admin`, "kms:*"),
            add: ({ stack: to, key }) => [
                to.add("aws:kms/grant:Grant", "orders", {
                    inputs: {
                        keyId: KEY_ARN,
                        granteePrincipal: ROLE_ARN,
                        operations: ["Decrypt", "GenerateDataKey"],
                    },
                    dependsOn: { keyId: key === undefined ? [] : [key] },
                }),
            ],
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });

    it("never takes a key for the default one because its outputs are hidden", async () => {
        const { stack } = ordersStack({ shown: "unknown", keyPolicy: null, document: null });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            rules(reported).filter((each) => each.startsWith("on-failure-key")),
            ["on-failure-key KOF-030"],
        );
    });
});

describe("a key in another account", () => {
    const destination = { kmsMasterKeyId: OTHER_KEY };
    const needed = [
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
    ];

    it("leaves its policy undecided, and prints what the owner must allow", async () => {
        const use = { Effect: "Allow", Action: needed, Resource: OTHER_KEY };
        const { stack } = ordersStack({
            destination,
            document: documentOf(...WRITE.sqs, READ_SECRET, use),
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(rules(reported), ["on-failure-unverified KOF-031"]);
        deepStrictEqual(reported[0]?.message.includes(`"AWS": "${ROLE_ARN}"`), true);
        for (const action of needed) {
            deepStrictEqual(reported[0].message.includes(`"${action}"`), true, action);
        }
    });

    for (const action of needed) {
        it(`rejects with KOF-032 when the role lacks ${action}`, async () => {
            const use = {
                Effect: "Allow",
                Action: needed.filter((each) => each !== action),
                Resource: OTHER_KEY,
            };
            const { stack } = ordersStack({
                destination,
                document: documentOf(...WRITE.sqs, READ_SECRET, use),
            });
            const reported = await stack.analyze(policies());
            deepStrictEqual(
                headlines(reported).filter((each) => each.startsWith("on-failure-key")),
                [`on-failure-key KOF-032: Role "orders" is not allowed ${action} on key`],
            );
        });
    }

    it("rejects a key that AWS manages there", async () => {
        const { stack, role } = ordersStack();
        const foreign = "arn:aws:sqs:eu-west-1:444455556666:failures";
        addRolePolicy(
            stack,
            "foreign",
            role,
            documentOf({ Effect: "Allow", Action: "sqs:SendMessage", Resource: foreign }),
        );
        const queue = stack.add("aws:sqs/queue:Queue", "foreign", {
            inputs: null,
            outputs: { arn: foreign, name: "failures", kmsMasterKeyId: "alias/aws/sqs" },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "foreign", {
            inputs: {
                functionName: "orders-9a8b7c6",
                selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b:9092" } },
                topics: ["foreign"],
                destinationConfig: { onFailure: { destinationArn: foreign } },
            },
            dependsOn: { destinationConfig: [queue] },
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            rules(reported).filter((each) => each.startsWith("on-failure-key")),
            ["on-failure-key KOF-033"],
        );
    });
});
