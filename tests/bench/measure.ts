import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What was measured in one go, by its name. */
export type Sample = Readonly<Record<string, number>>;

/** How many milliseconds something takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
    const start = performance.now();
    await work();
    return performance.now() - start;
}

/** How contenders are measured. */
export interface Turns {
    readonly turns: number;
    /** A turn before the first warms the caches of the disk and does not count. @default true */
    readonly warmUp?: boolean;
}

/**
 * Measures contenders by turns, so that a busy moment of the machine meets all of them, and gives the median of each.
 */
export async function inTurns(
    { turns, warmUp = true }: Turns,
    contenders: readonly (() => Promise<Sample>)[],
): Promise<readonly Sample[]> {
    if (warmUp) for (const measure of contenders) await measure();
    const samples = contenders.map((): Sample[] => []);
    for (let turn = 0; turn < turns; turn++) {
        for (const [at, measure] of contenders.entries()) samples[at]?.push(await measure());
    }
    return samples.map(medians);
}

function medians(samples: readonly Sample[]): Sample {
    const names = Object.keys(samples[0] ?? {});
    return Object.fromEntries(
        names.map((name) => [name, median(samples.map((sample) => sample[name] ?? NaN))]),
    );
}

/** The middle of several measurements, which one slow run does not move. */
function median(values: readonly number[]): number {
    const sorted = values.toSorted((one, other) => one - other);
    const middle = (sorted.length - 1) / 2;
    const [low = NaN, high = NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
    return (low + high) / 2;
}

/** The resident memory of a process in MiB: now. */
export function residentMemory(pid: number): number {
    const kibibytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
    return Number(kibibytes.trim()) / 1024;
}

/** At its highest so far; only Linux tells. */
export function peakMemory(pid: number): number {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
