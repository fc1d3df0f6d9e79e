import type { Finding } from "../../preview";
import { runInProcess } from "./engine";
import { judge } from "./judge";
import { exportState, readState, type Exported } from "./state";
import type { CorpusStack } from "./stack";

/** How much is known of a stack that is judged. */
export type Reading = "unknown" | "predicted" | "known";

/** What is said about a stack, as `mapping rule`, each once and sorted. */
export interface Said {
    readonly rejected: readonly string[];
    readonly unverified: readonly string[];
    /** Everything, for a reader of a failed test. */
    readonly findings: readonly Finding[];
}

/** A stack, judged in each reading. */
export type Judged = Readonly<Record<Reading, Said>> & { readonly state: Exported };

/** Runs a stack's program and judges what it wants: in a first preview, as predicted, and from its state. */
export async function judgeStack({ program }: CorpusStack): Promise<Judged> {
    const unknown = await runInProcess(program, "unknown");
    const predicted = await runInProcess(program, "predicted");
    const state = exportState(predicted);
    return {
        unknown: said(await judge(unknown.resources)),
        predicted: said(await judge(predicted.resources)),
        known: said(await judge(readState(state))),
        state,
    };
}

/** What findings say. */
export function said(findings: readonly Finding[]): Said {
    const unverified = findings.filter(({ policy }) => policy === "on-failure-unverified");
    return {
        rejected: lines(findings.filter(({ level }) => level === "mandatory")),
        unverified: lines(unverified),
        findings,
    };
}

function lines(findings: readonly Finding[]): readonly string[] {
    const all = findings.map(({ urn, rule }) => `${urn?.split("::").at(-1) ?? ""} ${rule ?? ""}`);
    return [...new Set(all)].toSorted();
}
