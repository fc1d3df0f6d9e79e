import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { atEnd } from "./ending";

/** How long a child may take to end after SIGINT. */
const GRACE_MILLISECONDS = 1000;

/**
 * What runs before the script, in the same process.
 *
 * The channel: a parent that is killed has no time to end its children, and a policy pack by itself runs on for ever.
 *
 * No colours: output that is captured has no use for them, and Node.js 20 takes half a minute and a gigabyte to colour
 * a stack trace with a file directly below a scope's directory, as the SDK's source maps name them
 * (`node_modules/@pulumi/output.ts`).
 */
const PRELUDE = `
process.once("disconnect", () => process.exit(1));
process.channel?.unref();
const util = require("util");
const { inspect } = util;
const plain = (value, options, ...others) =>
    inspect(value, typeof options === "object" ? { ...options, colors: false } : options, ...others);
util.inspect = Object.defineProperties(plain, Object.getOwnPropertyDescriptors(inspect));
require(process.argv[1]);
`;

export interface ChildOptions {
    readonly script: string;
    readonly args: readonly string[];
    readonly nodeArgs?: readonly string[];
    readonly directory: string;
    readonly environment: Readonly<Record<string, string>>;
    /** Called with each line that the child prints. */
    readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
}

export interface Child {
    /** The exit status; `undefined` when a signal ended it. Never rejects. */
    readonly exited: Promise<number | undefined>;
    /** Ends the child: SIGINT first, SIGKILL after a grace time. Resolves when it has ended. */
    stop(): Promise<void>;
}

/** Starts a script of Node in a process of its own, which never outlives this one. */
export function startChild(options: ChildOptions): Child {
    const { script, args, nodeArgs = [], directory, environment, onLine } = options;
    const child = spawn(process.execPath, [...nodeArgs, "-e", PRELUDE, script, ...args], {
        cwd: directory,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const release = atEnd(() => child.kill("SIGKILL"));
    child.once("close", release);
    readLines(child.stdout, (line) => {
        onLine(line, "stdout");
    });
    readLines(child.stderr, (line) => {
        onLine(line, "stderr");
    });
    const exited = new Promise<number | undefined>((resolve) => {
        child.once("error", (error) => {
            onLine(error.message, "stderr");
            resolve(undefined);
        });
        child.once("close", (code) => {
            resolve(code ?? undefined);
        });
    });
    return { exited, stop: () => stop(child, exited) };
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGINT");
    const kill = setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
    await exited;
    clearTimeout(kill);
}

function readLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
    let rest = "";
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine(line.replace(/\r$/, ""));
    });
    stream?.on("end", () => {
        if (rest !== "") onLine(rest);
    });
}
