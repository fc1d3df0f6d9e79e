import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../preview/cli";
import { PreviewError } from "../../preview/engine/failure";
import { readAnswers, readDocument, readPolicyConfig } from "../../preview/files";

describe("files that the command reads", () => {
    let folder: string;
    let file: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "files-"));
        file = join(folder, "file");
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    const documents: readonly (readonly [string, string, unknown])[] = [
        ["JSON", `{ "a": [1, "b"] }`, { a: [1, "b"] }],
        ["YAML", "a:\n  - 1\n  - b\n", { a: [1, "b"] }],
        ["nothing", "", null],
    ];
    for (const [name, text, document] of documents) {
        it(`may hold ${name}`, async () => {
            writeFileSync(file, text);
            deepStrictEqual(await readDocument(file, "answers file"), document);
        });
    }

    it("are refused when they hold neither", async () => {
        writeFileSync(file, "a: [");
        await rejects(
            readDocument(file, "answers file"),
            /^PreviewError: The answers file .*file is neither JSON nor YAML: /,
        );
    });

    const foreign: readonly (readonly [string, string])[] = [
        ["an infinite number", ".inf"],
        ["an infinite number of JSON's syntax", "1e999"],
        ["no number", ".nan"],
        ["binary data", "!!binary aGVsbG8="],
        ["a set", "!!set { a }"],
        ["what contains itself", "&self [*self]"],
        ["what is nested without end", `${"[".repeat(300)}${"]".repeat(300)}`],
    ];
    for (const [name, value] of foreign) {
        it(`are refused when they hold ${name}, which JSON cannot`, async () => {
            writeFileSync(file, `invokes:\n  - token: t\n    result: { size: ${value} }\n`);
            const nested = name.startsWith("what ");
            await rejects(readAnswers(file), (error) => {
                ok(error instanceof PreviewError);
                strictEqual(
                    error.message.replace(/size(\[0\])+/, "size[0]"),
                    `In the answers file ${file}: invokes[0].result.size${nested ? "[0]" : ""} is nothing that JSON can hold, as .inf, !!binary and what contains itself are not.`,
                );
                return true;
            });
        });
    }

    it("are refused when they hold such a value for a policy, too", async () => {
        writeFileSync(file, "retention: { seconds: .inf }\n");
        await rejects(readPolicyConfig(file), {
            name: "PreviewError",
            message: `In the policy configuration ${file}: retention.seconds is nothing that JSON can hold, as .inf, !!binary and what contains itself are not.`,
        });
    });

    it("hold the same answers as JSON and as YAML", async () => {
        const answers = {
            invokes: [{ token: "t", result: { a: [1, null, true, "b"] } }],
            stackReferences: {},
            reads: [],
        };
        writeFileSync(file, "invokes:\n  - token: t\n    result: { a: [1, null, true, b] }\n");
        deepStrictEqual(await readAnswers(file), answers);
        writeFileSync(file, JSON.stringify(answers));
        deepStrictEqual(await readAnswers(file), answers);
    });

    it("are read as JSON where they are JSON, of which the YAML parser cannot read all", async () => {
        const levels = 20_000;
        writeFileSync(file, `${"[".repeat(levels)}${"]".repeat(levels)}`);
        let written = "";
        const status = await run(["check", file], {
            out: () => undefined,
            err: (text) => {
                written += text;
            },
            colors: false,
            progress: false,
        });
        strictEqual(status, 2);
        strictEqual(
            written,
            "error: The state is not what `pulumi stack export` writes: it is nested deeper than 256 levels.\n",
        );
    });
});
