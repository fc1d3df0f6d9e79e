import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { grpc, MESSAGE_LIMITS } from "../../preview/engine/grpc";

/** The repository. */
export const ROOT: string = resolve(__dirname, "..", "..");

/** The packs that are compared; ours is the compiled one. */
export const PACKS = {
    ours: join(ROOT, "dist", "policies"),
    noop: join(__dirname, "packs", "noop"),
    typescript: join(__dirname, "packs", "typescript"),
} as const;

/** A pack in a process of its own, as the engine starts it. */
export interface RunningPack {
    readonly pid: number;
    /** Calls the analyzer with a request that is in its wire form already, so that only the pack's time counts. */
    call(method: string, request: Uint8Array): Promise<AnalyzeResponse>;
    stop(): Promise<void>;
}

/** Starts a pack; resolves when it listens. */
export async function boot(
    directory: string,
    environment: Readonly<Record<string, string>> = {},
): Promise<RunningPack> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", directory], {
        cwd: directory,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "inherit"],
    });
    const { pid, stdout } = child;
    if (pid === undefined) throw new Error(`${directory} does not start`);
    const port = await firstLine(stdout);
    const client = new grpc.Client(
        `127.0.0.1:${port}`,
        grpc.credentials.createInsecure(),
        MESSAGE_LIMITS,
    );
    return {
        pid,
        call: (method, request) =>
            new Promise((done, fail) => {
                client.makeUnaryRequest(
                    `/pulumirpc.Analyzer/${method}`,
                    (bytes: Uint8Array) => Buffer.from(bytes),
                    (bytes) => AnalyzeResponse.deserializeBinary(bytes),
                    request,
                    (error, response) => {
                        if (response === undefined) fail(error ?? new Error("no answer"));
                        else done(response);
                    },
                );
            }),
        stop: () =>
            new Promise((done) => {
                client.close();
                child.once("close", () => {
                    done();
                });
                child.kill("SIGKILL");
            }),
    };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
    for await (const line of createInterface({ input: stream })) return line;
    throw new Error("The pack ended before it listened.");
}
