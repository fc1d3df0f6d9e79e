import type { Finding } from "./findings";
import type { Rulebook } from "./rulebook";
import { ruleOfAction } from "./rules";
import type { DeliveryCase } from "./judge/delivery";
import type { Ruling } from "./judge/ruling";
import { denied, lacksOn, notAllowed, outsideBoundary } from "./wording/delivery";
import { trustFindings } from "./judge/trust";

/** The execution role is allowed every action that the destination's type asks for. */
export const onFailureRole: Rulebook = {
    name: "on-failure-role",
    displayName: "On-failure destination: execution role",
    description:
        "The execution role of a Kafka event source mapping must be allowed to write to its on-failure destination: " +
        "Lambda delivers failed batches with this role, and a batch that it may not deliver is lost.",
    level: "mandatory",
    severity: "critical",
    tags: ["iam", "reliability"],
    remediationSteps:
        "Allow the action that the finding names in a policy of the execution role, on exactly the destination, " +
        "or create the mapping with KafkaEventSource, which writes that policy.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html",
    judge: (analysis, facts) => {
        const delivery = analysis.deliveryOf(facts);
        return [
            ...(delivery === undefined
                ? []
                : delivery.delivery.flatMap((each) => ruled(delivery, each))),
            ...trustFindings(facts),
        ];
    },
};

function ruled(delivery: DeliveryCase, ruling: Ruling): readonly Finding[] {
    const { verdict } = ruling;
    switch (verdict.kind) {
        case "allowed":
        case "unknown":
            return [];
        case "denied": {
            const by = verdict.by.filter((deciding) => !ruling.isResourceSide(deciding));
            return by.length === 0 ? [] : [denied("KOF-016", delivery, ruling, by)];
        }
        case "missing": {
            const own = lacksOn(verdict, "identity");
            const boundary = lacksOn(verdict, "boundary");
            return [
                ...(own.length === 0
                    ? []
                    : [notAllowed(ruleOfAction(ruling.action), delivery, ruling, own)]),
                ...(boundary.length === 0
                    ? []
                    : [outsideBoundary("KOF-017", delivery, ruling, boundary)]),
            ];
        }
    }
}
