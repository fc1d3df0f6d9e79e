import path from "node:path";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { start } from "../children";
import { answerOf, NO_DIRECTORY } from "../program";

const RUNNER = path.join(__dirname, "..", "..", "python", "run.py");

/** Runs a program in Python to its end. */
export async function runPython(python: string, request: RunRequest): Promise<RunResponse> {
    const info = request.getInfo();
    if (info === undefined) {
        return new RunResponse().setError(NO_DIRECTORY);
    }
    const directory = info.getProgramDirectory();
    const asked = {
        monitor: request.getMonitorAddress(),
        engine: process.argv[2] ?? "",
        organization: request.getOrganization(),
        project: request.getProject(),
        root: info.getRootDirectory(),
        stack: request.getStack(),
        parallel: request.getParallel(),
        preview: request.getDryrun(),
        config: Object.fromEntries(request.getConfigMap().toArray()),
        secretKeys: request.getConfigsecretkeysList(),
        program: path.join(directory, info.getEntryPoint()),
    };
    const child = start(python, [RUNNER, JSON.stringify(asked)], {
        cwd: directory,
        env: { ...process.env, PYTHONPATH: packagesOf(directory) },
        output: "inherit",
    });
    return answerOf(await child.exit);
}

/** The folder of the packages that were installed for a program alone. */
export function packagesOf(directory: string): string {
    return path.join(directory, "venv");
}
