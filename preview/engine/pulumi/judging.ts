import { assuming, assumptions } from "../accounts";
import type { Configuration } from "../configuration";
import { startPack } from "../judge/pack";
import type { Judgement } from "../judge/pack";
import type { Finding, LogLine, PackOptions, PreviewedResource } from "../result";
import { united, type Alternative } from "../judge/undecided";
import type { StackName } from "../urn";

export interface OtherAccounts extends Pick<PackOptions, "policyConfig"> {
    readonly pack: string;
    readonly name: StackName;
    readonly configuration: Configuration;
    readonly resources: readonly PreviewedResource[];
    /** The accounts that were made up. */
    readonly placeholders: readonly string[];
    /** What the engine's own pack found, with the placeholders for accounts. */
    readonly findings: readonly Finding[];
    readonly onLog: (line: LogLine) => void;
    readonly signal: AbortSignal;
}

/**
 * The engine judges the stack with the made-up accounts only. What else they may turn out to be is judged here, by
 * the same pack and over what the engine showed it; a finding that hangs on the account comes out as undecided.
 */
export async function judgeOtherAccounts(options: OtherAccounts): Promise<readonly Finding[]> {
    const { resources, placeholders, findings, signal } = options;
    const managed = resources.filter(({ external }) => !external);
    const [first, ...others] = assumptions(managed, placeholders);
    if (first === undefined || others.length === 0) return findings;
    const alternatives: Alternative[] = [];
    for (const assumption of others) {
        signal.throwIfAborted();
        const pack = startPack({
            directory: options.pack,
            policyConfig: options.policyConfig ?? {},
            name: options.name,
            configuration: options.configuration,
            preview: true,
            onLog: options.onLog,
        });
        const stop = (): void => void pack.stop();
        signal.addEventListener("abort", stop, { once: true });
        try {
            const judgement = await pack.judge(assuming(managed, assumption));
            alternatives.push({ assumption, judgement });
        } finally {
            signal.removeEventListener("abort", stop);
            await pack.stop();
        }
    }
    const policies: Judgement["policies"] = alternatives[0]?.judgement.policies ?? new Map();
    return united([{ assumption: first, judgement: { findings, policies } }, ...alternatives]);
}
