import { finding } from "./findings";
import { destinationAdvice } from "./hygiene/destinations";
import { grantAdvice } from "./hygiene/grants";
import { keyPolicyAdvice } from "./hygiene/keyPolicies";
import { mappingAdvice } from "./hygiene/mapping";
import { raceAdvice } from "./hygiene/races";
import { exemptionAdvice } from "./hygiene/exemptions";
import type { Rulebook } from "./rulebook";
import { failuresSoFar } from "./session";

/** What works today and is better otherwise. */
export const onFailureHygiene: Rulebook = {
    name: "on-failure-hygiene",
    displayName: "On-failure destination: good practice",
    description:
        "The on-failure destination, the grants around it and the mapping follow good practice: nothing wider, " +
        "shorter-lived or less visible than it should be.",
    level: "advisory",
    severity: "low",
    tags: ["best-practice"],
    remediationSteps: "Follow the advice of the finding, or exempt it with a reason.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html",
    config: {
        demandCustomerKey: {
            type: "boolean",
            description: "Ask for a customer managed key on queues and topics.",
            default: false,
        },
    },
    conclude: (analysis) => [...exemptionAdvice(analysis.aside), ...failuresSoFar(analysis)],
    judge: (analysis, facts, settings) => {
        const delivery = analysis.deliveryOf(facts);
        const subject = {
            analysis,
            facts,
            settings,
            ...(delivery === undefined ? {} : { delivery }),
        };
        const advice = [
            ...grantAdvice(subject),
            ...keyPolicyAdvice(subject),
            ...destinationAdvice(subject),
            ...mappingAdvice(subject),
            ...raceAdvice(subject),
        ];
        return advice.map(({ rule, lack, remedy, url }) =>
            finding(rule, facts.node.urn, { lack, remedy, url }),
        );
    },
};
