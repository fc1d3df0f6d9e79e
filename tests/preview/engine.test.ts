import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert";
import { PreviewError } from "../../preview";
import type { Answers } from "../../preview";
import { named, preview } from "./programs/program";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const STACK = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";
const HEAD = `
const pulumi = require("@pulumi/pulumi");
const sqs = require("@pulumi/aws/sqs");
const { Provider } = require("@pulumi/aws/provider");
`;

describe("the embedded engine", () => {
    describe("names and links resources as the engine does", () => {
        it("gives a component's child the component's type in its URN, and its parent, provider and dependencies", async () => {
            const result = await preview(`${HEAD}
                class Orders extends pulumi.ComponentResource {
                    constructor(name) {
                        super("test:index:Orders", name, { size: 3 });
                        const dead = new sqs.Queue("dead", { name: "dead" }, { parent: this });
                        new sqs.QueuePolicy("policy", { queueUrl: dead.id, policy: "{}" }, { parent: this, dependsOn: [this.first] });
                        this.registerOutputs({ dead: dead.name });
                    }
                }
                new Orders("orders");
            `);
            const provider = "urn:pulumi:dev::test::pulumi:providers:aws::default_7_48_0";
            const orders = "urn:pulumi:dev::test::test:index:Orders::orders";
            const dead = "urn:pulumi:dev::test::test:index:Orders$aws:sqs/queue:Queue::dead";
            deepStrictEqual(
                result.resources.map(
                    ({ urn, parent, custom, dependencies, propertyDependencies, ...rest }) => ({
                        urn,
                        parent,
                        custom,
                        dependencies,
                        propertyDependencies,
                        provider: rest.provider,
                    }),
                ),
                [
                    {
                        urn: STACK,
                        parent: undefined,
                        custom: false,
                        dependencies: [],
                        propertyDependencies: {},
                        provider: undefined,
                    },
                    {
                        urn: orders,
                        parent: STACK,
                        custom: false,
                        dependencies: [],
                        propertyDependencies: {},
                        provider: undefined,
                    },
                    {
                        urn: provider,
                        parent: undefined,
                        custom: true,
                        dependencies: [],
                        propertyDependencies: {},
                        provider: undefined,
                    },
                    {
                        urn: dead,
                        parent: orders,
                        custom: true,
                        dependencies: [],
                        propertyDependencies: {},
                        provider,
                    },
                    {
                        urn: "urn:pulumi:dev::test::test:index:Orders$aws:sqs/queuePolicy:QueuePolicy::policy",
                        parent: orders,
                        custom: true,
                        dependencies: [dead],
                        propertyDependencies: { queueUrl: [dead] },
                        provider,
                    },
                ],
            );
            deepStrictEqual(named(result, "orders").inputs, { size: 3 });
            deepStrictEqual(named(result, "orders").outputs, { dead: "dead" });
        });

        it("makes up another name in every preview, and uses it wherever it is read", async () => {
            const program = `${HEAD} exports.name = new sqs.Queue("orders").name;`;
            const one = await preview(program);
            const other = await preview(program);
            const name = one.outputs["name"];
            ok(typeof name === "string");
            match(name, /^orders-[0-9a-f]{7}$/);
            strictEqual(named(one, "orders").inputs["name"], one.outputs["name"]);
            ok(one.outputs["name"] !== other.outputs["name"]);
        });

        it("tells two resources of one name, and goes on to tell the next mistake too", async () => {
            await rejects(
                preview(`${HEAD}
                    new sqs.Queue("orders");
                    new sqs.Queue("orders");
                    new sqs.Queue("late");
                    new sqs.Queue("late");
                `),
                (error) => {
                    ok(error instanceof PreviewError);
                    deepStrictEqual(error.message.split("\n"), [
                        "aws:sqs/queue:Queue (orders): Duplicate resource URN 'urn:pulumi:dev::test::aws:sqs/queue:Queue::orders'; try giving it a unique name",
                        "aws:sqs/queue:Queue (late): Duplicate resource URN 'urn:pulumi:dev::test::aws:sqs/queue:Queue::late'; try giving it a unique name",
                    ]);
                    return true;
                },
            );
        });

        it("tells every input that the provider refuses, in the engine's words, and registers the children of what failed", async () => {
            await rejects(
                preview(`${HEAD}
                    const plain = { functionName: undefined };
                    class Mapping extends pulumi.CustomResource {
                        constructor(name, props, opts) {
                            super("aws:lambda/eventSourceMapping:EventSourceMapping", name, props, opts);
                        }
                    }
                    const parent = new Mapping("parent", plain);
                    new Mapping("child", plain, { parent });
                `),
                (error) => {
                    ok(error instanceof PreviewError);
                    const [parent = "", child = "", ...rest] = error.message
                        .split("\n")
                        .filter((line) => line.startsWith("aws:"));
                    deepStrictEqual(rest, []);
                    match(
                        parent,
                        /^aws:lambda\/eventSourceMapping:EventSourceMapping \(parent\): aws:lambda\/eventSourceMapping:EventSourceMapping resource 'parent' has a problem: Missing required .*functionName/,
                    );
                    match(child, /resource 'child' has a problem: Missing required .*functionName/);
                    return true;
                },
            );
        });
    });

    describe("knows what the model knows", () => {
        const program = `${HEAD}
            const queue = new sqs.Queue("orders", { name: "orders" });
            exports.arn = queue.arn;
            exports.name = queue.name;
        `;

        it("answers what AWS will answer", async () => {
            const { outputs } = await preview(program, { account: "123456789012" });
            deepStrictEqual(outputs, {
                arn: "arn:aws:sqs:eu-west-1:123456789012:orders",
                name: "orders",
            });
        });

        it("leaves unknown what the real provider does", async () => {
            const { outputs } = await preview(program, { outputs: "unknown" });
            deepStrictEqual(outputs, { arn: UNKNOWN, name: "orders" });
        });

        it("keeps the inputs of a type that no model knows, tells it once, and leaves the rest unknown", async () => {
            const result = await preview(`${HEAD}
                class Widget extends pulumi.CustomResource {
                    constructor(name) {
                        super("acme:index:Widget", name, { size: 3, arn: undefined });
                    }
                }
                exports.one = new Widget("one").arn;
                exports.id = new Widget("two").id;
            `);
            deepStrictEqual(result.outputs, { one: UNKNOWN, id: UNKNOWN });
            deepStrictEqual(named(result, "one").inputs, { size: 3 });
            deepStrictEqual(named(result, "one").outputs, { size: 3, id: UNKNOWN });
            deepStrictEqual(result.notes, [
                {
                    kind: "unknown-type",
                    message:
                        "acme:index:Widget is unknown to this preview: its inputs are kept, and everything else about it is unknown.",
                },
            ]);
        });

        it("tells a component that another package builds, and leaves unknown what it returns", async () => {
            const { outputs, notes } = await preview(`${HEAD}
                class Remote extends pulumi.ComponentResource {
                    constructor(name) {
                        super("acme:index:Remote", name, { size: 3, arn: undefined }, {}, true);
                    }
                }
                exports.arn = new Remote("remote").arn;
            `);
            deepStrictEqual(outputs, { arn: UNKNOWN });
            deepStrictEqual(notes, [
                {
                    kind: "unknown-type",
                    message:
                        "acme:index:Remote is a component of another package, which this preview does not run: the resources inside it are not checked.",
                },
            ]);
        });

        it("tells a resource hook that asks to run in previews", async () => {
            const { notes } = await preview(
                `${HEAD}
                const hook = (name, onDryRun) => new pulumi.ResourceHook(name, () => undefined, { onDryRun });
                new sqs.Queue("orders", {}, { hooks: { beforeCreate: [hook("seen", true), hook("unseen", false)] } });
            `,
                { account: "123456789012" },
            );
            deepStrictEqual(notes, [
                {
                    kind: "unsupported",
                    message:
                        'The resource hook "seen" asks to run in previews; this preview does not run it.',
                },
            ]);
        });

        it("keeps a secret secret", async () => {
            const { outputs } = await preview(`${HEAD}
                const queue = new sqs.Queue("orders", { name: pulumi.secret("orders") });
                exports.name = queue.name;
            `);
            deepStrictEqual(outputs["name"], {
                "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                value: "[secret]",
            });
        });
    });

    describe("finds the place of a resource", () => {
        const explicit = (args: string): string => `${HEAD}
            const provider = new Provider("other", ${args});
            exports.arn = new sqs.Queue("orders", { name: "orders" }, { provider }).arn;
        `;

        it("takes Region and account from an explicit provider", async () => {
            const { outputs } = await preview(
                explicit(`{ region: "cn-north-1", allowedAccountIds: ["210987654321"] }`),
                { account: "123456789012" },
            );
            deepStrictEqual(outputs, { arn: "arn:aws-cn:sqs:cn-north-1:210987654321:orders" });
        });

        it("takes the stated account for an explicit provider without credentials of its own", async () => {
            const { outputs } = await preview(explicit(`{ region: "eu-central-1" }`), {
                account: "123456789012",
            });
            deepStrictEqual(outputs, { arn: "arn:aws:sqs:eu-central-1:123456789012:orders" });
        });

        it("takes another placeholder for an explicit provider with credentials of its own", async () => {
            const { outputs, notes } = await preview(
                explicit(`{ region: "eu-central-1", profile: "other" }`),
                { account: "123456789012" },
            );
            const { arn } = outputs;
            ok(typeof arn === "string");
            match(arn, /^arn:aws:sqs:eu-central-1:000000000\d{3}:orders$/);
            const [, , , , account = ""] = arn.split(":");
            deepStrictEqual(notes, [
                {
                    kind: "account",
                    message: `The AWS account is unknown; using placeholder ${account}. Pass --account, or set allowedAccountIds of provider "other".`,
                },
            ]);
        });

        it("hands the providers of a component to its children", async () => {
            const { outputs } = await preview(
                `${HEAD}
                const provider = new Provider("other", { region: "eu-central-1" });
                const component = new pulumi.ComponentResource("test:index:C", "c", {}, { providers: [provider] });
                exports.arn = new sqs.Queue("orders", { name: "orders" }, { parent: component }).arn;
            `,
                { account: "123456789012" },
            );
            deepStrictEqual(outputs, { arn: "arn:aws:sqs:eu-central-1:123456789012:orders" });
        });

        for (const [form, accounts] of [
            ["as text", `["123456789012"]`],
            ["as the CLI writes it", "\n    - 123456789012"],
        ] as const) {
            it(`takes the account from the stack's configuration, written ${form}`, async () => {
                const { outputs } = await preview({
                    program: `${HEAD} exports.arn = new sqs.Queue("orders", { name: "orders" }).arn;`,
                    stack: `config:\n  aws:region: us-east-1\n  aws:allowedAccountIds: ${accounts}\n`,
                });
                deepStrictEqual(outputs, { arn: "arn:aws:sqs:eu-west-1:123456789012:orders" });
            });
        }

        it("says what is wrong with a list of disabled default providers", async () => {
            await rejects(
                preview({
                    program: `${HEAD} new sqs.Queue("orders");`,
                    stack: `config: { "pulumi:disable-default-providers": aws }`,
                }),
                {
                    name: "PreviewError",
                    message:
                        'pulumi:disable-default-providers must be a list of package names, such as ["aws"], not aws.',
                },
            );
        });

        it("says what is missing when no Region is known", async () => {
            const before = process.env["AWS_REGION"];
            delete process.env["AWS_REGION"];
            try {
                await rejects(preview(`${HEAD} new sqs.Queue("orders");`, { region: "" }), {
                    name: "PreviewError",
                    message:
                        "The AWS Region is unknown. Pass --region, or set aws:region in the stack's configuration or AWS_REGION in the environment.",
                });
            } finally {
                if (before !== undefined) process.env["AWS_REGION"] = before;
            }
        });
    });

    describe("answers functions and reads", () => {
        const HEAD_EC2 = `
            const pulumi = require("@pulumi/pulumi");
            const { getVpc, getVpcOutput } = require("@pulumi/aws/ec2/getVpc");
            const { Queue } = require("@pulumi/aws/sqs/queue");
        `;
        const answers: Answers = {
            invokes: [
                {
                    token: "aws:ec2/getVpc:getVpc",
                    args: { id: "vpc-1" },
                    result: { cidrBlock: "10.0.0.0/16" },
                },
            ],
            stackReferences: { "acme/network/prod": { vpc: "vpc-1" } },
            reads: [
                { type: "aws:sqs/queue:Queue", id: "https://orders", state: { name: "orders" } },
            ],
        };

        it("computes what follows from the arguments", async () => {
            const { outputs } = await preview(
                `const { getCallerIdentityOutput } = require("@pulumi/aws/getCallerIdentity");
                 exports.account = getCallerIdentityOutput().accountId;`,
                { account: "123456789012" },
            );
            deepStrictEqual(outputs, { account: "123456789012" });
        });

        it("takes the rest from the answers", async () => {
            const { outputs, notes } = await preview(
                `${HEAD_EC2}
                const network = new pulumi.StackReference("acme/network/prod");
                exports.vpc = network.getOutput("vpc");
                exports.cidr = getVpcOutput({ id: "vpc-1" }).cidrBlock;
                exports.queue = Queue.get("dead", "https://orders").name;
            `,
                { answers },
            );
            deepStrictEqual(outputs, { vpc: "vpc-1", cidr: "10.0.0.0/16", queue: "orders" });
            deepStrictEqual(notes, []);
        });

        it("leaves unknown, and tells, what has no answer", async () => {
            const { outputs, notes } = await preview(`${HEAD_EC2}
                const network = new pulumi.StackReference("acme/network/prod");
                exports.vpc = network.getOutput("vpc");
                exports.cidr = getVpcOutput({ id: "vpc-1" }).cidrBlock;
                exports.plain = getVpc({ id: "vpc-1" }).then(({ arn }) => arn);
                exports.queue = Queue.get("dead", "https://orders").name;
            `);
            deepStrictEqual(outputs, {
                vpc: UNKNOWN,
                cidr: UNKNOWN,
                plain: UNKNOWN,
                queue: UNKNOWN,
            });
            deepStrictEqual(
                notes.map(({ kind, message }) => [kind, message.split(/ is | are /)[0]]).toSorted(),
                [
                    ["unanswered", 'The outputs of stack "acme/network/prod"'],
                    ["unanswered", "The result of aws:ec2/getVpc:getVpc"],
                    ["unanswered", 'aws:sqs/queue:Queue "dead"'],
                ],
            );
        });

        it("leaves unknown what a function of the SDK's root module answers", async () => {
            const { outputs } = await preview(
                `const { getAvailabilityZonesOutput } = require("@pulumi/aws/getAvailabilityZones");
                 exports.names = getAvailabilityZonesOutput().names;`,
            );
            deepStrictEqual(outputs, { names: UNKNOWN });
        });

        it("shows the lines to put into the file when the program cannot go on without an answer", async () => {
            await rejects(
                preview(`${HEAD_EC2}
                    exports.all = getVpc({ id: "vpc-1" }).then((vpc) => vpc.cidrBlock.split("/"));
                `),
                /cidrBlock\.split is not a function[^]*"invokes": \[\s*\{\s*"token": "aws:ec2\/getVpc:getVpc",\s*"args": \{\s*"id": "vpc-1"\s*\}/,
            );
        });

        it("shows them once for a function of which it does not know what it returns", async () => {
            await rejects(
                preview(
                    `require("@pulumi/pulumi").runtime.invokeOutput("acme:index:getX", { a: 1 });`,
                ),
                (error) => {
                    ok(error instanceof PreviewError);
                    strictEqual(error.message.split(`"token": "acme:index:getX"`).length, 2);
                    match(
                        error.message,
                        /The result of acme:index:getX is unknown: it is a function of another package\.\nAdd it to the file passed with --answers:/,
                    );
                    return true;
                },
            );
        });

        it("refuses a text into which the program put an unknown answer", async () => {
            await rejects(
                preview(`${HEAD_EC2}
                    getVpc({ id: "vpc-1" }).then(({ arn }) => new Queue("orders", { name: "orders-" + arn }));
                `),
                /converted the unknown result of a function to a string, in urn:pulumi:dev::test::aws:sqs\/queue:Queue::orders/,
            );
        });
    });

    describe("runs transforms", () => {
        it("changes properties and options, those of the stack last", async () => {
            const result = await preview(`${HEAD}
                pulumi.runtime.registerStackTransform(({ type, props, opts }) =>
                    type === "aws:sqs/queue:Queue"
                        ? { props: { ...props, tags: { team: "orders" } }, opts: { ...opts, protect: true } }
                        : undefined,
                );
                new sqs.Queue("orders", { name: "wrong", tags: { team: "none" } }, {
                    transforms: [({ props, opts }) => ({ props: { ...props, name: "right" }, opts })],
                });
            `);
            const { inputs, protect } = named(result, "orders");
            deepStrictEqual(
                { name: inputs["name"], tags: inputs["tags"], protect },
                { name: "right", tags: { team: "orders" }, protect: true },
            );
        });
    });
});
