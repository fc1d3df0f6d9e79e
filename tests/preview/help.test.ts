import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { run } from "../../preview/cli";
import type { Terminal } from "../../preview/terminal";

/** Runs the command with nothing to do but to write. */
async function written(args: readonly string[]): Promise<readonly [number, string, string]> {
    let [out, err] = ["", ""];
    const terminal: Terminal = {
        out: (text) => {
            out += text;
        },
        err: (text) => {
            err += text;
        },
        colors: false,
        progress: false,
    };
    return [await run(args, terminal), out, err];
}

describe("the command's help", () => {
    it("shows the defaults that say something, and no others", async () => {
        const [status, help] = await written(["preview", "--help"]);
        strictEqual(status, 0);
        deepStrictEqual(help.replace(/\s+/g, " ").match(/default: [^,)]+/g), [
            'default: "."',
            "default: the project's only stack file",
            "default: Pulumi.<stack>.yaml",
            "default: aws:region",
            'default: "predicted"',
            'default: "auto"',
            "default: this package's own",
        ]);
    });

    const wrong: readonly (readonly [string, readonly string[], string])[] = [
        [
            "a configuration value without a key",
            ["-c", "x"],
            "error: option '-c, --config <key=value>' argument 'x' is invalid. Expected key=value.\n",
        ],
        [
            "an account that is none",
            ["--account", "1"],
            "error: option '--account <id>' argument '1' is invalid. Expected an AWS account ID of twelve digits.\n",
        ],
    ];
    for (const [name, args, message] of wrong) {
        it(`says what is wrong with ${name}`, async () => {
            deepStrictEqual(await written(["preview", ...args]), [2, "", message]);
        });
    }
});
