import { configurationOf } from "./configuration";
import { withDeadline } from "./deadline";
import { Deployment } from "./deployment";
import { startJudge } from "./judging";
import { resultOf } from "./publicResult";
import type { PackOptions, PreviewResult } from "./result";
import { parseState } from "./state";

/**
 * Judges what `pulumi stack export` wrote: the text of the file, or what it parses to. Needs neither a stack nor a login.
 * Rejects with a {@link PreviewError} when it is no such export; a finding is no failure.
 */
export function checkState(state: unknown, options: PackOptions = {}): Promise<PreviewResult> {
    return withDeadline("check", options, async (signal) => {
        const { name, resources, notes } = parseState(state);
        const onEvent = options.onEvent ?? ((): void => undefined);
        const deployment = new Deployment(name, onEvent);
        for (const resource of resources) deployment.add(resource);
        for (const note of notes) deployment.note(note.kind, note.message);
        onEvent({ kind: "phase", phase: "starting" });
        const judge = startJudge({
            ...options,
            name,
            configuration: configurationOf(new Map()),
            preview: false,
            onLog: (line) => {
                deployment.write(line);
            },
            signal,
        });
        try {
            onEvent({ kind: "phase", phase: "analyzing" });
            // As in a preview: what the program only reads is shown to no pack, which would take it for the stack's own.
            const managed = deployment.resources().filter(({ external }) => !external);
            return resultOf(deployment, await judge.judge(managed, []));
        } finally {
            await judge.stop();
        }
    });
}
