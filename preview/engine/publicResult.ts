import type { Deployment } from "./deployment";
import type { Finding, PreviewResult } from "./result";

/** What a caller is told in the end. */
export function resultOf(deployment: Deployment, findings: readonly Finding[]): PreviewResult {
    return {
        project: deployment.name.project,
        stack: deployment.name.stack,
        resources: deployment.resources(),
        outputs: deployment.stackOutputs(),
        findings,
        notes: deployment.notes(),
        log: deployment.log,
    };
}
