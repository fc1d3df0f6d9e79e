import type { Server } from "@grpc/grpc-js";
import { grpc, MESSAGE_LIMITS } from "../grpc";

/** How often a plugin looks whether the engine that started it still lives. */
const PARENT_CHECK_MILLISECONDS = 500;

export interface Listening {
    readonly port: number;
    /** Ends the server and every call on it. */
    close(): void;
}

/** Serves on a free port of the loopback interface. */
export function listen(addServices: (server: Server) => void): Promise<Listening> {
    const server = new grpc.Server(MESSAGE_LIMITS);
    addServices(server);
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
            if (error === null) {
                resolve({
                    port,
                    close: () => {
                        server.forceShutdown();
                    },
                });
            } else {
                reject(error);
            }
        });
    });
}

/**
 * Makes this process a plugin as the engine starts them: the port is the first line it prints, and it ends on a signal
 * or, since an engine that was killed sends none, when its parent is gone.
 * @param end what to do before the process ends, such as ending its own children
 */
export async function servePlugin(
    addServices: (server: Server) => void,
    end: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
    const parent = process.ppid;
    const listening = await listen(addServices);
    let ending = false;
    const shutdown = (): void => {
        if (!ending) {
            ending = true;
            listening.close();
            void end().finally(() => process.exit(0));
        }
    };
    process.on("SIGINT", shutdown);
    process.on("SIGTERM", shutdown);
    setInterval(() => {
        if (process.ppid !== parent) {
            shutdown();
        }
    }, PARENT_CHECK_MILLISECONDS);
    process.stdout.write(`${String(listening.port)}\n`);
}
