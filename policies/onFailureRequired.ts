import { componentOf } from "./facts/functions";
import { setting } from "./facts/settings";
import { finding } from "./findings";
import { givesUp } from "./mappingSettings/retries";
import type { Rulebook } from "./rulebook";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-troubleshoot.html";

/** A Kafka mapping without a destination blocks its partition on one bad record. */
export const onFailureRequired: Rulebook = {
    name: "on-failure-required",
    displayName: "On-failure destination: present",
    description:
        "A Kafka event source mapping without an on-failure destination retries a batch that its function cannot " +
        "process until the records expire, and its partition is blocked meanwhile.",
    level: "advisory",
    severity: "medium",
    tags: ["reliability"],
    remediationSteps:
        "Give the mapping an on-failure destination, or say in KafkaEventSource that none is wanted.",
    url: PAGE,
    judge: (_, { node, title, destination }) => {
        if (destination.kind !== "none" || givesUp(node) !== undefined) return [];
        // Our component makes its users say so in words.
        const component = componentOf(node);
        const said = ["none", "removed"].some(
            (word) => component !== undefined && setting(component, "onFailure", word) === true,
        );
        if (said) return [];
        return [
            finding("KOF-007", node.urn, {
                lack: `${title} has no on-failure destination: one record that cannot be processed blocks its partition until it expires.`,
                remedy: "Give it a queue, a topic or a bucket, or let KafkaEventSource create one:",
                program: "destinationConfig: { onFailure: { destinationArn: failures.arn } },",
                url: PAGE,
            }),
        ];
    },
};
