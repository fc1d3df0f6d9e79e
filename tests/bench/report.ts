import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { table } from "../../scripts/readme/table";

/** One table of results. */
export interface Section {
    readonly title: string;
    readonly note: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
}

/** The results as a page, with the machine and the day. */
export async function page(sections: readonly Section[], loadBefore: number): Promise<string> {
    const text = [
        "# Benchmarks",
        "",
        "`npm run bench` measures and writes this page. Every number is a median; contenders take turns.",
        "",
        table(["", ""], [...machine(), ["Load before", rounded(loadBefore)]]),
        ...sections.flatMap(({ title, note, head, rows }) => [
            "",
            `## ${title}`,
            "",
            note,
            "",
            table(head, rows),
        ]),
        "",
    ].join("\n");
    return format(text, { parser: "markdown", tabWidth: 4, printWidth: 100 });
}

function machine(): readonly (readonly string[])[] {
    const processors = cpus();
    return [
        ["Date", new Date().toISOString().slice(0, 10)],
        ["CPU", `${processors[0]?.model ?? "unknown"}, ${processors.length} cores`],
        ["Memory", `${Math.round(totalmem() / 2 ** 30)} GiB`],
        ["System", `${type()} ${release()}`],
        ["Node", process.version],
        ...["pulumi", "policy", "aws"].map((name) => [`@pulumi/${name}`, versionOf(name)]),
        ["Commit", commit()],
    ];
}

function versionOf(name: string): string {
    const manifest: unknown = createRequire(__filename)(`@pulumi/${name}/package.json`);
    const isManifest = (value: unknown): value is { readonly version: string } =>
        typeof value === "object" && value !== null && "version" in value;
    return isManifest(manifest) ? manifest.version.replace(/^v/, "") : "unknown";
}

function commit(): string {
    const args = ["rev-parse", "--short", "HEAD"];
    return execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
}

const ROOT = resolve(__dirname, "..", "..");

/** Where the results are kept. */
export const RESULTS: string = join(__dirname, "RESULTS.md");

/** The average number of processes that wanted to run in the last minute. */
export function load(): number {
    return loadavg()[0] ?? NaN;
}

/** Three digits at most. */
export function rounded(value: number | undefined): string {
    if (value === undefined || Number.isNaN(value)) return "–";
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return value.toFixed(digits);
}

/** How many times the other. */
export function ratio(value: number | undefined, other: number | undefined): string {
    if (value === undefined || other === undefined) return "–";
    return (value / other).toFixed(2);
}
