import { resolve } from "node:path";
import { assuming, assumptions, tried, type Assumption } from "../accounts";
import { configurationOf } from "../configuration";
import type { Configuration } from "../configuration";
import type { PreviewedResource } from "../result";
import { startPack } from "./pack";
import type { Pack } from "./pack";
import { OWN_PACK } from "./packProcess";
import type { Finding, LogLine, PackOptions } from "../result";
import { united } from "./undecided";
import type { Alternative } from "./undecided";
import type { StackName } from "../urn";

/** Packs that run at once: each takes a processor for a second or two, and some 150 MB. */
const PACKS_AT_ONCE = 2;

/** The stack that is judged, and the pack that judges it. */
export interface JudgeOptions extends Pick<PackOptions, "packDirectory" | "policyConfig"> {
    readonly name: StackName;
    readonly configuration?: Configuration;
    readonly preview: boolean;
    readonly onLog: (line: LogLine) => void;
    /** Ends the packs. */
    readonly signal: AbortSignal;
}

/** A policy pack for one stack, under everything that unknown accounts may be. */
export interface Judge {
    /**
     * What the pack finds.
     * @param placeholders the accounts that were made up: what hangs on them comes out as undecided
     */
    judge(
        resources: readonly PreviewedResource[],
        placeholders: readonly string[],
    ): Promise<readonly Finding[]>;
    /** What the pack says of the resources under each assumption, for those who know already what it says under another. */
    judgeUnder(
        resources: readonly PreviewedResource[],
        all: readonly Assumption[],
    ): Promise<readonly Alternative[]>;
    /** Ends every pack, whatever it is doing. */
    stop(): Promise<void>;
}

/** Starts the pack at once, so that it is ready when there is something to judge. */
export function startJudge(options: JudgeOptions): Judge {
    const packs: Pack[] = [];
    const start = (): Pack => {
        options.signal.throwIfAborted();
        const pack = startPack({
            directory: resolve(options.packDirectory ?? OWN_PACK),
            policyConfig: options.policyConfig ?? {},
            name: options.name,
            configuration: options.configuration ?? configurationOf(new Map()),
            preview: options.preview,
            onLog: options.onLog,
        });
        packs.push(pack);
        return pack;
    };
    const stop = async (): Promise<void> => {
        await Promise.all(packs.map((pack) => pack.stop()));
    };
    options.signal.addEventListener("abort", () => void stop(), { once: true });
    const first = start();
    const judgeUnder: Judge["judgeUnder"] = async (resources, all) => {
        const alternatives: Alternative[] = [];
        for (let from = 0; from < all.length; from += PACKS_AT_ONCE) {
            const some = all.slice(from, from + PACKS_AT_ONCE).map(async (assumption, index) => {
                const pack = from + index === 0 ? first : start();
                const judgement = await pack.judge(assuming(resources, assumption));
                await pack.stop();
                return { assumption, judgement };
            });
            alternatives.push(...(await Promise.all(some)));
        }
        options.signal.throwIfAborted();
        return alternatives;
    };
    return {
        stop,
        judgeUnder,
        judge: async (resources, placeholders) =>
            united(
                await judgeUnder(
                    resources,
                    tried(assumptions(resources, placeholders), options.onLog),
                ),
            ),
    };
}
