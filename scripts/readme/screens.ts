import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { mendedProgram, readersFiles, withFolder } from "./program";

const COMMAND = join(__dirname, "..", "..", "dist", "preview", "main.js");

/** What the command shows for the README's program with the component. */
export async function cleanScreen(readme: string): Promise<string> {
    return fenced(await screenOf({ ...readersFiles(readme), "index.ts": mendedProgram(readme) }));
}

/** What it shows for the program as it is written first: the worst finding, and the last line. */
export async function rejectedScreen(readme: string): Promise<string> {
    const lines = await screenOf(readersFiles(readme));
    const policies = lines.indexOf("Policies:");
    const shown = lines.slice(policies, lines.indexOf("", policies));
    return fenced([lines[0] ?? "", "…", ...shown, "…", lines.at(-1) ?? ""]);
}

/** The lines of a screen, by the compiled command. Names that the provider makes up differ each time; the mask does not. */
async function screenOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { stdout, stderr } = await withFolder(files, (cwd) => {
        const args = [COMMAND, "preview", "--engine", "embedded"];
        return spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    });
    if (stdout === "") throw new Error(`The README's program has no screen: ${stderr}`);
    return stdout
        .trimEnd()
        .replace(/-[0-9a-f]{7}\b/g, "-1a2b3c4")
        .split("\n");
}

function fenced(lines: readonly string[]): string {
    return ["```text", ...lines, "```"].join("\n");
}
