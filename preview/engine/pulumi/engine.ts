import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withDeadline } from "../deadline";
import { Deployment } from "../deployment";
import { OWN_PACK } from "../judge/packProcess";
import { defaultStack } from "../project";
import { runCommand } from "./command";
import { readConfiguration } from "./configuration";
import { refusal, UnfitError } from "./failure";
import { conclude, type Outcome } from "./outcome";
import { readEngineProject, type EngineProject } from "./project";
import { writeSettings } from "./providerSettings";
import { makeScratch } from "./scratch";
import { makeStack, type RunCli } from "./stack";
import type { PreviewOptions, PreviewResult } from "../result";

/** A preview that the CLI has not made yet. */
interface Preview extends Omit<Outcome, "end"> {
    readonly project: EngineProject;
    readonly run: RunCli;
}

/**
 * Previews a program with a `pulumi` CLI, the model in the place of the AWS provider. Nothing of the user's is written:
 * state, configuration, plugins and selected stack of this preview lie in a scratch directory that is removed.
 * Rejects with an {@link UnfitError} where the embedded engine may be able to do what this one cannot.
 */
export function previewOnEngine(
    cli: string,
    directory: string,
    options: PreviewOptions,
): Promise<PreviewResult> {
    return withDeadline("preview", options, async (signal) => {
        const project = readEngineProject(directory);
        requireNoOtherProviders(project, options.allowProviders ?? []);
        requireNoOrganization(options.organization);
        const stack = options.stack?.split("/").at(-1) ?? defaultStack(project.directory);
        const name = { organization: ORGANIZATION, project: project.name, stack };
        const scratch = makeScratch(cli, options.allowProviders ?? []);
        try {
            return await previewIn({
                project,
                deployment: new Deployment(name, options.onEvent),
                configuration: readConfiguration(project, stack, options),
                scratch,
                options,
                pack: resolve(options.packDirectory ?? OWN_PACK),
                run: (at, args, environment) =>
                    runCommand(cli, [...args, "--non-interactive"], {
                        directory: at,
                        environment: { ...scratch.environment, ...environment },
                        signal,
                    }),
                signal,
            });
        } finally {
            scratch.dispose();
        }
    });
}

/** The only one that a backend in a local folder has. */
const ORGANIZATION = "organization";

function requireNoOrganization(name: string | undefined): void {
    if (name === undefined || name === ORGANIZATION) return;
    throw new UnfitError(
        `The pulumi CLI cannot preview for the organization "${name}": on a local backend, which this preview uses, there is only "${ORGANIZATION}".`,
    );
}

/** A provider that Pulumi.yaml itself names comes before any other: also before the one that stands in. */
function requireNoOtherProviders(project: EngineProject, allowed: readonly string[]): void {
    const known = ["pulumi-lambda-kafka", ...allowed];
    const others = project.providers.filter((name) => !known.includes(name));
    if (others.includes("aws")) {
        throw new UnfitError(
            "Pulumi.yaml specifies its own aws provider, which the model cannot replace.",
        );
    }
    if (others.length > 0) throw new UnfitError(refusal([...new Set(others)]));
}

async function previewIn(preview: Preview): Promise<PreviewResult> {
    const { project, deployment, scratch, options, run, signal } = preview;
    const onEvent = options.onEvent ?? ((): void => undefined);
    onEvent({ kind: "phase", phase: "starting" });
    const stack = await makeStack(run, scratch, preview.configuration, deployment);
    signal.throwIfAborted();
    onEvent({ kind: "phase", phase: "running" });
    const end = await run(project.directory, previewArguments(preview, stack.file), {
        ...stack.environment,
        ...providerVariables(preview),
        PULUMI_DEBUG_GRPC: scratch.calls,
    });
    signal.throwIfAborted();
    onEvent({ kind: "phase", phase: "analyzing" });
    return conclude({ ...preview, end });
}

function previewArguments(
    { scratch, deployment, options, pack }: Preview,
    configFile: string,
): readonly string[] {
    const args = ["preview", "--stack", deployment.name.stack, "--config-file", configFile];
    args.push("--event-log", scratch.events, "--policy-pack", pack);
    if (options.policyConfig !== undefined) {
        const file = join(scratch.folder, "policyConfig.json");
        writeFileSync(file, JSON.stringify(options.policyConfig));
        args.push("--policy-pack-config", file);
    }
    return args;
}

function providerVariables({ scratch, options }: Preview): NodeJS.ProcessEnv {
    const { account, region, seed, outputs = "predicted", answers = {} } = options;
    return writeSettings(join(scratch.folder, "provider.json"), {
        outputs,
        answers,
        claims: scratch.claims,
        tellTo: scratch.told,
        ...(account === undefined ? {} : { account }),
        ...(region === undefined ? {} : { region }),
        ...(seed === undefined ? {} : { seed }),
    });
}
