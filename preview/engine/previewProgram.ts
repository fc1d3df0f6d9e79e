import { awsModel } from "../aws";
import type { Model } from "../model";
import { configurationOf, encryptedNote, fullKey, settingOf } from "./configuration";
import type { Configuration, Setting } from "./configuration";
import { Deployment } from "./deployment";
import { runProgram } from "./embedded/engine";
import { startJudge } from "./judge/judging";
import { tellMadeUp } from "./judge/madeUpFindings";
import { placeFinder } from "./place";
import { defaultStack, readProject, readStackSettings } from "./project";
import type { Project } from "./project";
import { resultOf } from "./publicResult";
import { onEngine } from "./pulumi/choice";
import type { PreviewOptions, PreviewResult } from "./result";
import { withDeadline } from "./deadline";

/**
 * Runs the Pulumi program in a directory, without a cloud, and hands the result to the policy pack.
 * Rejects with a {@link PreviewError} when that cannot be done; a finding is not a failure.
 */
export function previewProgram(
    directory: string,
    options: PreviewOptions = {},
): Promise<PreviewResult> {
    return onEngine(directory, options, () =>
        previewWith(awsModel({ outputs: options.outputs ?? "predicted" }), directory, options),
    );
}

/** The same with another model in the place of AWS. */
export function previewWith(
    model: Model,
    directory: string,
    options: PreviewOptions,
): Promise<PreviewResult> {
    return withDeadline("preview", options, async (signal) => {
        const project = readProject(directory);
        // A name may be qualified by organization and project.
        const stack = options.stack?.split("/").at(-1) ?? defaultStack(project.directory);
        const onEvent = options.onEvent ?? ((): void => undefined);
        const organization = options.organization ?? "organization";
        const deployment = new Deployment({ organization, project: project.name, stack }, onEvent);
        const configuration = configurationFor(project, stack, options, deployment);
        const finder = placeFinder({ ...options, environment: process.env });
        onEvent({ kind: "phase", phase: "starting" });
        const judge = startJudge({
            ...options,
            name: deployment.name,
            configuration,
            preview: true,
            onLog: (line) => {
                deployment.write(line);
            },
            signal,
        });
        try {
            onEvent({ kind: "phase", phase: "running" });
            await runProgram({
                project,
                deployment,
                configuration,
                finder,
                model,
                answers: options.answers ?? {},
                signal,
                ...(options.seed === undefined ? {} : { seed: Buffer.from(options.seed) }),
            });
            onEvent({ kind: "phase", phase: "analyzing" });
            // The engine does not show a pack what the program only reads.
            const managed = deployment.resources().filter(({ external }) => !external);
            const findings = await judge.judge(managed, finder.placeholders());
            return resultOf(deployment, tellMadeUp(findings, deployment.resources()));
        } finally {
            await judge.stop();
        }
    });
}

function configurationFor(
    project: Project,
    stack: string,
    options: PreviewOptions,
    deployment: Deployment,
): Configuration {
    const stated = Object.entries(options.config ?? {}).map(([key, value]): [string, Setting] => [
        fullKey(key, project.name),
        settingOf(value),
    ]);
    const settings = new Map<string, Setting>([
        ...project.settings,
        ...readStackSettings(project, stack, options.stackConfigFile),
        ...stated,
        ...(options.region === undefined
            ? []
            : [["aws:region", settingOf(options.region)] as const]),
    ]);
    for (const [key, setting] of settings) {
        if (!setting.secret) continue;
        deployment.note("secret", encryptedNote(key));
    }
    return configurationOf(settings);
}
