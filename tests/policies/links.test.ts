import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { policies } from "../../policies/index";
import {
    addRolePolicy,
    DESTINATION_ARN,
    documentOf,
    ordersStack,
    READ_SECRET,
    ROLE_ARN,
    SECRET_ARN,
    TRUST,
    WRITE,
} from "./orders";
import {
    ACCOUNT,
    headlines,
    providerNamed,
    REGION,
    rules,
    Stack,
    UNKNOWN,
    type Props,
} from "./stack";

const SEND = WRITE.sqs[0] ?? {};

/** A mapping in which nothing is wrong but what the test is about. */
const MAPPING: Props = {
    selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b1.example.com:9092" } },
    selfManagedKafkaEventSourceConfig: { consumerGroupId: "second" },
    topics: ["second"],
    startingPosition: "TRIM_HORIZON",
    sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: SECRET_ARN }],
    destinationConfig: { onFailure: { destinationArn: DESTINATION_ARN.sqs } },
    metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
};

describe("a mapping finds its function", () => {
    const names: readonly string[] = [
        "orders-9a8b7c6",
        "orders-9a8b7c6:live",
        `${ACCOUNT}:function:orders-9a8b7c6`,
        `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders-9a8b7c6`,
        `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders-9a8b7c6:42`,
    ];
    for (const functionName of names) {
        it(`by ${functionName}`, async () => {
            const { stack } = ordersStack({
                document: documentOf(READ_SECRET),
                mapping: { functionName },
            });
            deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-role KOF-010"]);
        });
    }

    it("by what the property depends on, where the name is not known", async () => {
        const { stack } = ordersStack({
            fresh: ["function"],
            document: documentOf(READ_SECRET),
            mapping: { functionName: UNKNOWN },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-role KOF-010"]);
    });

    it("through an alias of the function", async () => {
        const { stack } = ordersStack({ document: documentOf(READ_SECRET) });
        const alias = stack.add("aws:lambda/alias:Alias", "live", {
            inputs: { name: "live", functionName: "orders-9a8b7c6", functionVersion: "3" },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            inputs: { ...MAPPING, functionName: UNKNOWN },
            dependsOn: { functionName: [alias] },
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            reported.filter(({ policy }) => policy === "on-failure-role").map(({ urn }) => urn),
            [
                "urn:pulumi:dev::orders::aws:lambda/eventSourceMapping:EventSourceMapping::orders",
                "urn:pulumi:dev::orders::aws:lambda/eventSourceMapping:EventSourceMapping::second",
            ],
        );
    });

    it("in the children of a component that the property depends on", async () => {
        const stack = new Stack();
        const component = stack.add("acme:index:Service", "service", { provider: null });
        const role = stack.add("aws:iam/role:Role", "service", {
            parent: component,
            inputs: { name: "service", assumeRolePolicy: TRUST },
        });
        stack.add("aws:lambda/function:Function", "service", {
            parent: component,
            inputs: { name: UNKNOWN, role: UNKNOWN },
            dependsOn: { role: [role] },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            inputs: { ...MAPPING, functionName: UNKNOWN },
            dependsOn: { functionName: [component] },
        });
        deepStrictEqual(
            headlines(await stack.analyze(policies())).filter((line) =>
                line.startsWith("on-failure-role"),
            ),
            [],
        );
        deepStrictEqual(
            headlines(await stack.analyze(policies())).filter((line) => line.includes("KOF-020")),
            [],
        );
    });

    it("in no other Region than its own", async () => {
        const { stack } = ordersStack();
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            provider: providerNamed("west", { region: "us-west-2" }),
            inputs: { ...MAPPING, functionName: "orders-9a8b7c6" },
        });
        deepStrictEqual(
            headlines(await stack.analyze(policies())).filter((line) => line.includes("KOF-020")),
            [
                'on-failure-unverified KOF-020: Whether the execution role of aws.lambda.EventSourceMapping "second" may write to',
            ],
        );
    });
});

describe("a mapping of our component", () => {
    it("finds the role that the component resolved, and the account with it", async () => {
        const stack = new Stack();
        const component = stack.add("pulumi-lambda-kafka:index:KafkaEventSource", "second", {
            provider: null,
            inputs: { resolved: { accountId: ACCOUNT, roleArn: ROLE_ARN } },
            outputs: {},
        });
        const queue = stack.add("aws:sqs/queue:Queue", "second-on-failure", {
            parent: component,
            inputs: { name: "orders-failures-1a2b3c4" },
            outputs: { name: "orders-failures-1a2b3c4", arn: UNKNOWN },
        });
        stack.add("aws:iam/role:Role", "orders", {
            inputs: { name: "orders-5d6e7f8", assumeRolePolicy: TRUST },
            outputs: { name: "orders-5d6e7f8", assumeRolePolicy: TRUST, arn: UNKNOWN },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second-mapping", {
            parent: component,
            inputs: {
                ...MAPPING,
                functionName: "elsewhere",
                destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
            },
            dependsOn: { destinationConfig: [queue] },
        });
        const [reported] = await stack.analyze(policies());
        deepStrictEqual(reported?.message.split("\n").slice(0, 2), [
            'KOF-010: Role "orders" is not allowed sqs:SendMessage on',
            "  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4.",
        ]);
    });

    it("does not excuse a document that a program hung below the component", async () => {
        const { stack, role } = ordersStack();
        const component = stack.add("pulumi-lambda-kafka:index:KafkaEventSource", "second", {
            provider: null,
        });
        stack.add("aws:iam/rolePolicy:RolePolicy", "house-rules", {
            parent: component,
            inputs: { name: "house-rules", role: "orders-5d6e7f8", policy: UNKNOWN },
            dependsOn: { role: [role] },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
    });
});

describe("a value from another stack", () => {
    it("is called external, and where it comes from", async () => {
        const { stack } = ordersStack();
        const reference = stack.add("pulumi:pulumi:StackReference", "platform", {
            provider: null,
            inputs: {},
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            inputs: {
                ...MAPPING,
                functionName: "orders-9a8b7c6",
                destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
            },
            dependsOn: { destinationConfig: [reference] },
        });
        const reported = await stack.analyze(policies());
        const told = reported.filter(({ policy }) => policy === "on-failure-unverified");
        deepStrictEqual(
            told.map(({ message }) =>
                message.split("\n").slice(0, 5).join(" ").replace(/\s+/g, " "),
            ),
            [
                'KOF-008: Whether the failures of aws.lambda.EventSourceMapping "second" can be delivered cannot be determined: ' +
                    "part of it lies outside the stack. - outside the stack: destinationConfig.onFailure.destinationArn " +
                    'of aws.lambda.EventSourceMapping "second", which comes from pulumi.StackReference "platform"',
            ],
        );
    });
});

describe("a value from a resource that no verdict rests on", () => {
    it("is not called external: the resource is the stack's own", async () => {
        const { stack } = ordersStack();
        const bus = stack.add("aws:cloudwatch/eventBus:EventBus", "failures", {
            // Its service is none of those whose inputs are recorded.
            inputs: { name: "failures" },
        });
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            inputs: {
                ...MAPPING,
                functionName: "orders-9a8b7c6",
                destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
            },
            dependsOn: { destinationConfig: [bus] },
        });
        const reported = await stack.analyze(policies());
        const told = reported.filter(({ policy }) => policy === "on-failure-unverified");
        deepStrictEqual(
            told.map(({ message }) =>
                message.split("\n").slice(0, 4).join(" ").replace(/\s+/g, " "),
            ),
            [
                'KOF-008: Whether the failures of aws.lambda.EventSourceMapping "second" can be delivered cannot be known ' +
                    "until the update. - not known in a preview: destinationConfig.onFailure.destinationArn of " +
                    'aws.lambda.EventSourceMapping "second"',
            ],
        );
    });
});

describe("an account that a prediction made up", () => {
    const MADE_UP = "000000000001";

    function predicted(value: unknown): Props {
        const text = JSON.stringify(value).replaceAll(ACCOUNT, MADE_UP);
        const read: unknown = JSON.parse(text);
        return typeof read === "object" && read !== null ? { ...read } : {};
    }

    it("is the same account wherever it stands", async () => {
        const stack = madeUpStack(predicted(documentOf(SEND, READ_SECRET)));
        deepStrictEqual(rules(await stack.analyze(policies())), []);
    });

    it("may be any account that the program writes out", async () => {
        const stack = madeUpStack(documentOf(SEND, predicted(READ_SECRET)));
        const reported = await stack.analyze(policies());
        deepStrictEqual(rules(reported), ["on-failure-unverified KOF-010"]);
        deepStrictEqual(reported[0]?.message.includes("pass --account"), true);
    });

    function madeUpStack(document: object): Stack {
        const stack = new Stack();
        const role = stack.add("aws:iam/role:Role", "orders", {
            inputs: { name: "orders-5d6e7f8", assumeRolePolicy: TRUST },
            outputs: {
                name: "orders-5d6e7f8",
                assumeRolePolicy: TRUST,
                arn: ROLE_ARN.replace(ACCOUNT, MADE_UP),
            },
        });
        const fn = stack.add("aws:lambda/function:Function", "orders", {
            inputs: { name: "orders", role: ROLE_ARN.replace(ACCOUNT, MADE_UP) },
            dependsOn: { role: [role] },
        });
        const queue = stack.add("aws:sqs/queue:Queue", "orders", {
            inputs: { name: "orders-failures-1a2b3c4" },
            outputs: {
                name: "orders-failures-1a2b3c4",
                arn: DESTINATION_ARN.sqs.replace(ACCOUNT, MADE_UP),
            },
        });
        const policy = addRolePolicy(stack, "deliver", role, document);
        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "second", {
            inputs: predicted({ ...MAPPING, functionName: "orders" }),
            dependsOn: { functionName: [fn], destinationConfig: [queue], "": [policy] },
        });
        return stack;
    }
});

