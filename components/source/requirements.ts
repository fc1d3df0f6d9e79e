import type { ClusterNeed } from "../onFailure/requirements";

/** An action that the execution role needs to read the event source, and on what. */
export interface SourceNeed {
    readonly action: string;
    /** `connection`: the managed VPC connection of the mapping, or any where it names the cluster. */
    readonly on:
        "any" | "connection" | "secret" | "secretKey" | "cluster" | "glueRegistry" | "glueSchemas";
}

/** What a Kafka event source mapping asks of the execution role beside its destination. */
export interface SourceRequirement {
    readonly when: string;
    readonly needs: readonly SourceNeed[];
    readonly url: string;
}

/** What a mapping may use, and then needs permissions for; one row of {@link SOURCE_REQUIREMENTS} each. */
export type SourceFeature =
    "vpc" | "secret" | "secretKey" | "mskCluster" | "mskClusterOtherAccount" | "glueRegistry";

const PERMISSIONS = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html";
const MSK_PERMISSIONS = "https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html";

/** The six network interface actions; `AWSLambdaVPCAccessExecutionRole` lacks two of them. */
const NETWORK: readonly SourceNeed[] = [
    { action: "ec2:CreateNetworkInterface", on: "any" },
    { action: "ec2:DescribeNetworkInterfaces", on: "any" },
    { action: "ec2:DescribeVpcs", on: "any" },
    { action: "ec2:DeleteNetworkInterface", on: "any" },
    { action: "ec2:DescribeSubnets", on: "any" },
    { action: "ec2:DescribeSecurityGroups", on: "any" },
];

/**
 * One row a feature of the source: what the execution role needs to read from the cluster.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html
 */
export const SOURCE_REQUIREMENTS: Readonly<Record<SourceFeature, SourceRequirement>> = {
    vpc: { when: "the brokers are reached in a VPC", needs: NETWORK, url: PERMISSIONS },
    secret: {
        when: "a secret of Secrets Manager is referred to: an authentication, a root CA, a schema registry's credentials",
        needs: [{ action: "secretsmanager:GetSecretValue", on: "secret" }],
        url: PERMISSIONS,
    },
    secretKey: {
        when: "that secret is encrypted with a customer managed key",
        needs: [{ action: "kms:Decrypt", on: "secretKey" }],
        url: PERMISSIONS,
    },
    mskCluster: {
        when: "the source is an Amazon MSK cluster",
        needs: [
            { action: "kafka:DescribeClusterV2", on: "cluster" },
            { action: "kafka:GetBootstrapBrokers", on: "cluster" },
            ...NETWORK,
        ],
        url: MSK_PERMISSIONS,
    },
    mskClusterOtherAccount: {
        when: "that cluster is in another account",
        needs: [{ action: "kafka:DescribeVpcConnection", on: "connection" }],
        url: MSK_PERMISSIONS,
    },
    glueRegistry: {
        when: "records are validated against a Glue schema registry",
        needs: [
            { action: "glue:GetRegistry", on: "glueRegistry" },
            { action: "glue:GetSchemaVersion", on: "glueRegistry" },
            { action: "glue:GetSchemaVersion", on: "glueSchemas" },
        ],
        url: "https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html",
    },
};

/**
 * What reading needs on an MSK cluster with IAM authentication.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/msk-cluster-auth.html
 */
export const MSK_IAM_SOURCE_ACTIONS: readonly ClusterNeed[] = [
    { action: "kafka-cluster:Connect", on: "cluster" },
    { action: "kafka-cluster:DescribeClusterDynamicConfiguration", on: "cluster" },
    { action: "kafka-cluster:DescribeTopic", on: "topic" },
    { action: "kafka-cluster:ReadData", on: "topic" },
    { action: "kafka-cluster:DescribeGroup", on: "group" },
    { action: "kafka-cluster:AlterGroup", on: "group" },
];
