import type { Asked } from "./applied";
import { addressOf } from "./address";
import { grantedBy } from "./grant";
import { lacking, orUnseen, type Judgement } from "./judgement";
import { defaultKeyPolicy } from "./defaultKeyPolicy";
import { resourceLack } from "./lack";
import type { Policy, Reader } from "./policy";
import type { Reach } from "./principal";
import { servesOtherAccounts } from "./publicAccess";
import type { Evidence } from "./question";
import { said } from "./said";
import type { Lack } from "./verdict";

/** What the policy of the queue, topic, bucket or key says, by how it names the role. */
export interface ResourceEvidence {
    readonly allowsEveryone: Judgement;
    readonly allowsRole: Judgement;
    readonly allowsSession: Judgement;
    readonly allowsAccount: Judgement;
    readonly denies: Judgement;
    /** A grant of the key allows it. */
    readonly granted: Judgement;
    /** No setting of the bucket keeps callers of other accounts out. */
    readonly servesOtherAccounts: Judgement;
    /** What the policy lacks to reach the role. */
    readonly lacks: () => readonly Lack[];
}

/** Asks the policy of the resource, and the grants of the key. */
export function resourceEvidence(
    asked: Asked,
    evidence: Evidence,
    reader: Reader,
): ResourceEvidence {
    const policies = policiesOf(asked, evidence, reader);
    const unseen = evidence.unseenResource === undefined ? [] : [evidence.unseenResource];
    const address = addressOf(asked, evidence);
    const allows = (way: keyof Reach) =>
        orUnseen(said("Allow", policies, asked, address[way]), ...unseen);
    return {
        allowsEveryone: allows("star"),
        allowsRole: allows("role"),
        allowsSession: allows("session"),
        allowsAccount: allows("account"),
        denies: said("Deny", policies, asked, address.denied),
        granted: grantedBy(asked, evidence.grants ?? []),
        servesOtherAccounts: lacking(servesOtherAccounts(asked, evidence, policies), () => [
            PUBLIC,
        ]),
        lacks: () => [resourceLack(policies, asked, address.any)],
    };
}

/** A key of which no policy is written has the default one; a queue, topic or bucket has none. */
function policiesOf(asked: Asked, evidence: Evidence, reader: Reader): readonly Policy[] {
    const { resource, unseenResource } = evidence;
    if (resource !== undefined) return [reader.read(resource)];
    const byDefault = unseenResource === undefined && asked.service === "kms";
    return byDefault ? [reader.read(defaultKeyPolicy(asked.question))] : [];
}

const PUBLIC: Lack = {
    side: "resource",
    reason: "the bucket's policy is public, so its setting restrictPublicBuckets keeps other accounts out",
};