describe("mappings", () => {
    /** What may be wrong or hidden in one mapping's own parts. */
    const faults: readonly ((props: Props) => Props)[] = [
        (props) => props,
        (props) => ({ ...props, batchSize: UNKNOWN }),
        (props) => ({ ...props, destinationConfig: UNKNOWN }),
        (props) => ({ ...props, functionName: UNKNOWN }),
        (props) => ({ ...props, sourceAccessConfigurations: UNKNOWN }),
        (props) => ({ ...props, selfManagedEventSource: UNKNOWN }),
        (props) => ({ ...props, maximumRetryAttempts: 3 }),
    ];

    it("are judged each by itself: what one hides changes nothing for another", async () => {
        await fc.assert(
            fc.asyncProperty(
                fc.array(fc.nat(faults.length - 1), { maxLength: 4 }),
                async (others) => {
                    const { stack, mapping } = ordersStack({ document: documentOf(READ_SECRET) });
                    for (const [index, fault] of others.entries()) {
                        const name = `other-${index}`;
                        const props = {
                            ...MAPPING,
                            functionName: "orders-9a8b7c6",
                            selfManagedKafkaEventSourceConfig: { consumerGroupId: name },
                        };
                        stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", name, {
                            inputs: faults[fault]?.(props) ?? props,
                        });
                    }
                    const reported = await stack.analyze(policies());
                    deepStrictEqual(rules(reported.filter(({ urn }) => urn === mapping.urn)), [
                        "on-failure-role KOF-010",
                    ]);
                },
            ),
            { numRuns: 50 },
        );
    });

    it("leave what a role lacks undecided where other stacks may attach policies", async () => {
        const { stack } = ordersStack({ document: documentOf(READ_SECRET) });
        deepStrictEqual(rules(await stack.analyze(policies({ closedWorld: false }))), [
            "on-failure-unverified KOF-010",
        ]);
    });
});
