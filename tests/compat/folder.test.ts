import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { install } from "./folder";

describe("a folder in which a user installs", () => {
    const before = process.env["TMPDIR"];
    const place = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));

    after(() => {
        if (before === undefined) delete process.env["TMPDIR"];
        else process.env["TMPDIR"] = before;
        rmSync(place, { recursive: true, force: true });
    });

    it("is gone, and says why, where the tarball does not install", () => {
        const temporary = join(place, "temporary");
        mkdirSync(temporary);
        process.env["TMPDIR"] = temporary;
        assert.throws(
            () =>
                install(join(place, "missing.tgz"), {
                    node: dirname(process.execPath),
                    manager: "npm",
                    packages: {},
                }),
            /missing\.tgz/,
        );
        assert.deepEqual(readdirSync(temporary), []);
    });
});
