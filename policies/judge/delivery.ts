import { REQUIREMENTS, type Need } from "../../components/onFailure/requirements";
import type { ResourceDestination } from "../facts/destinations";
import { encryptionOf, metFrom, type Encryption } from "../facts/encryption";
import type { MappingFacts } from "../facts/gather";
import type { KeyFacts } from "../facts/keys";
import { unveil, unveiledEvidence, unveiledQuestion } from "../facts/placeholders";
import { destinationPolicy, type ResourcePolicy } from "../facts/resourcePolicies";
import { tagsOf, type RoleFacts } from "../facts/roles";
import type { World } from "../facts/world";
import type { Evaluator } from "../iam/evaluate";
import type { Evidence, Question } from "../iam/question";
import type { Json, Text, Unknown } from "../iam/unknown";
import type { Deciding, Verdict } from "../iam/verdict";
import { sameText, text, unknownsOf } from "../values";

/** One action that the execution role needs, and what the policies say to it. */
export interface Ruling {
    readonly action: string;
    readonly resource: Text;
    readonly verdict: Verdict;
    /** Whether a deciding statement stands in the policy of the queue, topic, bucket or key. */
    readonly isResourceSide: (deciding: Deciding) => boolean;
}

/** What the policies say to the delivery of one mapping's failures. */
export interface DeliveryCase {
    readonly facts: MappingFacts;
    readonly role: RoleFacts;
    readonly destination: ResourceDestination;
    readonly policy: ResourcePolicy;
    /** On the queue, topic or bucket. */
    readonly delivery: readonly Ruling[];
    readonly encryption: Encryption;
    /** On the key that encrypts it; empty when none does, or none is known. */
    readonly key: readonly Ruling[];
    /** Whether the key is in the role's account. `undefined`: that cannot be told. */
    readonly keyInRolesAccount: boolean | undefined;
}

/** Judges the delivery of a mapping's failures. `undefined`: there is no resource to deliver to, or no role is known. */
export function judgeDelivery(
    world: World,
    facts: MappingFacts,
    evaluator: Evaluator,
): DeliveryCase | undefined {
    const { destination } = facts;
    if (destination.kind !== "resource" || facts.role.kind !== "role") return undefined;
    const role = facts.role.facts;
    const policy = destinationPolicy(world, destination);
    const encryption = metFrom(role.caller.account, encryptionOf(world, destination), destination);
    const keyAccount = encryption.kind === "key" ? encryption.key.account : destination.account;
    const keyInRolesAccount = sameText(unveil(keyAccount), unveil(role.caller.account));
    return {
        facts,
        role,
        destination,
        policy,
        delivery: REQUIREMENTS[destination.service].role.map((need) =>
            rulingOf(
                evaluator,
                deliveryQuestion(role, destination, need),
                evidenceOf(role, policy),
            ),
        ),
        encryption,
        key: keyRulings(evaluator, role, destination, encryption, keyInRolesAccount),
        keyInRolesAccount,
    };
}

/** Everything in a verdict that would have to be known. */
export function causesOf(ruling: Ruling): readonly Unknown[] {
    return ruling.verdict.kind === "unknown" ? ruling.verdict.causes : [];
}

/** Whether two accounts are known to be different. */
export function accountsDiffer(one: Text, other: Text): boolean {
    return sameText(unveil(one), unveil(other)) === false;
}

/** Asks one question, taking accounts that a prediction made up for unknown. */
export function rulingOf(evaluator: Evaluator, question: Question, evidence: Evidence): Ruling {
    const resourceName = evidence.resource?.name;
    return {
        action: question.action,
        resource: question.resource,
        verdict: evaluator.evaluate(unveiledQuestion(question), unveiledEvidence(evidence)),
        isResourceSide: (deciding) => deciding.policy === resourceName,
    };
}

/** The role's side of the evidence. */
export function roleEvidence(role: RoleFacts): Evidence {
    return {
        identity: role.identity,
        unseenIdentity: role.unseen,
        ...(role.boundary === undefined ? {} : { boundary: role.boundary }),
    };
}

