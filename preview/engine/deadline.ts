import { PreviewError } from "./failure";
import type { PackOptions } from "./result";

const DEFAULT_MILLISECONDS = 300_000;

/** Does something that a signal ends when the caller wants it, or when it takes too long; then it has failed. */
export async function withDeadline<T>(
    { timeout = DEFAULT_MILLISECONDS, signal }: Pick<PackOptions, "timeout" | "signal">,
    work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
    const deadline = AbortSignal.timeout(timeout);
    const ending = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
        return await work(ending);
    } catch (error) {
        const log = error instanceof PreviewError ? error.log : [];
        if (deadline.aborted) {
            throw new PreviewError(
                `The preview was ended after ${Math.round(timeout / 1000)} seconds: the program or the pack did not come to an end.`,
                log,
            );
        }
        if (signal?.aborted === true) throw new PreviewError("The preview was cancelled.", log);
        throw error;
    }
}
