import { spawnSync } from "node:child_process";
import path from "node:path";

/** Something that the suite needs and the repository does not bring, by the script that finds or makes it. */
export type Tool = "cli/build.mjs" | "cli/pythonSdk.mjs" | "python/venv.mjs";

/** The `pulumi` CLI, on the PATH or in the cache. */
export const CLI: Tool = "cli/build.mjs";
/** The interpreter of an environment with Pulumi's Python SDKs. */
export const PYTHON: Tool = "python/venv.mjs";
/** The generator of Python SDKs. */
export const PYTHON_SDK: Tool = "cli/pythonSdk.mjs";

const found = new Map<Tool, string | undefined>();

/** Where the tool lies; `undefined` where it is not. Makes nothing: that is what `npm run engine` is for. */
export function findTool(tool: Tool): string | undefined {
    if (!found.has(tool)) {
        const args = [path.join(__dirname, tool), "--find"];
        const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
        found.set(tool, status === 0 ? stdout.trim() : undefined);
    }
    return found.get(tool);
}

/** The same of a tool without which there is no going on. */
export function toolAt(tool: Tool): string {
    const file = findTool(tool);
    if (file === undefined) {
        throw new Error(`\`npm run engine\` makes what is missing: tests/engine/${tool}`);
    }
    return file;
}
