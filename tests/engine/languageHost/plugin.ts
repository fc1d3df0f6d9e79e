import type { ServerWritableStream } from "@grpc/grpc-js";
import type { RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { messageOf } from "../../../preview/engine/failure";
import { startNode, type Child } from "./children";
import { startPolicyProxy } from "./policyProxy";
import { languageEnvironment } from "./program";
import { runnerOf } from "./runners";

export type PluginCall = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Runs a plugin written for Node.js as long as the engine holds the call; its output is the stream's messages. */
export function runPlugin(call: PluginCall): void {
    run(call).then(
        (code) => {
            call.write(new RunPluginResponse().setExitcode(code));
            call.end();
        },
        (error: unknown) => {
            call.write(new RunPluginResponse().setStderr(Buffer.from(`${messageOf(error)}\n`)));
            call.write(new RunPluginResponse().setExitcode(1));
            call.end();
        },
    );
}

/** The plugin's exit code; whatever keeps it from running is a rejection, for the engine to be told. */
async function run(call: PluginCall): Promise<number> {
    switch (call.request.getKind()) {
        case "analyzer":
            return await runPolicyPack(call);
        case "resource":
            return await runProvider(call);
        default:
            throw new Error(`This host runs no plugins of the kind "${call.request.getKind()}".`);
    }
}

/** A provider of components: the directory comes before the arguments. */
function runProvider(call: PluginCall): Promise<number> {
    const { request } = call;
    const directory = directoryOf(request);
    const child = startNode(
        [runnerOf("run-plugin", directory), directory, ...request.getArgsList()],
        { cwd: request.getPwd(), env: environmentOf(request), output: "pipe" },
    );
    passOutput(child, call);
    return whileCalled(child, call);
}

/**
 * A policy pack learns of stack, dry run and configuration from its environment alone, so it starts when the engine
 * has told them, behind a proxy that takes the engine's calls until then.
 */
async function runPolicyPack(call: PluginCall): Promise<number> {
    const { request } = call;
    const directory = directoryOf(request);
    const proxy = await startPolicyProxy();
    try {
        call.write(new RunPluginResponse().setStdout(Buffer.from(`${String(proxy.port)}\n`)));
        const stack = await Promise.race([proxy.stack, cancelled(call)]);
        if (stack === "cancelled") {
            return 0;
        }
        const child = startNode(
            [runnerOf("run-policy-pack", directory), ...request.getArgsList(), directory],
            { cwd: directory, env: { ...environmentOf(request), ...stack }, output: "pipe" },
        );
        proxy.attach(child, (text) => {
            call.write(new RunPluginResponse().setStdout(text));
        });
        child.process.stderr?.on("data", (text: Buffer) => {
            call.write(new RunPluginResponse().setStderr(text));
        });
        return await whileCalled(child, call);
    } finally {
        proxy.close();
    }
}

function directoryOf(request: RunPluginRequest): string {
    return request.getInfo()?.getProgramDirectory() ?? request.getProgram();
}

/** The engine's own environment, as it sent it. */
function environmentOf(request: RunPluginRequest): NodeJS.ProcessEnv {
    const sent = Object.fromEntries(
        request.getEnvList().map((line): [string, string] => {
            const equals = line.indexOf("=");
            return [line.slice(0, equals), line.slice(equals + 1)];
        }),
    );
    const info = request.getInfo();
    return { ...process.env, ...sent, ...(info === undefined ? {} : languageEnvironment(info)) };
}

function passOutput(child: Child, call: PluginCall): void {
    child.process.stdout?.on("data", (text: Buffer) => {
        call.write(new RunPluginResponse().setStdout(text));
    });
    child.process.stderr?.on("data", (text: Buffer) => {
        call.write(new RunPluginResponse().setStderr(text));
    });
}

/** The child's exit code; the engine ends a plugin by cancelling the call. */
async function whileCalled(child: Child, call: PluginCall): Promise<number> {
    const first = await Promise.race([child.exit, cancelled(call)]);
    if (first === "cancelled") {
        await child.end();
        return 0;
    }
    return first;
}

function cancelled(call: PluginCall): Promise<"cancelled"> {
    return new Promise((resolve) => {
        if (call.cancelled) {
            resolve("cancelled");
        }
        call.on("cancelled", () => {
            resolve("cancelled");
        });
    });
}