function evidenceOf(
    role: RoleFacts,
    { policy, unseen, restrictPublicBuckets }: ResourcePolicy,
): Evidence {
    return {
        ...roleEvidence(role),
        ...(policy === undefined ? {} : { resource: policy }),
        ...(unseen === undefined ? {} : { unseenResource: unseen }),
        ...(restrictPublicBuckets === undefined ? {} : { restrictPublicBuckets }),
    };
}

function deliveryQuestion(
    role: RoleFacts,
    destination: ResourceDestination,
    { action, on }: Need,
): Question {
    const { arn, account, region, node } = destination;
    const tags = node === undefined ? undefined : tagsOf(node);
    return {
        action,
        // AWS chooses the key of the record: an Allow must cover every one.
        resource: on === "objects" ? text(arn, "/*") : arn,
        caller: role.caller,
        owner: account,
        region,
        ...(tags === undefined ? {} : { resourceTags: tags }),
    };
}

function keyRulings(
    evaluator: Evaluator,
    role: RoleFacts,
    destination: ResourceDestination,
    encryption: Encryption,
    sameAccount: boolean | undefined,
): readonly Ruling[] {
    const { key: actions } = REQUIREMENTS[destination.service];
    switch (encryption.kind) {
        case "plain":
        case "unknown":
            return [];
        case "aws":
            // From another account such a key cannot be used at all: that is a finding of its own.
            return sameAccount === true
                ? actions.sameAccount.map((action) =>
                      awsKeyRuling(evaluator, role, destination, action),
                  )
                : [];
        case "key": {
            const { key } = encryption;
            const asked = sameAccount === true ? actions.sameAccount : actions.otherAccount;
            return asked.map((action) => {
                const ruling = rulingOf(
                    evaluator,
                    keyQuestion(role, destination, key, action),
                    keyEvidence(role, key),
                );
                const always = sameAccount !== undefined || actions.sameAccount.includes(action);
                return always ? ruling : ifOtherAccount(ruling, key, role);
            });
        }
    }
}

/** Whether the action is needed at all depends on accounts that are not known: that it lacks decides nothing. */
function ifOtherAccount(ruling: Ruling, key: KeyFacts, role: RoleFacts): Ruling {
    const { verdict } = ruling;
    if (verdict.kind !== "missing") return ruling;
    const causes = [key.account, role.caller.account].flatMap((each) => unknownsOf(unveil(each)));
    return { ...ruling, verdict: { kind: "unknown", causes, assumptions: verdict.assumptions } };
}

function keyQuestion(
    role: RoleFacts,
    { service }: ResourceDestination,
    { arn, account, region, tags }: KeyFacts,
    action: string,
): Question {
    return {
        action,
        resource: arn,
        caller: role.caller,
        owner: account,
        region,
        viaService: service,
        ...(tags === undefined ? {} : { resourceTags: tags }),
    };
}

function keyEvidence(role: RoleFacts, { policy, unseenPolicy, grants }: KeyFacts): Evidence {
    return {
        ...roleEvidence(role),
        ...(policy === undefined ? {} : { resource: policy }),
        ...(unseenPolicy === undefined ? {} : { unseenResource: unseenPolicy }),
        grants,
    };
}

/**
 * "The policy for this KMS key includes permissions for all principals in the account (that are authorized to use
 * Amazon SQS)": nothing need be granted, but a policy of the role may still deny.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function awsKeyRuling(
    evaluator: Evaluator,
    role: RoleFacts,
    { service, account, region, partition }: ResourceDestination,
    action: string,
): Ruling {
    const arn = text("arn:", partition, ":kms:", region, ":", account, ":key/aws-", service);
    const document: Json = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }],
    };
    return rulingOf(
        evaluator,
        { action, resource: arn, caller: role.caller, owner: account, region, viaService: service },
        {
            ...roleEvidence(role),
            resource: { name: `the policy of alias/aws/${service}`, document },
        },
    );
}
