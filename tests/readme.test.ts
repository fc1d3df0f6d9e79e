import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import ts from "typescript";
import { readAnswers } from "../preview/files";
import { withBlocks } from "../scripts/readme/blocks";

const ROOT = resolve(__dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The commands of the README: how each is tried, or why it cannot be. */
const COMMANDS: Readonly<Record<string, Trial>> = {
    "npm ci && npm run preview": {
        // `npm ci` would take the packages away from under this test; CI runs the whole line on a clean clone.
        kind: "run",
        command: "npm run preview --silent --ignore-scripts",
        in: "repository",
        status: 0,
        says: "3 mappings: 3 allowed, 0 findings (0 mandatory), 0 undecided",
    },
    "npm ci && npm test": { kind: "not run", because: "it is what runs this test" },
    "node dist/preview/main.js preview examples/broken": {
        kind: "run",
        command: "node dist/preview/main.js preview examples/broken",
        in: "repository",
        status: 1,
        says: "3 mappings: 0 allowed, 11 findings (4 mandatory), 0 undecided",
    },
    "npm install pulumi-lambda-kafka @pulumi/aws @pulumi/pulumi typescript@6": {
        kind: "run",
        command: "npm ls --depth 0 --parseable | grep -c node_modules/",
        in: "project",
        status: 0,
        says: "4",
    },
    "pulumi package add pulumi-lambda-kafka": {
        kind: "not run",
        because: "it needs the pulumi CLI, which npm does not bring; tests/engine runs it",
    },
    "pulumi preview --policy-pack node_modules/pulumi-lambda-kafka/dist/policies": {
        // Without the pulumi CLI, by what starts packs as it does.
        kind: "run",
        command:
            "npx pulumi-lambda-kafka preview --policy-pack node_modules/pulumi-lambda-kafka/dist/policies",
        in: "project",
        status: 1,
        says: "1 mapping: 0 allowed, 4 findings (1 mandatory), 0 undecided",
    },
    "npx pulumi-lambda-kafka preview": {
        kind: "run",
        command: "npx pulumi-lambda-kafka preview",
        in: "project",
        status: 1,
        says: "1 mapping: 0 allowed, 4 findings (1 mandatory), 0 undecided",
    },
    "pulumi stack export | npx pulumi-lambda-kafka check /dev/stdin": {
        kind: "run",
        command: "cat state.json | npx pulumi-lambda-kafka check /dev/stdin",
        in: "project",
        status: 0,
        says: "0 mappings: 0 allowed, 0 findings (0 mandatory), 0 undecided",
    },
};

type Trial =
    | { readonly kind: "not run"; readonly because: string }
    | {
          readonly kind: "run";
          readonly command: string;
          readonly in: "repository" | "project";
          readonly status: number;
          /** The last line. */
          readonly says: string;
      };

/** A state without resources, as `pulumi stack export` writes it. */
const STATE = {
    version: 3,
    deployment: {
        manifest: { time: "2026-01-14T03:12:06Z", magic: "", version: "v3.259.0" },
        resources: [
            {
                urn: "urn:pulumi:dev::payments::pulumi:pulumi:Stack::payments-dev",
                custom: false,
                type: "pulumi:pulumi:Stack",
            },
        ],
    },
};

describe("the README", function () {
    this.timeout(300_000);

    it("holds the tables and screens that the code makes of itself: else run `npm run docs`", async () => {
        assert.equal(await withBlocks(README), README);
    });

    it("shows screens that fit 100 columns", () => {
        const wide = blocks("text").flatMap((block) =>
            block.split("\n").filter((line) => line.length > 100),
        );
        assert.deepEqual(wide, []);
    });

    it("has code that compiles", () => {
        const wrong = 'import { kafkaEventSource } from "pulumi-lambda-kafka";';
        assert.deepEqual(complaintsOf([...blocks("ts"), wrong]), [
            `readme-${joined(blocks("ts")).length + 1}.mts: '"pulumi-lambda-kafka"' has no exported member named ` +
                "'kafkaEventSource'. Did you mean 'KafkaEventSource'?",
        ]);
    });

    it("has an answers file that the command reads", async () => {
        const folder = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
        const file = join(folder, "answers.yaml");
        try {
            writeFileSync(file, block("yaml", "invokes:"));
            assert.deepEqual(await readAnswers(file), {
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
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("names no command that is neither tried nor excused here", () => {
        const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));
        assert.deepEqual([...new Set(commands)].toSorted(), Object.keys(COMMANDS).toSorted());
    });

    describe("followed in an empty folder", () => {
        let project: string;

        before(() => {
            project = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
            mkdirSync(join(project, "pack"));
            sh(ROOT, `node scripts/pack.mjs "${project}"`);
            const [install = ""] = block("sh", "npm install").split("\n");
            sh(project, install.replace("pulumi-lambda-kafka", "./package.tgz"));
            for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) {
                writeFileSync(join(project, file), block("yaml", `# ${file}\n`));
            }
            writeFileSync(join(project, "index.ts"), block("ts", "// index.ts\n"));
            writeFileSync(join(project, "state.json"), JSON.stringify(STATE));
            writeFileSync(join(project, "policy-config.json"), block("json", "{"));
            writeFileSync(join(project, "pack", "PulumiPolicy.yaml"), "runtime: nodejs\n");
            writeFileSync(join(project, "pack", "package.json"), '{ "version": "1.0.0" }');
            writeFileSync(
                join(project, "pack", "index.ts"),
                block("ts", 'import { PolicyPack } from "@pulumi/policy";'),
            );
        });

        after(() => {
            rmSync(project, { recursive: true, force: true });
        });

        for (const [written, trial] of Object.entries(COMMANDS)) {
            if (trial.kind === "not run") continue;
            it(`\`${written}\` does what it says`, () => {
                const cwd = { repository: ROOT, project }[trial.in];
                const { status, stdout, stderr } = sh(cwd, trial.command);
                assert.deepEqual(
                    { status, says: lastLine(stdout), stderr },
                    { status: trial.status, says: trial.says, stderr: "" },
                );
            });
        }

        it("the organisation's own pack of three lines rejects the same program", () => {
            const { status, stdout } = sh(
                project,
                "npx pulumi-lambda-kafka preview --policy-pack pack",
            );
            assert.deepEqual(
                { status, says: lastLine(stdout) },
                { status: 1, says: "1 mapping: 0 allowed, 4 findings (1 mandatory), 0 undecided" },
            );
        });

        it("the policy configuration is one that the pack takes", () => {
            const { status, stdout, stderr } = sh(
                project,
                "npx pulumi-lambda-kafka preview --policy-config policy-config.json",
            );
            assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
            assert.match(stdout, /the exemption of "legacy-mapping" matches no finding/);
        });

        it("the two lines more let the program pass", () => {
            const program = join(project, "index.ts");
            writeFileSync(
                program,
                readFileSync(program, "utf8") + block("ts", "// index.ts, continued\n"),
            );
            const { status, stdout } = sh(project, "npx pulumi-lambda-kafka preview");
            assert.deepEqual(
                { status, says: lastLine(stdout) },
                { status: 0, says: "1 mapping: 1 allowed, 4 findings (0 mandatory), 0 undecided" },
            );
        });
    });
});

/** The fenced blocks of a language. */
function blocks(language: string): readonly string[] {
    const fence = `\`\`\`${language}\n`;
    return README.split(fence)
        .slice(1)
        .map((rest) => rest.slice(0, rest.indexOf("```")));
}

/** The one block that begins so. */
function block(language: string, beginning: string): string {
    const found = blocks(language).filter((text) => text.startsWith(beginning));
    assert.equal(found.length, 1, `one ${language} block begins with ${beginning}`);
    return found[0] ?? "";
}

/** What the compiler says to pieces of code, each a module of its own in the package's folder, where its name leads to it. */
function complaintsOf(codes: readonly string[]): readonly string[] {
    const options = ts.getParsedCommandLineOfConfigFile(
        join(ROOT, "tsconfig.json"),
        { noEmit: true, noUnusedLocals: false },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
    )?.options;
    assert.ok(options);
    const codeByFile = new Map(
        joined(codes).map((code, i) => [join(ROOT, `readme-${i + 1}.mts`), code]),
    );
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

/** What continues a file belongs to the block before it. */
function joined(codes: readonly string[]): readonly string[] {
    return codes.reduce<readonly string[]>(
        (done, code) =>
            code.startsWith("// index.ts, continued")
                ? [...done.slice(0, -1), `${done.at(-1) ?? ""}${code}`]
                : [...done, code],
        [],
    );
}

function sh(
    cwd: string,
    command: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
        cwd,
        encoding: "utf8",
        env: {
            ...process.env,
            // The settings of the npm that runs this test are not those of a user.
            npm_config_loglevel: "error",
            PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
        },
    });
    return { status, stdout, stderr };
}

function lastLine(text: string): string {
    return text.trimEnd().split("\n").at(-1) ?? "";
}
