import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "../../preview/engine/pulumi/command";
import type { CommandEnd } from "../../preview/engine/pulumi/command";

function shell(script: string, signal = new AbortController().signal): Promise<CommandEnd> {
    return runCommand("/bin/sh", ["-c", script], {
        directory: __dirname,
        environment: process.env,
        signal,
    });
}

async function ends(pid: number): Promise<boolean> {
    for (let wait = 0; wait < 50; wait += 1) {
        try {
            process.kill(pid, 0);
        } catch {
            return true;
        }
        await sleep(100);
    }
    return false;
}

describe("a command", () => {
    it("ends with its status and what it wrote", async () => {
        deepStrictEqual(await shell("echo out; echo err >&2; exit 3"), {
            status: 3,
            stdout: "out\n",
            stderr: "err\n",
        });
    });

    for (const [name, streams] of [
        ["that holds its output open", ""],
        ["that writes elsewhere", "> /dev/null 2>&1 < /dev/null"],
    ] as const) {
        it(`leaves no plugin behind ${name}`, async () => {
            const { status, stdout } = await shell(`sleep 300 ${streams} & echo $!`);
            strictEqual(status, 0);
            strictEqual(await ends(Number(stdout)), true);
        });
    }

    it("is not started for somebody who gave up before", async () => {
        await rejects(async () => shell("exit 0", AbortSignal.abort(new Error("given up"))), {
            message: "given up",
        });
    });
});
