import { spawn, type ChildProcess } from "node:child_process";

/** How long a child may take to end after it was asked to; the engine gives its plugins the same time. */
const GRACE_MILLISECONDS = 5000;

const running = new Set<Child>();

/** A process that does not outlive the host. */
export interface Child {
    readonly process: ChildProcess;
    /** The exit code; a process ended by a signal counts as failed. */
    readonly exit: Promise<number>;
    /** Asks the process to end, ends it after a time of grace, and is done when it is gone. */
    end(): Promise<void>;
}

export interface ChildOptions {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Where its output goes: through the host to the engine, or to a reader in the host. */
    readonly output: "inherit" | "pipe";
}

/** Starts Node with a script and its arguments. */
export function startNode(args: readonly string[], options: ChildOptions): Child {
    return start(process.execPath, args, options);
}

/** Starts a program. */
export function start(file: string, args: readonly string[], options: ChildOptions): Child {
    const process_ = spawn(file, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: ["ignore", options.output, options.output],
    });
    const exit = new Promise<number>((resolve) => {
        process_.on("close", (code) => {
            resolve(code ?? 1);
        });
        process_.on("error", () => {
            resolve(1);
        });
    });
    const child: Child = { process: process_, exit, end: () => end(process_, exit) };
    running.add(child);
    void exit.then(() => running.delete(child));
    return child;
}

/** Ends everything this host has started. */
export async function endChildren(): Promise<void> {
    await Promise.all([...running].map((child) => child.end()));
}

async function end(process_: ChildProcess, exit: Promise<number>): Promise<void> {
    process_.kill("SIGINT");
    const timer = setTimeout(() => {
        process_.kill("SIGKILL");
    }, GRACE_MILLISECONDS);
    await exit;
    clearTimeout(timer);
}
