import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { parse } from "yaml";
import { previewProgram } from "../preview";
import { readAnswers } from "../preview/files";
import { withBlocks } from "../scripts/readme/blocks";
import {
    blockOf,
    blocksOf,
    mendedProgram,
    readersFiles,
    withFolder,
} from "../scripts/readme/program";
import { add } from "./compat/folder";
import { sqsEvent } from "./records/events";
import { changed, queueRecord, sample } from "./records/samples";

const ROOT = resolve(__dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** What can stand in a fence, and what becomes of it here. */
const LANGUAGES: Readonly<Record<string, string>> = {
    sh: "every line is tried, or excused, in COMMANDS",
    ts: "compiled; programs are previewed too, and functions are called",
    yaml: "Pulumi's files are previewed, the answers file is read, the YAML program is held to the schema",
    json: "the policy configuration is given to the pack, the manifest is that of the pack that is run",
    python: "held to the schema; tests/engine generates the SDK and runs it",
    text: "what the command shows, generated",
    mermaid: "drawn by GitHub alone",
};

const INSTALL = "npm install pulumi-lambda-kafka @pulumi/aws @pulumi/pulumi typescript@6";
const PNPM =
    "pnpm add --allow-build=protobufjs pulumi-lambda-kafka @pulumi/aws @pulumi/pulumi typescript@6";
const INSTALL_POLICY = "(cd policy && npm install pulumi-lambda-kafka @pulumi/policy typescript@6)";

const REJECTED = "1 mapping: 0 passed, 4 findings (1 mandatory), 0 undecided";
const CLEAN = "1 mapping: 1 passed, 0 findings (0 mandatory), 0 undecided";

/** The commands of the README: how each is tried, or why it cannot be. */
const COMMANDS: Readonly<Record<string, Trial>> = {
    [INSTALL]: { kind: "run before" },
    "npx pulumi-lambda-kafka preview": {
        kind: "run",
        in: "project",
        status: 1,
        says: REJECTED,
    },
    "npm ci && npm run preview": {
        // `npm ci` would take the packages away from under this test; CI runs the whole line on a clean clone.
        kind: "run",
        command: "npm run preview --silent --ignore-scripts",
        in: "repository",
        status: 0,
        says: "3 mappings: 3 passed, 0 findings (0 mandatory), 0 undecided",
    },
    "npm ci && npm test": { kind: "not run", because: "it is what runs this test" },
    [PNPM]: {
        kind: "not run",
        because: "tests/compat runs it, for pnpm is fetched; a test below holds it to that",
    },
    "pulumi package add ./node_modules/pulumi-lambda-kafka": {
        kind: "not run",
        because:
            "it needs the pulumi CLI, which npm does not bring; tests/engine runs it in a Python project",
    },
    "pulumi preview --policy-pack node_modules/pulumi-lambda-kafka/dist/policies": {
        // Without the pulumi CLI, by what starts packs as it does; tests/engine has the CLI do it.
        kind: "run",
        command:
            "npx pulumi-lambda-kafka preview --policy-pack node_modules/pulumi-lambda-kafka/dist/policies",
        in: "project",
        status: 1,
        says: REJECTED,
    },
    [INSTALL_POLICY]: { kind: "run before" },
    "pulumi preview --policy-pack policy": {
        kind: "run",
        command: "npx pulumi-lambda-kafka preview --policy-pack policy",
        in: "project",
        status: 1,
        says: REJECTED,
    },
    "pulumi stack export --file state.json": {
        kind: "not run",
        because: "it needs the pulumi CLI and a deployed stack; what it would write stands in",
    },
    "npx pulumi-lambda-kafka check state.json": {
        kind: "run",
        in: "project",
        status: 1,
        says: REJECTED,
    },
    // Its last line is a duration.
    "node --test": { kind: "run after" },
};

type Trial =
    | { readonly kind: "not run"; readonly because: string }
    /** In making the project, or in mending it. */
    | { readonly kind: "run before" | "run after" }
    | {
          readonly kind: "run";
          /** What is run in its place. @default the command itself */
          readonly command?: string;
          readonly in: "repository" | "project";
          readonly status: number;
          /** The last line. */
          readonly says: string;
      };

describe("the README", function () {
    this.timeout(300_000);

    it("holds the tables and screens that the code makes of itself: else run `npm run docs`", async () => {
        assert.equal(await withBlocks(README), README);
    });

    it("shows screens that fit 100 columns", () => {
        const wide = blocksOf(README, "text").flatMap((block) =>
            block.split("\n").filter((line) => line.length > 100),
        );
        assert.deepEqual(wide, []);
    });

    it("begins with a finding that the command shows further down", () => {
        const [first = "", rejected = ""] = blocksOf(README, "text");
        const lines = first.trim().split("\n");
        assert.equal(lines.length, 2);
        for (const line of lines) assert.ok(rejected.includes(`${line.trim()}\n`), line);
    });

    it("has no block that nothing here looks at", () => {
        const fences = README.split("\n").filter((line) => line.trimStart().startsWith("```"));
        const opening = fences.filter((_, i) => i % 2 === 0).map((line) => line.slice(3));
        assert.ok(opening.length > 20);
        assert.deepEqual([...new Set(opening)].toSorted(), Object.keys(LANGUAGES).toSorted());
        assert.deepEqual(
            blocksOf(README, "yaml").map((block) => block.split("\n").slice(0, 2).join(" ")),
            [
                "# Pulumi.yaml name: payments",
                "# Pulumi.dev.yaml config:",
                "# Pulumi.yaml name: orders",
                "# policy/PulumiPolicy.yaml runtime: nodejs",
                "# answers.yaml invokes:",
            ],
        );
        assert.equal(blocksOf(README, "json").length, 2);
        assert.equal(blocksOf(README, "python").length, 1);
        assert.ok(blockOf(README, "mermaid", "flowchart LR\n").includes("destination"));
    });

    it("names no command that is neither tried nor excused here", () => {
        const commands = blocksOf(README, "sh").flatMap((block) => block.trim().split("\n"));
        assert.deepEqual([...new Set(commands)].toSorted(), Object.keys(COMMANDS).toSorted());
        const excused = Object.values(COMMANDS).filter(({ kind }) => kind === "not run");
        assert.equal(excused.length, 4);
    });

    it("has pnpm install as the compatibility suite does", () => {
        const [, , ...packages] = INSTALL.split(" ");
        const [, [, , ...args]] = add("pnpm@10", packages);
        assert.equal(["pnpm", ...args].join(" "), PNPM);
    });

    it("states the versions that the compatibility suite installs and the package asks for", () => {
        const matrix = README.slice(README.indexOf("| Node.js | Package manager"));
        const suite = readFileSync(join(ROOT, "tests", "compat", "compat.test.ts"), "utf8");
        const manifest = readFileSync(join(ROOT, "package.json"), "utf8");
        const pinned = [...suite.matchAll(/"@pulumi\/\w+": "([\d.]+)"|"pnpm@(\d+)"/g)];
        assert.ok(pinned.length > 5);
        for (const [, version, pnpm] of pinned) {
            assert.ok(matrix.includes(version ?? `pnpm ${pnpm ?? ""}`), version ?? pnpm);
        }
        for (const [, node = ""] of suite.matchAll(/node: "(\d+)"/g)) {
            assert.ok(matrix.includes(`\n| ${node} `), node);
        }
        for (const lowest of ['"@pulumi/aws": ">=7.16.0 <8"', '"@pulumi/pulumi": "^3.204.0"']) {
            assert.ok(manifest.includes(lowest), lowest);
        }
    });

    it("links to files that are there", () => {
        const links = [...README.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, to = ""]) => to);
        assert.ok(links.length > 5);
        for (const link of links) assert.ok(existsSync(join(ROOT, link)), link);
    });
});

