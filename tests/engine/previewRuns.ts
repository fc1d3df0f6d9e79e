import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { runCommand, type Ended } from "./command";
import { PACKAGE, type Workspace } from "./workspace";

/** The command's entry point. */
export const MAIN = path.join(PACKAGE, "dist", "preview", "main.js");

/** Runs `pulumi-lambda-kafka preview` with these arguments, in the workspace's environment and what is said beside. */
export function runPreview(
    workspace: Workspace,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
    return runCommand(process.execPath, [MAIN, "preview", ...args], {
        cwd: workspace.folder,
        env: { ...workspace.env, ...env },
        timeout: 240_000,
    });
}

/** Every file below a folder with a digest of its bytes, links as what they point to. */
export function digests(folder: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
        readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
            const file = path.join(folder, entry.name);
            if (entry.isSymbolicLink()) return [[file, readlinkSync(file)]];
            if (entry.isDirectory()) return [[file, "folder"], ...Object.entries(digests(file))];
            return [[file, createHash("sha256").update(readFileSync(file)).digest("hex")]];
        }),
    );
}
