import type { RuleId } from "../catalogue";
import { REQUIREMENTS } from "../../components/onFailure/requirements";
import { enumerate, finding, type Finding } from "../findings";
import type { KeyFacts } from "../facts/keys";
import type { Text, Unknown } from "../iam/unknown";
import type { DeliveryCase } from "../judge/delivery";
import type { LackGroup } from "../judge/lackGroups";
import { lower } from "../titles";
import { show } from "../values";
import { policySuffix, reasonsOf, rolePolicyProgram, titleOfDestination } from "./delivery";
import {
    expressionOf,
    programStatement,
    roleExpression,
    statementOf,
    type Grant,
} from "./statements";

const KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html";

/** Why nobody else tells: what a reader would not believe without it. */
const SILENT =
    "Lambda does not check keys when the mapping is created: the first batch that fails is lost.";

/** The role may not use the key: neither the key's policy nor the role's own opens it. */
export function keyNotOpened(
    rule: RuleId,
    delivery: DeliveryCase,
    key: KeyFacts,
    { first, actions, lacks }: LackGroup,
): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    const onKey = lacks.some((lack) => lack.side === "resource");
    const grant = keyGrant(delivery, first.resource, actions, onKey);
    const where = onKey ? `the policy of ${lower(key.title)}` : "one of the role's policies";
    return finding(rule, facts.node.urn, {
        lack:
            `${role.title} is not allowed ${enumerate(actions)} on ${lower(key.title)}, ` +
            `which encrypts ${titleOfDestination(destination)}.`,
        reasons: [...reasonsOf(lacks), SILENT],
        remedy: `Allow it in ${where}${onKey ? "; within one account, that statement is sufficient" : ""}:`,
        statement: statementOf(grant),
        program: onKey
            ? keyStatementProgram(delivery, grant)
            : keyRoleProgram(delivery, key, grant),
        url: onKey ? KEY_POLICIES : url,
    });
}

/** The statement for a key in another account, on one of the two sides that both must allow. */
export function foreignKeyNotOpened(
    rule: RuleId,
    delivery: DeliveryCase,
    key: KeyFacts,
    { first, actions, lacks }: LackGroup,
): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    const onKey = lacks.some((lack) => lack.side === "resource");
    const grant = keyGrant(delivery, first.resource, actions, onKey);
    const who = onKey
        ? `The policy of ${lower(key.title)} in account ${show(key.account)} does not trust ` +
          `${lower(role.title)} for ${enumerate(actions)}`
        : `${role.title} is not allowed ${enumerate(actions)} on ${lower(key.title)} in account ${show(key.account)}`;
    return finding(rule, facts.node.urn, {
        lack: `${who}; the key encrypts ${titleOfDestination(destination)}.`,
        reasons: [...reasonsOf(lacks), SILENT],
        remedy:
            "Across accounts the key's policy and the role's must both allow. Add to " +
            `${onKey ? "the key's policy" : "one of the role's policies"}:`,
        statement: statementOf(grant),
        program: onKey
            ? keyStatementProgram(delivery, grant)
            : keyRoleProgram(delivery, key, grant),
        url,
    });
}

/** A key that AWS manages serves its own account only. */
export function awsKeyAcrossAccounts(delivery: DeliveryCase, alias: string): Finding {
    const { facts, role, destination } = delivery;
    const { url } = REQUIREMENTS[destination.service];
    return finding("KOF-033", facts.node.urn, {
        lack:
            `${titleOfDestination(destination)} in account ${show(destination.account)} is encrypted with ` +
            `${alias}, which no role in another account can use; ${lower(role.title)} is in account ` +
            `${show(role.caller.account)}.`,
        reasons: ["the policy of an AWS managed key cannot be changed", SILENT],
        remedy: "Encrypt it with a customer managed key whose policy trusts the role, or without KMS.",
        url,
    });
}

/** A key that AWS manages serves the service that it was made for only. */
export function awsKeyOfOtherService(delivery: DeliveryCase, alias: string): Finding {
    const { facts, destination } = delivery;
    return finding("KOF-040", facts.node.urn, {
        lack:
            `${titleOfDestination(destination)} is encrypted with ${alias}, which only requests from ` +
            `${alias.slice(alias.lastIndexOf("/") + 1)} can use.`,
        reasons: ["the policy of an AWS managed key cannot be changed", SILENT],
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
    resource: Text,
    actions: readonly string[],
    onKey: boolean,
): Grant {
    const region = encryption.kind === "key" ? encryption.key.region : destination.region;
    return {
        actions,
        resource: onKey ? "*" : resource,
        ...(onKey ? { principal: role.caller.arn } : {}),
        ...(actions.every(isTiedToService)
            ? { via: { service: destination.service, region } }
            : {}),
    };
}

/** Whether it is documented which service calls KMS: of DescribeKey and ReEncrypt it is not. */
export function isTiedToService(action: string): boolean {
    return Object.values(REQUIREMENTS).some(({ key }) => key.sameAccount.includes(action));
}

function keyStatementProgram({ role }: DeliveryCase, grant: Grant): string {
    return programStatement(
        grant,
        '"*"',
        expressionOf(role.caller.arn, { node: role.node, beside: undefined }),
    );
}

function keyRoleProgram({ facts, role }: DeliveryCase, key: KeyFacts, grant: Grant): string {
    return rolePolicyProgram(
        `${facts.node.name}-${policySuffix(grant.actions[0] ?? "")}`,
        roleExpression(role, key.node),
        programStatement(grant, expressionOf(key.arn, { node: key.node, beside: role.node })),
    );
}
