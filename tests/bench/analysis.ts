import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { inTurns, milliseconds, peakMemory, type Sample, type Turns } from "./measure";
import { boot, PACKS } from "./pack";
import { ratio, rounded, type Aim, type Section } from "./report";
import { oneMapping, stackOf, type Sent } from "./stacks";

/** Mappings of ten resources each, and how often each pack is measured. */
const SIZES: readonly (Turns & { readonly mappings: number })[] = [
    { mappings: 10, turns: 5 },
    { mappings: 100, turns: 5 },
    { mappings: 1000, turns: 3, warmUp: false },
];

/** The engine sends so many resources at once. */
const AT_ONCE = 16;

/** What both packs took for a stack of one size. */
interface Measured {
    readonly resources: number;
    readonly noop: Sample;
    readonly ours: Sample;
}

/** What judging a stack costs, over gRPC as the engine does it, in a pack that has just started. */
export async function analysisSection(): Promise<Section> {
    const model = await oneMapping();
    const measured: Measured[] = [];
    for (const { mappings, ...turns } of SIZES) {
        const sent = stackOf(mappings, model);
        const [noop = {}, ours = {}] = await inTurns(turns, [
            () => measure(PACKS.noop, sent, 0),
            () => measure(PACKS.ours, sent, 1),
        ]);
        measured.push({ resources: sent.resources, noop, ours });
    }
    const of = (what: string) => [`${what}, no-op`, "this pack", "ratio"];
    return {
        title: "Analysis of a stack",
        note:
            "A hundred mappings per thousand resources, one of which loses batches; as many policies in both packs. " +
            "`Analyze` is all resources, one by one; `AnalyzeStack` the first and only call. The no-op pack's time is what " +
            "the policy SDK takes to unpack every resource for every policy. This pack reads documents while resources " +
            "arrive, so what a preview pays is the sum of both: the aim is 1.3 of the no-op pack's at every size, and no " +
            "more time per resource in a larger stack.",
        head: [
            "resources",
            ...of("Analyze ms"),
            ...of("AnalyzeStack ms"),
            ...of("both, ms"),
            ...of("peak MiB"),
        ],
        rows: measured.map(({ resources, noop, ours }) => [
            String(resources),
            ...["each", "whole", "both", "memory"].flatMap((what) => [
                rounded(noop[what]),
                rounded(ours[what]),
                rounded(ratio(ours[what], noop[what])),
            ]),
        ]),
        aims: [...measured.map(againstNoop), growth(measured)],
    };
}

function againstNoop({ resources, noop, ours }: Measured): Aim {
    return {
        what: `analysis of ${resources} resources, of the no-op pack's,`,
        measured: ratio(ours["both"], noop["both"]),
        atMost: 1.3,
    };
}

function growth(measured: readonly Measured[]): Aim {
    const [less, most] = measured.slice(-2);
    const perResource = (one: Measured | undefined) => ratio(one?.ours["both"], one?.resources);
    return {
        what: `the time per resource with ${most?.resources} resources, of that with ${less?.resources},`,
        measured: ratio(perResource(most), perResource(less)),
        atMost: 1.2,
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
        return { each, whole, both: each + whole, memory: peakMemory(pack.pid) };
    } finally {
        await pack.stop();
    }
}
