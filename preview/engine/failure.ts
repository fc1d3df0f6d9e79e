import type { LogLine } from "./result";

/** The preview could not be made: the program failed, the pack did not start, a file is malformed. */
export class PreviewError extends Error {
    override readonly name = "PreviewError";
    /** What had been logged until then. */
    readonly log: readonly LogLine[];

    constructor(message: string, log: readonly LogLine[] = []) {
        super(message);
        this.log = log;
    }
}

/** What was thrown, in words. */
export function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
