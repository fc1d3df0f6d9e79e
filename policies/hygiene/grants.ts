import { meantBy } from "../iam/actionNames";
import type { DeliveryCase } from "../judge/delivery";
import { lower } from "../titles";
import type { Advice, Subject } from "./advice";
import { conditionKeys, statementsOf, type Written } from "./documents";

const LEAST =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege";
const TAKEOVER = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";
const ACTIONS =
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";
const KAFKA = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html";

/** Advice on what the role's own policies say. */
export function grantAdvice(subject: Subject): readonly Advice[] {
    const { delivery } = subject;
    if (delivery === undefined) return kafkaAdvice(subject);
    return [
        ...takeOver(delivery),
        ...broad(delivery),
        ...resourceOnly(delivery),
        ...(isSatisfied(delivery) ? [...noActions(delivery), ...aliases(delivery)] : []),
    ];
}

/** Whether no need is unmet: what is wrong in a statement then is a matter of tidiness. */
export function isSatisfied({ delivery, key }: DeliveryCase): boolean {
    return [...delivery, ...key].every(
        ({ verdict }) => verdict.kind !== "missing" && verdict.kind !== "denied",
    );
}

/** "Whoever recreates a deleted bucket receives the records": the owner must be tested. */
function takeOver(delivery: DeliveryCase): readonly Advice[] {
    const unguarded = deciding(delivery).filter(
        ({ statement, action }) =>
            action.startsWith("s3:") &&
            !conditionKeys(statement).some((key) => OWNER_KEYS.includes(key)),
    );
    const [first] = unguarded;
    if (first === undefined) return [];
    return [
        {
            rule: "KOF-015",
            lack:
                `${delivery.role.title} may write to the bucket whoever owns it: ` +
                `${first.statement.label} of ${first.statement.policy.name} does not test the owner.`,
            remedy:
                "Add the condition StringEquals s3:ResourceAccount with the owner's account: when a bucket is " +
                "deleted, anyone can create one of its name and receive your records.",
            url: TAKEOVER,
        },
    ];
}

const OWNER_KEYS: readonly string[] = ["s3:resourceaccount", "aws:resourceaccount"];

function broad(delivery: DeliveryCase): readonly Advice[] {
    const wide = deciding(delivery).filter(
        ({ statement }) =>
            statement.actions.some((action) => action === "*" || action.endsWith(":*")) ||
            statement.resources.includes("*") ||
            Object.hasOwn(statement.fields, "NotAction") ||
            Object.hasOwn(statement.fields, "NotResource"),
    );
    const [first] = wide;
    if (first === undefined) return [];
    const { policy, label } = first.statement;
    return [
        {
            rule: "KOF-019",
            lack: `${delivery.role.title} is allowed ${first.action} by ${label} of ${policy.name}, which allows more than the destination asks for.`,
            remedy: "Allow exactly the actions that are needed, on exactly the destination.",
            url: LEAST,
        },
    ];
}

/** Whether the check at creation counts what the destination's policy allows is not documented. */
function resourceOnly(delivery: DeliveryCase): readonly Advice[] {
    const only = delivery.delivery.filter(
        ({ verdict, isResourceSide }) =>
            verdict.kind === "allowed" && verdict.by.length > 0 && verdict.by.every(isResourceSide),
    );
    const [first] = only;
    if (first === undefined) return [];
    return [
        {
            rule: "KOF-081",
            lack: `${delivery.role.title} is allowed ${first.action} by the destination's policy alone.`,
            remedy:
                "Allow it in the role's policy too: the check that Lambda makes when the mapping is created may " +
                "look at the role only.",
            url: TAKEOVER,
        },
    ];
}

function noActions({ role, policy, encryption }: DeliveryCase): readonly Advice[] {
    const keyPolicy = encryption.kind === "key" ? encryption.key.policy : undefined;
    const statements = [...role.identity, policy.policy, keyPolicy].flatMap((each) =>
        statementsOf(each),
    );
    return statements.flatMap(({ actions, label, policy: { name } }) =>
        actions
            .filter((action) => meantBy(action).length > 0)
            .map((action) => ({
                rule: action.toLowerCase() === "kms:reencrypt" ? "KOF-035" : "KOF-018",
                lack: `${label} of ${name} names ${action}, which is not an IAM action, so it allows nothing.`,
                remedy: `Write ${meantBy(action).join(" and ")}, or remove it.`,
                url: ACTIONS,
            })),
    );
}

/** "An alias ARN applies to the alias resource, not to any KMS key." */
function aliases({ role }: DeliveryCase): readonly Advice[] {
    return role.identity.flatMap(statementsOf).flatMap(({ resources, actions, label, policy }) =>
        resources
            .filter(
                (resource) =>
                    resource.includes(":alias/") && actions.some((each) => KEY_USE.test(each)),
            )
            .map((resource) => ({
                rule: "KOF-039",
                lack: `${label} of ${policy.name} allows the use of a key on ${resource}, which is an alias and no key.`,
                remedy: "Name the key by its ARN; IAM does not follow aliases.",
                url: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
            })),
    );
}

const KEY_USE = /^kms:(Decrypt|GenerateDataKey|ReEncrypt|DescribeKey)/i;

/** On a self-managed cluster the broker's own lists rule, and IAM has no say. */
function kafkaAdvice({ facts }: Subject): readonly Advice[] {
    const { destination, source, role, title } = facts;
    if (destination.kind !== "kafka" || source !== "selfManaged") return [];
    const useless =
        role.kind === "role"
            ? role.facts.identity
                  .flatMap(statementsOf)
                  .filter(({ actions }) =>
                      actions.some((action) => /^kafka(-cluster)?:/.test(action)),
                  )
            : [];
    const [first] = useless;
    return [
        {
            rule: "KOF-063",
            lack:
                first === undefined
                    ? `${title} delivers to topic "${destination.topic}" of a self-managed cluster, where no IAM policy counts.`
                    : `${first.label} of ${first.policy.name} allows Kafka actions, which do nothing on a self-managed cluster.`,
            remedy:
                "Make sure that the topic exists and that the broker's ACLs allow the secret's user to Describe and Write " +
                `it${role.kind === "role" ? `; ${lower(role.facts.title)} needs nothing` : ""}.`,
            url: KAFKA,
        },
    ];
}

interface Decided {
    readonly action: string;
    readonly statement: Written;
}

/** The statements of the role's own policies by which a need is met. */
function deciding({ role, delivery }: DeliveryCase): readonly Decided[] {
    const written = role.identity.flatMap(statementsOf);
    return delivery.flatMap(({ action, verdict }) => {
        if (verdict.kind !== "allowed") return [];
        return verdict.by.flatMap(({ policy, statement }) =>
            written
                .filter(
                    (each) =>
                        each.policy.name === policy &&
                        (each.label === statement || each.label === `"${statement}"`),
                )
                .map((each) => ({ action, statement: each })),
        );
    });
}
