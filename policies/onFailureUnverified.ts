import { REQUIREMENTS } from "../components/onFailure/requirements";
import type { MappingFacts } from "./facts/gather";
import type { KeyFacts } from "./facts/keys";
import type { Finding } from "./findings";
import type { Unknown } from "./iam/unknown";
import { causesOf, type DeliveryCase, type Ruling } from "./judge";
import { enumerate, finding } from "./findings";
import { materialDoubts, servesDestination } from "./keyUsability";
import { settingsUndecided } from "./mappingSettings/undecided";
import type { Rulebook } from "./rulebook";
import { keyRule, ruleOfAction } from "./rules";
import type { Analysis } from "./session";
import type { Exemption } from "./settings";
import { sourceUndecided } from "./sourceUndecided";
import { trustsLambda } from "./trust";
import { show } from "./values";
import { lower, roleGrant } from "./wording/delivery";
import { isOfKeyPolicy, keyGrant } from "./wording/key";
import { statementOf } from "./wording/statements";
import { undecided } from "./wording/unverified";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";

/** Everything that could not be checked, and why: an organisation that wants certainty makes it mandatory. */
export const onFailureUnverified: Rulebook = {
    name: "on-failure-unverified",
    displayName: "On-failure destination: what could not be checked",
    description:
        "Whether a failed batch would be delivered could not be decided: a part of what decides it is not known. " +
        "It is neither a pass nor a violation.",
    level: "advisory",
    severity: "medium",
    tags: ["iam", "kms"],
    remediationSteps:
        "Run `pulumi-lambda-kafka preview`, which foretells what AWS will answer; or use the components of this " +
        "package, whose documents are known in a first preview; or check with the owner of what lies outside.",
    url: PAGE,
    judge: (analysis, facts) => [
        ...delivered(analysis, facts),
        ...trustUndecided(facts),
        ...settingsUndecided(facts),
        ...reading(analysis, facts),
    ],
    conclude: ({ aside }) => [
        ...aside.failures,
        ...aside.exempted.map(({ finding: each, exemption }) => exempted(each, exemption)),
        ...idle(aside.given, aside.met).map(idleExemption),
    ],
};

function reading(analysis: Analysis, facts: MappingFacts): readonly Finding[] {
    const source = analysis.sourceOf(facts);
    return source === undefined || facts.role.kind === "unknown"
        ? []
        : sourceUndecided(facts, facts.role.facts, source);
}

function delivered(analysis: Analysis, facts: MappingFacts): readonly Finding[] {
    const { destination, role, node } = facts;
    if (destination.kind === "unknown") {
        const whether = `the failures of ${facts.title} can be delivered`;
        return [told("KOF-008", node.urn, whether, [destination.cause])];
    }
    if (destination.kind !== "resource") return [];
    if (role.kind === "unknown") {
        const whether = `the execution role of ${facts.title} may write to ${show(destination.arn)}`;
        return [told("KOF-020", node.urn, whether, [role.cause])];
    }
    const delivery = analysis.deliveryOf(facts);
    return delivery === undefined
        ? []
        : [...onDestination(delivery), ...onEncryption(delivery), ...onKey(delivery)];
}

function onDestination(delivery: DeliveryCase): readonly Finding[] {
    const { facts, role, destination, policy } = delivery;
    return byCause(delivery.delivery).map(({ causes, rulings }) => {
        const actions = rulings.map(({ action }) => action);
        const [first] = rulings;
        const grants = rulings.map((ruling) => ({
            ...roleGrant(destination.account, ruling),
            ...(policy.unseen === undefined ? {} : { principal: role.caller.arn }),
        }));
        const outside = policy.unseen?.why === "external" && causes.includes(policy.unseen);
        const [grant] = grants;
        return undecided({
            rule: ruleFor(causes, ruleOfAction(first?.action ?? "")),
            urn: facts.node.urn,
            whether: `${lower(role.title)} is allowed ${enumerate(actions)} on ${show(destination.arn)}`,
            causes,
            ...(outside && grant !== undefined && rulings.length === 1
                ? {
                      statement: statementOf(grant),
                      statementFor: `the owner of ${show(destination.arn)}`,
                  }
                : {}),
            url: REQUIREMENTS[destination.service].url,
        });
    });
}

function onEncryption({ facts, role, destination, encryption }: DeliveryCase): readonly Finding[] {
    const to = `${lower(role.title)} may use the key that encrypts ${show(destination.arn)}, if one does,`;
    if (encryption.kind === "unknown") {
        const rule = encryption.cause.why === "external" ? "KOF-008" : "KOF-030";
        return [told(rule, facts.node.urn, to, [encryption.cause])];
    }
    return [];
}

