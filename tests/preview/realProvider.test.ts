import { deepStrictEqual, notStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { readTold } from "../../preview/engine/pulumi/providerSettings";
import type { ProviderSettings } from "../../preview/engine/pulumi/providerSettings";
import { realProvider } from "../../preview/engine/provider/standIn";

/** Makes a function of the file system fail for one test. */
function failing(name: "copyFileSync" | "linkSync", code: string): void {
    mock.method(fs, name, () => {
        throw Object.assign(new Error(code), { code });
    });
}

describe("the provider on the real engine", () => {
    let settings: ProviderSettings;

    beforeEach(() => {
        const folder = mkdtempSync(join(tmpdir(), "provider-"));
        const [claims, tellTo] = [join(folder, "claims"), join(folder, "told")];
        mkdirSync(claims);
        settings = { outputs: "predicted", region: "eu-west-1", answers: {}, claims, tellTo };
    });

    afterEach(() => {
        mock.restoreAll();
        rmSync(join(settings.claims, ".."), { recursive: true });
    });

    const token = "aws:kms/getCipherText:getCipherText";
    const call = { token, args: { keyId: "k1", plaintext: "swordfish" }, preview: true };
    const shown = { token, args: { keyId: "k1", plaintext: "[secret]" }, result: {} };

    it("does not tell arguments that are secret by their names", async () => {
        const provider = realProvider({ ...settings, account: "123456789012" });
        await provider.configure({ name: "default", configuration: {} });
        const message = [
            `The result of ${token} is unknown: getCipherText looks up what exists in AWS; provide those of its results that the program reads.`,
            "Add it to the file passed with --answers:",
            JSON.stringify({ invokes: [shown] }, undefined, 2),
        ].join("\n");
        throws(() => provider.invoke(call), { message });
        deepStrictEqual(readTold(settings.tellTo), [{ kind: "unanswered", message }]);
    });

    it("predicts another account for a program's own provider, be it called default_backup", async () => {
        const provider = realProvider({ ...settings, account: "123456789012" });
        const configuration = { profile: "backup" };
        await provider.configure({ name: "default_backup", configuration });
        deepStrictEqual(
            readTold(settings.tellTo).map((told) => told.kind === "placeholder" && told.explicit),
            [true],
        );
    });

    const accounts = async (): Promise<readonly unknown[]> => {
        for (const profile of ["a", "b", "a"]) {
            const name = `of-${profile}`;
            await realProvider(settings).configure({ name, configuration: { profile } });
        }
        return readTold(settings.tellTo).map((told) => told.kind === "placeholder" && told.account);
    };

    for (const code of [undefined, "EPERM"]) {
        it(`agrees with others on accounts, ${code === undefined ? "with" : "without"} hard links`, async () => {
            if (code !== undefined) failing("linkSync", code);
            const [one, other, again] = await accounts();
            notStrictEqual(one, other);
            strictEqual(one, again);
        });
    }

    it("fails where it can agree with nobody", async () => {
        failing("linkSync", "EPERM");
        failing("copyFileSync", "ENOSPC");
        await rejects(accounts(), { code: "ENOSPC" });
        deepStrictEqual(readdirSync(settings.claims), []);
    });

    it("takes what it told of a call for an answer to it", async () => {
        const invokes = [{ ...shown, result: { arn: "a" } }];
        const stated = { ...settings, account: "123456789012", answers: { invokes } };
        const provider = realProvider(stated);
        await provider.configure({ name: "default", configuration: {} });
        deepStrictEqual(provider.invoke(call), { value: { arn: "a" }, failures: [] });
    });
});
