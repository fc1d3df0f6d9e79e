import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import { brokerAcls, type BrokerAcl } from "./brokerAcls";
import type { ForeignGrant, Statement } from "./grants";
import type { RoleDocument } from "./rolePolicies";
import {
    foreignSecretGrants,
    roleOnCluster,
    roleOnFailureTopic,
    roleOnNetwork,
    roleOnRegistry,
    roleOnSecretKeys,
    roleOnSecrets,
    roleOnTopic,
} from "./sourceGrants";

/** Who reads what: what the permissions on a cluster depend on. */
export interface Reader {
    readonly roleArn: pulumi.Output<string>;
    readonly consumerGroupId: pulumi.Input<string>;
}

/**
 * What the role needs to read from the cluster, in documents of their own: the ARN of a secret, a key or a cluster
 * may be unknown in a preview, and must not hide the rest.
 */
export function sourceDocuments(
    args: KafkaEventSourceArgs,
    reader: Reader,
): readonly RoleDocument[] {
    const { secretArns, keyArns } = secretsOf(args);
    const inVpc = args.network !== undefined || args.mskClusterArn !== undefined;
    const network = { name: "network", statements: pulumi.output(roleOnNetwork()) };
    return [
        ...(inVpc ? [network] : []),
        ...clusterDocument(args, reader),
        ...documentOn("secrets", secretArns, roleOnSecrets),
        ...documentOn("secret-keys", keyArns, roleOnSecretKeys),
        ...registryDocument(args),
    ];
}

/** What the owners of secrets and their keys in other accounts have to allow the role. */
export function foreignSecrets(
    args: KafkaEventSourceArgs,
    roleArn: pulumi.Output<string>,
): pulumi.Output<readonly ForeignGrant[]> {
    const { secretArns, keyArns } = secretsOf(args);
    return pulumi
        .all([pulumi.all(secretArns), pulumi.all(keyArns), roleArn])
        .apply(([secrets, keys, role]) => foreignSecretGrants(secrets, keys, role));
}

/** The ACLs that the brokers ask for; none where IAM lets clients in. */
export function aclsOf(args: KafkaEventSourceArgs, reader: Reader): pulumi.Output<BrokerAcl[]> {
    if (args.mskIamAuthentication === true) return pulumi.output([]);
    return pulumi
        .all([args.topic, reader.consumerGroupId, args.onFailure.kafkaTopic?.topic])
        .apply(([topic, group, destination]) => brokerAcls(topic, group, destination));
}

function secretsOf(args: KafkaEventSourceArgs) {
    const secrets = [
        args.authentication,
        args.rootCaCertificate,
        args.schemaRegistry?.authentication,
        args.schemaRegistry?.rootCaCertificate,
    ].filter((secret) => secret !== undefined);
    return {
        secretArns: secrets.map((secret) => secret.secretArn),
        keyArns: secrets.map((secret) => secret.kmsKeyArn).filter((key) => key !== undefined),
    };
}

function clusterDocument(args: KafkaEventSourceArgs, reader: Reader): readonly RoleDocument[] {
    if (args.mskClusterArn === undefined) return [];
    const statements = pulumi
        .all([
            args.mskClusterArn,
            reader.roleArn,
            args.topic,
            reader.consumerGroupId,
            args.onFailure.kafkaTopic?.topic,
        ])
        .apply(([cluster, role, topic, group, destination]) => [
            ...roleOnCluster(cluster, role),
            ...(args.mskIamAuthentication === true ? roleOnTopic(cluster, topic, group) : []),
            ...(args.mskIamAuthentication === true && destination !== undefined
                ? roleOnFailureTopic(cluster, destination)
                : []),
        ]);
    return [{ name: "cluster", statements }];
}

/** A Confluent registry is read with a secret, a Glue registry with the role. */
function registryDocument(args: KafkaEventSourceArgs): readonly RoleDocument[] {
    const registry = args.schemaRegistry;
    if (registry === undefined || registry.authentication !== undefined) return [];
    return documentOn("registry", [registry.uri], (uris) => uris.flatMap(roleOnRegistry));
}

function documentOn(
    name: string,
    arns: readonly pulumi.Input<string>[],
    grant: (arns: readonly string[]) => readonly Statement[],
): readonly RoleDocument[] {
    return arns.length === 0 ? [] : [{ name, statements: pulumi.all([...arns]).apply(grant) }];
}
