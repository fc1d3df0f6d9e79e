import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** Where the program that a reader writes is changed. */
const BY_HAND = "// The mapping, written by hand:\n";

/** The README's fenced blocks of a language. */
export function blocksOf(readme: string, language: string): readonly string[] {
    const fence = `\`\`\`${language}\n`;
    return readme
        .split(fence)
        .slice(1)
        .map((rest) => rest.slice(0, rest.indexOf("```")));
}

/** The one block of a language that begins so. */
export function blockOf(readme: string, language: string, beginning: string): string {
    const found = blocksOf(readme, language).filter((text) => text.startsWith(beginning));
    const [block] = found;
    if (block === undefined || found.length > 1) {
        throw new Error(
            `The README has ${found.length} ${language} blocks that begin with ${beginning}`,
        );
    }
    return block;
}

/** The files that the README lets its reader create, by name. */
export function readersFiles(readme: string): Readonly<Record<string, string>> {
    return {
        "Pulumi.yaml": blockOf(readme, "yaml", "# Pulumi.yaml\nname: payments"),
        "Pulumi.dev.yaml": blockOf(readme, "yaml", "# Pulumi.dev.yaml\n"),
        "index.ts": blockOf(readme, "ts", "// index.ts\n"),
    };
}

/** The reader's `index.ts` after the change that the README asks for. */
export function mendedProgram(readme: string): string {
    const program = blockOf(readme, "ts", "// index.ts\n");
    const at = program.indexOf(BY_HAND);
    if (at < 0) throw new Error(`The README's program does not say ${BY_HAND}`);
    return program.slice(0, at) + blockOf(readme, "ts", "// index.ts, from");
}

/** Does something in a folder with these files, where the package and its peers resolve. */
export async function withFolder<T>(
    files: Readonly<Record<string, string>>,
    work: (folder: string) => T | Promise<T>,
): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-readme-"));
    try {
        const modules = join(folder, "node_modules");
        mkdirSync(modules);
        symlinkSync(ROOT, join(modules, "pulumi-lambda-kafka"), "dir");
        for (const name of ["@pulumi", "typescript"]) {
            symlinkSync(join(ROOT, "node_modules", name), join(modules, name), "dir");
        }
        writeFileSync(join(folder, "package.json"), "{}");
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
        return await work(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