describe("the code in the README", function () {
    this.timeout(300_000);

    it("compiles", () => {
        const wrong = 'import { kafkaEventSource } from "pulumi-lambda-kafka";';
        const codes = [...programs(), wrong];
        assert.deepEqual(complaintsOf(codes), [
            `readme-${codes.length}.mts: '"pulumi-lambda-kafka"' has no exported member named ` +
                "'kafkaEventSource'. Did you mean 'KafkaEventSource'?",
        ]);
    });

    const previewed = blocksOf(README, "ts").filter(
        (code) => code.includes('"@pulumi/aws"') && !code.startsWith("// index.ts"),
    );

    it("has three pieces of programs", () => {
        assert.equal(previewed.length, 3);
    });

    for (const code of previewed) {
        const title = /new (?:aws\.\w+\.)?(\w+)\("?/.exec(code)?.[1] ?? "";
        it(`is judged without a mandatory finding: ${title}`, async () => {
            const files = { ...readersFiles(README), "index.ts": withDeclared(code) };
            const { findings, resources } = await withFolder(files, async (folder) =>
                previewProgram(folder),
            );
            assert.ok(resources.some(({ type }) => type.includes(title)));
            assert.deepEqual(
                findings.filter(({ level }) => level === "mandatory"),
                [],
            );
        });
    }

    it("reads a queue's messages: tells the lost offsets, keeps what it cannot read", async () => {
        const handler = load(blockOf(README, "ts", "// fromQueue.ts\n"), "handler");
        const [good] = sqsEvent(queueRecord({ "orders-eu-3": ["1042", "1043"] })).Records;
        const bad = { ...good, messageId: "2", body: "no failure record" };
        const { answer, logged } = await logging(() => handler({ Records: [good, bad] }));
        assert.deepEqual(logged, ["orders-eu, partition 3: read 1042 to 1043 again"]);
        assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: "2" }] });
    });

    it("shows the records in a bucket's object", async () => {
        const show = load(blockOf(README, "ts", "// fromBucket.ts\n"), "show");
        const record = queueRecord({ "mytopic-0": ["15", "15"] });
        const object = changed(record, ["payload"], sample("awsSelfManagedEvent"));
        const { logged } = await logging(() => show(object));
        assert.deepEqual(logged, ["mytopic 0 15 Hello, this is a test."]);
    });

    it("has an answers file that the command reads", async () => {
        const answers = await withFolder(
            { "answers.yaml": blockOf(README, "yaml", "# answers.yaml\n") },
            async (folder) => readAnswers(join(folder, "answers.yaml")),
        );
        assert.deepEqual(answers, {
            invokes: [{ token: "aws:ec2/getVpc:getVpc", result: { id: "vpc-0abc1234" } }],
            stackReferences: {
                "organization/network/prod": { brokers: "b-1.kafka.example.com:9092" },
            },
            reads: [
                {
                    type: "aws:iam/role:Role",
                    id: "orders",
                    state: { name: "orders", arn: "arn:aws:iam::111122223333:role/orders" },
                },
            ],
        });
    });

    it("has a YAML program that the schema of the package allows", () => {
        const program: unknown = parse(blockOf(README, "yaml", "# Pulumi.yaml\nname: orders"));
        const { type, properties } = objectAt(program, "resources", "orders");
        assert.equal(type, "pulumi-lambda-kafka:KafkaEventSource");
        assert.deepEqual(unlikeSchema(objectAt({ properties }, "properties")), []);
        assert.deepEqual(unlikeSchema({ ...objectAt({ properties }, "properties"), topics: [] }), [
            "topics",
        ]);
    });

    it("has a Python program whose names the schema of the package has", () => {
        const [code = ""] = blocksOf(README, "python");
        const call = code.slice(code.indexOf("KafkaEventSource("));
        const named = [...call.matchAll(/^ {4}(\w+)=/gm)].map(([, name = ""]) => camel(name));
        const nested = [...call.matchAll(/"(\w+)":/g)].map(([, name = ""]) => camel(name));
        const value = Object.fromEntries(named.map((name) => [name, undefined]));
        assert.ok(named.length > 5 && nested.length > 3);
        assert.deepEqual(unlikeSchema(value), []);
        const known = Object.values(SCHEMA.types).flatMap(({ properties = {} }) =>
            Object.keys(properties),
        );
        assert.deepEqual(
            nested.filter((name) => !known.includes(name)),
            [],
        );
    });
});

