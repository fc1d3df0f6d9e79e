import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, nodeOf, ROOT, type Folder, type Setting } from "./folder";

const NEWEST = { "@pulumi/aws": "^7", "@pulumi/pulumi": "latest", typescript: "6" };

/** What users have; `@pulumi/policy` has one version that is high enough. */
const ROWS: readonly (Setting & { readonly versions: Readonly<Record<string, RegExp>> })[] = [
    {
        node: "20",
        manager: "npm",
        packages: { "@pulumi/aws": "7.16.0", "@pulumi/pulumi": "3.204.0", typescript: "5" },
        versions: { "@pulumi/aws": /^7\.16\.0$/, "@pulumi/pulumi": /^3\.204\.0$/ },
    },
    // The newest SDK that is made for Node 20.
    {
        node: "20",
        manager: "npm",
        packages: { ...NEWEST, "@pulumi/pulumi": "3.248.0" },
        versions: { "@pulumi/aws": /^7\.(?!16\.)/, "@pulumi/pulumi": /^3\.248\.0$/ },
    },
    {
        node: "22",
        manager: "npm",
        packages: NEWEST,
        versions: { "@pulumi/aws": /^7\.(?!16\.)/, "@pulumi/pulumi": /^3\.(?!204|248)/ },
    },
    {
        node: "24",
        manager: "npm",
        packages: NEWEST,
        versions: { "@pulumi/aws": /^7\.(?!16\.)/, "@pulumi/pulumi": /^3\.(?!204|248)/ },
    },
    {
        node: "20",
        manager: "pnpm@10",
        packages: { "@pulumi/aws": "7.16.0", "@pulumi/pulumi": "3.204.0", typescript: "5" },
        versions: { "@pulumi/aws": /^7\.16\.0$/, "@pulumi/pulumi": /^3\.204\.0$/ },
    },
    {
        node: "24",
        manager: "pnpm@12",
        packages: NEWEST,
        versions: { "@pulumi/aws": /^7\.(?!16\.)/, "@pulumi/pulumi": /^3\.(?!204|248)/ },
    },
];

const COMMAND = "pulumi-lambda-kafka";
const PASSED = "3 mappings: 3 passed, 0 findings (0 mandatory), 0 undecided";
const REJECTED = { status: 1, rules: ["KOF-010", "KOF-013", "KOF-030"] };
const ANSWER = "KafkaEventSource orders true invalid\n0 36\n";
const TSC = ["--strict", "--skipLibCheck", "--outDir", "compiled", "--target", "es2022"];
const CONSUMERS = [
    {
        name: "CommonJS and for ES modules",
        files: ["common.c", "module.m"],
        options: ["--module", "nodenext"],
    },
    {
        name: "bundlers",
        files: ["module.m"],
        options: ["--module", "esnext", "--moduleResolution", "bundler"],
    },
] as const;

describe("the tarball, as users install it", () => {
    let cache: string;

    before(() => {
        cache = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
        execFileSync(process.execPath, [join(ROOT, "scripts", "pack.mjs"), cache]);
    });

    after(() => {
        rmSync(cache, { recursive: true, force: true });
    });

    for (const row of ROWS) {
        const { node, manager, packages, versions } = row;
        const sdk = Object.entries(packages).map(([name, version]) => `${name}@${version}`);

        describe(`${manager}, Node ${node}, ${sdk.join(", ")}`, () => {
            let folder: Folder;
            let remove: () => void = () => undefined;

            before(() => {
                const setting = { ...row, node: nodeOf(node, cache) };
                folder = install(join(cache, "package.tgz"), setting);
                remove = () => {
                    folder.remove();
                };
            });

            after(() => {
                remove();
            });

            it("is what it says", () => {
                for (const [name, version] of Object.entries(versions)) {
                    assert.match(folder.versionOf(name), version);
                }
            });

            it("passes the component's mappings", () => {
                const { status, stdout, stderr } = folder.run(COMMAND, "preview", "orders");
                assert.deepEqual(
                    { status, stderr, last: lastLine(stdout) },
                    { status: 0, stderr: "", last: PASSED },
                );
            });

            it("rejects mappings that would lose a batch", () => {
                const { status, stdout } = folder.run(COMMAND, "preview", "broken", "--json");
                assert.deepEqual({ status, rules: mandatoryRules(stdout) }, REJECTED);
            });

            for (const { name, files, options } of CONSUMERS) {
                it(`compiles and runs for ${name}`, () => {
                    const sources = files.map((file) => `consumer/${file}ts`);
                    const compiled = folder.run("tsc", ...TSC, ...options, ...sources);
                    assert.deepEqual(compiled, { status: 0, stdout: "", stderr: "" });
                    for (const file of files) {
                        const ran = folder.run("node", `compiled/${file}js`);
                        assert.deepEqual(ran, { status: 0, stdout: ANSWER, stderr: "" });
                    }
                });
            }
        });
    }
});

function lastLine(text: string): string {
    return text.trimEnd().split("\n").at(-1) ?? "";
}

function mandatoryRules(json: string): readonly string[] {
    const document: unknown = JSON.parse(json);
    assert.ok(typeof document === "object" && document !== null && "findings" in document);
    assert.ok(Array.isArray(document.findings));
    return document.findings
        .filter(({ level }) => level === "mandatory")
        .map(({ rule }) => String(rule))
        .toSorted();
}
