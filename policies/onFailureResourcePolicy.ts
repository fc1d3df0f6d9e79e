import type { Finding } from "./findings";
import type { DeliveryCase } from "./judge/delivery";
import { accountsDiffer, type Ruling } from "./judge/ruling";
import type { Rulebook } from "./rulebook";
import { denied, lacksOn, notLetIn } from "./wording/delivery";

/** The queue's, topic's or bucket's own policy lets a role of another account in, and does not deny ours. */
export const onFailureResourcePolicy: Rulebook = {
    name: "on-failure-resource-policy",
    displayName: "On-failure destination: its own policy",
    description:
        "The policy of the queue, topic or bucket must not deny the execution role, and must allow it when the " +
        "role is in another account.",
    level: "mandatory",
    severity: "high",
    tags: ["iam", "sqs", "sns", "s3"],
    remediationSteps:
        "Add the statement that the finding shows to the destination's policy, or remove the denying statement.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
    judge: (analysis, facts) => {
        const delivery = analysis.deliveryOf(facts);
        return delivery === undefined
            ? []
            : delivery.delivery.flatMap((ruling) => ruled(delivery, ruling));
    },
};

function ruled(delivery: DeliveryCase, ruling: Ruling): readonly Finding[] {
    const { verdict } = ruling;
    switch (verdict.kind) {
        case "allowed":
        case "unknown":
            return [];
        case "denied": {
            const by = verdict.by.filter((deciding) => ruling.isResourceSide(deciding));
            return by.length === 0 ? [] : [denied("KOF-051", delivery, ruling, by)];
        }
        case "missing": {
            const lacks = lacksOn(verdict, "resource");
            const { destination, role } = delivery;
            // In one account the role's own policies are enough, and their lack is told by another policy.
            const needed = accountsDiffer(destination.account, role.caller.account);
            return needed && lacks.length > 0 ? [notLetIn("KOF-050", delivery, ruling, lacks)] : [];
        }
    }
}
