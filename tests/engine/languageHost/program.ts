import type { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { toWire } from "../../../preview/engine/grpc";
import { startNode } from "./children";
import { runnerOf } from "./runners";

/** The runner's exit code for a failure that it has told the engine in words already. */
const TOLD = 32;

/** What an engine is told that is too old for this host. */
export const NO_DIRECTORY = "This host needs an engine that tells the program's directory.";

/** Runs a program to its end. */
export async function runProgram(request: RunRequest): Promise<RunResponse> {
    const info = request.getInfo();
    if (info === undefined) {
        return new RunResponse().setError(NO_DIRECTORY);
    }
    const child = startNode(
        [runnerOf("run", info.getProgramDirectory()), ...argumentsOf(request, info)],
        {
            cwd: info.getProgramDirectory(),
            env: { ...process.env, ...languageEnvironment(info), ...configuration(request) },
            output: "inherit",
        },
    );
    return answerOf(await child.exit);
}

/** What the engine is told of a program that ended with this exit code. */
export function answerOf(code: number): RunResponse {
    if (code === TOLD) {
        return new RunResponse().setBail(true);
    }
    return code === 0
        ? new RunResponse()
        : new RunResponse().setError(`Program exited with status ${String(code)}.`);
}

function argumentsOf(request: RunRequest, info: ProgramInfo): readonly string[] {
    return [
        `--monitor=${request.getMonitorAddress()}`,
        `--engine=${process.argv[2] ?? ""}`,
        `--organization=${request.getOrganization()}`,
        `--project=${request.getProject()}`,
        `--stack=${request.getStack()}`,
        `--pwd=${request.getPwd()}`,
        `--parallel=${String(request.getParallel())}`,
        ...(request.getDryrun() ? ["--dry-run"] : []),
        info.getEntryPoint() || ".",
        ...request.getArgsList(),
    ];
}

function configuration(request: RunRequest): NodeJS.ProcessEnv {
    return {
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    };
}

/** TypeScript is compiled at every run, unless the project says `typescript: false`. */
export function languageEnvironment(info: ProgramInfo): NodeJS.ProcessEnv {
    return toWire(info.getOptions())["typescript"] === false
        ? {}
        : { PULUMI_NODEJS_TYPESCRIPT: "true" };
}
