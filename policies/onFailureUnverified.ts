import { REQUIREMENTS } from "../components/onFailure/requirements";
import type { MappingFacts } from "./facts/gather";
import type { Finding } from "./findings";
import type { DeliveryCase } from "./judge/delivery";
import { enumerate } from "./findings";
import { encryptionUndecided, keyUndecided } from "./undecided/key";
import { settingsUndecided } from "./mappingSettings/undecided";
import type { Rulebook } from "./rulebook";
import { ruleOfAction } from "./rules";
import { failuresSoFar, type Analysis } from "./session";
import { sourceUndecided } from "./undecided/source";
import { trustsLambda } from "./judge/trust";
import { trustDoubts } from "./undecided/trust";
import { byCause, ruleFor, told } from "./undecided/groups";
import { lower } from "./titles";
import { show } from "./values";
import { roleGrant } from "./wording/delivery";
import { statementOf } from "./wording/statements";
import { undecided } from "./wording/unverified";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";

/** Everything that could not be checked, and why: an organization that wants certainty makes it mandatory. */
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
        "Run `pulumi-lambda-kafka preview`, which predicts what AWS will answer; or use the components of this " +
        "package, whose documents are known in a first preview; or check with the owner of what lies outside.",
    url: PAGE,
    judge: (analysis, facts) => [
        ...delivered(analysis, facts),
        ...trustUndecided(facts),
        ...settingsUndecided(facts),
        ...reading(analysis, facts),
    ],
    conclude: failuresSoFar,
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
        : [...onDestination(delivery), ...encryptionUndecided(delivery), ...keyUndecided(delivery)];
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

function trustUndecided({ node, role, title }: MappingFacts): readonly Finding[] {
    if (role.kind === "unknown" || role.facts.trust === undefined) return [];
    if (trustsLambda(role.facts.trust) !== undefined) return [];
    const causes = trustDoubts(role.facts.trust, `the trust policy of ${lower(role.facts.title)}`);
    return [told("KOF-022", node.urn, `Lambda may assume the role of ${title}`, causes)];
}
