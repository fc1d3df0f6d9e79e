import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { inTurns, milliseconds, peakMemory, type Sample } from "./measure";
import { boot, PACKS } from "./pack";
import { ratio, rounded, type Section } from "./report";
import { oneMapping, stackOf, type Sent } from "./stacks";

/** Mappings, and how often each pack is measured. */
const SIZES = [
    { mappings: 10, turns: 5 },
    { mappings: 100, turns: 5 },
    { mappings: 1000, turns: 3 },
] as const;

/** The engine sends so many resources at once. */
const AT_ONCE = 16;

/** What judging a stack costs, over gRPC as the engine does it, in a pack that has just started. */
export async function analysisSection(): Promise<Section> {
    const model = await oneMapping();
    const rows: string[][] = [];
    for (const { mappings, turns } of SIZES) {
        const sent = stackOf(mappings, model);
        const [noop = {}, ours = {}] = await inTurns(turns, [
            () => measure(PACKS.noop, sent, 0),
            () => measure(PACKS.ours, sent, 1),
        ]);
        const cells = (what: string) => [
            rounded(noop[what]),
            rounded(ours[what]),
            ratio(ours[what], noop[what]),
        ];
        rows.push([
            String(sent.resources),
            ...cells("each"),
            ...cells("whole"),
            ...cells("memory"),
        ]);
    }
    const of = (what: string) => [`${what}, no-op`, "this pack", "ratio"];
    return {
        title: "Analysis of a stack",
        note:
            "A hundred mappings per thousand resources, one of which loses batches. The same number of policies in both " +
            "packs. `Analyze` is all resources, one by one; `AnalyzeStack` the first and only call. Aim: 1.3, and linear.",
        head: ["resources", ...of("Analyze ms"), ...of("AnalyzeStack ms"), ...of("peak MiB")],
        rows,
    };
}

async function measure(directory: string, sent: Sent, mandatory: number): Promise<Sample> {
    const pack = await boot(directory);
    try {
        const each = await milliseconds(async () => {
            for (let from = 0; from < sent.each.length; from += AT_ONCE) {
                const some = sent.each.slice(from, from + AT_ONCE);
                await Promise.all(some.map((request) => pack.call("Analyze", request)));
            }
        });
        let found = -1;
        const whole = await milliseconds(async () => {
            const response = await pack.call("AnalyzeStack", sent.whole);
            found = response
                .getDiagnosticsList()
                .filter((told) => told.getEnforcementlevel() === EnforcementLevel.MANDATORY).length;
        });
        assert.equal(found, mandatory, "the pack judges the stack");
        return { each, whole, memory: peakMemory(pack.pid) };
    } finally {
        await pack.stop();
    }
}
