import { PreviewError } from "./failure";
import type { PreviewOptions, PreviewResult } from "./result";

/**
 * Runs the Pulumi program in a directory, without a cloud, and hands the result to the policy pack.
 * Rejects with a {@link PreviewError} when that cannot be done; a finding is no failure.
 */
export function previewProgram(
    directory: string,
    options: PreviewOptions = {},
): Promise<PreviewResult> {
    return Promise.reject(new PreviewError(`${directory}: ${JSON.stringify(options)}`));
}
