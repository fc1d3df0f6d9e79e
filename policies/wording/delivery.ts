import type { RuleId } from "../catalogue";
import { REQUIREMENTS } from "../../components/onFailure/requirements";
import type { ResourceDestination } from "../facts/destinations";
import { finding, type Finding } from "../findings";
import type { Node } from "../graph";
import type { Deciding, Lack, Verdict } from "../iam/verdict";
import type { DeliveryCase } from "../judge/delivery";
import type { Ruling } from "../judge/ruling";
import { lower } from "../titles";
import { show } from "../values";
import {
    expressionOf,
    programStatement,
    roleExpression,
    statementOf,
    type Grant,
} from "./statements";

const EVALUATION =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html";
const BOUNDARIES =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html";
const CROSS_ACCOUNT =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html";

/** The role's own policies do not allow an action. */
export function notAllowed(
    rule: RuleId,
    { facts, role, destination }: DeliveryCase,
    ruling: Ruling,
    lacks: readonly Lack[],
): Finding {
    const { awsError, url } = REQUIREMENTS[destination.service];
    const grant = roleGrant(destination.account, ruling);
    const resource = resourceExpression(destination, ruling, role.node);
    return finding(rule, facts.node.urn, {
        lack: `${role.title} is not allowed ${ruling.action} on ${show(ruling.resource)}.`,
        reasons: reasonsOf(lacks),
        remedy: "Allow it in one of the role's policies, or let KafkaEventSource manage them:",
        statement: statementOf(grant),
        program: rolePolicyProgram(
            `${facts.node.name}-${policySuffix(ruling.action)}`,
            roleExpression(role, destination.node),
            programStatement(grant, resource),
        ),
        ...(awsError === undefined ? {} : { awsError: errorFor(awsError, ruling.action) }),
        url,
    });
}

/** The role's permissions boundary does not allow an action. */
export function outsideBoundary(
    rule: RuleId,
    { facts, role, destination }: DeliveryCase,
    ruling: Ruling,
    lacks: readonly Lack[],
): Finding {
    const grant = roleGrant(destination.account, ruling);
    return finding(rule, facts.node.urn, {
        lack: `The permissions boundary of ${lower(role.title)} does not allow ${ruling.action} on ${show(ruling.resource)}.`,
        reasons: reasonsOf(lacks),
        remedy: "A permissions boundary limits what the role's policies can allow. Allow it in the boundary:",
        statement: statementOf(grant),
        program: programStatement(grant, resourceExpression(destination, ruling, undefined)),
        url: BOUNDARIES,
    });
}

/** A statement denies an action. */
export function denied(
    rule: RuleId,
    { facts, role }: DeliveryCase,
    ruling: Ruling,
    by: readonly Deciding[],
): Finding {
    return finding(rule, facts.node.urn, {
        lack: `${role.title} is explicitly denied ${ruling.action} on ${show(ruling.resource)}.`,
        reasons: by.map(
            ({ policy, statement }) => `${statementTitle(statement)} of ${policy} denies it`,
        ),
        remedy: "An explicit deny overrides any allow: remove the statement, or exempt the role from it.",
        url: EVALUATION,
    });
}

/** The queue's, topic's or bucket's policy does not let in a role of another account. */
export function notLetIn(
    rule: RuleId,
    { facts, role, destination }: DeliveryCase,
    ruling: Ruling,
    lacks: readonly Lack[],
): Finding {
    const { noun } = REQUIREMENTS[destination.service];
    const grant: Grant = {
        actions: [ruling.action],
        resource: ruling.resource,
        principal: role.caller.arn,
    };
    return finding(rule, facts.node.urn, {
        lack:
            `The policy of ${titleOfDestination(destination)} does not allow ${lower(role.title)} in account ` +
            `${show(role.caller.account)} to perform ${ruling.action}.`,
        reasons: reasonsOf(lacks),
        remedy: "Across accounts both sides must allow. Add to the policy of the " + `${noun}:`,
        statement: statementOf(grant),
        program: programStatement(
            grant,
            resourceExpression(destination, ruling, role.node),
            expressionOf(role.caller.arn, { node: role.node, beside: destination.node }),
        ),
        url: CROSS_ACCOUNT,
    });
}

/** The statement by which a role is allowed an action; on a bucket only while the owner stays the same. */
export function roleGrant(owner: DeliveryCase["destination"]["account"], ruling: Ruling): Grant {
    const { action, resource } = ruling;
    return {
        actions: [action],
        resource,
        ...(action.startsWith("s3:") ? { resourceAccount: owner } : {}),
    };
}

/** A program's expression for what an action is needed on: the destination, or everything in the bucket. */
function resourceExpression(
    { node }: ResourceDestination,
    { action, resource }: Ruling,
    beside: Node | undefined,
): string {
    return expressionOf(resource, { node, beside }, action === "s3:PutObject" ? "/*" : "");
}

/** What the policy for an action is called after the mapping: each finding's program has a name of its own. */
export function policySuffix(action: string): string {
    const [service = "", call = ""] = action.split(":");
    return `${service}${call.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A role policy as a program makes it. */
export function rolePolicyProgram(name: string, role: string, statement: string): string {
    return [
        `new aws.iam.RolePolicy(${JSON.stringify(name)}, {`,
        `    role: ${role},`,
        "    policy: pulumi.jsonStringify({",
        '        Version: "2012-10-17",',
        `        Statement: [${statement.split("\n").join("\n        ")}],`,
        "    }),",
        "});",
    ].join("\n");
}

/** Why something lacks, with the statement that came close. */
export function reasonsOf(lacks: readonly Lack[]): readonly string[] {
    return [...new Set(lacks.map((lack) => lack.reason))];
}

/** A destination as a reader knows it: `SQS queue "orders-failures"`, or its ARN. */
export function titleOfDestination({ service, node, arn }: ResourceDestination): string {
    const { noun } = REQUIREMENTS[service];
    return node === undefined ? `${noun} ${show(arn)}` : `${noun} "${node.name}"`;
}

/** The lacks of a verdict on some sides. */
export function lacksOn(verdict: Verdict, ...sides: readonly Lack["side"][]): readonly Lack[] {
    return verdict.kind === "missing"
        ? verdict.lacks.filter((lack) => sides.includes(lack.side))
        : [];
}

/** A statement by its `Sid`, or by its place, which is a title already. */
export function statementTitle(statement: string): string {
    return statement.startsWith("Statement[") ? statement : `statement "${statement}"`;
}

/** AWS names the API call that it tried: `call ListBucket on S3`. */
function errorFor(awsError: string, action: string): string {
    const call = action.split(":")[1] ?? "";
    return awsError.replace(/call \w+ on/, `call ${call} on`);
}
