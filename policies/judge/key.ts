import { REQUIREMENTS } from "../../components/onFailure/requirements";
import type { ResourceDestination } from "../facts/destinations";
import type { Encryption } from "../facts/encryption";
import type { KeyFacts } from "../facts/keys";
import { unveil } from "../facts/placeholders";
import type { RoleFacts } from "../facts/roles";
import type { Evaluator } from "../iam/evaluate";
import type { Evidence, Question } from "../iam/question";
import type { Json } from "../iam/unknown";
import { text, unknownsOf } from "../values";
import { roleEvidence, rulingOf, type Ruling } from "./ruling";

/** What the policies say to the use of the key that encrypts the destination, if a key does. */
export function keyRulings(
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
    return rulingOf(
        evaluator,
        { action, resource: arn, caller: role.caller, owner: account, region, viaService: service },
        {
            ...roleEvidence(role),
            resource: { name: `the policy of alias/aws/${service}`, document: TO_EVERYONE },
        },
    );
}

const TO_EVERYONE: Json = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }],
};
