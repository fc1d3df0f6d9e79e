import { deepStrictEqual, match, ok, rejects } from "node:assert";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { PreviewError } from "../../preview";
import type {
    Finding,
    LogLine,
    PolicyConfig,
    PreviewedResource,
    PreviewOptions,
} from "../../preview";
import { configurationOf } from "../../preview/engine/configuration";
import { startPack } from "../../preview/engine/judge/pack";
import { startJudge, type JudgeOptions } from "../../preview/engine/judge/judging";
import { judgeOtherAccounts } from "../../preview/engine/pulumi/judging";
import { preview } from "./programs/program";

const QUEUE = `
    const pulumi = require("@pulumi/pulumi");
    const sqs = require("@pulumi/aws/sqs");
    new sqs.Queue("orders", { name: "orders", messageRetentionSeconds: 60 });
`;

const RETENTION: Finding = {
    policy: "retention",
    level: "mandatory",
    urn: "urn:pulumi:dev::test::aws:sqs/queue:Queue::orders",
    message: "KOF-042: The queue keeps messages for 60 seconds only.",
    description: "Failed batches must be kept.",
    rule: "KOF-042",
};

/** A pack in a directory of its own, for as long as it is used. */
async function withPack<T>(index: string, use: (directory: string) => Promise<T>): Promise<T> {
    const cache = join(__dirname, "..", "..", "node_modules", ".cache", "engine-tests");
    mkdirSync(cache, { recursive: true });
    const directory = mkdtempSync(join(cache, "pack-"));
    try {
        writeFileSync(join(directory, "PulumiPolicy.yaml"), "runtime: nodejs");
        writeFileSync(
            join(directory, "package.json"),
            `{ "version": "1.0.0", "main": "index.js" }`,
        );
        writeFileSync(join(directory, "index.js"), index);
        return await use(directory);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Waits until a client has configured its pack, and has had the time to hear of it. */
async function connected(): Promise<void> {
    const configure = mock.method(AnalyzerClient.prototype, "configure");
    while (configure.mock.callCount() === 0) await sleep(50);
    await sleep(500);
}

describe("judging a preview", () => {
    it("reports what the pack finds, without the policy's description, with the rule and the resource", async () => {
        const { findings } = await preview(QUEUE);
        deepStrictEqual(findings, [RETENTION]);
    });

    it("finds nothing where there is nothing", async () => {
        const { findings } = await preview(QUEUE.replace("60", "600"));
        deepStrictEqual(findings, []);
    });

    describe("shows the pack what the engine shows it", () => {
        const program = `
            const pulumi = require("@pulumi/pulumi");
            const sqs = require("@pulumi/aws/sqs");
            class Orders extends pulumi.ComponentResource {
                constructor(name) {
                    super("test:index:Orders", name, { size: 3, nothing: undefined });
                    const queue = new sqs.Queue("orders", { name: "orders" }, { parent: this });
                    new sqs.QueuePolicy("policy", { queueUrl: queue.url, policy: pulumi.jsonStringify({ Resource: queue.arn }) }, { parent: this });
                    this.registerOutputs({ url: queue.url });
                }
            }
            new Orders("component");
            sqs.Queue.get("other", "https://other");
        `;
        const STACK = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";
        const COMPONENT = "urn:pulumi:dev::test::test:index:Orders::component";
        const URN = "urn:pulumi:dev::test::test:index:Orders$aws:sqs/queue:Queue::orders";
        const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

        async function shown(
            policy: "inputs" | "stack",
            options: PreviewOptions,
        ): Promise<Map<string, unknown>> {
            const { findings } = await preview(program, {
                ...options,
                policyConfig: { all: "disabled", [policy]: "advisory" },
            });
            return new Map(
                findings.map(({ urn = "", message }): [string, unknown] => [
                    urn,
                    JSON.parse(message),
                ]),
            );
        }

        it("by itself: its inputs after the provider's check, its parent, its provider; a component too", async () => {
            const inputs = await shown("inputs", { outputs: "unknown" });
            deepStrictEqual(inputs.get(COMPONENT), { inputs: { size: 3 }, parent: STACK });
            deepStrictEqual(inputs.get(URN), {
                inputs: {
                    maxMessageSize: 262144,
                    messageRetentionSeconds: 345600,
                    name: "orders",
                    region: "eu-west-1",
                    visibilityTimeoutSeconds: 30,
                },
                parent: COMPONENT,
                provider: { region: "eu-west-1", version: "7.48.0" },
            });
            deepStrictEqual([...inputs.keys()], [COMPONENT, URN]);
        });

        it("within the stack: outputs with unknowns, dependencies and property dependencies, and not what is only read", async () => {
            const stack = await shown("stack", { outputs: "unknown" });
            deepStrictEqual(stack.get(COMPONENT), {
                outputs: { url: UNKNOWN },
                parent: STACK,
                dependencies: [],
                propertyDependencies: {},
            });
            deepStrictEqual(
                stack.get(
                    "urn:pulumi:dev::test::test:index:Orders$aws:sqs/queuePolicy:QueuePolicy::policy",
                ),
                {
                    outputs: {
                        id: UNKNOWN,
                        policy: UNKNOWN,
                        queueUrl: UNKNOWN,
                        region: "eu-west-1",
                    },
                    parent: COMPONENT,
                    dependencies: ["orders"],
                    propertyDependencies: { policy: ["orders"], queueUrl: ["orders"] },
                    provider: "urn:pulumi:dev::test::pulumi:providers:aws::default_7_48_0",
                },
            );
            deepStrictEqual(
                [...stack.keys()].map((urn) => urn.split("::").at(-1)),
                ["test-dev", "component", "default_7_48_0", "orders", "policy"],
            );
        });

        it("values in the place of unknowns where they are predicted", async () => {
            const stack = await shown("stack", { account: "123456789012" });
            deepStrictEqual(stack.get(COMPONENT), {
                outputs: { url: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders" },
                parent: STACK,
                dependencies: [],
                propertyDependencies: {},
            });
        });
    });

    describe("configures the pack", () => {
        const cases: readonly {
            readonly name: string;
            readonly policyConfig: PolicyConfig;
            readonly findings: readonly Finding[];
        }[] = [
            {
                name: "a level for one policy",
                policyConfig: { retention: "advisory" },
                findings: [{ ...RETENTION, level: "advisory" }],
            },
            { name: "a level for all", policyConfig: { all: "disabled" }, findings: [] },
            {
                name: "a level for one against that for all",
                policyConfig: { all: "disabled", retention: "mandatory" },
                findings: [RETENTION],
            },
            {
                name: "a property, with the policy's own level",
                policyConfig: { retention: { seconds: 30 } },
                findings: [],
            },
            {
                name: "a property and a level",
                policyConfig: { retention: { enforcementLevel: "advisory", seconds: 61 } },
                findings: [{ ...RETENTION, level: "advisory" }],
            },
        ];
        for (const { name, policyConfig, findings } of cases) {
            it(name, async () => {
                deepStrictEqual((await preview(QUEUE, { policyConfig })).findings, findings);
            });
        }

        const wrong: readonly {
            readonly name: string;
            readonly policyConfig: PolicyConfig;
            readonly message: string;
        }[] = [
            {
                name: "a policy that the pack does not have, and a property of another type",
                policyConfig: { retenton: "advisory", retention: { seconds: "60" } },
                message:
                    "The policy configuration is invalid:\n  retenton: the pack has no policy of this name\n  retention: seconds must be of the type number",
            },
            {
                name: "a level that is none",
                policyConfig: { retention: "mandatry" },
                message:
                    'The policy configuration is invalid: retention: "mandatry" is not an enforcement level; use one of advisory, mandatory, disabled, remediate.',
            },
        ];
        for (const { name, policyConfig, message } of wrong) {
            it(`refuses ${name}`, async () => {
                await rejects(preview(QUEUE, { policyConfig }), { name: "PreviewError", message });
            });
        }
    });

    describe("knows an account, or says that it does not", () => {
        const program = (trusted: string): string => `
            const sqs = require("@pulumi/aws/sqs");
            new sqs.Queue("orders", { name: "orders", policy: "arn:aws:iam::${trusted}:role/orders" });
        `;
        const urn = "urn:pulumi:dev::test::aws:sqs/queue:Queue::orders";
        const found: Finding = {
            policy: "same-account",
            level: "mandatory",
            urn,
            message: "KOF-050: Account 123456789012 is not the queue's account 210987654321.",
            description: "Roles must be of the queue's account.",
            rule: "KOF-050",
        };

        it("decides where the account is stated", async () => {
            const same = await preview(program("123456789012"), { account: "123456789012" });
            const other = await preview(program("123456789012"), { account: "210987654321" });
            deepStrictEqual([same.findings, other.findings], [[], [found]]);
        });

        it("does not decide what hangs on an account that is not known", async () => {
            const { findings, notes } = await preview(program("123456789012"));
            deepStrictEqual(findings, [
                {
                    policy: "on-failure-unverified",
                    level: "advisory",
                    urn,
                    message: [
                        "KOF-050: This depends on the AWS account, which is unknown.",
                        "  Pass --account, or set the provider's allowedAccountIds.",
                        "  In any other account:",
                        "    Account 123456789012 is not the queue's account 000000000000.",
                        "  In account 123456789012: nothing to report.",
                    ].join("\n"),
                    description: "What could not be decided.",
                    rule: "KOF-050",
                },
            ]);
            deepStrictEqual(
                notes.map(({ kind }) => kind),
                ["account"],
            );
        });

        it("decides what does not hang on it, however many accounts the program names", async () => {
            const { findings } = await preview(
                `${program("000000000000")}
                new sqs.Queue("late", { name: "late", messageRetentionSeconds: 60, tags: { owner: "123456789012" } });`,
            );
            deepStrictEqual(
                findings.map(({ policy, level }) => [policy, level]),
                [["retention", "mandatory"]],
            );
        });
    });

    describe("starts no pack for the seventeenth account that may be the unknown one", () => {
        const COUNTING = `
            require("node:fs").appendFileSync(__dirname + "/starts", "x");
            new (require("@pulumi/policy").PolicyPack)("p", { policies: [] });
        `;
        const queue: PreviewedResource = {
            urn: "urn:pulumi:dev::test::aws:sqs/queue:Queue::orders",
            type: "aws:sqs/queue:Queue",
            name: "orders",
            custom: true,
            external: false,
            inputs: {},
            outputs: {
                arn: "arn:aws:sqs:eu-west-1:000000000000:orders",
                policy: Array.from({ length: 17 }, (_, at) => String(111122223330 + at)),
            },
            dependencies: [],
            propertyDependencies: {},
            protect: false,
        };
        const surroundings = (log: LogLine[]): JudgeOptions => ({
            name: { organization: "organization", project: "test", stack: "dev" },
            preview: true,
            onLog: (line) => log.push(line),
            signal: new AbortController().signal,
        });
        const engines: Readonly<
            Record<string, (packDirectory: string, log: LogLine[]) => Promise<readonly Finding[]>>
        > = {
            "the embedded engine": async (packDirectory, log) => {
                const judge = startJudge({ ...surroundings(log), packDirectory });
                try {
                    return await judge.judge([queue], ["000000000000"]);
                } finally {
                    await judge.stop();
                }
            },
            "the CLI, which judges the first itself": async (pack, log) =>
                judgeOtherAccounts({
                    ...surroundings(log),
                    pack,
                    configuration: configurationOf(new Map()),
                    resources: [queue],
                    placeholders: ["000000000000"],
                    findings: [],
                }),
        };
        for (const [engine, judge] of Object.entries(engines)) {
            it(`on ${engine}`, () =>
                withPack(COUNTING, async (directory) => {
                    const log: LogLine[] = [];
                    const findings = await judge(directory, log);
                    const starts = readFileSync(join(directory, "starts"), "utf8").length;
                    deepStrictEqual(
                        { findings, starts, log },
                        {
                            findings: [],
                            starts: engine.startsWith("the CLI") ? 15 : 16,
                            log: [
                                {
                                    severity: "warning",
                                    text: "The unknown AWS account was not compared with 2 of the accounts that the program names. Pass --account, or set the provider's allowedAccountIds.",
                                },
                            ],
                        },
                    );
                })).timeout(120_000);
        }
    });

    describe("tells what keeps a pack from judging", () => {
        const failing: readonly {
            readonly name: string;
            readonly index: string;
            readonly message: RegExp;
        }[] = [
            {
                name: "an error at its start",
                index: `throw new Error("no such luck")`,
                message: /^The policy pack in .* ended with exit status \d+\.\n[^]*no such luck/,
            },
            {
                name: "an error in a policy",
                index: `
                    const { PolicyPack } = require("@pulumi/policy");
                    new PolicyPack("p", { policies: [{ name: "bad", description: "Bad.", enforcementLevel: "mandatory",
                        validateResource: () => { throw new Error("no such luck"); } }] });
                `,
                message:
                    /^The policy pack failed: Error validating resource with policy 'bad' from policy pack 'p@v1\.0\.0':[^]*no such luck/,
            },
            {
                name: "its end before it listens",
                index: `console.log(1); process.exit(7);`,
                message: /^The policy pack in .* ended with exit status 7\.$/,
            },
            {
                name: "its end in the middle",
                index: `
                    const { PolicyPack } = require("@pulumi/policy");
                    new PolicyPack("p", { policies: [{ name: "bad", description: "Bad.", enforcementLevel: "mandatory",
                        validateStack: () => process.exit(7) }] });
                `,
                message: /^The policy pack in .* ended with exit status 7\./,
            },
        ];
        for (const { name, index, message } of failing) {
            it(name, () =>
                withPack(index, async (packDirectory) => {
                    await rejects(preview(QUEUE, { packDirectory }), (error) => {
                        ok(error instanceof PreviewError);
                        match(error.message, message);
                        return true;
                    });
                }),
            );
        }

        it("an error with a secret in it, which is masked", () =>
            withPack(
                `
                const { PolicyPack } = require("@pulumi/policy");
                new PolicyPack("p", { policies: [{ name: "bad", description: "Bad.", enforcementLevel: "mandatory",
                    validateResource: ({ props }) => { if (props.name) throw new Error("lost " + props.name); } }] });
                `,
                async (packDirectory) => {
                    const program = QUEUE.replace(`"orders", m`, `pulumi.secret("swordfish"), m`);
                    await rejects(preview(program, { packDirectory }), (error) => {
                        ok(error instanceof PreviewError);
                        match(error.message, /lost \[secret\]/);
                        ok(!error.message.includes("swordfish"), error.message);
                        return true;
                    });
                },
            ));

        it("a directory that is none", async () => {
            await rejects(preview(QUEUE, { packDirectory: __dirname }), {
                name: "PreviewError",
                message: `${__dirname} is not a policy pack: it has no PulumiPolicy.yaml.`,
            });
        });
    });

    it("closes the connection to a pack that is not asked, as when the program fails", () =>
        withPack(
            `
            const { PolicyPack } = require("@pulumi/policy");
            new PolicyPack("p", { policies: [] });
            `,
            async (directory) => {
                const close = mock.method(AnalyzerClient.prototype, "close");
                try {
                    const pack = startPack({
                        directory,
                        name: { organization: "acme", project: "test", stack: "dev" },
                        configuration: configurationOf(new Map()),
                        preview: true,
                        policyConfig: {},
                        onLog: () => undefined,
                    });
                    await connected();
                    await pack.stop();
                    await sleep(0);
                    deepStrictEqual(close.mock.callCount(), 1);
                } finally {
                    mock.restoreAll();
                }
            },
        ));

    it("keeps what the pack prints, numbers too, once it has told its port", () =>
        withPack(
            `
            const { PolicyPack } = require("@pulumi/policy");
            new PolicyPack("p", { policies: [{ name: "count", description: "C.", enforcementLevel: "advisory",
                validateStack: ({ resources }) => console.log(resources.length) }] });
            `,
            async (packDirectory) => {
                const { log } = await preview("", { packDirectory });
                deepStrictEqual(log, [{ severity: "info", text: "1" }]);
            },
        ));

    it("gives the pack the stack's names and configuration, as in a preview", () =>
        withPack(
            `
            const { PolicyPack } = require("@pulumi/policy");
            const pulumi = require("@pulumi/pulumi");
            new PolicyPack("p", { policies: [{ name: "surroundings", description: "S.", enforcementLevel: "advisory",
                validateStack: (_, report) => report(JSON.stringify([pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(),
                    pulumi.runtime.isDryRun(), new pulumi.Config("test").get("key"), process.cwd() === __dirname])) }] });
            `,
            async (packDirectory) => {
                const { findings } = await preview(
                    { program: "", stack: "config: { test:key: value }" },
                    { packDirectory, organization: "acme" },
                );
                deepStrictEqual(
                    findings.map(({ message }) => message),
                    ['["acme","test","dev",true,"value",true]'],
                );
            },
        ));
});
