import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { publicNames } from "../scripts/publicNames";

const FROZEN: unknown = JSON.parse(readFileSync(join(__dirname, "publicNames.json"), "utf8"));

describe("what users can name", function () {
    this.timeout(120_000);

    it("is what tests/publicNames.json says: a change of it is a change of the version", () => {
        assert.deepEqual(publicNames(), FROZEN);
    });

    it("is what the build exports, too", () => {
        const built = createRequire(__filename);
        for (const [entry, names] of Object.entries(publicNames())) {
            const exported: unknown = built(entry);
            assert.ok(typeof exported === "object" && exported !== null);
            const values = Object.entries(names)
                .filter(([, said]) => said.some((text) => /^(value|new) /.test(text)))
                .map(([name]) => name);
            assert.deepEqual(Object.keys(exported).toSorted(), values.toSorted(), entry);
        }
    });
});
