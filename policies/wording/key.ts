import { REQUIREMENTS } from "../../components/onFailure/requirements";
import { finding, type Finding } from "../findings";
import type { KeyFacts } from "../facts/keys";
import type { Unknown } from "../iam/unknown";
import type { Lack } from "../iam/verdict";
import type { DeliveryCase, Ruling } from "../judge";
import { show } from "../values";
import { lower, reasonsOf, rolePolicyProgram, titleOfDestination } from "./delivery";
import { expressionOf, programStatement, statementOf, variableOf, type Grant } from "./statements";

const KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html";

/** Why nobody else tells: what a reader would not believe without it. */
const SILENT =
    "Lambda does not check keys when the mapping is created: the first batch that fails is lost.";

/** The role may not use the key: neither the key's policy nor the role's own opens it. */
export function keyNotOpened(
    rule: string,
    delivery: DeliveryCase,
    key: KeyFacts,
    ruling: Ruling,
    lacks: readonly Lack[],
): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    const onKey = lacks.some((lack) => lack.side === "resource");
    const grant = keyGrant(delivery, ruling, onKey);
    const where = onKey ? `the policy of ${lower(key.title)}` : "a policy of the role";
    return finding(rule, facts.node.urn, {
        lack:
            `${role.title} is not allowed ${ruling.action} on ${lower(key.title)}, ` +
            `which encrypts ${titleOfDestination(destination)}.`,
        reasons: [...reasonsOf(lacks), SILENT],
        remedy: `Allow it in ${where}${onKey ? "; one statement there is enough in one account" : ""}:`,
        statement: statementOf(grant),
        program: onKey
            ? keyStatementProgram(delivery, grant)
            : keyRoleProgram(delivery, key, grant),
        url: onKey ? KEY_POLICIES : url,
    });
}

/** The statement for a key in another account, on one of the two sides that both must allow. */
export function foreignKeyNotOpened(
    rule: string,
    delivery: DeliveryCase,
    key: KeyFacts,
    ruling: Ruling,
    lacks: readonly Lack[],
): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    const onKey = lacks.some((lack) => lack.side === "resource");
    const grant = keyGrant(delivery, ruling, onKey);
    const who = onKey
        ? `The policy of ${lower(key.title)} in account ${show(key.account)} does not trust ` +
          `${lower(role.title)} for ${ruling.action}`
        : `${role.title} is not allowed ${ruling.action} on ${lower(key.title)} in account ${show(key.account)}`;
    return finding(rule, facts.node.urn, {
        lack: `${who}; the key encrypts ${titleOfDestination(destination)}.`,
        reasons: [...reasonsOf(lacks), SILENT],
        remedy:
            "Across accounts the key's policy and the role's must both allow. Add to " +
            `${onKey ? "the key's policy" : "a policy of the role"}:`,
        statement: statementOf(grant),
        ...(onKey ? {} : { program: keyRoleProgram(delivery, key, grant) }),
        url,
    });
}

/** A key that AWS manages serves its own account only. */
export function awsKeyAcrossAccounts(delivery: DeliveryCase, alias: string): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    return finding("KOF-033", facts.node.urn, {
        lack:
            `${titleOfDestination(destination)} of account ${show(destination.account)} is encrypted with ` +
            `${alias}, which no role of another account can use, ${lower(role.title)} of account ` +
            `${show(role.caller.account)} included.`,
        reasons: ["the policy of a key that AWS manages cannot be edited", SILENT],
        remedy: "Encrypt it with a customer managed key whose policy trusts the role, or without KMS.",
        url,
    });
}

/** A key that AWS manages serves the service that it was made for only. */
export function awsKeyOfOtherService(delivery: DeliveryCase, alias: string): Finding {
    const { facts, destination } = delivery;
    return finding("KOF-040", facts.node.urn, {
        lack:
            `${titleOfDestination(destination)} is encrypted with ${alias}, which only requests of ` +
            `${alias.slice(alias.lastIndexOf("/") + 1)} can use.`,
        reasons: ["the policy of a key that AWS manages cannot be edited", SILENT],
        remedy:
            `Encrypt it with alias/aws/${destination.service}, with a customer managed key whose policy trusts the ` +
            "role, or without KMS.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
    });
}

/** A key that cannot encrypt what is delivered, whoever asks. */
export function keyNotUsable(delivery: DeliveryCase, key: KeyFacts, problem: string): Finding {
    const { facts, destination } = delivery;
    return finding("KOF-040", facts.node.urn, {
        lack: `${key.title}, which encrypts ${titleOfDestination(destination)}, ${problem}.`,
        reasons: [SILENT],
        remedy: "Use an enabled, symmetric encryption key in the Region of what it encrypts.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
    });
}

/** Whether what is not known stands in the key's policy: then that policy, and not the role's, has to be looked at. */
export function isOfKeyPolicy(cause: Unknown, { policy, unseenPolicy }: KeyFacts): boolean {
    return cause === unseenPolicy || (policy !== undefined && cause.what.endsWith(policy.name));
}

/** The statement that opens a key: in its policy, or in the role's. */
export function keyGrant(
    { role, destination, encryption }: DeliveryCase,
    { action, resource }: Ruling,
    onKey: boolean,
): Grant {
    const region = encryption.kind === "key" ? encryption.key.region : destination.region;
    // Which service calls DescribeKey and ReEncrypt is not documented: only the other two are tied to it.
    const tied = action === "kms:Decrypt" || action === "kms:GenerateDataKey";
    return {
        actions: [action],
        resource: onKey ? "*" : resource,
        ...(onKey ? { principal: role.caller.arn } : {}),
        ...(tied ? { via: { service: destination.service, region } } : {}),
    };
}

function keyStatementProgram({ role }: DeliveryCase, grant: Grant): string {
    return programStatement(grant, '"*"', expressionOf(role.caller.arn, role.node));
}

function keyRoleProgram({ facts, role }: DeliveryCase, key: KeyFacts, grant: Grant): string {
    return rolePolicyProgram(
        `${facts.node.name}-on-failure-key`,
        role.node === undefined ? JSON.stringify(show(role.name)) : `${variableOf(role.node)}.name`,
        programStatement(grant, expressionOf(key.arn, key.node)),
    );
}
