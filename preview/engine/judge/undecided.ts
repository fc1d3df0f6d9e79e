import { inWords, neutral } from "../accounts";
import type { Assumption } from "../accounts";
import { unbroken } from "../../prose";
import type { Judgement, JudgingPolicy } from "./pack";
import type { Finding } from "../result";

/** What the pack says under one assumption about the account. */
export interface Alternative {
    readonly assumption: Assumption;
    readonly judgement: Judgement;
}

/** The policy that tells what could not be decided. */
export const UNVERIFIED = "on-failure-unverified";

/**
 * One list of findings from those under every assumption. What is found under each is a finding; what is found under
 * some, and not under others, is undecided until the account is known, and is told as that.
 */
export function united(alternatives: readonly Alternative[]): readonly Finding[] {
    const [first, ...others] = alternatives;
    if (first === undefined) return [];
    if (others.length === 0) return first.judgement.findings;
    const groups = new Map<string, Finding[][]>();
    alternatives.forEach(({ judgement }, at) => {
        for (const finding of judgement.findings) {
            const key = JSON.stringify([finding.policy, finding.urn, finding.rule]);
            const group = groups.get(key) ?? alternatives.map(() => []);
            groups.set(key, group);
            group[at]?.push(finding);
        }
    });
    return [...groups.values()].flatMap((group) => decided(alternatives, group));
}

/** The findings of one rule about one resource, under each assumption. */
function decided(
    alternatives: readonly Alternative[],
    group: readonly (readonly Finding[])[],
): readonly Finding[] {
    const texts = alternatives.map(({ assumption }, at) =>
        (group[at] ?? []).map((finding) => neutral(finding.message, assumption)),
    );
    const everywhere = (text: string): boolean => texts.every((list) => list.includes(text));
    const rest = group.map((findings, at) =>
        findings.filter((_, index) => !everywhere(texts[at]?.[index] ?? "")),
    );
    const common = (group[0] ?? []).filter((_, index) => everywhere(texts[0]?.[index] ?? ""));
    if (rest.every((findings) => findings.length > 0)) {
        // It is found whatever the account is; only the words differ.
        return [...common, ...(rest[0] ?? [])];
    }
    return [...common, ...undecided(alternatives, rest)];
}

function undecided(
    alternatives: readonly Alternative[],
    rest: readonly (readonly Finding[])[],
): readonly Finding[] {
    const one = rest.flat()[0];
    const unverified = alternatives[0]?.judgement.policies.get(UNVERIFIED);
    if (one === undefined || unverified?.level === "disabled") return [];
    const { policy, description, urn, rule } = one;
    return [
        {
            policy: unverified === undefined ? policy : UNVERIFIED,
            level: isMandatory(unverified) ? "mandatory" : "advisory",
            ...(urn === undefined ? {} : { urn }),
            message: [
                `${rule === undefined ? "" : `${rule}: `}This depends on the AWS account, which is unknown.`,
                "  Pass --account, or set the provider's allowedAccountIds.",
                ...alternatives.flatMap(({ assumption }, at) =>
                    verdict(inWords(assumption), rest[at] ?? []),
                ),
            ].join("\n"),
            description: unverified?.description ?? description,
            ...(rule === undefined ? {} : { rule }),
        },
    ];
}

function isMandatory(policy: JudgingPolicy | undefined): boolean {
    return policy?.level === "mandatory" || policy?.level === "remediate";
}

function verdict(place: string, findings: readonly Finding[]): readonly string[] {
    if (findings.length === 0) return [`  In ${place}: nothing to report.`];
    return [
        `  In ${place}:`,
        ...findings.flatMap(({ message, rule }) =>
            withoutRule(unbroken(message), rule)
                .split("\n")
                .map((line) => `    ${line}`),
        ),
    ];
}

function withoutRule(message: string, rule: string | undefined): string {
    return rule === undefined ? message : message.slice(rule.length).replace(/^[:\s]+/, "");
}
