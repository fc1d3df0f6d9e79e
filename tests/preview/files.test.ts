import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../preview/cli";
import { readDocument } from "../../preview/files";

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
