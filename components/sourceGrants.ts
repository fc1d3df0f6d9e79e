import { allowedTo, type ForeignGrant, type Statement } from "./grants";
import { formatArn, parseArn } from "./onFailure/arn";
import { MSK_TOPIC_ACTIONS, type ClusterNeed } from "./onFailure/requirements";
import { accountOf, regionOf } from "./arns";
import { mskClusterOf } from "./source/mskArn";
import {
    MSK_IAM_SOURCE_ACTIONS,
    SOURCE_REQUIREMENTS,
    type SourceFeature,
    type SourceNeed,
} from "./source/requirements";

/** What the role must be allowed in a VPC: the actions know no resource. */
export function roleOnNetwork(): readonly Statement[] {
    return [allow("KafkaNetwork", needed("vpc", "any"), "*")];
}

/** What it must be allowed on secrets. */
export function roleOnSecrets(secretArns: readonly string[]): readonly Statement[] {
    return [allow("KafkaSecrets", needed("secret", "secret"), [...new Set(secretArns)])];
}

/** What it must be allowed on the keys of secrets: only where Secrets Manager asks KMS for it. */
export function roleOnSecretKeys(keyArns: readonly string[]): readonly Statement[] {
    return [...new Set(keyArns)].map((arn, index) => ({
        ...allow(index === 0 ? "KafkaSecretKeys" : `KafkaSecretKeys${index + 1}`, keyActions, [
            arn,
        ]),
        Condition: bySecretsManager(arn),
    }));
}

/** What it must be allowed on an MSK cluster that it reads; another account's is reached by a VPC connection. */
export function roleOnCluster(clusterArn: string, roleArn: string): readonly Statement[] {
    const { cluster, connection } = mskClusterOf(clusterArn);
    const own = allow("KafkaCluster", needed("mskCluster", "cluster"), [cluster]);
    if (accountOf(cluster) === accountOf(roleArn)) return [own];
    const describe = needed("mskClusterOtherAccount", "connection");
    return [own, allow("KafkaVpcConnection", describe, connection ?? "*")];
}

/** What it must be allowed by the cluster's own IAM authentication to read a topic in a group. */
export function roleOnTopic(
    clusterArn: string,
    topic: string,
    group: string,
): readonly Statement[] {
    const names = { cluster: "", topic, group };
    return clusterStatements("KafkaRead", MSK_IAM_SOURCE_ACTIONS, clusterArn, names);
}

/** What it must be allowed by the cluster's own IAM authentication to write to a topic for failures. */
export function roleOnFailureTopic(clusterArn: string, topic: string): readonly Statement[] {
    const names = { cluster: "", topic, group: "" };
    return clusterStatements("OnFailure", MSK_TOPIC_ACTIONS, clusterArn, names);
}

/** What it must be allowed on a Glue schema registry and the schemas in it. */
export function roleOnRegistry(registryArn: string): readonly Statement[] {
    const schemas = registryArn.replace(":registry/", ":schema/");
    return [
        allow("KafkaRegistry", needed("glueRegistry", "glueRegistry"), [registryArn]),
        allow("KafkaSchemas", needed("glueRegistry", "glueSchemas"), [`${schemas}/*`]),
    ];
}

/** What the owners of secrets and their keys in other accounts have to allow the role. */
export function foreignSecretGrants(
    secretArns: readonly string[],
    keyArns: readonly string[],
    roleArn: string,
): readonly ForeignGrant[] {
    const foreign = (arn: string): boolean => accountOf(arn) !== accountOf(roleArn);
    return [
        ...[...new Set(secretArns)].filter(foreign).map((arn) => ({
            owner: accountOf(arn),
            resource: arn,
            statement: allowedTo(roleArn, allow("KafkaSecrets", needed("secret", "secret"), "*")),
        })),
        ...[...new Set(keyArns)].filter(foreign).map((arn) => ({
            owner: accountOf(arn),
            resource: arn,
            statement: {
                ...allowedTo(roleArn, allow("KafkaSecretKeys", keyActions, "*")),
                Condition: bySecretsManager(arn),
            },
        })),
    ];
}

const keyActions = needed("secretKey", "secretKey");

function bySecretsManager(keyArn: string) {
    return {
        StringEquals: { "kms:ViaService": `secretsmanager.${regionOf(keyArn)}.amazonaws.com` },
    };
}

function needed(feature: SourceFeature, on: SourceNeed["on"]): readonly string[] {
    const needs = SOURCE_REQUIREMENTS[feature].needs.filter((need) => need.on === on);
    return needs.map((need) => need.action);
}

function allow(
    sid: string,
    actions: readonly string[],
    resources: Statement["Resource"],
): Statement {
    return { Sid: sid, Effect: "Allow", Action: actions, Resource: resources };
}

/** One statement a kind of resource: "arn:…:kafka:…:topic/cluster-name/cluster-uuid/topic". */
function clusterStatements(
    sid: string,
    needs: readonly ClusterNeed[],
    clusterArn: string,
    names: Readonly<Record<ClusterNeed["on"], string>>,
): readonly Statement[] {
    return (["cluster", "topic", "group"] as const).flatMap((on) => {
        const actions = needs.filter((need) => need.on === on).map((need) => need.action);
        if (actions.length === 0) return [];
        const noun = `${on.charAt(0).toUpperCase()}${on.slice(1)}`;
        return [allow(`${sid}${noun}`, actions, [partOf(clusterArn, on, names[on])])];
    });
}

function partOf(clusterArn: string, on: ClusterNeed["on"], name: string): string {
    const { cluster } = mskClusterOf(clusterArn);
    const parsed = parseArn(cluster);
    if (on === "cluster" || parsed.kind === "refused") return cluster;
    const id = parsed.value.resource.replace(/^cluster\//, "");
    return formatArn({ ...parsed.value, resource: `${on}/${id}/${name}` });
}
