import { PreviewError } from "./failure";
import type { PackOptions, PreviewResult } from "./result";

/**
 * Judges what `pulumi stack export` wrote: the text of the file, or what it parses to.
 * Rejects with a {@link PreviewError} when it is no such export; a finding is no failure.
 */
export function checkState(state: unknown, options: PackOptions = {}): Promise<PreviewResult> {
    return Promise.reject(new PreviewError(`${typeof state}: ${JSON.stringify(options)}`));
}
