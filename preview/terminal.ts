import { createRequire } from "node:module";
import pc from "picocolors";

/** Where the command writes. */
export interface Terminal {
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
    /** Colours are for people only. */
    readonly colors: boolean;
    /** So is progress. */
    readonly progress: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
    return {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        colors: process.stdout.isTTY && pc.isColorSupported,
        progress: process.stderr.isTTY,
    };
}

/** The version of this package. */
export function packageVersion(): string {
    const manifest: unknown = createRequire(__filename)("pulumi-lambda-kafka/package.json");
    const isManifest = (value: unknown): value is { readonly version: string } =>
        typeof value === "object" && value !== null && "version" in value;
    return isManifest(manifest) ? manifest.version : "unknown";
}
