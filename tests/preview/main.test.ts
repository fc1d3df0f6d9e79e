import { deepStrictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const MAIN = join(__dirname, "..", "..", "preview", "main.ts");

describe("the command as a process", () => {
    const cases = [
        { what: "output", args: ["--help"], stream: "stdout", status: 0 },
        { what: "errors", args: ["--nothing"], stream: "stderr", status: 2 },
    ] as const;
    for (const { what, args, stream, status } of cases) {
        it(`ends with its own status when nobody reads its ${what}`, async () => {
            const child = spawn(process.execPath, ["--require", "tsx/cjs", MAIN, ...args]);
            child[stream].destroy();
            deepStrictEqual(await once(child, "exit"), [status, null]);
        });
    }
});
