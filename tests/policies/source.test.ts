import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import {
    documentOf,
    ordersStack,
    READ_SECRET,
    SECRET_ARN,
    WRITE,
    type Differences,
} from "./orders";
import { ACCOUNT, headlines, REGION, rules, UNKNOWN, type Props } from "./stack";

const SEND = WRITE.sqs[0] ?? {};

/** "ec2:CreateNetworkInterface, … on *", as AWS's page lists them. */
const NETWORK = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeVpcs",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
];

const IN_VPC: Props = {
    sourceAccessConfigurations: [
        { type: "VPC_SUBNET", uri: "subnet:subnet-0a1b2c3d" },
        { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-0a1b2c3d" },
    ],
};

async function told(differences: Differences): Promise<readonly string[]> {
    return rules(await ordersStack(differences).stack.analyze(policies())).filter(
        (each) => !each.startsWith("on-failure-hygiene"),
    );
}

function allow(actions: readonly string[], resource: string): object {
    return { Effect: "Allow", Action: actions, Resource: resource };
}

describe("kafka-source-role", () => {
    it("says nothing when the role may manage network interfaces", async () => {
        const document = documentOf(SEND, allow(NETWORK, "*"));
        deepStrictEqual(await told({ mapping: IN_VPC, document }), []);
    });

    for (const action of NETWORK) {
        it(`rejects with KOF-071 when ${action} is gone`, async () => {
            const left = NETWORK.filter((each) => each !== action);
            const { stack } = ordersStack({
                mapping: IN_VPC,
                document: documentOf(SEND, allow(left, "*")),
            });
            const own = headlines(await stack.analyze(policies()))
                .filter((line) => line.startsWith("kafka-source-role"))
                .map((line) => line.split(", which")[0]);
            deepStrictEqual(own, [
                `kafka-source-role KOF-071: Role "orders" is not allowed ${action} on *`,
            ]);
        });
    }

    it("knows that AWSLambdaVPCAccessExecutionRole lacks two of the six", async () => {
        const vpc = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
        const { stack } = ordersStack({
            mapping: IN_VPC,
            document: documentOf(SEND),
            role: { managedPolicyArns: [vpc] },
        });
        const reported = (await stack.analyze(policies())).filter(
            ({ policy }) => policy === "kafka-source-role",
        );
        deepStrictEqual(
            reported.map(({ message }) => message),
            [
                `KOF-071: Role "orders" is not allowed ec2:DescribeVpcs and ec2:DescribeSecurityGroups on
  *, which it needs: the brokers are reached in a VPC.
  - no statement in the role's policies allows ec2:DescribeVpcs and
    ec2:DescribeSecurityGroups
  - AWSLambdaVPCAccessExecutionRole lacks ec2:DescribeVpcs and ec2:DescribeSecurityGroups;
    AWSLambdaMSKExecutionRole has all six network actions
  Allow it in one of the role's policies:
      {
        "Effect": "Allow",
        "Action": [
          "ec2:DescribeVpcs",
          "ec2:DescribeSecurityGroups"
        ],
        "Resource": "*"
      }
  In TypeScript:
      new aws.iam.RolePolicy("orders-ec2-describe-vpcs", {
          role: orders.name,
          policy: pulumi.jsonStringify({
              Version: "2012-10-17",
              Statement: [{
                  Effect: "Allow",
                  Action: ["ec2:DescribeVpcs", "ec2:DescribeSecurityGroups"],
                  Resource: "*",
              }],
          }),
      });
  Otherwise AWS fails with: "The provided execution role does not have permissions to call
    DescribeVpcs on EC2".
  https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html`,
            ],
        );
    });

    it("knows that AWSLambdaMSKExecutionRole has all six", async () => {
        const msk = "arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole";
        deepStrictEqual(
            await told({
                mapping: IN_VPC,
                document: documentOf(SEND),
                role: { managedPolicyArns: [msk] },
            }),
            [],
        );
    });

    const addSecret: Differences["add"] = ({ stack }) => {
        stack.add("aws:secretsmanager/secret:Secret", "kafka", {
            inputs: { name: "kafka/orders" },
            outputs: { name: "kafka/orders", arn: SECRET_ARN },
        });
        return [];
    };

    it("leaves undecided whether a secret outside the stack lets the role in by itself", async () => {
        deepStrictEqual(await told({ document: documentOf(SEND) }), [
            "on-failure-unverified KOF-072",
        ]);
    });

    it("rejects a role that cannot read a secret of the stack, with the statement to paste", async () => {
        const { stack } = ordersStack({ document: documentOf(SEND), add: addSecret });
        const [reported, ...others] = await stack.analyze(policies());
        deepStrictEqual(others, []);
        deepStrictEqual(reported?.message.split("\n").slice(0, 22), [
            'KOF-072: Role "orders" is not allowed secretsmanager:GetSecretValue on',
            "  arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-a1b2c3, which it",
            "  needs: a secret of Secrets Manager is referred to: an authentication, a root CA, a",
            "  schema registry's credentials.",
            "  - no statement in the role's policies allows secretsmanager:GetSecretValue",
            "  Allow it in one of the role's policies:",
            "      {",
            '        "Effect": "Allow",',
            '        "Action": "secretsmanager:GetSecretValue",',
            `        "Resource": "${SECRET_ARN}"`,
            "      }",
            "  In TypeScript:",
            '      new aws.iam.RolePolicy("orders-kafka-secretsmanager-get-secret-value", {',
            "          role: orders.name,",
            "          policy: pulumi.jsonStringify({",
            '              Version: "2012-10-17",',
            "              Statement: [{",
            '                  Effect: "Allow",',
            '                  Action: "secretsmanager:GetSecretValue",',
            "                  Resource: kafka.arn,",
            "              }],",
            "          }),",
        ]);
    });

    it("rejects a secret of another Region", async () => {
        const uri = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:kafka/orders-a1b2c3`;
        deepStrictEqual(
            await told({
                mapping: { sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri }] },
                document: documentOf(SEND, { ...READ_SECRET, Resource: uri }),
            }),
            ["kafka-source-role KOF-072"],
        );
    });

    it("rejects a role that cannot decrypt a secret of the stack", async () => {
        const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/secret`;
        const secretKey = (stack: Parameters<NonNullable<Differences["add"]>>[0]["stack"]) => {
            const made = stack.add("aws:kms/key:Key", "secret", {
                inputs: {},
                outputs: { arn: key, keyId: "secret" },
            });
            stack.add("aws:secretsmanager/secret:Secret", "kafka", {
                inputs: { name: "kafka/orders", kmsKeyId: key },
                outputs: { name: "kafka/orders", kmsKeyId: key, arn: SECRET_ARN },
                dependsOn: { kmsKeyId: [made] },
            });
            return [];
        };
        const add: Differences["add"] = ({ stack }) => secretKey(stack);
        deepStrictEqual(await told({ add, document: documentOf(SEND, READ_SECRET) }), [
            "kafka-source-role KOF-072",
        ]);
        const decrypt = allow(["kms:Decrypt"], key);
        deepStrictEqual(await told({ add, document: documentOf(SEND, READ_SECRET, decrypt) }), []);
    });

    it("finds a secret of the stack whose ARN is not known, and tells what is not", async () => {
        const { stack } = ordersStack({
            document: UNKNOWN,
            mapping: { sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri: UNKNOWN }] },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
    });
});

describe("a mapping of an MSK cluster", () => {
    const CLUSTER = `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-2`;
    const MSK: Props = {
        selfManagedEventSource: undefined,
        selfManagedKafkaEventSourceConfig: undefined,
        amazonManagedKafkaEventSourceConfig: { consumerGroupId: "orders" },
        sourceAccessConfigurations: undefined,
        eventSourceArn: CLUSTER,
    };
    const READ = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"];

    it("says nothing when the role may describe the cluster and reach it", async () => {
        const document = documentOf(SEND, allow(READ, CLUSTER), allow(NETWORK, "*"));
        deepStrictEqual(await told({ mapping: MSK, document }), []);
    });

    it("rejects a role that may not get the brokers", async () => {
        const document = documentOf(SEND, allow(READ.slice(0, 1), CLUSTER), allow(NETWORK, "*"));
        deepStrictEqual(await told({ mapping: MSK, document }), ["kafka-source-role KOF-079"]);
    });

    it("takes the older DescribeCluster on a cluster that is provisioned", async () => {
        const older = allow(["kafka:DescribeCluster", "kafka:GetBootstrapBrokers"], CLUSTER);
        const document = documentOf(SEND, older, allow(NETWORK, "*"));
        deepStrictEqual(await told({ mapping: MSK, document }), ["on-failure-unverified KOF-079"]);
        const add: Differences["add"] = ({ stack }) => {
            stack.add("aws:msk/cluster:Cluster", "orders", {
                inputs: { clusterName: "orders" },
                outputs: { clusterName: "orders", arn: CLUSTER },
            });
            return [];
        };
        deepStrictEqual(await told({ mapping: MSK, document, add }), []);
    });

    describe("in another account, by a managed VPC connection", () => {
        const CONNECTION = `arn:aws:kafka:${REGION}:${ACCOUNT}:vpc-connection/999988887777/orders/51b98b40-0a61-46cc-b0a6-61a9a3d797d5-7`;
        const THEIRS = `arn:aws:kafka:${REGION}:999988887777:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-2`;
        const mapping = { ...MSK, eventSourceArn: CONNECTION };
        const describe = allow(["kafka:DescribeVpcConnection"], CONNECTION);

        it("says nothing when the role may describe the connection and any cluster of that name", async () => {
            const clusters = allow(READ, THEIRS.replace(/[^/]+$/, "*"));
            const document = documentOf(SEND, describe, clusters, allow(NETWORK, "*"));
            deepStrictEqual(await told({ mapping, document }), []);
        });

        it("leaves open whether the one cluster that the role may describe is the one behind it", async () => {
            const document = documentOf(SEND, describe, allow(READ, THEIRS), allow(NETWORK, "*"));
            deepStrictEqual(await told({ mapping, document }), ["on-failure-unverified KOF-079"]);
        });

        it("rejects a role that may not describe the connection, as with AWSLambdaMSKExecutionRole", async () => {
            const role = {
                managedPolicyArns: [
                    "arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole",
                ],
            };
            const { stack } = ordersStack({ mapping, role, document: documentOf(SEND) });
            deepStrictEqual(
                headlines(await stack.analyze(policies())).filter(
                    (line) => !line.startsWith("on-failure-hygiene"),
                ),
                [
                    'kafka-source-role KOF-079: Role "orders" is not allowed kafka:DescribeVpcConnection on',
                ],
            );
        });
    });

    it("asks for the data only where the stack shows that IAM authenticates", async () => {
        const add: Differences["add"] = ({ stack }) => {
            const inputs = { clusterName: "orders", clientAuthentication: { sasl: { iam: true } } };
            stack.add("aws:msk/cluster:Cluster", "orders", {
                inputs,
                outputs: { ...inputs, arn: CLUSTER },
            });
            return [];
        };
        const described = [SEND, allow(READ, CLUSTER), allow(NETWORK, "*")];
        deepStrictEqual(
            await told({ mapping: MSK, add, document: documentOf(...described) }),
            // The cluster, its topics and the consumer group: a statement each.
            Array.from({ length: 3 }, () => "kafka-source-role KOF-079"),
        );
        const reported = await ordersStack({
            mapping: { ...MSK, amazonManagedKafkaEventSourceConfig: undefined },
            add,
            document: documentOf(...described),
        }).stack.analyze(policies());
        // AWS names the group by the id of the mapping, which has none yet.
        deepStrictEqual(
            reported.flatMap(
                ({ message }) => /"Resource": "(.*:group.*)"/.exec(message)?.[1] ?? [],
            ),
            [`${CLUSTER.replace(":cluster/", ":group/")}/*`],
        );
        const data = allow(["kafka-cluster:*"], "*");
        deepStrictEqual(
            await told({ mapping: MSK, add, document: documentOf(...described, data) }),
            [],
        );
    });
});