describe("the README, followed in an empty folder", function () {
    this.timeout(300_000);
    let project: string;

    before(() => {
        project = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
        succeed(ROOT, `node scripts/pack.mjs "${project}"`);
        succeed(project, INSTALL.replace("pulumi-lambda-kafka", "./package.tgz"));
        write(readersFiles(README));
        mkdirSync(join(project, "policy"));
        write({
            "policy/package.json": blockOf(README, "json", '{ "name"'),
            "policy/PulumiPolicy.yaml": blockOf(README, "yaml", "# policy/PulumiPolicy.yaml\n"),
            "policy/index.ts": blockOf(README, "ts", "// policy/index.ts\n"),
            "policy-config.json": blockOf(README, "json", "{\n"),
            "infrastructure.test.mjs": blockOf(README, "ts", "// infrastructure.test.mjs\n"),
            "state.json": stateOf(sh(project, "npx pulumi-lambda-kafka preview --json").stdout),
        });
        succeed(project, INSTALL_POLICY.replace("pulumi-lambda-kafka", "../package.tgz"));
    });

    after(() => {
        rmSync(project, { recursive: true, force: true });
    });

    const write = (files: Readonly<Record<string, string>>) => {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    };

    for (const [written, trial] of Object.entries(COMMANDS)) {
        if (trial.kind !== "run") continue;
        it(`\`${written}\` does what it says`, () => {
            const cwd = { repository: ROOT, project }[trial.in];
            const { status, stdout, stderr } = sh(cwd, trial.command ?? written);
            assert.deepEqual(
                { status, says: lastLine(stdout), stderr },
                { status: trial.status, says: trial.says, stderr: "" },
            );
        });
    }

    it("the policy configuration is one that the pack takes", () => {
        const { status, stdout, stderr } = sh(
            project,
            "npx pulumi-lambda-kafka preview --policy-config policy-config.json",
        );
        assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
        assert.match(stdout, /the exemption of "legacy-mapping" matches no finding/);
    });

    it("the document of --json has the fields that are promised", () => {
        const { status, stdout } = sh(project, "npx pulumi-lambda-kafka preview --json");
        const document: unknown = JSON.parse(stdout);
        assert.ok(typeof document === "object" && document !== null && "summary" in document);
        assert.equal(status, 1);
        const fields = ["project", "stack", "resources", "findings", "notes", "summary"];
        assert.deepEqual(Object.keys(document), fields);
        assert.deepEqual(document.summary, {
            mappings: 1,
            passed: 0,
            findings: 4,
            mandatory: 1,
            undecided: 0,
        });
        for (const field of [...fields, ...Object.keys(document.summary)]) {
            assert.ok(README.includes(`\`${field}\``), field);
        }
    });

    it("what cannot be run ends with status 2 and the reason on the standard error", () => {
        const { status, stdout, stderr } = sh(project, "npx pulumi-lambda-kafka preview nowhere");
        assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
        assert.match(stderr, /^error: There is no Pulumi\.yaml in .*nowhere\.\n$/);
    });

    it("`node --test` fails while the mapping is written by hand", () => {
        const { status, stdout } = sh(project, "node --test");
        assert.equal(status, 1);
        assert.match(stdout, /KOF-010/);
    });

    describe("with the component in the place of the mapping", () => {
        before(() => {
            write({ "index.ts": mendedProgram(README) });
        });

        it("passes", () => {
            const { status, stdout, stderr } = sh(project, "npx pulumi-lambda-kafka preview");
            assert.deepEqual(
                { status, says: lastLine(stdout), stderr },
                { status: 0, says: CLEAN, stderr: "" },
            );
        });

        it("passes `node --test`", () => {
            const { status, stdout } = sh(project, "node --test");
            assert.equal(status, 0, stdout);
            assert.match(stdout, /^# pass 1$/m);
        });
    });
});

/** The pieces of code, what continues a file joined to its beginning. */
function programs(): readonly string[] {
    const [continued, others] = [true, false].map((wanted) =>
        blocksOf(README, "ts").filter((code) => code.startsWith("// index.ts, from") === wanted),
    );
    assert.equal(continued?.length, 1);
    return [...(others ?? []), mendedProgram(README)];
}

/** What the README's pieces of programs take for given, by its type. */
const GIVEN: Readonly<Record<string, string>> = {
    "aws.iam.Role": `new aws.iam.Role("given", {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
    })`,
    "aws.sqs.Queue": 'new aws.sqs.Queue("given")',
    "aws.lambda.Function":
        'new aws.lambda.Function("given", { role: "arn:aws:iam::111122223333:role/given" })',
    "aws.lambda.EventSourceMappingArgs": `{
        functionName: new aws.lambda.Function("given", { role: role.arn }).name,
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-1.kafka.example.com:9096" } },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        destinationConfig: { onFailure: { destinationArn: queue.arn } },
    }`,
    KafkaEventSource: `new (require("pulumi-lambda-kafka").KafkaEventSource)("given", {
        functionName: orders.name,
        roleArn: "arn:aws:iam::111122223333:role/given",
        bootstrapServers: ["b-1.kafka.example.com:9096"],
        topic: "orders",
        authentication: {
            type: "SASL_SCRAM_512_AUTH",
            secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-a1b2c3",
        },
        onFailure: { sqs: { create: {} } },
    })`,
};

function withDeclared(code: string): string {
    return code.replace(/^declare const (\w+): ([\w.]+);$/gm, (_, name: string, type: string) => {
        const given = GIVEN[type];
        assert.ok(given, `something of the type ${type} can be given`);
        return `const ${name} = ${given};`;
    });
}

/** What a module of the README's exports under a name, run as Node.js would run it in this repository. */
function load(code: string, name: string): (argument: unknown) => unknown {
    const { outputText } = ts.transpileModule(code, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    const exports: Record<string, unknown> = {};
    const module: unknown = runInThisContext(`(function (exports, require) {${outputText}
})`);
    assert.ok(typeof module === "function");
    Reflect.apply(module, undefined, [exports, createRequire(__filename)]);
    const exported = exports[name];
    assert.ok(typeof exported === "function", name);
    return (argument) => {
        const answer: unknown = Reflect.apply(exported, undefined, [argument]);
        return answer;
    };
}

async function logging(work: () => unknown): Promise<{ answer: unknown; logged: string[] }> {
    const logged: string[] = [];
    const { log } = console;
    console.log = (...words: unknown[]) => logged.push(words.join(" "));
    try {
        return { answer: await work(), logged };
    } finally {
        console.log = log;
    }
}

interface Schema {
    readonly types: Readonly<Record<string, Shape>>;
    readonly resources: Readonly<Record<string, Shape>>;
}

interface Shape {
    readonly properties?: Readonly<Record<string, Property>>;
    readonly inputProperties?: Readonly<Record<string, Property>>;
    readonly required?: readonly string[];
    readonly requiredInputs?: readonly string[];
}

interface Property {
    readonly $ref?: string;
}

const SCHEMA = schemaIn(readFileSync(join(ROOT, "components", "schema.generated.json"), "utf8"));

function schemaIn(json: string): Schema {
    const value: unknown = JSON.parse(json);
    assert.ok(isSchema(value));
    return value;
}

function isSchema(value: unknown): value is Schema {
    return typeof value === "object" && value !== null && "types" in value && "resources" in value;
}

/** The paths at which arguments of a `KafkaEventSource` are not what the schema says: too many, or missing. */
function unlikeSchema(args: Readonly<Record<string, unknown>>): readonly string[] {
    const shape = SCHEMA.resources["pulumi-lambda-kafka:index:KafkaEventSource"];
    return unlike(args, shape?.inputProperties ?? {}, shape?.requiredInputs ?? [], "");
}

function unlike(
    value: Readonly<Record<string, unknown>>,
    properties: Readonly<Record<string, Property>>,
    required: readonly string[],
    path: string,
): readonly string[] {
    const missing = required.filter((name) => !(name in value)).map((name) => `${path}${name}`);
    const strange = Object.entries(value).flatMap(([name, inner]) => {
        const property = properties[name];
        if (property === undefined) return [`${path}${name}`];
        const shape = SCHEMA.types[property.$ref?.replace("#/types/", "") ?? ""];
        if (shape?.properties === undefined || typeof inner !== "object" || inner === null)
            return [];
        return unlike({ ...inner }, shape.properties, shape.required ?? [], `${path}${name}.`);
    });
    return [...missing, ...strange];
}

function objectAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
    const found = path.reduce<unknown>(
        (inner, name) =>
            typeof inner === "object" && inner !== null
                ? Object.entries(inner).find(([key]) => key === name)?.[1]
                : undefined,
        value,
    );
    assert.ok(typeof found === "object" && found !== null, path.join("."));
    return { ...found };
}

function camel(name: string): string {
    return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What `pulumi stack export` would write, had the previewed program been deployed. */
function stateOf(json: string): string {
    const document: unknown = JSON.parse(json);
    assert.ok(isPreview(document));
    return JSON.stringify({
        version: 3,
        deployment: {
            manifest: { time: "2026-01-14T03:12:06Z", magic: "", version: "v3.259.0" },
            resources: document.resources.map(({ name, ...resource }) => ({
                ...resource,
                // Providers and components have none.
                ...(resource["custom"] === true ? { id: resource["id"] ?? String(name) } : {}),
                ...(typeof resource["provider"] === "string"
                    ? { provider: `${resource["provider"]}::0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0` }
                    : {}),
            })),
        },
    });
}

function isPreview(
    value: unknown,
): value is { readonly resources: readonly Readonly<Record<string, unknown>>[] } {
    return typeof value === "object" && value !== null && "resources" in value;
}

/** What the compiler says to pieces of code, each a module of its own in the package's folder, where its name leads to it. */
function complaintsOf(codes: readonly string[]): readonly string[] {
    const options = ts.getParsedCommandLineOfConfigFile(
        join(ROOT, "tsconfig.json"),
        { noEmit: true, noUnusedLocals: false },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
    )?.options;
    assert.ok(options);
    const codeByFile = new Map(codes.map((code, i) => [join(ROOT, `readme-${i + 1}.mts`), code]));
    const host = ts.createCompilerHost(options);
    host.fileExists = (path) => codeByFile.has(path) || ts.sys.fileExists(path);
    host.readFile = (path) => codeByFile.get(path) ?? ts.sys.readFile(path);
    host.getSourceFile = (path, version) => {
        const text = host.readFile(path);
        return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    };
    const program = ts.createProgram([...codeByFile.keys()], options, host);
    return ts
        .getPreEmitDiagnostics(program)
        .map(({ file, messageText }) =>
            [
                basename(file?.fileName ?? ""),
                ts.flattenDiagnosticMessageText(messageText, "\n"),
            ].join(": "),
        );
}

interface Ran {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

function sh(cwd: string, command: string): Ran {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
        cwd,
        encoding: "utf8",
        env: {
            ...process.env,
            // The settings of the npm that runs this test are not those of a user.
            npm_config_loglevel: "error",
            // Nor is that a test runs.
            NODE_TEST_CONTEXT: undefined,
            PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
        },
    });
    return { status, stdout, stderr };
}

function succeed(cwd: string, command: string): void {
    const { status, stdout, stderr } = sh(cwd, command);
    assert.equal(status, 0, `${command}\n${stdout}\n${stderr}`);
}

function lastLine(text: string): string {
    return text.trimEnd().split("\n").at(-1) ?? "";
}
