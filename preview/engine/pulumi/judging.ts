import { assumptions, tried } from "../accounts";
import type { Configuration } from "../configuration";
import { startJudge } from "../judge/judging";
import type { Judgement } from "../judge/pack";
import type { Finding, LogLine, PackOptions, PreviewedResource } from "../result";
import { united } from "../judge/undecided";
import type { StackName } from "../urn";

/** A stack as the engine has judged it. */
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
    const { resources, placeholders, findings, onLog } = options;
    const managed = resources.filter(({ external }) => !external);
    const [first, ...others] = tried(assumptions(managed, placeholders), onLog);
    if (first === undefined || others.length === 0) return findings;
    const judge = startJudge({ ...options, packDirectory: options.pack, preview: true });
    try {
        const alternatives = await judge.judgeUnder(managed, others);
        const policies: Judgement["policies"] = alternatives[0]?.judgement.policies ?? new Map();
        return united([{ assumption: first, judgement: { findings, policies } }, ...alternatives]);
    } finally {
        await judge.stop();
    }
}
