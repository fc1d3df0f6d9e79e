import { spawnSync } from "node:child_process";
import path from "node:path";

let found: { readonly cli: string | undefined } | undefined;

/** The path of the `pulumi` CLI, on the PATH or in the cache; `undefined` where there is none. Builds nothing. */
export function findCli(): string | undefined {
    found ??= { cli: lookUp() };
    return found.cli;
}

function lookUp(): string | undefined {
    const script = path.join(__dirname, "cli", "build.mjs");
    const { status, stdout } = spawnSync(process.execPath, [script, "--find"], {
        encoding: "utf8",
    });
    return status === 0 ? stdout.trim() : undefined;
}
