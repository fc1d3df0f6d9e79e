import { createRequire } from "node:module";
import { isatty } from "node:tty";
import pc from "picocolors";

/** Where the command writes. */
export interface Terminal {
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
    /** Colours are for people only. */
    readonly colors: boolean;
    /** So is progress. */
    readonly progress: boolean;
    /** How wide it is; absent: it is a file or a pipe. */
    readonly columns?: number;
}

/** The terminal of this process. `NO_COLOR` and `FORCE_COLOR` are heeded. */
export function processTerminal(): Terminal {
    const [stdout, stderr] = [isatty(1), isatty(2)];
    return {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        // A pipe gets colours when it is asked for them, and not merely because `CI` is set.
        colors: pc.isColorSupported && (stdout || "FORCE_COLOR" in process.env),
        progress: stderr,
        ...(stdout ? { columns: process.stdout.columns } : {}),
    };
}

/** The version of this package. */
export function packageVersion(): string {
    const manifest: unknown = createRequire(__filename)("pulumi-lambda-kafka/package.json");
    const isManifest = (value: unknown): value is { readonly version: string } =>
        typeof value === "object" && value !== null && "version" in value;
    return isManifest(manifest) ? manifest.version : "unknown";
}
