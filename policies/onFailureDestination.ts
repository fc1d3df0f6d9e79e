import type { RuleId } from "./catalogue";
import { partitionOf } from "../components/onFailure/partition";
import type { MappingFacts } from "./facts/gather";
import type { ResourceDestination } from "./facts/destinations";
import { setting } from "./facts/settings";
import { finding, type Finding } from "./findings";
import { unveil } from "./facts/placeholders";
import type { Rulebook } from "./rulebook";
import type { Settings } from "./settings";
import { at, isList, isObject, sameText, show } from "./values";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";
const KAFKA_PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html";

/** The destination is one that Lambda accepts for a Kafka mapping. */
export const onFailureDestination: Rulebook = {
    name: "on-failure-destination",
    displayName: "On-failure destination: form",
    description:
        "The on-failure destination must be one that Lambda accepts for a Kafka event source mapping: a standard SQS " +
        "queue, a standard SNS topic of the same Region, an S3 bucket, or another topic of the same cluster.",
    level: "mandatory",
    severity: "high",
    tags: ["sqs", "sns", "s3"],
    remediationSteps:
        "Point onFailure at the ARN of such a queue, topic or bucket, or at kafka://topic.",
    url: PAGE,
    config: {
        allowFifo: {
            type: "boolean",
            description:
                "Accept FIFO queues and topics. AWS states their refusal for asynchronous invocations only.",
            default: false,
        },
    },
    judge: (_, facts, settings) => {
        const { destination } = facts;
        switch (destination.kind) {
            case "none":
            case "unknown":
                return severalKinds(facts);
            case "refused":
                return [
                    told(destination.rule, facts, `${destination.reason}.`),
                    ...severalKinds(facts),
                ];
            case "kafka":
                return [...kafkaTopic(facts, destination.topic), ...severalKinds(facts)];
            case "resource":
                return [...resource(facts, destination, settings), ...severalKinds(facts)];
        }
    },
};

function resource(
    facts: MappingFacts,
    destination: ResourceDestination,
    { allowFifo }: Settings,
): readonly Finding[] {
    const { service, name, region, fifo } = destination;
    const noun = NOUN[service];
    const isFifo = fifo || (typeof name === "string" && service !== "s3" && name.endsWith(".fifo"));
    const elsewhere = service === "sns" && sameText(region, facts.place.region) === false;
    return [
        ...(isFifo && !allowFifo
            ? [
                  told(
                      "KOF-002",
                      facts,
                      `"${show(name)}" is a FIFO ${noun}, which cannot be an on-failure destination: ` +
                          "a mapping has no field for the message group that FIFO requires.",
                  ),
              ]
            : []),
        ...(elsewhere
            ? [
                  told(
                      "KOF-004",
                      facts,
                      `Topic "${show(name)}" is in Region ${show(region)}, and ${facts.title} in ` +
                          `${show(facts.place.region)}: a topic accepts messages in its own Region only.`,
                  ),
              ]
            : []),
        ...otherPartition(facts, destination),
    ];
}

const NOUN: Readonly<Record<ResourceDestination["service"], string>> = {
    sqs: "queue",
    sns: "topic",
    s3: "bucket",
};

function otherPartition(facts: MappingFacts, destination: ResourceDestination): readonly Finding[] {
    const { role, place } = facts;
    const home =
        role.kind === "role"
            ? role.facts.partition
            : typeof place.region === "string"
              ? partitionOf(place.region)
              : place.partition;
    return sameText(unveil(destination.partition), home) === false
        ? [
              told(
                  "KOF-005",
                  facts,
                  `${show(destination.arn)} is in partition ${show(destination.partition)}, and the execution ` +
                      `role in ${show(home)}: IAM roles cannot be used across partitions.`,
              ),
          ]
        : [];
}

/** Escape hatches let through what the provider's types do not show. */
function severalKinds(facts: MappingFacts): readonly Finding[] {
    const config = setting(facts.node, "destinationConfig");
    const onSuccess = at(config, "onSuccess");
    const destination = isObject(onSuccess)
        ? (at(onSuccess, "destinationArn") ?? at(onSuccess, "destination"))
        : undefined;
    const onFailure = at(config, "onFailure");
    const several = isList(onFailure) && onFailure.length > 1;
    return destination !== undefined || several
        ? [
              told(
                  "KOF-006",
                  facts,
                  `${facts.title} configures more than one destination: a Kafka mapping supports onFailure.destinationArn only.`,
              ),
          ]
        : [];
}

/** "The destination topic name cannot be the same as any of your source topic names", in provisioned mode only. */
function kafkaTopic(facts: MappingFacts, topic: string): readonly Finding[] {
    const { node, title } = facts;
    const sources = setting(node, "topics");
    const recursive = isList(sources) && sources.includes(topic);
    const provisioned = setting(node, "provisionedPollerConfig") !== undefined;
    return [
        ...(provisioned
            ? []
            : [
                  finding("KOF-060", node.urn, {
                      lack: `${title} sends failures to kafka://${topic} without provisioned mode, which a Kafka topic requires.`,
                      remedy: "Set provisionedPollerConfig, or deliver to a queue, topic or bucket.",
                      program: "provisionedPollerConfig: { minimumPollers: 1, maximumPollers: 2 },",
                      url: KAFKA_PAGE,
                  }),
              ]),
        ...(recursive
            ? [
                  finding("KOF-061", node.urn, {
                      lack: `${title} sends the failures of topic "${topic}" to that same topic.`,
                      remedy: "Name another topic of the cluster: Lambda refuses the recursion.",
                      url: KAFKA_PAGE,
                  }),
              ]
            : []),
    ];
}

function told(rule: RuleId, facts: MappingFacts, lack: string): Finding {
    return finding(rule, facts.node.urn, {
        lack,
        remedy: REMEDY[rule] ?? "Name a standard queue, a standard topic or a bucket by its arn.",
        url: PAGE,
    });
}

const REMEDY: Readonly<Partial<Record<RuleId, string>>> = {
    "KOF-002": "Deliver to a standard queue or topic: remove fifoQueue or fifoTopic.",
    "KOF-004": "Deliver to a topic in the Region of the mapping.",
    "KOF-005": "Deliver to a queue, topic or bucket in the partition of the role.",
    "KOF-006": "Keep destinationConfig.onFailure.destinationArn alone.",
    "KOF-062":
        'Write kafka:// and the name of a topic: 1 to 249 letters, digits, ".", "_" and "-", without a dot at its start.',
};
