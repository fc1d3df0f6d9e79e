import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { rulesPage } from "../scripts/readme/rules";

const ROOT = resolve(__dirname, "..");

describe("the reference in docs/", function () {
    this.timeout(300_000);

    it("is what typedoc makes of the sources: else run `npm run docs`", async () => {
        const fresh = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
        try {
            const typedoc = join(ROOT, "node_modules", ".bin", "typedoc");
            execFileSync(typedoc, ["--out", fresh, "--logLevel", "Error"], { cwd: ROOT });
            const { "rules.md": rules, ...reference } = pagesIn(join(ROOT, "docs"));
            assert.deepEqual(reference, await formatted(pagesIn(fresh)));
            assert.equal(rules, await rulesPage());
        } finally {
            rmSync(fresh, { recursive: true, force: true });
        }
    });
});

type Pages = Readonly<Record<string, string>>;

function pagesIn(folder: string): Pages {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted();
    return Object.fromEntries(
        files.map((file) => [relative(folder, file), readFileSync(file, "utf8")]),
    );
}

async function formatted(pages: Pages): Promise<Pages> {
    const options = await resolveConfig(join(ROOT, "package.json"));
    const entries = Object.entries(pages).map(async ([name, text]): Promise<[string, string]> => [
        name,
        await format(text, { ...options, parser: "markdown" }),
    ]);
    return Object.fromEntries(await Promise.all(entries));
}
