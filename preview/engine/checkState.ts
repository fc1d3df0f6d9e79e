import { configurationOf } from "./configuration";
import { withDeadline } from "./deadline";
import { Deployment } from "./deployment";
import { startJudge } from "./judge/judging";
import { resultOf } from "./publicResult";
import type { PackOptions, PreviewResult } from "./result";
import { parseState } from "./state";

/**
 * Checks a state as exported by `pulumi stack export`: the text of the file, or the parsed object. Needs neither a stack nor a login.
 * Rejects with a {@link PreviewError} when it is not such an export; a finding is not a failure.
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
