import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { atEnd } from "../ending";

/** The time in which an engine that is asked to end also ends its plugins. */
const GRACE_MILLISECONDS = 8000;

/** How a command ended. */
export interface CommandEnd {
    /** The exit status; 1 when a signal ended it. */
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

export interface CommandOptions {
    readonly directory: string;
    readonly environment: NodeJS.ProcessEnv;
    /** Asks the command to end, and ends it when it does not. */
    readonly signal: AbortSignal;
}

/** Runs a command to its end; rejects when there is no such command. It and its plugins never outlive this process. */
export function runCommand(
    file: string,
    args: readonly string[],
    { directory, environment, signal }: CommandOptions,
): Promise<CommandEnd> {
    signal.throwIfAborted();
    const child = spawn(file, args, {
        cwd: directory,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own: the command's children end with it.
        detached: process.platform !== "win32",
    });
    const release = atEnd(() => {
        killGroup(child);
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (text: Buffer) => out.push(text));
    child.stderr.on("data", (text: Buffer) => err.push(text));
    let force: NodeJS.Timeout | undefined;
    const ask = (): void => {
        child.kill("SIGINT");
        force = setTimeout(() => {
            killGroup(child);
        }, GRACE_MILLISECONDS);
    };
    signal.addEventListener("abort", ask, { once: true });
    const ended = (): void => {
        signal.removeEventListener("abort", ask);
        clearTimeout(force);
        release();
    };
    return new Promise((resolve, reject) => {
        child.on("error", (error) => {
            ended();
            reject(error);
        });
        child.on("exit", () => {
            // A plugin that outlived the command would keep its output open, and "close" from coming.
            killGroup(child);
        });
        child.on("close", (status) => {
            ended();
            resolve({
                status: status ?? 1,
                stdout: Buffer.concat(out).toString("utf8"),
                stderr: Buffer.concat(err).toString("utf8"),
            });
        });
    });
}

function killGroup(child: ChildProcess): void {
    if (child.pid === undefined) return;
    try {
        if (process.platform === "win32") child.kill("SIGKILL");
        else process.kill(-child.pid, "SIGKILL");
    } catch {
        // Nobody in it lives.
    }
}
