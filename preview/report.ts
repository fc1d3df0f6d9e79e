import { isKafkaMapping } from "../components/source/kafkaMapping";
import { UNVERIFIED } from "./engine/judge/undecided";
import type { Finding, Note, PreviewedResource, PreviewResult } from "./engine/result";

/** The counts of the last line. */
export interface Summary {
    /** Kafka event source mappings of the stack. */
    readonly mappings: number;
    /** Those of them with no mandatory finding and nothing undecided. */
    readonly passed: number;
    /** Findings, mandatory and advisory, without the undecided. */
    readonly findings: number;
    /** Of these, the mandatory ones: any rejects the stack. */
    readonly mandatory: number;
    /** What could not be decided, each told as a finding of its own. */
    readonly undecided: number;
}

/** The findings about one mapping, or about no resource in particular. */
export interface FindingGroup {
    readonly subject?: PreviewedResource;
    readonly findings: readonly Finding[];
}

/** Counts what was found. */
export function summarize({ resources, findings }: PreviewResult): Summary {
    const mappings = resources.filter((resource) => isKafkaMapping(resource.type, resource.inputs));
    const mandatory = findings.filter((finding) => finding.level === "mandatory");
    const undecided = findings.filter((finding) => finding.policy === UNVERIFIED);
    const objected = new Set([...mandatory, ...undecided].map((finding) => finding.urn));
    return {
        mappings: mappings.length,
        passed: mappings.filter((mapping) => !objected.has(mapping.urn)).length,
        findings: findings.length - undecided.length,
        mandatory: mandatory.length,
        undecided: undecided.length,
    };
}

/** The command's `--json`: one document. */
export interface JsonReport {
    readonly project: string;
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly findings: readonly Finding[];
    readonly notes: readonly Note[];
    readonly summary: Summary;
}

/** What a machine reads. */
export function jsonReport(result: PreviewResult): JsonReport {
    const { project, stack, resources, findings, notes } = result;
    return { project, stack, resources, findings, notes, summary: summarize(result) };
}

/** The findings by the resource they are about, in the order of the resources, the worst first within each. */
export function groupFindings({ resources, findings }: PreviewResult): readonly FindingGroup[] {
    const known = new Set(resources.map(({ urn }) => urn));
    const byUrn = new Map<string, Finding[]>();
    const rest: Finding[] = [];
    for (const finding of findings) {
        if (finding.urn === undefined || !known.has(finding.urn)) rest.push(finding);
        else byUrn.set(finding.urn, [...(byUrn.get(finding.urn) ?? []), finding]);
    }
    const groups = resources.flatMap((subject) => {
        const own = byUrn.get(subject.urn);
        return own === undefined ? [] : [{ subject, findings: worstFirst(own) }];
    });
    return rest.length === 0 ? groups : [...groups, { findings: worstFirst(rest) }];
}

/** Mandatory, then advisory, then what is undecided. */
function worstFirst(findings: readonly Finding[]): readonly Finding[] {
    return findings.toSorted((a, b) => weight(a) - weight(b));
}

function weight(finding: Finding): number {
    if (finding.level === "mandatory") return 0;
    return finding.policy === UNVERIFIED ? 2 : 1;
}
