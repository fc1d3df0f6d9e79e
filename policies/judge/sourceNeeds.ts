import { MSK_TOPIC_ACTIONS } from "../../components/onFailure/requirements";
import { parseArn } from "../../components/onFailure/arn";
import {
    MSK_IAM_SOURCE_ACTIONS,
    SOURCE_REQUIREMENTS,
    type SourceFeature,
} from "../../components/source/requirements";
import { hiddenPart, partOfCluster, type ClusterFacts } from "../facts/clusters";
import type { SecretFacts, SecretLink } from "../facts/secrets";
import { setting } from "../facts/settings";
import type { Node } from "../graph";
import type { Evidence } from "../iam/question";
import type { Json, Text } from "../iam/unknown";
import { accountsDiffer } from "./ruling";
import { asText, at, isList, text } from "../values";

/** The rule that a need of the source belongs to. */
export type SourceRule = "KOF-071" | "KOF-072" | "KOF-079";

/** One thing that reading from the source needs. */
export interface Need {
    readonly rule: SourceRule;
    readonly when: string;
    readonly url: string;
    readonly action: string;
    readonly resource: Text;
    readonly owner: Text;
    readonly region: Text;
    readonly viaService?: "secretsmanager";
    readonly evidence?: Omit<Evidence, "identity" | "unseenIdentity" | "boundary">;
    /** The resource of the stack whose ARN the resource is. */
    readonly on?: Node | undefined;
}

/** The account and Region in which something is asked. */
export interface Home {
    readonly owner: Text;
    readonly region: Text;
}

const RULE: Readonly<Record<SourceFeature, SourceRule>> = {
    vpc: "KOF-071",
    secret: "KOF-072",
    secretKey: "KOF-072",
    mskCluster: "KOF-079",
    mskClusterOtherAccount: "KOF-079",
    glueRegistry: "KOF-079",
};

/** The needs of one feature of the source, on one resource. */
export function needsOf(
    feature: SourceFeature,
    resource: Text,
    { owner, region }: Home,
): readonly Need[] {
    const { when, url, needs } = SOURCE_REQUIREMENTS[feature];
    return needs.map(({ action, on }) => ({
        rule: action.startsWith("ec2:") ? "KOF-071" : RULE[feature],
        when,
        url,
        action,
        // Network interfaces belong to no resource that is known beforehand.
        resource: on === "any" ? "*" : on === "glueSchemas" ? schemasOf(resource) : resource,
        owner,
        region,
    }));
}

/** To read a secret, and to decrypt it where the stack shows a customer managed key. */
export function secretNeeds({
    node,
    arn,
    account,
    region,
    policy,
    key,
}: SecretFacts): readonly Need[] {
    const home = { owner: account, region };
    const evidence = {
        ...(policy.policy === undefined ? {} : { resource: policy.policy }),
        ...(policy.unseen === undefined ? {} : { unseenResource: policy.unseen }),
    };
    const read = needsOf("secret", arn, home).map((need) => ({ ...need, evidence, on: node }));
    if (key.kind !== "key") return read;
    const { key: facts } = key;
    const decrypt = needsOf("secretKey", facts.arn, {
        owner: facts.account,
        region: facts.region,
    }).map((need) => ({
        ...need,
        viaService: "secretsmanager" as const,
        on: facts.node,
        evidence: {
            ...(facts.policy === undefined ? {} : { resource: facts.policy }),
            ...(facts.unseenPolicy === undefined ? {} : { unseenResource: facts.unseenPolicy }),
            grants: facts.grants,
        },
    }));
    return [...read, ...decrypt];
}

/** What every need of a cluster says of itself. */
export const DESCRIBE = {
    rule: "KOF-079",
    when: SOURCE_REQUIREMENTS.mskCluster.when,
    url: SOURCE_REQUIREMENTS.mskCluster.url,
} as const;

/** To read an MSK cluster: its description, its brokers, its network, and its data where IAM authenticates. */
export function clusterNeeds(
    mapping: Node,
    cluster: ClusterFacts | undefined,
    secrets: readonly SecretLink[],
    anywhere: Home,
): readonly Need[] {
    const arn = cluster?.arn ?? [hiddenPart(mapping, "the cluster")];
    const foreign = cluster !== undefined && accountsDiffer(accountIn(cluster.arn), anywhere.owner);
    const connection = cluster?.connection ?? "*";
    const ofCluster = (need: Need) =>
        need.resource === arn ? { ...need, on: cluster?.node } : need;
    const described = [
        ...needsOf("mskCluster", arn, anywhere),
        ...(foreign ? needsOf("mskClusterOtherAccount", connection, anywhere) : []),
    ];
    // With a secret Lambda authenticates with it; IAM is claimed only where the stack shows that it is on.
    if (cluster?.iam !== true || secrets.length > 0) return described.map(ofCluster);
    const topics = setting(mapping, "topics");
    const [topic] = isList(topics) ? topics : [];
    const group = setting(mapping, "amazonManagedKafkaEventSourceConfig", "consumerGroupId");
    const destination = at(setting(mapping, "destinationConfig"), "onFailure", "destinationArn");
    const target = kafkaTopicIn(destination);
    const names = {
        topic: asText(topic ?? hiddenPart(mapping, "the topic"), "topics"),
        group:
            group === undefined
                ? [hiddenPart(mapping, "the consumer group")]
                : asText(group, "group"),
    };
    const read = MSK_IAM_SOURCE_ACTIONS.map(({ action, on }) => ({
        action,
        resource: on === "cluster" ? arn : partOfCluster(arn, on, names[on]),
    }));
    const write = MSK_TOPIC_ACTIONS.filter(({ on }) => on === "topic").map(({ action }) => ({
        action,
        resource: partOfCluster(arn, "topic", text(target ?? "")),
    }));
    const all = target === undefined ? read : [...read, ...write];
    return [...described, ...all.map((each) => ({ ...DESCRIBE, ...each, ...anywhere }))].map(
        ofCluster,
    );
}

/** To validate records against a Glue schema registry; a registry of Confluent is reached with its secret. */
export function registryNeeds(mapping: Node, anywhere: Home): readonly Need[] {
    return ["selfManagedKafkaEventSourceConfig", "amazonManagedKafkaEventSourceConfig"]
        .map((config) => setting(mapping, config, "schemaRegistryConfig", "schemaRegistryUri"))
        .filter((uri) => typeof uri === "string")
        .filter((uri) => /^arn:[^:]+:glue:/.test(uri))
        .flatMap((uri) => needsOf("glueRegistry", uri, anywhere));
}

/** `arn:…:registry/orders` holds the schemas `arn:…:schema/orders/*`. */
function schemasOf(registry: Text): Text {
    return typeof registry === "string"
        ? `${registry.replace(":registry/", ":schema/")}/*`
        : registry;
}

function accountIn(arn: Text): Text {
    const start = typeof arn === "string" ? arn : arn[0];
    const parsed = typeof start === "string" ? parseArn(start) : undefined;
    return parsed?.kind === "parsed" ? parsed.value.account : arn;
}

function kafkaTopicIn(destination: Json | undefined): string | undefined {
    const prefix = "kafka://";
    return typeof destination === "string" && destination.startsWith(prefix)
        ? destination.slice(prefix.length)
        : undefined;
}
