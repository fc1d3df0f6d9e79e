import { createInterface } from "node:readline";
import type * as Grpc from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzerHandshakeResponse,
    AnalyzerStackConfigureRequest,
    AnalyzerStackConfigureResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { listen } from "../../../preview/engine/server";
import { grpc, MESSAGE_LIMITS } from "../../../preview/engine/grpc";
import type { Child } from "./children";

export interface PolicyProxy {
    readonly port: number;
    /** What the engine told of the stack, as the environment of a pack; empty when it asked something else first. */
    readonly stack: Promise<NodeJS.ProcessEnv>;
    /** Passes the engine's calls on to the pack in this process; `print` gets what the pack prints after its port. */
    attach(pack: Child, print: (text: Buffer) => void): void;
    close(): void;
}

/** Serves the Analyzer protocol in the place of a pack that is yet to start; messages pass through unread. */
export async function startPolicyProxy(): Promise<PolicyProxy> {
    const stack = promise<NodeJS.ProcessEnv>();
    const client = promise<Grpc.Client>();
    // A pack that dies is told by its exit code too; without this the failure would count as unhandled.
    client.promise.catch(() => undefined);
    const configureStack: Unary = (call, callback) => {
        stack.resolve(environmentOf(AnalyzerStackConfigureRequest.deserializeBinary(call.request)));
        callback(null, Buffer.from(new AnalyzerStackConfigureResponse().serializeBinary()));
    };
    const handshake: Unary = (_, callback) => {
        callback(null, Buffer.from(new AnalyzerHandshakeResponse().serializeBinary()));
    };
    const passOn =
        (path: string): Unary =>
        (call, callback) => {
            stack.resolve({});
            client.promise.then(
                (pack) => {
                    pack.makeUnaryRequest(path, same, same, call.request, (error, response) => {
                        callback(error, response);
                    });
                },
                (error: unknown) => {
                    callback({ code: grpc.status.UNAVAILABLE, details: String(error) });
                },
            );
        };
    const listening = await listen((server) => {
        server.addService(UNREAD, {
            ...Object.fromEntries(
                Object.entries(UNREAD).map(([name, { path }]) => [name, passOn(path)]),
            ),
            configureStack,
            handshake,
        });
    });
    return {
        port: listening.port,
        stack: stack.promise,
        attach: (pack, print) => {
            portOf(pack, print).then(
                (port) => {
                    client.resolve(connect(port));
                },
                (error: unknown) => {
                    client.reject(error);
                },
            );
        },
        close: () => {
            client.promise.then(
                (connected) => {
                    connected.close();
                },
                () => undefined,
            );
            listening.close();
        },
    };
}

type Unary = Grpc.handleUnaryCall<Buffer, Buffer>;

const same = (message: Buffer): Buffer => message;

/** The Analyzer service with its messages left as bytes. */
const UNREAD: Grpc.ServiceDefinition = Object.fromEntries(
    Object.entries(AnalyzerService).map(([name, method]) => [
        name,
        {
            path: method.path,
            requestStream: false,
            responseStream: false,
            requestSerialize: same,
            requestDeserialize: same,
            responseSerialize: same,
            responseDeserialize: same,
        },
    ]),
);

function connect(port: number): Grpc.Client {
    return new grpc.Client(
        `127.0.0.1:${String(port)}`,
        grpc.credentials.createInsecure(),
        MESSAGE_LIMITS,
    );
}

/** The variables by which the SDK in the pack knows where it runs. */
function environmentOf(stack: AnalyzerStackConfigureRequest): NodeJS.ProcessEnv {
    return {
        PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
        PULUMI_NODEJS_PROJECT: stack.getProject(),
        PULUMI_NODEJS_STACK: stack.getStack(),
        PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().toArray())),
    };
}

/** The pack's first line; what follows is the pack's own output. */
function portOf(pack: Child, print: (text: Buffer) => void): Promise<number> {
    return new Promise((resolve, reject) => {
        const { stdout } = pack.process;
        if (stdout === null) {
            reject(new Error("The policy pack's output cannot be read."));
            return;
        }
        let told = false;
        createInterface({ input: stdout }).on("line", (line) => {
            if (told) {
                print(Buffer.from(`${line}\n`));
            } else {
                told = true;
                resolve(Number(line));
            }
        });
        void pack.exit.then((code) => {
            reject(new Error(`The policy pack ended with status ${String(code)}.`));
        });
    });
}

interface Settled<T> {
    readonly promise: Promise<T>;
    readonly resolve: (value: T) => void;
    readonly reject: (reason: unknown) => void;
}

function promise<T>(): Settled<T> {
    let resolve: (value: T) => void = () => undefined;
    let reject: (reason: unknown) => void = () => undefined;
    const settled = new Promise<T>((resolve_, reject_) => {
        resolve = resolve_;
        reject = reject_;
    });
    return { promise: settled, resolve, reject };
}