function onKey(delivery: DeliveryCase): readonly Finding[] {
    const { encryption } = delivery;
    if (encryption.kind === "plain" || encryption.kind === "unknown") return [];
    if (encryption.kind === "aws") return onAwsKey(delivery, encryption.alias);
    const { key } = encryption;
    return [...onMaterial(delivery, key), ...onPolicies(delivery, key)];
}

function onMaterial({ facts, destination }: DeliveryCase, key: KeyFacts): readonly Finding[] {
    const causes = materialDoubts(key);
    const whether = `${key.title}, which encrypts ${show(destination.arn)}, can be used`;
    return causes.length === 0 ? [] : [told("KOF-040", facts.node.urn, whether, causes)];
}

function onPolicies(delivery: DeliveryCase, key: KeyFacts): readonly Finding[] {
    const { facts, role, destination, keyInRolesAccount } = delivery;
    return byCause(delivery.key).map(({ causes, rulings }) => {
        const onKeySide = causes.some((cause) => isOfKeyPolicy(cause, key));
        const [first] = rulings;
        const grant =
            first === undefined
                ? undefined
                : {
                      ...keyGrant(delivery, first, true),
                      actions: rulings.map(({ action }) => action),
                  };
        return undecided({
            rule: ruleFor(causes, keyRule(keyInRolesAccount, onKeySide)),
            urn: facts.node.urn,
            whether: `${lower(role.title)} is allowed ${enumerate(rulings.map(({ action }) => action))} on ${lower(key.title)}`,
            causes,
            ...(onKeySide && grant !== undefined
                ? {
                      statement: statementOf(grant),
                      statementFor: `the policy of ${lower(key.title)}`,
                  }
                : {}),
            url: REQUIREMENTS[destination.service].url,
        });
    });
}

/** Such a key is open to its account: what is left to ask is whose account, and whether a policy of the role denies. */
function onAwsKey(delivery: DeliveryCase, alias: string): readonly Finding[] {
    const { facts, role, destination, keyInRolesAccount } = delivery;
    if (!servesDestination(alias, destination)) return [];
    if (keyInRolesAccount === undefined) {
        const whether = `${lower(role.title)} is of the account of ${show(destination.arn)}, which ${alias} demands,`;
        return [told("KOF-033", facts.node.urn, whether, accountCauses(delivery))];
    }
    return byCause(delivery.key).map(({ causes, rulings }) => {
        const whether = `${lower(role.title)} is denied ${enumerate(rulings.map(({ action }) => action))} on ${alias}`;
        return told(ruleFor(causes, "KOF-030"), facts.node.urn, whether, causes);
    });
}

function trustUndecided({ node, role, title }: MappingFacts): readonly Finding[] {
    if (role.kind === "unknown" || role.facts.trust === undefined) return [];
    if (trustsLambda(role.facts.trust) !== undefined) return [];
    const cause: Unknown = {
        kind: "unknown",
        why: "preview",
        what: `assumeRolePolicy of ${lower(role.facts.title)}`,
    };
    return [told("KOF-022", node.urn, `Lambda may assume the role of ${title}`, [cause])];
}

function accountCauses({ role, destination }: DeliveryCase): readonly Unknown[] {
    return [role.caller.account, destination.account].flatMap((account) =>
        typeof account === "string" ? [] : account.filter((part) => typeof part !== "string"),
    );
}

function told(rule: string, urn: string, whether: string, causes: readonly Unknown[]): Finding {
    return undecided({ rule, urn, whether, causes, url: PAGE });
}

/** A policy of AWS that the catalogue does not hold has a rule of its own. */
function ruleFor(causes: readonly Unknown[], rule: string): string {
    return causes.some(({ what }) => what.startsWith("AWS managed policy")) ? "KOF-021" : rule;
}

interface Group {
    readonly causes: readonly Unknown[];
    readonly rulings: readonly Ruling[];
}

/** What the same unknown leaves undecided is told once. */
function byCause(rulings: readonly Ruling[]): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const ruling of rulings) {
        if (ruling.verdict.kind !== "unknown") continue;
        const causes = causesOf(ruling);
        const key = causes.map(({ why, what }) => `${why} ${what}`).join("\n");
        const before = groups.get(key);
        groups.set(key, { causes, rulings: [...(before?.rulings ?? []), ruling] });
    }
    return [...groups.values()];
}

function exempted({ rule, urn, message }: Finding, { reason }: Exemption): Finding {
    const [headline = ""] = message.split("\n");
    return finding(rule, urn, {
        lack: `exempted: ${headline.slice(rule.length + 2)}`,
        reasons: [`the reason given: ${reason}`],
        remedy: "Take the exemption out when the reason is gone.",
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
    return finding(rule, undefined, {
        lack: `the exemption of "${resource}" matches no finding.`,
        reasons: [`the reason given: ${reason}`],
        remedy: "Take it out, or correct the rule's id or the resource's name.",
        url: PAGE,
    });
}
