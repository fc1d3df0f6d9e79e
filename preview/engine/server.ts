import type { Server } from "@grpc/grpc-js";
import { grpc, MESSAGE_LIMITS } from "./grpc";

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
