import { RolePolicyAttachment } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Cluster } from "@pulumi/aws/msk";
import { Secret, SecretPolicy } from "@pulumi/aws/secretsmanager";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../engine";
import { documentOf, NETWORK, orders, OTHER, without, type Change, type Written } from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

const NETWORK_ACTIONS = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeVpcs",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
];

const MSK_ACTIONS = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"];

/** What reading from the brokers needs: network, secrets, MSK. */
export function sources(): readonly CorpusStack[] {
    return [...networks(), ...secrets(), ...clusters()];
}

function networks(): readonly CorpusStack[] {
    return [
        ...NETWORK_ACTIONS.map((action) =>
            wrong(`in a VPC, without ${action}`, "KOF-071", () =>
                orders({ role: without(action) }),
            ),
        ),
        // "Describe" knows no resource; what creating one asks of subnet and security group is not judged.
        wrong(
            "in a VPC, on network interfaces only",
            "KOF-071",
            () =>
                orders({
                    role: (statements) =>
                        statements.map((statement) =>
                            statement === NETWORK
                                ? { ...statement, Resource: "arn:aws:ec2:*:*:network-interface/*" }
                                : statement,
                        ),
                }),
            ["orders KOF-071"],
        ),
        right("not in a VPC, without the network's actions", () =>
            orders({
                role: (statements) => statements.filter((statement) => statement !== NETWORK),
                mapping: { sourceAccessConfigurations: [] },
            }),
        ),
    ];
}

