import { REQUIREMENTS, type Need } from "../../components/onFailure/requirements";
import type { ResourceDestination } from "../facts/destinations";
import { encryptionOf, metFrom, type Encryption } from "../facts/encryption";
import type { MappingFacts } from "../facts/gather";
import { unveil } from "../facts/placeholders";
import { destinationPolicy, type ResourcePolicy } from "../facts/resourcePolicies";
import { tagsOf, type RoleFacts } from "../facts/roles";
import type { World } from "../facts/world";
import type { Evaluator } from "../iam/evaluate";
import type { Evidence, Question } from "../iam/question";
import { sameText, text } from "../values";
import { keyRulings } from "./key";
import { roleEvidence, rulingOf, type Ruling } from "./ruling";

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
