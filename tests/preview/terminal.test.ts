import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const SCRIPT = `
    const { processTerminal } = require(${JSON.stringify(join(__dirname, "..", "..", "dist", "preview", "terminal.js"))});
    const { colors, progress, columns } = processTerminal();
    console.log(JSON.stringify({ colors, progress, columns }));`;

describe("the terminal of a process that writes into a pipe", () => {
    const table: readonly (readonly [string, NodeJS.ProcessEnv, boolean])[] = [
        ["has no colours", {}, false],
        ["has none in CI either", { CI: "true" }, false],
        ["has colours where they are demanded", { FORCE_COLOR: "1" }, true],
        ["has none where they are forbidden", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ];
    for (const [title, more, colors] of table) {
        it(title, () => {
            const { PATH } = process.env;
            const answer = execFileSync(process.execPath, ["-e", SCRIPT], {
                env: { PATH, TERM: "xterm", ...more },
                encoding: "utf8",
                stdio: ["ignore", "pipe", "pipe"],
            });
            assert.deepEqual(JSON.parse(answer), { colors, progress: false });
        });
    }
});
