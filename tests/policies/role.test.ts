import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import {
    addRolePolicy,
    DESTINATION_ARN,
    documentOf,
    ordersStack,
    READ_SECRET,
    WRITE,
    type Differences,
    type Kind,
} from "./orders";
import { ACCOUNT, headlines, rules, UNKNOWN, type Declared } from "./stack";

const SEND = WRITE.sqs[0] ?? {};
const RIGHT = documentOf(SEND, READ_SECRET);

async function told(differences: Differences): Promise<readonly string[]> {
    return rules(await ordersStack(differences).stack.analyze(policies()));
}

describe("on-failure-role", () => {
    for (const kind of ["sqs", "sns", "s3"] as const satisfies readonly Kind[]) {
        it(`says nothing when the role may write to the ${kind} destination`, async () => {
            deepStrictEqual(await told({ kind }), []);
        });
    }

    const dropped: readonly (readonly [Kind, number, string])[] = [
        ["sqs", 0, "KOF-010"],
        ["sns", 0, "KOF-011"],
        ["s3", 0, "KOF-012"],
        ["s3", 1, "KOF-013"],
    ];
    for (const [kind, index, rule] of dropped) {
        for (const shown of ["known", "unknown"] as const) {
            it(`rejects with ${rule} when statement ${index} for ${kind} is gone (outputs ${shown})`, async () => {
                const { stack } = ordersStack({
                    kind,
                    shown,
                    document: documentOf(
                        ...WRITE[kind].filter((_, at) => at !== index),
                        READ_SECRET,
                    ),
                });
                const reported = await stack.analyze(policies());
                const rejected = reported.filter(({ policy }) => policy === "on-failure-role");
                deepStrictEqual(rules(rejected), [`on-failure-role ${rule}`]);
            });
        }
    }

    it("prints subject, lack, remedy, AWS's own error and the page", async () => {
        const { stack, mapping } = ordersStack({ document: documentOf(READ_SECRET) });
        deepStrictEqual(await stack.analyze(policies()), [
            {
                policy: "on-failure-role",
                urn: mapping.urn,
                message: `KOF-010: Role "orders" is not allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4.
  - no statement in the role's policies allows sqs:SendMessage
  Allow it in one of the role's policies, or let KafkaEventSource manage them:
      {
        "Effect": "Allow",
        "Action": "sqs:SendMessage",
        "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4"
      }
  In TypeScript:
      new aws.iam.RolePolicy("orders-sqs-send-message", {
          role: orders.name,
          policy: pulumi.jsonStringify({
              Version: "2012-10-17",
              Statement: [{
                  Effect: "Allow",
                  Action: "sqs:SendMessage",
                  Resource: ordersFailures.arn,
              }],
          }),
      });
  Otherwise AWS fails with: "The function execution role does not have permissions to call
    SendMessage on SQS".
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
            },
        ]);
    });

    it("shows the owner's account in the statement for a bucket", async () => {
        const document = documentOf(WRITE.s3[1] ?? {}, READ_SECRET);
        const [reported] = await ordersStack({ kind: "s3", document }).stack.analyze(policies());
        deepStrictEqual(reported?.message.split("\n").slice(4, 14), [
            "      {",
            '        "Effect": "Allow",',
            '        "Action": "s3:PutObject",',
            '        "Resource": "arn:aws:s3:::orders-failures-1a2b3c4/*",',
            '        "Condition": {',
            '          "StringEquals": {',
            '            "s3:ResourceAccount": "111122223333"',
            "          }",
            "        }",
            "      }",
        ]);
    });

    it("rejects what a statement denies, and names it", async () => {
        const deny = { Sid: "NoSend", Effect: "Deny", Action: "sqs:*", Resource: "*" };
        const { stack } = ordersStack({ document: documentOf(SEND, READ_SECRET, deny) });
        const [reported] = await stack.analyze(policies());
        deepStrictEqual(reported?.message.split("\n").slice(0, 3), [
            'KOF-016: Role "orders" is explicitly denied sqs:SendMessage on',
            "  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4.",
            '  - statement "NoSend" of inline policy "deliver" of role "orders" denies it',
        ]);
    });

    it("names the statement that depends on what Lambda's request will contain", async () => {
        const { stack, mapping } = ordersStack({
            document: documentOf(
                {
                    Sid: "FromVpc",
                    ...SEND,
                    Condition: { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
                },
                READ_SECRET,
            ),
        });
        deepStrictEqual(await stack.analyze(policies()), [
            {
                policy: "on-failure-unverified",
                urn: mapping.urn,
                message: `KOF-010: Whether role "orders" is allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4 cannot be determined: it
  depends on what Lambda's request will contain.
  - not predictable: the request's aws:SourceVpce, on which statement "FromVpc" of inline
    policy "deliver" of role "orders" depends
  Remove the condition for this role, or verify that its requests satisfy it.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
            },
        ]);
    });

    for (const [bound, expected] of [
        ["2020-01-01T00:00:00Z", ["on-failure-role KOF-010"]],
        ["2120-01-01T00:00:00Z", ["on-failure-unverified KOF-010"]],
    ] as const) {
        it(`decides an Allow that holds until ${bound} by what day it is`, async () => {
            const Condition = { DateLessThan: { "aws:CurrentTime": bound } };
            deepStrictEqual(
                await told({ document: documentOf({ ...SEND, Condition }, READ_SECRET) }),
                expected,
            );
        });
    }

    it("leaves a role's lacks open where the recorder of inputs is switched off: it may only be read", async () => {
        const { stack, mapping } = ordersStack({ document: documentOf(READ_SECRET) });
        const pack = policies().filter(({ name }) => name !== "on-failure-inputs");
        deepStrictEqual(await stack.analyze(pack), [
            {
                policy: "on-failure-unverified",
                urn: mapping.urn,
                message: `KOF-010: Whether role "orders" is allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4 cannot be determined: part of
  it is written in a way that this pack does not evaluate.
  - not evaluated by this pack: which resources are the stack's own, as the policy
    on-failure-inputs is switched off
  Simplify it, or verify it manually.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
            },
        ]);
    });

    it("knows what is granted where the recorder of inputs is switched off", async () => {
        const pack = policies().filter(({ name }) => name !== "on-failure-inputs");
        deepStrictEqual(rules(await ordersStack({}).stack.analyze(pack)), []);
    });

    it("rejects a trust policy that does not let Lambda in", async () => {
        const trust = JSON.stringify(
            documentOf({
                Effect: "Allow",
                Principal: { Service: "ec2.amazonaws.com" },
                Action: "sts:AssumeRole",
            }),
        );
        deepStrictEqual(await told({ role: { assumeRolePolicy: trust } }), [
            "on-failure-role KOF-022",
        ]);
    });

    for (const [key, verdicts] of [
        ["aws:SourceAccount", []],
        ["aws:SourceArn", []],
        ["sts:ExternalId", ["on-failure-unverified KOF-022"]],
        ["aws:MultiFactorAuthPresent", ["on-failure-unverified KOF-022"]],
    ] as const) {
        it(`${verdicts.length === 0 ? "takes a trust policy's condition on" : "cannot tell what a trust policy's condition on"} ${key} ${verdicts.length === 0 ? "to hold" : "does"}`, async () => {
            const trust = JSON.stringify(
                documentOf({
                    Effect: "Allow",
                    Principal: { Service: "lambda.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: { StringEquals: { [key]: "111122223333" } },
                }),
            );
            deepStrictEqual(await told({ role: { assumeRolePolicy: trust } }), verdicts);
        });
    }

    it("tells an unknown trust policy as undecided", async () => {
        deepStrictEqual(await told({ role: { assumeRolePolicy: UNKNOWN } }), [
            "on-failure-unverified KOF-022",
        ]);
    });
});

describe("the ways to attach a policy to a role", () => {
    const ARN = `arn:aws:iam::${ACCOUNT}:policy/deliver-1`;

    const ways: Readonly<Record<string, Differences>> = {
        "Role.inlinePolicies": {
            document: null,
            role: { inlinePolicies: [{ name: "deliver", policy: JSON.stringify(RIGHT) }] },
        },
        "RolePolicy with an object for a document": {
            document: null,
            add: ({ stack, role }) => [
                stack.add("aws:iam/rolePolicy:RolePolicy", "deliver", {
                    inputs: { name: "deliver", role: "orders-5d6e7f8", policy: RIGHT },
                    dependsOn: { role: [role] },
                }),
            ],
        },
        "RolePolicy that names the role by dependency alone": {
            fresh: ["role"],
            document: null,
            add: ({ stack, role }) => [
                stack.add("aws:iam/rolePolicy:RolePolicy", "deliver", {
                    inputs: { name: "deliver", role: UNKNOWN, policy: JSON.stringify(RIGHT) },
                    dependsOn: { role: [role] },
                }),
            ],
        },
        RolePolicyAttachment: {
            document: null,
            add: ({ stack, role }) => {
                const policy = addPolicy(stack, ARN);
                const by = stack.add(
                    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                    "deliver",
                    {
                        inputs: { role: "orders-5d6e7f8", policyArn: ARN },
                        dependsOn: { role: [role], policyArn: [policy] },
                    },
                );
                return [by];
            },
        },
        "RolePolicyAttachment of a policy whose ARN is not known": {
            document: null,
            add: ({ stack, role }) => {
                const policy = addPolicy(stack, UNKNOWN);
                const by = stack.add(
                    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                    "deliver",
                    {
                        inputs: { role: "orders-5d6e7f8", policyArn: UNKNOWN },
                        dependsOn: { role: [role], policyArn: [policy] },
                    },
                );
                return [by];
            },
        },
        PolicyAttachment: {
            document: null,
            add: ({ stack, role }) => {
                const policy = addPolicy(stack, ARN);
                const by = stack.add("aws:iam/policyAttachment:PolicyAttachment", "deliver", {
                    inputs: { name: "deliver", roles: ["orders-5d6e7f8"], policyArn: ARN },
                    dependsOn: { roles: [role], policyArn: [policy] },
                });
                return [by];
            },
        },
        "PolicyAttachment of roles that are not known": {
            fresh: ["role"],
            document: null,
            add: ({ stack, role }) => {
                const policy = addPolicy(stack, ARN);
                const by = stack.add("aws:iam/policyAttachment:PolicyAttachment", "deliver", {
                    inputs: { name: "deliver", roles: [UNKNOWN], policyArn: ARN },
                    dependsOn: { roles: [role], policyArn: [policy] },
                });
                return [by];
            },
        },
        RolePolicyAttachmentsExclusive: {
            document: null,
            add: ({ stack, role }) => {
                const policy = addPolicy(stack, ARN);
                const by = stack.add(
                    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
                    "deliver",
                    {
                        inputs: { roleName: "orders-5d6e7f8", policyArns: [ARN] },
                        dependsOn: { roleName: [role], policyArns: [policy] },
                    },
                );
                return [by];
            },
        },
    };
    for (const [way, differences] of Object.entries(ways)) {
        it(`counts ${way}`, async () => {
            deepStrictEqual(await told(differences), []);
        });
    }

    it("counts Role.managedPolicyArns", async () => {
        const { stack } = ordersStack({
            document: documentOf(READ_SECRET),
            role: { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"] },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-hygiene KOF-019"]);
    });

    it("knows that AWSLambdaBasicExecutionRole lets a role write its logs and nothing else", async () => {
        const { stack } = ordersStack({
            shown: "unknown",
            document: documentOf(READ_SECRET),
            role: {
                managedPolicyArns: [
                    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
                ],
            },
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            rules(reported).filter((each) => each.startsWith("on-failure-role")),
            ["on-failure-role KOF-010"],
        );
    });

    it("tells a managed policy that the catalogue does not hold as undecided", async () => {
        deepStrictEqual(
            await told({
                document: documentOf(READ_SECRET),
                role: { managedPolicyArns: ["arn:aws:iam::aws:policy/NewerThanThisPack"] },
            }),
            ["on-failure-unverified KOF-021"],
        );
    });

    it("tells a policy of another stack as undecided", async () => {
        deepStrictEqual(
            await told({
                document: documentOf(READ_SECRET),
                role: { managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/platform`] },
            }),
            ["on-failure-unverified KOF-010"],
        );
    });

    it("does not count a policy that is attached to another role", async () => {
        const { stack } = ordersStack({
            document: documentOf(READ_SECRET),
            add: ({ stack: to }) => {
                to.add("aws:iam/rolePolicy:RolePolicy", "other", {
                    inputs: { name: "other", role: "payments", policy: JSON.stringify(RIGHT) },
                });
                return [];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-role KOF-010"]);
    });

    it("leaves it undecided when a policy may belong to any role", async () => {
        const { stack } = ordersStack({
            document: documentOf(READ_SECRET),
            add: ({ stack: to }) => {
                to.add("aws:iam/rolePolicy:RolePolicy", "drifting", {
                    inputs: { name: "drifting", role: UNKNOWN, policy: JSON.stringify(RIGHT) },
                });
                return [];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-unverified KOF-010"]);
    });

    it("does not count an inline policy that exclusive management removes", async () => {
        deepStrictEqual(
            await told({
                add: ({ stack, role }) => [
                    stack.add("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "only", {
                        inputs: { roleName: "orders-5d6e7f8", policyNames: [] },
                        dependsOn: { roleName: [role] },
                    }),
                ],
            }),
            ["on-failure-unverified KOF-010", "on-failure-unverified KOF-072"],
        );
    });

    it("rejects what the permissions boundary leaves out", async () => {
        const boundary = documentOf({ Effect: "Allow", Action: "secretsmanager:*", Resource: "*" });
        const arn = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
        const { stack } = ordersStack({
            role: { permissionsBoundary: arn },
            add: ({ stack: to }) => {
                to.add("aws:iam/policy:Policy", "boundary", {
                    inputs: { name: "boundary", policy: JSON.stringify(boundary) },
                    outputs: { name: "boundary", policy: JSON.stringify(boundary), arn },
                });
                return [];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-role KOF-017"]);
    });

    it("never takes an unknown boundary for none", async () => {
        deepStrictEqual(await told({ role: { permissionsBoundary: UNKNOWN } }), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
    });

    function addPolicy(stack: ReturnType<typeof ordersStack>["stack"], arn: string): Declared {
        const inputs = { name: "deliver-1", policy: JSON.stringify(RIGHT) };
        return stack.add("aws:iam/policy:Policy", "deliver", {
            inputs,
            outputs: { ...inputs, arn },
        });
    }
});

describe("what a preview hides", () => {
    it("decides nothing when the role's document is not known, and names the property", async () => {
        const { stack } = ordersStack({ document: UNKNOWN });
        const reported = await stack.analyze(policies());
        deepStrictEqual(reported[0]?.message.split("\n"), [
            'KOF-010: Whether role "orders" is allowed sqs:SendMessage on',
            "  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4 cannot be known until the",
            "  update.",
            '  - not known in a preview: policy of aws.iam.RolePolicy "deliver"',
            "  To decide it now, run `pulumi-lambda-kafka preview`, which predicts what AWS will answer",
            "    and takes the rest from --answers, or use the component KafkaEventSource, whose",
            "    documents are known in a first preview.",
            "  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html",
        ]);
    });

    it("reads the role's inputs where its outputs are unknown", async () => {
        const { stack } = ordersStack({ shown: "unknown", document: null });
        deepStrictEqual(
            headlines(await stack.analyze(policies())).filter((line) =>
                line.startsWith("on-failure-role"),
            ),
            ['on-failure-role KOF-010: Role "orders" is not allowed sqs:SendMessage on'],
        );
    });

    it("takes unset values for unset, however a state writes them", async () => {
        for (const unset of [undefined, null, "", []]) {
            const { stack } = ordersStack({
                role: {
                    permissionsBoundary: unset,
                    inlinePolicies: unset,
                    managedPolicyArns: unset,
                },
                destination: { kmsMasterKeyId: unset, policy: unset },
            });
            deepStrictEqual(rules(await stack.analyze(policies())), [], JSON.stringify(unset));
        }
    });

    it("judges each mapping by itself", async () => {
        const { stack, role } = ordersStack();
        const fn = stack.add("aws:lambda/function:Function", "dark", {
            inputs: { name: "dark", role: UNKNOWN },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "dark", {
            inputs: {
                functionName: "dark",
                selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b:9092" } },
                selfManagedKafkaEventSourceConfig: { consumerGroupId: "dark" },
                topics: ["dark"],
                startingPosition: "TRIM_HORIZON",
                sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri: UNKNOWN }],
                destinationConfig: { onFailure: { destinationArn: DESTINATION_ARN.sqs } },
                metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
            },
            dependsOn: { functionName: [fn] },
        });
        addRolePolicy(stack, "more", role, documentOf());
        deepStrictEqual(headlines(await stack.analyze(policies())), [
            'on-failure-unverified KOF-020: Whether the execution role of aws.lambda.EventSourceMapping "dark" may write to',
        ]);
    });
});

describe("a role outside the stack", () => {
    it("leaves undecided what its own policies may allow, and says what to check", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/function:Function", "foreign", {
            inputs: { name: "foreign", role: `arn:aws:iam::${ACCOUNT}:role/platform/consumer` },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "foreign", {
            inputs: {
                functionName: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:foreign:live`,
                selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b:9092" } },
                selfManagedKafkaEventSourceConfig: { consumerGroupId: "foreign" },
                topics: ["foreign"],
                startingPosition: "TRIM_HORIZON",
                sourceAccessConfigurations: [
                    { type: "VPC_SUBNET", uri: "subnet:subnet-1" },
                    { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-1" },
                ],
                destinationConfig: { onFailure: { destinationArn: DESTINATION_ARN.sqs } },
                metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-071",
            "on-failure-hygiene KOF-073",
        ]);
    });
});
