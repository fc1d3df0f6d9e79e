import { REQUIREMENTS } from "../../components/onFailure/requirements";
import type { KeyFacts } from "../facts/keys";
import { enumerate, type Finding } from "../findings";
import type { Unknown } from "../iam/unknown";
import type { DeliveryCase } from "../judge/delivery";
import { materialDoubts, servesDestination, stateDoubts } from "../judge/keyUsability";
import { keyRule } from "../rules";
import { byCause, ruleFor, told } from "./groups";
import { lower } from "../titles";
import { show } from "../values";
import { isOfKeyPolicy, keyGrant } from "../wording/key";
import { statementOf } from "../wording/statements";
import { undecided } from "../wording/unverified";

/** Whether a key encrypts the destination at all, and which. */
export function encryptionUndecided({
    facts,
    role,
    destination,
    encryption,
}: DeliveryCase): readonly Finding[] {
    const to = `${lower(role.title)} may use the key that encrypts ${show(destination.arn)}, if one does,`;
    if (encryption.kind === "unknown") {
        const rule = encryption.cause.why === "external" ? "KOF-008" : "KOF-030";
        return [told(rule, facts.node.urn, to, [encryption.cause])];
    }
    return [];
}

/** Whether the role may use the key that encrypts the destination. */
export function keyUndecided(delivery: DeliveryCase): readonly Finding[] {
    const { encryption } = delivery;
    if (encryption.kind === "plain" || encryption.kind === "unknown") return [];
    if (encryption.kind === "aws") return onAwsKey(delivery, encryption.alias);
    const { key } = encryption;
    return [...onUse(delivery, key), ...onPolicies(delivery, key)];
}

function onUse({ facts, destination }: DeliveryCase, key: KeyFacts): readonly Finding[] {
    const causes = [...materialDoubts(key), ...stateDoubts(key)];
    const whether = `${key.title}, which encrypts ${show(destination.arn)}, can be used`;
    return causes.length === 0 ? [] : [told("KOF-040", facts.node.urn, whether, causes)];
}

function onPolicies(delivery: DeliveryCase, key: KeyFacts): readonly Finding[] {
    const { facts, role, destination, keyInRolesAccount } = delivery;
    return byCause(delivery.key).map(({ causes, rulings }) => {
        const onKeySide = causes.some((cause) => isOfKeyPolicy(cause, key));
        const [first] = rulings;
        const actions = rulings.map(({ action }) => action);
        const grant =
            first === undefined ? undefined : keyGrant(delivery, first.resource, actions, true);
        return undecided({
            rule: ruleFor(causes, keyRule(keyInRolesAccount, onKeySide)),
            urn: facts.node.urn,
            whether: `${lower(role.title)} is allowed ${enumerate(actions)} on ${lower(key.title)}`,
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

function accountCauses({ role, destination }: DeliveryCase): readonly Unknown[] {
    return [role.caller.account, destination.account].flatMap((account) =>
        typeof account === "string" ? [] : account.filter((part) => typeof part !== "string"),
    );
}
