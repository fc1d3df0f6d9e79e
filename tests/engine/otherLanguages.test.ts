import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseWire } from "../../preview/engine/grpc";
import { listOf, objectOf, stringOf } from "../../preview/values";
import type { WireObject } from "../../preview/model";
import { runCommand, type Ended } from "./command";
import { unpackPackage } from "./packed";
import { makeProject } from "./project";
import { readSchema, SCHEMA_FILE } from "./schema";
import { findTool, PYTHON, PYTHON_SDK, type Tool } from "./tools";
import { linkPackages, makeWorkspace, PACKAGE, REPOSITORY, type Workspace } from "./workspace";

/** What the Python program prints of one step. */
interface Step {
    readonly failed: boolean;
    readonly policies: readonly Finding[];
    readonly kinds: readonly string[];
    readonly errors: readonly string[];
    readonly outputs: WireObject;
}

interface Finding {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
    readonly message: string;
}

describe("The package for other languages", () => {
    let workspace: Workspace;

    before(() => {
        workspace = makeWorkspace();
    });

    after(() => {
        workspace.dispose();
    });

    it("has the schema for other languages that is committed; `npm run schema` writes it", async () => {
        const schema: unknown = JSON.parse(await readSchema(workspace));
        deepStrictEqual(JSON.parse(readFileSync(SCHEMA_FILE, "utf8")), schema);
    });

    it("is added to a Python project as the README says, and its program there is decided, made and destroyed", async function () {
        required(this, PYTHON);
        required(this, PYTHON_SDK);
        const project = await makeProject(workspace, {
            name: "added",
            runtime: "python",
            program: README_PROGRAM,
            config: {
                "aws:region": "eu-west-1",
                "aws:allowedAccountIds": JSON.stringify(["111122223333"]),
            },
        });
        const published = unpackPackage(path.join(project.folder, "node_modules"));
        const add = README_COMMAND.split(" ").slice(1);
        const added = await project.pulumi(...add);
        strictEqual(added.status, 0, added.stderr);
        match(
            readFileSync(path.join(project.folder, "Pulumi.yaml"), "utf8"),
            /^packages:\n {2}pulumi-lambda-kafka: \.\/node_modules\/pulumi-lambda-kafka$/m,
        );

        const pack = path.join(published, "dist", "policies");
        for (const run of [
            await project.preview({ policyPacks: [pack] }),
            await project.up({ policyPacks: [pack], args: [] }),
        ]) {
            deepStrictEqual(
                { status: run.status, policies: run.policies, diagnostics: run.diagnostics },
                { status: 0, policies: [], diagnostics: [] },
            );
        }
        deepStrictEqual(Object.keys((await project.up()).changes), ["same"]);
        match(
            stringOf((await project.outputs(false))["failures"]),
            /^arn:aws:sqs:eu-west-1:111122223333:orders-on-failure-[0-9a-f]{7}$/,
        );
        deepStrictEqual((await project.destroy()).changes, { delete: 10 });

        const decided = await command(project.folder);
        deepStrictEqual(decided, {
            status: 0,
            says: "1 mapping: 1 passed, 0 findings (0 mandatory), 0 undecided",
        });
        // The role of somebody else, as far as the component knows: nobody lets it write to the queue.
        project.rewrite(README_PROGRAM.replace("role=role,\n", "role_arn=role.arn,\n"));
        const rejected = await preview(project.folder);
        strictEqual(rejected.status, 1);
        match(rejected.stdout, /KOF-010: Role "orders[^"]*" is not allowed sqs:SendMessage on/);
        project.rewrite("import no_such_module");
        const { status, stderr } = await preview(project.folder);
        strictEqual(status, 2);
        match(stderr, /ModuleNotFoundError: No module named 'no_such_module'/);
    });

    /** `pulumi-lambda-kafka preview`, on the engine that it chooses by itself: its exit status and last line. */
    async function command(folder: string): Promise<object> {
        const { status, stdout } = await preview(folder);
        return { status, says: stdout.trimEnd().split("\n").at(-1) };
    }

    function preview(folder: string): Promise<Ended> {
        const main = path.join(PACKAGE, "dist", "preview", "main.js");
        return runCommand(process.execPath, [main, "preview", folder], {
            cwd: workspace.folder,
            env: workspace.env,
            timeout: 240_000,
        });
    }

    it("serves a Python program with every component, and its pack judges that and a mapping by hand", async function () {
        const python = required(this, PYTHON);
        const workDir = path.join(workspace.folder, "python");
        mkdirSync(workDir);
        linkPackages(workDir);
        const published = unpackPackage(path.join(workDir, "node_modules"));
        writeFileSync(
            path.join(workDir, "Pulumi.yaml"),
            `name: python\nruntime: python\nplugins:\n  providers:\n    - name: pulumi-lambda-kafka\n      path: ${published}\n`,
        );
        const request = {
            workDir,
            policyPack: path.join(PACKAGE, "dist", "policies"),
            steps: [
                { command: "preview", granted: false },
                { command: "preview", granted: true },
                { command: "up", granted: true },
                { command: "up", granted: true },
                { command: "destroy", granted: true },
            ],
        };
        const { status, stdout, stderr } = await runCommand(
            python,
            [path.join(__dirname, "python", "main.py"), JSON.stringify(request)],
            { cwd: workDir, env: workspace.env, timeout: 240_000 },
        );
        strictEqual(status, 0, stderr);
        const [refused, previewed, made, remade, gone] = stepsIn(stdout);
        ok(refused && previewed && made && remade && gone);

        deepStrictEqual(
            { failed: refused.failed, mandatory: mandatory(refused) },
            {
                failed: true,
                mandatory: ["on-failure-role payments KOF-010"],
            },
        );
        deepStrictEqual(clean(previewed), CLEAN);
        deepStrictEqual(clean(made), CLEAN);
        strictEqual(made.outputs["group"], "python-dev-orders");
        match(
            stringOf(made.outputs["destination"]),
            /^arn:aws:sqs:eu-west-1:123456789012:payments-[0-9a-f]{7}$/,
        );
        deepStrictEqual({ ...clean(remade), kinds: remade.kinds }, { ...CLEAN, kinds: ["same"] });
        deepStrictEqual(
            { failed: gone.failed, kinds: gone.kinds },
            { failed: false, kinds: ["delete"] },
        );
    });
});

