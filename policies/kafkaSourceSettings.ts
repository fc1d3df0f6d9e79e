import { finding } from "./findings";
import { mistakesOf } from "./mappingSettings/mistakes";
import { givesUp } from "./mappingSettings/retries";
import type { Rulebook } from "./rulebook";
import type { MappingFacts } from "./facts/gather";
import type { Finding } from "./findings";

const RETRIES = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html";

/** Settings that AWS refuses or silently changes, and those that lose data. */
export const kafkaSourceSettings: Rulebook = {
    name: "kafka-source-settings",
    displayName: "Kafka event source: settings",
    description:
        "The settings of a Kafka event source mapping must be such that AWS neither refuses nor silently changes them, " +
        "and must not give up a batch that has nowhere to go.",
    level: "mandatory",
    severity: "high",
    tags: ["msk", "reliability"],
    remediationSteps: "Correct the setting that the finding names.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-esm-parameters.html",
    judge: (_, facts) => [
        ...lost(facts),
        ...mistakesOf(facts, Date.now()).map(({ rule, lack, remedy, url }) =>
            finding(rule, facts.node.urn, { lack, remedy, url }),
        ),
    ],
};

/** With a limit and without a destination, a batch is dropped when the limit is reached. */
function lost({ node, title, destination }: MappingFacts): readonly Finding[] {
    const limit = destination.kind === "none" ? givesUp(node) : undefined;
    if (limit === undefined) return [];
    return [
        finding("KOF-078", node.urn, {
            lack:
                `${title} gives up on a batch for good (${limit.setting} is ${JSON.stringify(limit.value)}) ` +
                "and has no on-failure destination: its records are lost.",
            remedy: "Give it a destination, or remove the limit so that it retries until the records expire:",
            program: "destinationConfig: { onFailure: { destinationArn: failures.arn } },",
            url: RETRIES,
        }),
    ];
}
