import { isRule } from "../catalogue";
import { findingAs, type Finding } from "../findings";
import type { Aside } from "../session";
import type { Exemption } from "../settings";

const PAGE = "https://www.pulumi.com/docs/using-pulumi/crossguard/configuration/";

/** What was exempted, and exemptions that met nothing: an exemption is never silent. */
export function exemptionAdvice({ exempted, given, met }: Aside): readonly Finding[] {
    return [
        ...exempted.map(({ finding, exemption }) => accepted(finding, exemption)),
        ...idle(given, met).map(idleExemption),
    ];
}

function accepted({ rule, urn, lack }: Finding, { reason }: Exemption): Finding {
    return findingAs(rule, urn, {
        lack: `exempted: ${lack}`,
        reasons: [`reason: ${reason}`],
        remedy: "Remove the exemption when the reason no longer holds.",
        url: PAGE,
    });
}

function idle(given: readonly Exemption[], met: readonly Exemption[]): readonly Exemption[] {
    const key = ({ resource, rule }: Exemption): string => `${rule} ${resource}`;
    const used = new Set(met.map(key));
    const left = given.filter((each) => !used.has(key(each)));
    return [...new Map(left.map((each) => [key(each), each])).values()];
}

function idleExemption({ rule, resource, reason }: Exemption): Finding {
    const lack = isRule(rule)
        ? `the exemption of "${resource}" matches no finding.`
        : `the exemption of "${resource}" names ${rule}, which is not a rule of this pack.`;
    return findingAs(rule, undefined, {
        lack,
        reasons: [`reason: ${reason}`],
        remedy: "Remove it, or correct the rule's ID or the resource's name.",
        url: PAGE,
    });
}
