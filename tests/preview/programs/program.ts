import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram } from "../../../preview";
import type { PreviewOptions, PreviewResult, PreviewedResource } from "../../../preview";

/** Tells what it is shown; see its index.js. */
export const PACK = join(__dirname, "pack");

const PROJECT = "{ name: test, runtime: { name: nodejs, options: { typescript: false } } }";

export interface Files {
    /** `index.js`: the program. */
    readonly program: string;
    readonly project?: string;
    /** `Pulumi.dev.yaml` */
    readonly stack?: string;
}

/** Lays a program into a directory from which it finds this repository's node_modules, for as long as it is used. */
export async function withProgram<T>(
    files: Files | string,
    use: (directory: string) => Promise<T>,
): Promise<T> {
    const {
        program,
        project = PROJECT,
        stack,
    } = typeof files === "string" ? { program: files } : files;
    const cache = join(__dirname, "..", "..", "..", "node_modules", ".cache", "engine-tests");
    mkdirSync(cache, { recursive: true });
    const directory = mkdtempSync(join(cache, "program-"));
    try {
        writeFileSync(join(directory, "Pulumi.yaml"), project);
        writeFileSync(join(directory, "package.json"), "{}");
        writeFileSync(join(directory, "index.js"), program);
        if (stack !== undefined) writeFileSync(join(directory, "Pulumi.dev.yaml"), stack);
        return await use(directory);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Previews a program with the pack that tells what it is shown, in a Region unless the options say another. */
export function preview(
    files: Files | string,
    options: PreviewOptions = {},
): Promise<PreviewResult> {
    return withProgram(files, (directory) =>
        previewProgram(directory, {
            stack: "dev",
            region: "eu-west-1",
            packDirectory: PACK,
            ...options,
        }),
    );
}

/** The resource of a name; fails when there is none. */
export function named(result: PreviewResult, name: string): PreviewedResource {
    const resource = result.resources.find((one) => one.name === name);
    if (resource === undefined) throw new Error(`no resource ${name}`);
    return resource;
}
