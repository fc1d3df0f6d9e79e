import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { table } from "../../scripts/readme/table";
import { ROOT } from "./pack";

/** What a number should be, and is. */
export interface Aim {
    readonly what: string;
    readonly measured: number;
    readonly atMost: number;
}

/** One table of results. */
export interface Section {
    readonly title: string;
    /** What was measured, and how. */
    readonly note: string;
    readonly aims: readonly Aim[];
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
}

/** How busy the machine was before, and how long everything took. */
export interface Course {
    readonly load: number;
    readonly minutes: number;
}

/** On a machine that does other things the numbers say less. */
const BUSY = 1.5;

/** The results as a page, with the machine and the day. */
export async function page(sections: readonly Section[], course: Course): Promise<string> {
    const text = [
        "# Benchmarks",
        "",
        "`npm run bench` measures and writes this page; whether an aim is met is worked out from what was measured.",
        "Every number is a median; contenders take turns.",
        ...(course.load > BUSY ? ["**The machine was busy: take the numbers with care.**"] : []),
        "",
        table(["", ""], machine(course)),
        ...sections.flatMap(({ title, note, aims, head, rows }) => [
            "",
            `## ${title}`,
            "",
            note,
            "",
            table(head, rows),
            "",
            ...aims.map(told),
        ]),
        "",
    ].join("\n");
    return format(text, { parser: "markdown", tabWidth: 4, printWidth: 100 });
}

function told({ what, measured, atMost }: Aim): string {
    const met = measured <= atMost ? "Met" : "**Missed**";
    return `- ${met}: ${what} is ${rounded(measured)}, the aim is at most ${rounded(atMost)}.`;
}

function machine({ load, minutes }: Course): readonly (readonly string[])[] {
    const processors = cpus();
    return [
        ["Date", new Date().toISOString().slice(0, 10)],
        ["CPU", `${processors[0]?.model ?? "unknown"}, ${processors.length} cores`],
        ["Memory", `${Math.round(totalmem() / 2 ** 30)} GiB`],
        ["System", `${type()} ${release()}`],
        ["Node", process.version],
        ...["pulumi", "policy", "aws"].map((name) => [`@pulumi/${name}`, versionOf(name)]),
        ["Commit", commit()],
        ["Load before", rounded(load)],
        ["Took", `${rounded(minutes)} minutes`],
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

/** How many times the other; `NaN` where one was not measured. */
export function ratio(value: number | undefined, other: number | undefined): number {
    return (value ?? NaN) / (other ?? NaN);
}
