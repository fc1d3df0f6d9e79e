import type {
    EnforcementLevel,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import type { MappingFacts } from "./facts/gather";
import { TYPES } from "./facts/types";
import type { Finding } from "./findings";
import type { PolicyName } from "./names";
import type { Analysis, Session } from "./session";
import {
    EXEMPT_SCHEMA,
    settingsOf,
    type Exemption,
    type PolicyOptions,
    type SettingSchema,
    type Settings,
} from "./settings";
import { failedInside } from "./wording/unverified";

/** One policy: what it is called, how much it weighs, and what it says about a mapping. */
export interface Rulebook {
    readonly name: PolicyName;
    readonly displayName: string;
    readonly description: string;
    readonly level: EnforcementLevel;
    readonly severity: Severity;
    readonly tags: readonly string[];
    readonly remediationSteps: string;
    readonly url: string;
    /** Settings beside the exemptions. */
    readonly config?: Readonly<Record<string, SettingSchema>>;
    readonly judge: (
        analysis: Analysis,
        facts: MappingFacts,
        settings: Settings,
    ) => readonly Finding[];
    /** What it says about the stack as a whole, after its mappings. */
    readonly conclude?: (analysis: Analysis) => readonly Finding[];
}

/** A rulebook as a policy of the engine. */
export function policyOf(
    session: Session,
    rulebook: Rulebook,
    options: PolicyOptions,
): StackValidationPolicy {
    const { name, displayName, description, severity, remediationSteps, url } = rulebook;
    return {
        name,
        displayName,
        description,
        enforcementLevel: options.levels?.[name] ?? rulebook.level,
        severity,
        remediationSteps,
        url,
        tags: ["lambda", "kafka", ...rulebook.tags],
        framework: FRAMEWORK,
        configSchema: { properties: { exempt: EXEMPT_SCHEMA, ...rulebook.config } },
        validateStack: ofMappings((args, report) => {
            for (const { urn, message } of findingsOf(session, rulebook, options, args)) {
                report(message, urn);
            }
        }),
    };
}

/**
 * Only asked of stacks that have a mapping: by this mark, which its own `validateStackResourcesOfType` sets too, the
 * SDK leaves a policy out before it unpacks all resources for it. Most stacks of an organization have none.
 */
function ofMappings(validate: StackValidation): StackValidation {
    return Object.assign(validate, { __pulumiType: MAPPING });
}

const [MAPPING] = TYPES.mapping;

type StackValidation = StackValidationPolicy["validateStack"];

const FRAMEWORK = {
    name: "AWS Well-Architected Framework",
    version: "2024-06-27",
    reference: "https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/",
    specification: "Serverless Applications Lens: failure management of poll-based event sources",
} as const;

function findingsOf(
    session: Session,
    rulebook: Rulebook,
    options: PolicyOptions,
    args: StackValidationArgs,
): readonly Finding[] {
    const settings = settingsOf(options, args.getConfig<Record<string, unknown>>());
    const analysis = session.analysisFor(rulebook.name, args.resources);
    const found = analysis.mappings.flatMap((facts) =>
        guarded(analysis, rulebook.name, facts.node.urn, () =>
            rulebook.judge(analysis, facts, settings),
        ),
    );
    const kept = withoutExempted(analysis, found, settings.exempt);
    const { conclude } = rulebook;
    if (conclude === undefined) return kept;
    return [...kept, ...guarded(analysis, rulebook.name, undefined, () => conclude(analysis))];
}

/** A rule that throws is reported by the policy that tells what was not checked, and hides nothing else. */
function guarded(
    analysis: Analysis,
    policy: string,
    urn: string | undefined,
    judge: () => readonly Finding[],
): readonly Finding[] {
    try {
        return judge();
    } catch (error) {
        analysis.aside.failures.push(failedInside(policy, urn, error));
        return [];
    }
}

function withoutExempted(
    analysis: Analysis,
    found: readonly Finding[],
    exempt: readonly Exemption[],
): readonly Finding[] {
    const used = new Set<Exemption>();
    const kept = found.filter((finding) => {
        const exemption = exempt.find((each) => exempts(each, finding));
        if (exemption === undefined) return true;
        used.add(exemption);
        analysis.aside.exempted.push({ finding, exemption });
        return false;
    });
    analysis.aside.met.push(...used);
    analysis.aside.given.push(...exempt);
    return kept;
}

function exempts({ resource, rule }: Exemption, finding: Finding): boolean {
    if (rule !== finding.rule || finding.urn === undefined) return false;
    return resource === finding.urn || finding.urn.endsWith(`::${resource}`);
}
