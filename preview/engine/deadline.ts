import { PreviewError } from "./failure";
import type { PackOptions } from "./result";

const DEFAULT_MILLISECONDS = 300_000;

/** A timer of Node.js that is set for longer fires at once. */
const MOST_MILLISECONDS = 2 ** 31 - 1;

/** What can take too long, and what of it then did not end. */
const PARTS = { preview: "the program or the policy pack", check: "the policy pack" } as const;

/** Does something that a signal ends when the caller wants it, or when it takes too long; then it has failed. */
export async function withDeadline<T>(
    what: keyof typeof PARTS,
    { timeout = DEFAULT_MILLISECONDS, signal }: Pick<PackOptions, "timeout" | "signal">,
    work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
    if (!Number.isInteger(timeout) || timeout < 0 || timeout > MOST_MILLISECONDS) {
        throw new PreviewError(
            `\`timeout\` must be a whole number of milliseconds from 0 to ${MOST_MILLISECONDS}, not ${timeout}.`,
        );
    }
    const deadline = AbortSignal.timeout(timeout);
    const ending = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
        return await work(ending);
    } catch (error) {
        const log = error instanceof PreviewError ? error.log : [];
        if (deadline.aborted) {
            throw new PreviewError(
                `The ${what} was stopped after ${inUnits(timeout)} because ${PARTS[what]} did not finish.`,
                log,
            );
        }
        if (signal?.aborted === true) throw new PreviewError(`The ${what} was canceled.`, log);
        throw error;
    }
}

function inUnits(milliseconds: number): string {
    return milliseconds < 1000
        ? `${milliseconds} milliseconds`
        : `${Math.round(milliseconds / 1000)} seconds`;
}
