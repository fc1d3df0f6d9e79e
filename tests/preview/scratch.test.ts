import { deepStrictEqual, throws } from "node:assert/strict";
import fs, {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { UnfitError } from "../../preview/engine/pulumi/failure";
import { makeScratch } from "../../preview/engine/pulumi/scratch";

const PLUGIN = "resource-aws-v1.0.0";

/** Makes ways to link fail for one test, as on Windows without the privilege or across file systems. */
function withoutLinks(names: readonly ("symlinkSync" | "linkSync")[]): void {
    for (const name of names) {
        mock.method(fs, name, () => {
            throw Object.assign(new Error(`EPERM: ${name}`), { code: "EPERM" });
        });
    }
}

describe("the place of a preview with the pulumi CLI", () => {
    const before = { PULUMI_HOME: process.env["PULUMI_HOME"], TMPDIR: process.env["TMPDIR"] };
    let folder: string;
    let temporary: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "scratch-"));
        temporary = join(folder, "tmp");
        const lib = join(folder, "home", "plugins", PLUGIN, "lib");
        mkdirSync(temporary);
        mkdirSync(lib, { recursive: true });
        writeFileSync(join(lib, "code"), "code");
        writeFileSync(join(lib, "..", "run"), "run");
        Object.assign(process.env, { PULUMI_HOME: join(folder, "home"), TMPDIR: temporary });
    });

    afterEach(() => {
        mock.restoreAll();
        for (const [name, value] of Object.entries(before)) {
            if (value === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = value;
        }
        rmSync(folder, { recursive: true });
    });

    const ways: readonly (readonly [string, readonly ("symlinkSync" | "linkSync")[]])[] = [
        ["with links", []],
        ["with hard links alone", ["symlinkSync"]],
        ["without any links", ["symlinkSync", "linkSync"]],
    ];
    for (const [name, missing] of ways) {
        it(`has the user's plugins, ${name}`, () => {
            withoutLinks(missing);
            const scratch = makeScratch("/nowhere/pulumi", ["aws"]);
            const plugin = join(scratch.folder, "home", "plugins", PLUGIN);
            deepStrictEqual(
                ["run", join("lib", "code")].map((file) =>
                    readFileSync(join(plugin, file), "utf8"),
                ),
                ["run", "code"],
            );
            scratch.dispose();
            deepStrictEqual(readdirSync(temporary), []);
        });
    }

    it("is left to another engine, and removed, when it cannot be made", () => {
        withoutLinks(["symlinkSync", "linkSync"]);
        mock.method(fs, "cpSync", () => {
            throw new Error("no space left");
        });
        throws(
            () => makeScratch("/nowhere/pulumi", ["aws"]),
            new UnfitError("The pulumi CLI cannot be given a place of its own: no space left"),
        );
        deepStrictEqual(readdirSync(temporary), []);
    });
});
