import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const COMMAND = join(ROOT, "dist", "preview", "main.js");

/** What the command shows for the example that loses nothing. */
export function cleanScreen(): string {
    return fenced(screenOf("orders"));
}

/** What it shows for the one that would: the first finding, and the last line. */
export function rejectedScreen(): string {
    const lines = screenOf("broken");
    const policies = lines.indexOf("Policies:");
    const shown = lines.slice(policies, lines.indexOf("", policies));
    return fenced([lines[0] ?? "", "…", ...shown, "…", lines.at(-1) ?? ""]);
}

/** The lines of a screen, by the compiled command. Names that the provider makes up differ each time; the mask does not. */
function screenOf(example: string): readonly string[] {
    const args = [COMMAND, "preview", `examples/${example}`, "--engine", "embedded"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    if (stdout === "") throw new Error(`examples/${example} has no screen: ${stderr}`);
    return stdout
        .trimEnd()
        .replace(/-[0-9a-f]{7}\b/g, "-1a2b3c4")
        .split("\n");
}

function fenced(lines: readonly string[]): string {
    return ["```text", ...lines, "```"].join("\n");
}