const README = readFileSync(path.join(REPOSITORY, "README.md"), "utf8");

/** The README's program in Python, and the command before it that makes the SDK. */
const README_PROGRAM = /^```python\n(# __main__\.py\n[^]*?)^```$/m.exec(README)?.[1] ?? "";
const README_COMMAND = /^pulumi package add .*$/m.exec(README)?.[0] ?? "";

/** Where the tool lies; skips the test where it is not, unless the suite is required. */
function required(test: Mocha.Context, tool: Tool): string {
    const file = findTool(tool);
    if (file !== undefined) {
        return file;
    }
    if (process.env["PULUMI_ENGINE_REQUIRED"] === "1") {
        throw new Error(`\`npm run engine\` makes what is missing: tests/engine/${tool}`);
    }
    return test.skip();
}

const CLEAN = { failed: false, policies: [], errors: [] };

function clean({ failed, policies, errors }: Step): object {
    return { failed, policies, errors };
}

function mandatory({ policies }: Step): readonly string[] {
    return policies
        .filter(({ level }) => level === "mandatory")
        .map(
            ({ policy, resource, message }) =>
                `${policy} ${resource} ${/KOF-\d+/.exec(message)?.[0] ?? ""}`,
        );
}

/** The program prints one line of JSON, last. */
function stepsIn(stdout: string): readonly Step[] {
    const steps = parseWire(stdout.trim().split("\n").at(-1) ?? "[]");
    return listOf(steps)
        .map(objectOf)
        .map((step) => ({
            failed: step["failed"] === true,
            policies: listOf(step["policies"])
                .map(objectOf)
                .map((finding) => ({
                    policy: stringOf(finding["policy"]),
                    level: stringOf(finding["level"]),
                    resource: stringOf(finding["resource"]),
                    message: stringOf(finding["message"]),
                })),
            kinds: Object.keys(objectOf(step["changes"])),
            errors: listOf(step["errors"]).map(stringOf),
            outputs: objectOf(step["outputs"]),
        }));
}
