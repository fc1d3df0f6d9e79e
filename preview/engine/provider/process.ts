import type { Server } from "@grpc/grpc-js";
import { listen } from "../server";

/** How often a plugin looks whether the engine that started it still lives. */
const PARENT_CHECK_MILLISECONDS = 500;

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
