import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseWire } from "../../preview/engine/providerWire";
import { listOf, objectOf, stringOf } from "../../preview/engine/realEvents";
import type { WireObject } from "../../preview/model";
import { runCommand } from "./command";
import { unpackPackage } from "./packed";
import { readSchema, SCHEMA_FILE } from "./schema";
import { linkPackages, makeWorkspace, PACKAGE, type Workspace } from "./workspace";

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

describe("The package for other languages", function () {
    this.timeout(300_000);
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

    it("serves a Python program with every component, and its pack judges that and a mapping by hand", async function () {
        const python = findPython();
        if (python === undefined) {
            if (process.env["PULUMI_ENGINE_REQUIRED"] === "1") {
                throw new Error("There is no Python environment: `npm run engine` makes one.");
            }
            this.skip();
        }
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

function findPython(): string | undefined {
    const script = path.join(__dirname, "python", "venv.mjs");
    const { status, stdout } = spawnSync(process.execPath, [script, "--find"], {
        encoding: "utf8",
    });
    return status === 0 ? stdout.trim() : undefined;
}
