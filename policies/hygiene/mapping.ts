import { remembered } from "../iam/remembered";
import { effective, setting } from "../facts/settings";
import { accessOf } from "../mappingSettings/access";
import { isProvisioned } from "../mappingSettings/provisioned";
import { isList, isUnknown } from "../values";
import type { MappingFacts } from "../facts/gather";
import type { Analysis } from "../session";
import type { Advice, Subject } from "./advice";

const STARTING = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-starting-positions.html";
const GROUPS = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-consumer-group-id.html";
const RETRIES = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html";
const METRICS = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html";
const NETWORK = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-cluster-network.html";

/** Advice on the mapping's own settings. */
export function mappingAdvice(subject: Subject): readonly Advice[] {
    return [
        ...retries(subject),
        ...starting(subject),
        ...groups(subject),
        ...openBrokers(subject),
        ...endpoints(subject),
        ...metrics(subject),
        ...stopped(subject),
    ];
}

/** "When you configure both infinite retries and an on-failure destination, Lambda applies a maximum of 10." */
function retries({ facts: { node, title, destination } }: Subject): readonly Advice[] {
    const attempts = setting(node, "maximumRetryAttempts");
    const isInfinite = attempts === undefined || attempts === -1;
    if (destination.kind === "none" || !isProvisioned(node) || !isInfinite) return [];
    return [
        {
            rule: "KOF-066",
            lack: `${title} has unlimited retries and a destination: Lambda silently caps the retries at 10.`,
            remedy: "Set maximumRetryAttempts to the number you mean.",
            url: RETRIES,
        },
    ];
}

function starting({ facts: { node, title } }: Subject): readonly Advice[] {
    if (setting(node, "startingPosition") !== "LATEST") return [];
    return [
        {
            rule: "KOF-069",
            lack: `${title} starts at LATEST and can miss what arrives while it is created or updated.`,
            remedy: "Start at TRIM_HORIZON, or AT_TIMESTAMP.",
            url: STARTING,
        },
    ];
}

const CONFIG = {
    selfManaged: "selfManagedKafkaEventSourceConfig",
    msk: "amazonManagedKafkaEventSourceConfig",
} as const;

function groups({ analysis, facts }: Subject): readonly Advice[] {
    const { node, title, source } = facts;
    const group = setting(node, CONFIG[source], "consumerGroupId");
    if (group === undefined) {
        return [
            {
                rule: "KOF-069",
                lack: `${title} has no consumerGroupId: when it is replaced, it starts over or misses records.`,
                remedy: `Set ${CONFIG[source]}.consumerGroupId to a name of its own.`,
                url: GROUPS,
            },
        ];
    }
    if (typeof group !== "string") return [];
    const sharing = (byGroup(analysis).get(group) ?? []).filter((other) => other.node !== node);
    return sharing.map((other) => ({
        rule: "KOF-069",
        lack: `${title} and ${other.title} share a consumer group, which must be unique.`,
        remedy: "Give each mapping a group of its own.",
        url: GROUPS,
    }));
}

type Groups = ReadonlyMap<string, readonly MappingFacts[]>;

const groupsOf = new WeakMap<Analysis, Groups>();

function byGroup(analysis: Analysis): Groups {
    return remembered(groupsOf, analysis, () => grouped(analysis.mappings));
}

function grouped(mappings: readonly MappingFacts[]): Groups {
    const groups = new Map<string, MappingFacts[]>();
    for (const facts of mappings) {
        const group = setting(facts.node, CONFIG[facts.source], "consumerGroupId");
        if (typeof group !== "string") continue;
        remembered(groups, group, (): MappingFacts[] => []).push(facts);
    }
    return groups;
}

function openBrokers({ facts: { node, title, source } }: Subject): readonly Advice[] {
    const access = accessOf(node);
    if (source !== "selfManaged" || access === undefined || access.length > 0) return [];
    return [
        {
            rule: "KOF-067",
            lack: `${title} connects to brokers over the public internet without authentication.`,
            remedy: "Give it a secret to authenticate with, or the subnets and security groups of its VPC.",
            url: NETWORK,
        },
    ];
}

/** "You must deploy a VPC endpoint for your on-failure destination service inside your Kafka cluster VPC." */
function endpoints({ analysis, facts, delivery }: Subject): readonly Advice[] {
    const { node, title } = facts;
    const types = (accessOf(node) ?? []).map(({ type }) => type ?? "");
    const inVpc = facts.source === "msk" || types.some((type) => type.startsWith("VPC_"));
    if (delivery === undefined || !inVpc || isProvisioned(node)) return [];
    const { service } = delivery.destination;
    const { world } = analysis;
    const isReachable =
        world.of("natGateway").length > 0 ||
        world.of("vpcEndpoint").some((each) => {
            const name = setting(each, "serviceName");
            return isUnknown(name) || (typeof name === "string" && name.endsWith(`.${service}`));
        });
    if (isReachable) return [];
    return [
        {
            rule: "KOF-073",
            lack: `${title} polls brokers in a VPC, but the stack defines no endpoint for ${service.toUpperCase()} and no NAT gateway.`,
            remedy: `Make sure that the VPC has an endpoint com.amazonaws.<region>.${service}, or a way out.`,
            url: NETWORK,
        },
    ];
}

function metrics({ facts: { node, title } }: Subject): readonly Advice[] {
    const config = setting(node, "metricsConfig", "metrics");
    if (isUnknown(config)) return [];
    const wanted = isList(config) ? config : [];
    const missing = ["EventCount", "ErrorCount"].filter((each) => !wanted.includes(each));
    if (missing.length === 0 || wanted.some((each) => isUnknown(each))) return [];
    return [
        {
            rule: "KOF-074",
            lack: `${title} does not emit the metrics ${missing.join(" and ")}: failures that are not delivered go unnoticed.`,
            remedy: 'Set metricsConfig: { metrics: ["EventCount", "ErrorCount"] } and an alarm on DroppedEventCount.',
            url: METRICS,
        },
    ];
}

const RUNNING: readonly string[] = ["Creating", "Enabling", "Enabled", "Updating"];

function stopped({ facts: { node, title } }: Subject): readonly Advice[] {
    const state = effective(node, "state");
    const isWanted = setting(node, "enabled") !== false;
    if (!isWanted || typeof state !== "string" || RUNNING.includes(state)) return [];
    return [
        {
            rule: "KOF-080",
            lack: `${title} is ${state}: it does not poll, and nothing reports this.`,
            remedy: "Look at its StateTransitionReason; a role that lost its permissions disables a mapping.",
            url: "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-troubleshoot.html",
        },
    ];
}
