import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeWorkspace } from "./engine/workspace";

const ROOT = path.resolve(__dirname, "..");
const BUILD = path.join(ROOT, "tests", "engine", "cli", "build.mjs");
const MOCHA = path.join(ROOT, "node_modules", "mocha", "bin", "mocha.js");

describe("the suite on the real engine, on a machine that brings nothing for it", function () {
    this.timeout(120_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "pulumi-lambda-kafka-"));
        for (const name of ["bin", "cache"]) mkdirSync(path.join(folder, name));
    });

    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("is skipped, which it says with how to get it", () => {
        const { status, stdout } = node([MOCHA, "--config", "tests/engine/mocharc.json"]);
        strictEqual(status, 0);
        match(stdout, /^The engine suite is skipped\.$/m);
        match(stdout, /^`npm run engine` builds one where Go is installed; /m);
        match(stdout, /^0 passed, 0 failed, \d+ skipped$/m);
    });

    it("fails where it is required, as in CI", () => {
        const args = [MOCHA, "--config", "tests/engine/mocharc.json"];
        const { status, stdout, stderr } = node(args, { PULUMI_ENGINE_REQUIRED: "1" });
        strictEqual(status === 0, false);
        match(stdout + stderr, /The engine suite needs a pulumi CLI: there is none on the PATH/);
    });

    it("is named at the end of `npm test` as what was not run", () => {
        const spec = "tests/onFailure/arn.test.ts";
        const { status, stdout } = node([MOCHA, "--grep", "no test has this name", spec]);
        strictEqual(status, 0);
        match(stdout, /^The engine suite was skipped: .* `npm run test:engine` runs it\.$/m);
    });

    it("gets its CLI from the PATH, else from the cache, else there is word of what to install", () => {
        const none = node([BUILD]);
        deepStrictEqual({ status: none.status, stdout: none.stdout }, { status: 1, stdout: "" });
        match(none.stderr, /^There is no pulumi, and no Go to build one\.$/m);
        match(none.stderr, /pulumi\.com\/docs\/install/);

        const key = `${version()}-${process.platform}-${process.arch}`;
        const cache = path.join(folder, "cache", "pulumi-lambda-kafka", "engine", key);
        const cached = executable(cache, "pulumi");
        deepStrictEqual(answer([BUILD, "--find"]), { status: 0, stdout: `${cached}\n` });
        const onPath = executable(path.join(folder, "bin"), "pulumi");
        deepStrictEqual(answer([BUILD, "--find"]), { status: 0, stdout: `${onPath}\n` });
    });

    it("stands in for a language host only where the CLI has none beside it", () => {
        const official = path.join(folder, "official");
        const cli = executable(official, "pulumi");
        executable(official, "pulumi-language-nodejs");
        const workspace = makeWorkspace(cli);
        try {
            deepStrictEqual(readdirSync(path.join(workspace.folder, "bin")).toSorted(), [
                "pulumi-language-python",
                "pulumi-resource-aws",
            ]);
        } finally {
            workspace.dispose();
        }
    });

    /** Node with nothing on the PATH but itself and what a test puts there, and an empty cache. */
    function node(
        args: readonly string[],
        env: NodeJS.ProcessEnv = {},
    ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
        return spawnSync(process.execPath, args, {
            cwd: ROOT,
            encoding: "utf8",
            env: {
                PATH: path.join(folder, "bin"),
                HOME: folder,
                XDG_CACHE_HOME: path.join(folder, "cache"),
                NO_COLOR: "1",
                ...env,
            },
        });
    }

    function answer(args: readonly string[]): object {
        const { status, stdout } = node(args);
        return { status, stdout };
    }
});

function executable(folder: string, name: string): string {
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, name);
    writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
    return file;
}

/** The version of the CLI that go.mod pins. */
function version(): string {
    const script = `import("${path.join(ROOT, "tests/engine/cli/go.mjs")}").then(({ VERSION }) => console.log(VERSION))`;
    return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout.trim();
}
