import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzeDiagnostic, AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Finding } from "../result";

/** What a pack said. */
export interface Diagnostics {
    readonly findings: readonly Finding[];
}

/**
 * The findings of a response.
 * @param resolve the resource that a finding is about, given the one that it names, if any
 */
export function diagnosticsOf(
    response: AnalyzeResponse,
    resolve: (urn: string) => string | undefined,
): Diagnostics {
    return {
        findings: response
            .getDiagnosticsList()
            .filter((diagnostic) => diagnostic.getEnforcementlevel() !== EnforcementLevel.DISABLED)
            .map((diagnostic) => findingOf(diagnostic, resolve(diagnostic.getUrn()))),
    };
}

/** The rule that a message begins with. */
export function ruleOf(message: string): string | undefined {
    return /^KOF-\d+/.exec(message)?.[0];
}

function findingOf(diagnostic: AnalyzeDiagnostic, urn: string | undefined): Finding {
    const description = diagnostic.getDescription();
    const message = withoutDescription(diagnostic.getMessage(), description);
    const rule = ruleOf(message);
    return {
        policy: diagnostic.getPolicyname(),
        // What could not be remediated is as bad as what must not be.
        level:
            diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY
                ? "advisory"
                : "mandatory",
        ...(urn === undefined ? {} : { urn }),
        message,
        description,
        ...(rule === undefined ? {} : { rule }),
    };
}

/** The policy SDK puts a policy's description before every message. */
export function withoutDescription(message: string, description: string): string {
    const prefix = `${description}\n`;
    return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}
