import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PreviewError } from "../failure";
import { previewOnEngine } from "./engine";
import { UnfitError } from "./failure";
import { readEngineProject } from "./project";
import type { PreviewOptions, PreviewResult } from "../result";

/**
 * Previews on the engine that the options name. With `auto` a program goes to the `pulumi` CLI, if there is one; a
 * Node.js program that it cannot preview goes to the embedded engine after all, which is told.
 */
export async function onEngine(
    directory: string,
    options: PreviewOptions,
    embedded: () => Promise<PreviewResult>,
): Promise<PreviewResult> {
    const engine = options.engine ?? "embedded";
    if (engine === "embedded") return embedded();
    const cli = findCli();
    if (engine === "pulumi") {
        if (cli === undefined) {
            throw new PreviewError(
                "There is no pulumi CLI on the PATH: https://www.pulumi.com/docs/install/",
            );
        }
        return previewOnEngine(cli, directory, options);
    }
    if (cli === undefined) return embedded();
    try {
        return await previewOnEngine(cli, directory, options);
    } catch (error) {
        if (!(error instanceof UnfitError)) throw error;
        if (readEngineProject(directory).runtime !== "nodejs") throw error;
        const result = await embedded();
        const message = `The embedded engine previewed this program because the pulumi CLI could not. ${error.message}`;
        return { ...result, notes: [{ kind: "engine", message }, ...result.notes] };
    }
}

/** The `pulumi` CLI that the PATH leads to; `undefined` where there is none. */
export function findCli(): string | undefined {
    const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
    return (process.env["PATH"] ?? "")
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => join(folder, name))
        .find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}
