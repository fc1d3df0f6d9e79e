import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import {
    DESTINATION_ARN,
    documentOf,
    ordersStack,
    READ_SECRET,
    ROLE_ARN,
    WRITE,
    type Differences,
} from "./orders";
import { headlines, rules, UNKNOWN } from "./stack";

function to(destinationArn: unknown): Differences {
    return { mapping: { destinationConfig: { onFailure: { destinationArn } } } };
}

async function told(differences: Differences): Promise<readonly string[]> {
    return rules(await ordersStack(differences).stack.analyze(policies()));
}

describe("on-failure-destination", () => {
    const refused: readonly (readonly [string, string])[] = [
        ["arn:aws:lambda:eu-west-1:111122223333:function:retry", "KOF-001"],
        ["arn:aws:events:eu-west-1:111122223333:event-bus/default", "KOF-001"],
        ["nonsense", "KOF-001"],
        ["arn:aws:sqs:eu-west-1:111122223333:failures.fifo", "KOF-002"],
        ["arn:aws:s3:::failures/prefix", "KOF-003"],
        ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures", "KOF-003"],
        ["kafka://.hidden", "KOF-062"],
    ];
    for (const [arn, rule] of refused) {
        it(`rejects ${arn} with ${rule}`, async () => {
            const reported = await told(to(arn));
            deepStrictEqual(
                reported.filter((each) => each.startsWith("on-failure-destination")),
                [`on-failure-destination ${rule}`],
            );
        });
    }

    it("rejects a FIFO queue of the stack whose ARN is not known", async () => {
        const { stack } = ordersStack({
            shown: "unknown",
            destination: { name: "failures.fifo", fifoQueue: true },
        });
        const reported = rules(await stack.analyze(policies()));
        deepStrictEqual(reported[0], "on-failure-destination KOF-002");
    });

    it("takes a FIFO queue where the configuration says so", async () => {
        const name = "orders-failures.fifo";
        const arn = `arn:aws:sqs:eu-west-1:111122223333:${name}`;
        const { stack } = ordersStack({
            ...to(arn),
            document: documentOf({ ...WRITE.sqs[0], Resource: arn }, READ_SECRET),
        });
        const config = { "on-failure-destination": { allowFifo: true } };
        deepStrictEqual(
            rules(await stack.analyze(policies(), config)).filter((each) =>
                each.includes("KOF-002"),
            ),
            [],
        );
    });

    it("rejects a topic of another Region", async () => {
        const arn = "arn:aws:sns:us-east-1:111122223333:failures";
        const document = documentOf({ ...WRITE.sns[0], Resource: arn }, READ_SECRET);
        const reported = await told({ ...to(arn), document });
        deepStrictEqual(reported, [
            "on-failure-destination KOF-004",
            "on-failure-unverified KOF-008",
        ]);
    });

    it("only advises against a queue of another Region", async () => {
        const arn = "arn:aws:sqs:us-east-1:111122223333:failures";
        const document = documentOf({ ...WRITE.sqs[0], Resource: arn }, READ_SECRET);
        deepStrictEqual(await told({ ...to(arn), document }), [
            "on-failure-unverified KOF-008",
            "on-failure-hygiene KOF-004",
        ]);
    });

    it("rejects a destination of another partition", async () => {
        const reported = await told(to("arn:aws-cn:sqs:cn-north-1:111122223333:failures"));
        deepStrictEqual(reported[0], "on-failure-destination KOF-005");
    });

    it("rejects a second destination", async () => {
        const destinationConfig = {
            onFailure: { destinationArn: DESTINATION_ARN.sqs },
            onSuccess: { destinationArn: DESTINATION_ARN.sqs },
        };
        deepStrictEqual(await told({ mapping: { destinationConfig } }), [
            "on-failure-destination KOF-006",
        ]);
    });

    it("rejects a Kafka topic without provisioned mode, and one that is a source", async () => {
        const reported = await ordersStack(to("kafka://orders")).stack.analyze(policies());
        deepStrictEqual(headlines(reported).slice(0, 2), [
            'on-failure-destination KOF-060: aws.lambda.EventSourceMapping "orders" sends failures to kafka://orders without',
            'on-failure-destination KOF-061: aws.lambda.EventSourceMapping "orders" sends the failures of topic "orders" to',
        ]);
    });

    it("asks nothing of IAM for a Kafka topic of a self-managed cluster", async () => {
        const { stack } = ordersStack({
            document: documentOf(READ_SECRET),
            mapping: {
                destinationConfig: { onFailure: { destinationArn: "kafka://orders-failures" } },
                provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 2 },
                maximumRetryAttempts: 3,
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-063"]);
    });

    it("leaves open whether a Kafka topic is a source that is not known", async () => {
        const { stack } = ordersStack({
            mapping: {
                destinationConfig: { onFailure: { destinationArn: "kafka://orders-failures" } },
                provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 2 },
                maximumRetryAttempts: 3,
                topics: [UNKNOWN],
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), [
            "on-failure-unverified KOF-061",
            "on-failure-hygiene KOF-063",
        ]);
    });
});

describe("a mapping without a destination", () => {
    const ways: readonly (readonly [string, unknown])[] = [
        ["left out", undefined],
        ["null", null],
        ["an empty block", {}],
        ["an empty list", []],
        ["the empty ARN", { onFailure: { destinationArn: "" } }],
        ["an empty onFailure", { onFailure: {} }],
    ];
    for (const [way, destinationConfig] of ways) {
        it(`is advised to have one: ${way}`, async () => {
            deepStrictEqual(await told({ mapping: { destinationConfig } }), [
                "on-failure-required KOF-007",
            ]);
        });
    }

    for (const limit of [{ maximumRetryAttempts: 0 }, { maximumRecordAgeInSeconds: 3600 }]) {
        it(`loses data with ${JSON.stringify(limit)}, and is rejected`, async () => {
            const { stack } = ordersStack({
                mapping: {
                    destinationConfig: undefined,
                    provisionedPollerConfig: { minimumPollers: 1 },
                    ...limit,
                },
            });
            deepStrictEqual(rules(await stack.analyze(policies())), [
                "kafka-source-settings KOF-078",
            ]);
        });
    }

    it("is left alone when our component was told so in words", async () => {
        const { stack } = ordersStack();
        const component = stack.add("pulumi-lambda-kafka:index:KafkaEventSource", "quiet", {
            provider: null,
            inputs: { onFailure: { none: true }, resolved: { accountId: "111122223333" } },
            outputs: {},
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "quiet-mapping", {
            parent: component,
            inputs: {
                functionName: "orders-9a8b7c6",
                selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b:9092" } },
                selfManagedKafkaEventSourceConfig: { consumerGroupId: "quiet" },
                topics: ["quiet"],
                startingPosition: "TRIM_HORIZON",
                sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri: READ_SECRET.Resource }],
                metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });
});

describe("event sources of other kinds", () => {
    it("are never judged", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "queue", {
            inputs: {
                functionName: "orders-9a8b7c6",
                eventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:incoming",
                maximumRetryAttempts: 1,
                topics: [],
                selfManagedEventSource: null,
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });

    it("are known by the service of their ARN, whatever else they name", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "stream", {
            inputs: {
                functionName: "orders-9a8b7c6",
                eventSourceArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/incoming",
                topics: ["incoming"],
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });
});

describe("on-failure-resource-policy", () => {
    const TO = "arn:aws:sqs:eu-west-1:444455556666:failures";
    const send = documentOf({ ...WRITE.sqs[0], Resource: TO }, READ_SECRET);

    /** A queue of another account, which the stack makes with another provider. */
    function across(policy: unknown): Differences {
        return {
            ...to(TO),
            document: send,
            add: ({ stack }) => {
                const provider = {
                    type: "pulumi:providers:aws",
                    name: "other",
                    urn: "urn:pulumi:dev::orders::pulumi:providers:aws::other",
                    props: { region: "eu-west-1", allowedAccountIds: '["444455556666"]' },
                };
                const queue = stack.add("aws:sqs/queue:Queue", "failures", {
                    provider,
                    inputs: { name: "failures" },
                    outputs: { name: "failures", arn: TO },
                });
                if (policy === undefined) return [queue];
                const set = stack.add("aws:sqs/queuePolicy:QueuePolicy", "failures", {
                    provider,
                    inputs: {
                        queueUrl: "https://sqs.eu-west-1.amazonaws.com/444455556666/failures",
                        policy: JSON.stringify(policy),
                    },
                    dependsOn: { queueUrl: [queue] },
                });
                return [queue, set];
            },
        };
    }

    const letIn = documentOf({
        Effect: "Allow",
        Principal: { AWS: ROLE_ARN },
        Action: "sqs:SendMessage",
        Resource: TO,
    });

    it("says nothing when a queue of another account lets the role in", async () => {
        deepStrictEqual(await told(across(letIn)), []);
    });

    it("rejects a queue of another account that has no policy", async () => {
        const reported = await ordersStack(across(undefined)).stack.analyze(policies());
        deepStrictEqual(
            reported.map(({ message }) => message),
            [
                `KOF-050: The policy of SQS queue "failures" does not allow role "orders" in account
  111122223333 to perform sqs:SendMessage.
  - the queue has no policy
  Across accounts both sides must allow. Add to the policy of the SQS queue:
      {
        "Effect": "Allow",
        "Principal": {
          "AWS": "arn:aws:iam::111122223333:role/orders-5d6e7f8"
        },
        "Action": "sqs:SendMessage",
        "Resource": "arn:aws:sqs:eu-west-1:444455556666:failures"
      }
  In TypeScript:
      {
          Effect: "Allow",
          Principal: { AWS: orders.arn },
          Action: "sqs:SendMessage",
          Resource: failures.arn,
      }
  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html`,
            ],
        );
    });

    it("rejects what the destination's own policy denies", async () => {
        const deny = documentOf({
            Sid: "No",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: "*",
        });
        deepStrictEqual(await told({ destination: { policy: JSON.stringify(deny) } }), [
            "on-failure-resource-policy KOF-051",
        ]);
    });

    it("lets a deny of unencrypted calls pass: Lambda encrypts", async () => {
        const deny = documentOf({
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        });
        deepStrictEqual(await told({ destination: { policy: JSON.stringify(deny) } }), []);
    });

    /** A policy of the stack on a queue that is only named. */
    function named(queueUrl: string, arn = TO): Differences {
        const deny = { Effect: "Deny", Principal: "*", Action: "sqs:SendMessage", Resource: arn };
        return {
            ...to(arn),
            document: documentOf({ ...WRITE.sqs[0], Resource: arn }, READ_SECRET),
            add: ({ stack }) => [
                stack.add("aws:sqs/queuePolicy:QueuePolicy", "failures", {
                    inputs: { queueUrl, policy: JSON.stringify(documentOf(deny)) },
                }),
            ],
        };
    }

    it("rejects what the stack's own policy denies on a queue that is only named", async () => {
        const url = "https://sqs.eu-west-1.amazonaws.com/444455556666/failures";
        const { stack, mapping } = ordersStack(named(url));
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            reported.filter(({ policy }) => policy === "on-failure-resource-policy"),
            [
                {
                    policy: "on-failure-resource-policy",
                    urn: mapping.urn,
                    message: `KOF-051: Role "orders" is explicitly denied sqs:SendMessage on
  arn:aws:sqs:eu-west-1:444455556666:failures.
  - Statement[0] of the policy of arn:aws:sqs:eu-west-1:444455556666:failures
    (aws.sqs.QueuePolicy "failures") denies it
  An explicit deny overrides any allow: remove the statement, or exempt the role from it.
  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html`,
                },
            ],
        );
    });

    const HERE = "arn:aws:sqs:eu-west-1:111122223333:failures";
    const EAST = "arn:aws:sqs:us-east-1:111122223333:failures";
    const urls: readonly (readonly [string, string, boolean])[] = [
        ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures", HERE, true],
        ["https://eu-west-1.queue.amazonaws.com/111122223333/failures", HERE, true],
        ["https://queue.amazonaws.com/111122223333/failures", EAST, true],
        ["https://queue.amazonaws.com/111122223333/failures", HERE, false],
        ["https://sqs.us-east-1.amazonaws.com/111122223333/failures", HERE, false],
        ["https://sqs.eu-west-1.amazonaws.com/444455556666/failures", HERE, false],
        ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures-2", HERE, false],
        ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures/", HERE, false],
        ["failures", HERE, false],
        [UNKNOWN, HERE, false],
    ];
    for (const [url, arn, same] of urls) {
        const shown = url === UNKNOWN ? "a URL that is not known" : url;
        it(`takes ${shown} for ${same ? "" : "no "}URL of ${arn}`, async () => {
            const reported = await told(named(url, arn));
            deepStrictEqual(
                reported.filter((each) => each.startsWith("on-failure-resource-policy")),
                same ? ["on-failure-resource-policy KOF-051"] : [],
            );
        });
    }

    it("tells a destination outside the stack as undecided", async () => {
        const reported = await ordersStack({ ...to(TO), document: send }).stack.analyze(policies());
        deepStrictEqual(rules(reported), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-008",
        ]);
    });
});
