import { createRequire } from "node:module";
import { join } from "node:path";
import { startChild } from "./child";
import type { Child } from "./child";
import type { Configuration } from "./configuration";
import type { Deployment } from "./deployment";
import { PreviewError } from "./failure";
import type { Project } from "./project";
import type { LogLine } from "./result";

/** The exit status with which the SDK says that it has told the error already. */
const ERROR_WAS_LOGGED = 32;

export interface ProgramOptions {
    readonly project: Project;
    readonly deployment: Deployment;
    readonly configuration: Configuration;
    /** Where the engine listens. */
    readonly port: number;
}

/** Starts a program in dry run with the SDK's own runner, as the Node.js language host does. */
export function startProgram({ project, deployment, configuration, port }: ProgramOptions): Child {
    const { organization, stack } = deployment.name;
    return startChild({
        script: runner(project.programDirectory, "@pulumi/pulumi/cmd/run"),
        args: [
            `--monitor=127.0.0.1:${port}`,
            `--engine=127.0.0.1:${port}`,
            `--organization=${organization}`,
            `--project=${project.name}`,
            `--root-directory=${project.directory}`,
            `--stack=${stack}`,
            `--pwd=${project.programDirectory}`,
            "--dry-run",
            "--parallel=16",
            project.entryPoint,
        ],
        nodeArgs: project.nodeArgs,
        directory: project.programDirectory,
        environment: {
            ...configuration.environment(),
            ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
            // Types are the editor's and CI's affair: checking them takes several times as long as all the rest.
            PULUMI_NODEJS_TRANSPILE_ONLY: process.env["PULUMI_NODEJS_TRANSPILE_ONLY"] ?? "true",
        },
        onLine: (text, stream) => {
            deployment.write({ severity: stream === "stdout" ? "info" : "warning", text });
        },
    });
}

/** Throws what the program, or the engine on its behalf, has to say when the preview failed. */
export function requireSuccess(
    status: number | undefined,
    deployment: Deployment,
    hint: string,
): void {
    const failures = deployment.failures;
    if (status === 0 && failures.length === 0) return;
    const log = deployment.log;
    const errors = log.filter(({ severity }) => severity === "error");
    const told = [...failures, ...errors.map(withResource)];
    const how =
        status === undefined
            ? "The program was terminated by a signal."
            : `The program failed with exit status ${status}.`;
    throw new PreviewError(
        [
            ...(told.length === 0 || (status !== ERROR_WAS_LOGGED && status !== 0)
                ? [how, ...lastWords(log)]
                : []),
            ...told,
            ...(hint === "" ? [] : [hint]),
        ].join("\n"),
        log,
    );
}

/** A module's path as the program resolves it. */
export function runner(directory: string, module: string): string {
    try {
        return createRequire(join(directory, "index.js")).resolve(module);
    } catch {
        throw new PreviewError(
            `@pulumi/pulumi is not installed in ${directory}: run your package manager's install command there.`,
        );
    }
}

function lastWords(log: readonly LogLine[]): readonly string[] {
    return log.filter(({ severity }) => severity === "warning").map(({ text }) => text);
}

function withResource({ text, urn }: LogLine): string {
    return urn === undefined || urn === "" ? text : `${urn}: ${text}`;
}