const TEXT = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:kafka/orders-reader-a1b2c3`;

/** A mapping with a secret; the role may do what is said, on what is said. */
function withSecret(
    uri: pulumi.Input<string>,
    statements: readonly Written[],
    beside: () => void = () => undefined,
): void {
    beside();
    orders({
        role: (own) => [...own.filter((statement) => statement !== NETWORK), ...statements],
        mapping: { sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri }] },
    });
}

function read(arn: pulumi.Input<string>): Written {
    return { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: arn };
}

function secrets(): readonly CorpusStack[] {
    const ofProgram = (statements: (secret: Secret, key: Key) => readonly Written[]) => () => {
        const key = new Key("secret", {});
        const secret = new Secret("reader", { kmsKeyId: key.arn });
        withSecret(secret.arn, statements(secret, key));
    };
    const decrypt = (key: Key): Written => ({
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: key.arn,
    });
    const foreign = TEXT.replace(ACCOUNT, OTHER);
    return [
        right(
            "a secret of the program, with a key",
            ofProgram((secret, key) => [read(secret.arn), decrypt(key)]),
        ),
        wrong(
            "a secret of the program, its key closed",
            "KOF-072",
            ofProgram((secret) => [read(secret.arn)]),
        ),
        wrong(
            "a secret of the program that may not be read",
            "KOF-072",
            ofProgram((_, key) => [decrypt(key)]),
        ),
        right("a secret outside the stack", () => {
            withSecret(TEXT, [read(TEXT)]);
        }),
        right("a secret by a wildcard", () => {
            withSecret(TEXT, [read(TEXT.replace(/-a1b2c3$/, "-??????"))]);
        }),
        // Its own policy, which nobody sees, may let the role in.
        right(
            "a secret outside the stack that the role may not read",
            () => {
                withSecret(TEXT, []);
            },
            ["orders KOF-072"],
        ),
        right(
            "a secret of another account",
            () => {
                withSecret(foreign, [read(foreign)]);
            },
            ["orders KOF-072"],
        ),
        wrong("a secret of another account that the role may not read", "KOF-072", () => {
            withSecret(foreign, []);
        }),
        wrong("a secret in another Region", "KOF-072", () => {
            const elsewhere = TEXT.replace(REGION, "us-east-1");
            withSecret(elsewhere, [read(elsewhere)]);
        }),
        right("a secret whose policy lets the role in", () => {
            const secret = new Secret("reader", {});
            withSecret(secret.arn, [], () => {
                new SecretPolicy("reader", {
                    secretArn: secret.arn,
                    policy: documentOf([
                        {
                            ...read("*"),
                            Principal: "*",
                            Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
                        },
                    ]),
                });
            });
        }),
        wrong("a secret whose policy denies", "KOF-072", () => {
            const secret = new Secret("reader", {});
            withSecret(secret.arn, [read("*")], () => {
                new SecretPolicy("reader", {
                    secretArn: secret.arn,
                    policy: documentOf([{ ...read("*"), Effect: "Deny", Principal: "*" }]),
                });
            });
        }),
        wrong("two ways to authenticate", "KOF-067", () =>
            orders({
                role: (own) => [...own, read(TEXT)],
                mapping: {
                    sourceAccessConfigurations: [
                        { type: "SASL_SCRAM_512_AUTH", uri: TEXT },
                        { type: "BASIC_AUTH", uri: TEXT },
                    ],
                },
            }),
        ),
    ];
}

function clusters(): readonly CorpusStack[] {
    const arn = `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-2`;
    const onCluster: Written = { Effect: "Allow", Action: MSK_ACTIONS, Resource: "*" };
    const msk = (change: Change, eventSourceArn: pulumi.Input<string> = arn): unknown =>
        orders({
            ...change,
            mapping: {
                selfManagedEventSource: undefined,
                selfManagedKafkaEventSourceConfig: undefined,
                amazonManagedKafkaEventSourceConfig: { consumerGroupId: "orders-consumers" },
                sourceAccessConfigurations: [],
                eventSourceArn,
            },
        });
    const add: NonNullable<Change["role"]> = (statements) => [...statements, onCluster];
    return [
        right("an MSK cluster", () => msk({ role: add })),
        right("an MSK cluster, with AWS's policy", () =>
            msk({
                beside: ({ roleResource }) => {
                    new RolePolicyAttachment("msk", {
                        role: roleResource.name,
                        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole",
                    });
                },
            }),
        ),
        wrong("an MSK cluster, and the role may nothing there", "KOF-079", () => msk({})),
        ...MSK_ACTIONS.map((action) =>
            wrong(`an MSK cluster, without ${action}`, "KOF-079", () =>
                msk({
                    role: (statements, names) => without(action)(add(statements, names), names),
                }),
            ),
        ),
        ...NETWORK_ACTIONS.map((action) =>
            wrong(`an MSK cluster, without ${action}`, "KOF-071", () =>
                msk({
                    role: (statements, names) => without(action)(add(statements, names), names),
                }),
            ),
        ),
        wrong("an MSK cluster, and no queue", ["KOF-010"], () =>
            msk({ role: () => [NETWORK, onCluster] }),
        ),
        ...iamClusters(msk, onCluster),
    ];
}

const IAM_ACTIONS = [
    "kafka-cluster:Connect",
    "kafka-cluster:DescribeGroup",
    "kafka-cluster:AlterGroup",
    "kafka-cluster:DescribeTopic",
    "kafka-cluster:ReadData",
    "kafka-cluster:DescribeClusterDynamicConfiguration",
];

/** Clusters of the program that let clients in by IAM. */
function iamClusters(
    msk: (change: Change, cluster: pulumi.Input<string>) => unknown,
    onCluster: Written,
): readonly CorpusStack[] {
    const stack = (actions: readonly string[]) => (): void => {
        const cluster = new Cluster("orders", {
            clusterName: "orders",
            kafkaVersion: "3.8.x",
            numberOfBrokerNodes: 3,
            brokerNodeGroupInfo: {
                instanceType: "kafka.m7g.large",
                clientSubnets: ["subnet-0123456789abcdef0"],
                securityGroups: ["sg-0123456789abcdef0"],
            },
            clientAuthentication: { sasl: { iam: true } },
        });
        const use = { Effect: "Allow", Action: actions, Resource: "*" };
        msk({ role: (statements) => [...statements, onCluster, use] }, cluster.arn);
    };
    return [
        right("an MSK cluster that lets clients in by IAM", stack(IAM_ACTIONS)),
        ...IAM_ACTIONS.map((action) =>
            wrong(
                `an MSK cluster that lets clients in by IAM, without ${action}`,
                "KOF-079",
                stack(IAM_ACTIONS.filter((each) => each !== action)),
            ),
        ),
    ];
}
