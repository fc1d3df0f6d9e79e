import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(__dirname, "..");

describe("the packed tarball, installed in an empty folder", function () {
    this.timeout(300_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
        // Throws when the tarball is too large, or holds what no user needs.
        execFileSync(process.execPath, [join(ROOT, "scripts", "pack.mjs"), folder]);
        writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
        // Without the peers there is no @pulumi/aws to load: what starts here needs none.
        npm(["install", "--omit=peer", "--no-audit", "--no-fund", "./package.tgz"], folder);
    });

    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    const installed = (path: string) => join(folder, "node_modules", "pulumi-lambda-kafka", path);

    it("starts the compiled pack as the engine starts it, where no @pulumi/aws is installed", async () => {
        assert.equal(existsSync(join(folder, "node_modules", "@pulumi", "aws")), false);
        const runner = createRequire(join(folder, "package.json")).resolve(
            "@pulumi/pulumi/cmd/run-policy-pack",
        );
        const directory = installed("dist/policies");
        const pack = spawn(process.execPath, [runner, "127.0.0.1:0", directory], {
            cwd: directory,
        });
        try {
            assert.match(await firstLine(pack), /^\d+$/);
        } finally {
            pack.kill("SIGKILL");
        }
    });

    it("answers to its name: ./policies, ./testing and ./records without a Pulumi program around them", () => {
        const script = `
            const policies = require("pulumi-lambda-kafka/policies");
            const testing = require("pulumi-lambda-kafka/testing");
            const records = require("pulumi-lambda-kafka/records");
            console.log(typeof policies.policies, typeof testing.previewProgram, typeof records.parseFailureRecord);`;
        const answer = execFileSync(process.execPath, ["-e", script], {
            cwd: folder,
            encoding: "utf8",
        });
        assert.equal(answer.trim(), "function function function");
    });

    it("answers to ES modules by the same names", () => {
        const script = `
            import { policies } from "pulumi-lambda-kafka/policies";
            import { previewProgram } from "pulumi-lambda-kafka/testing";
            import { parseFailureRecord } from "pulumi-lambda-kafka/records";
            console.log(typeof policies, typeof previewProgram, typeof parseFailureRecord);`;
        const answer = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
            cwd: folder,
            encoding: "utf8",
        });
        assert.equal(answer.trim(), "function function function");
    });

    it("carries the version of the package in the pack's own manifest", () => {
        const versionOf = (path: string) =>
            /"version": "[^"]+"/.exec(readFileSync(path, "utf8"))?.[0];
        assert.match(versionOf(installed("package.json")) ?? "", /\d+\.\d+\.\d+/);
        assert.equal(
            versionOf(installed("dist/policies/package.json")),
            versionOf(installed("package.json")),
        );
    });
});

function npm(args: readonly string[], cwd: string): string {
    return execFileSync("npm", args, {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
    });
}

async function firstLine(process: ChildProcess): Promise<string> {
    assert.ok(process.stdout);
    for await (const line of createInterface({ input: process.stdout })) return line;
    return "";
}
