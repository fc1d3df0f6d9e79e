import type { KeyFacts } from "./facts/keys";
import type { Finding } from "./findings";
import type { Side } from "./iam/verdict";
import type { DeliveryCase } from "./judge/delivery";
import { groupedByLack } from "./judge/lackGroups";
import type { Rulebook } from "./rulebook";
import { keyRule } from "./rules";
import { servesDestination, usabilityProblems } from "./judge/keyUsability";
import { denied, lacksOn } from "./wording/delivery";
import {
    awsKeyAcrossAccounts,
    awsKeyOfOtherService,
    foreignKeyNotOpened,
    isTiedToService,
    keyNotOpened,
    keyNotUsable,
} from "./wording/key";
import { accountsDiffer, type Ruling } from "./judge/ruling";

/** Role and key policy together allow the key actions, in one account and across two. */
export const onFailureKey: Rulebook = {
    name: "on-failure-key",
    displayName: "On-failure destination: KMS key",
    description:
        "The execution role must be able to use the KMS key that encrypts the on-failure destination. " +
        "Nothing checks this before the first failed batch, and that batch is lost.",
    level: "mandatory",
    severity: "critical",
    tags: ["kms", "encryption", "reliability"],
    remediationSteps:
        "Trust the execution role in the key's policy for the action that the finding names; for a key in another " +
        "account allow it in the role's policy too.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html",
    judge: (analysis, facts) => {
        const delivery = analysis.deliveryOf(facts);
        return delivery === undefined ? [] : keyFindings(delivery);
    },
};

function keyFindings(delivery: DeliveryCase): readonly Finding[] {
    const { encryption, destination, role } = delivery;
    switch (encryption.kind) {
        case "plain":
        case "unknown":
            return [];
        case "aws": {
            const { alias } = encryption;
            if (!servesDestination(alias, destination)) {
                return [awsKeyOfOtherService(delivery, alias)];
            }
            return accountsDiffer(destination.account, role.caller.account)
                ? [awsKeyAcrossAccounts(delivery, alias)]
                : delivery.key.flatMap((ruling) => deniedOnly(delivery, ruling));
        }
        case "key": {
            const { key } = encryption;
            return [
                ...usabilityProblems(key, destination).map((problem) =>
                    keyNotUsable(delivery, key, problem),
                ),
                ...delivery.key.flatMap((ruling) => deniedWith(delivery, ruling)),
                ...missing(delivery, key),
            ];
        }
    }
}

function deniedOnly(delivery: DeliveryCase, ruling: Ruling): readonly Finding[] {
    return ruling.verdict.kind === "denied"
        ? [denied("KOF-030", delivery, ruling, ruling.verdict.by)]
        : [];
}

function deniedWith(delivery: DeliveryCase, ruling: Ruling): readonly Finding[] {
    const { verdict } = ruling;
    if (verdict.kind !== "denied") return [];
    const onKey = verdict.by.some((deciding) => ruling.isResourceSide(deciding));
    return [denied(keyRule(delivery.keyInRolesAccount, onKey), delivery, ruling, verdict.by)];
}

/** In another account both sides must allow, and each has a finding of its own. */
function missing(delivery: DeliveryCase, key: KeyFacts): readonly Finding[] {
    const same = delivery.keyInRolesAccount !== false;
    const sides: readonly (readonly Side[])[] = same
        ? [["identity", "boundary", "resource"]]
        : [["resource"], ["identity", "boundary"]];
    return sides.flatMap((side) =>
        groupedByLack(
            delivery.key,
            ({ verdict }) => lacksOn(verdict, ...side),
            ({ action }) => String(isTiedToService(action)),
        ).map((group) => {
            const onKey = group.lacks.some((lack) => lack.side === "resource");
            return same
                ? keyNotOpened("KOF-030", delivery, key, group)
                : foreignKeyNotOpened(keyRule(false, onKey), delivery, key, group);
        }),
    );
}
