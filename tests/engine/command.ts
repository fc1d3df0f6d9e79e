import { spawn, type ChildProcess } from "node:child_process";

/** How a command ended. */
export interface Ended {
    /** The exit status; 1 when a signal ended it. */
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

export interface CommandOptions {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Milliseconds after which it is ended. */
    readonly timeout: number;
}

/** The time in which an engine that is asked to end also ends its plugins. */
const GRACE_MILLISECONDS = 8000;

const running = new Set<ChildProcess>();

// The plugins end by themselves when their engine is gone.
process.on("exit", () => {
    for (const child of running) {
        child.kill("SIGKILL");
    }
});

/** Runs a command to its end, which it meets by force when it takes too long. */
export function runCommand(
    file: string,
    args: readonly string[],
    { cwd, env, timeout }: CommandOptions,
): Promise<Ended> {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (text: Buffer) => out.push(text));
    child.stderr.on("data", (text: Buffer) => err.push(text));
    const ask = setTimeout(() => {
        child.kill("SIGINT");
    }, timeout);
    const force = setTimeout(() => {
        child.kill("SIGKILL");
    }, timeout + GRACE_MILLISECONDS);
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (status, signal) => {
            if (signal !== null) err.push(Buffer.from(`\n(ended by ${signal})`));
            running.delete(child);
            clearTimeout(ask);
            clearTimeout(force);
            resolve({
                status: status ?? 1,
                stdout: Buffer.concat(out).toString("utf8"),
                stderr: Buffer.concat(err).toString("utf8"),
            });
        });
    });
}

/** A command that is to be ended by a signal. */
export interface Started {
    kill(signal: NodeJS.Signals): void;
    /** The signal that ended it; `null` when it ended by itself. */
    readonly endedBy: Promise<NodeJS.Signals | null>;
}

/** Starts a command whose output nobody reads. */
export function startProcess(
    file: string,
    args: readonly string[],
    { cwd, env }: Omit<CommandOptions, "timeout">,
): Started {
    const child = spawn(file, args, { cwd, env, stdio: "ignore" });
    running.add(child);
    return {
        kill: (signal) => {
            child.kill(signal);
        },
        endedBy: new Promise((resolve) => {
            child.on("close", (_, signal) => {
                running.delete(child);
                resolve(signal);
            });
        }),
    };
}
