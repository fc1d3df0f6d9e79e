import { deepStrictEqual, strictEqual } from "node:assert";
import {
    allActions,
    MSK_TOPIC_ACTIONS,
    REQUIREMENTS,
    resourceOf,
} from "../../components/onFailure/requirements";
import { MSK_IAM_SOURCE_ACTIONS, SOURCE_REQUIREMENTS } from "../../components/source/requirements";

/*
 * AWS's pages in literals, so that component and policies cannot be wrong together.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
describe("what AWS asks for, so that Lambda can write a failed batch", () => {
    const page = {
        sqs: {
            role: [["sqs:SendMessage", "arn"]],
            sameAccount: ["kms:Decrypt", "kms:GenerateDataKey"],
            // "kms:ReEncrypt" is what the page prints; IAM knows the operation as these two actions.
            otherAccount: [
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "kms:DescribeKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
            ],
        },
        sns: {
            role: [["sns:Publish", "arn"]],
            sameAccount: ["kms:Decrypt", "kms:GenerateDataKey"],
            otherAccount: [
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "kms:DescribeKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
            ],
        },
        s3: {
            role: [
                ["s3:PutObject", "arn/*"],
                ["s3:ListBucket", "arn"],
            ],
            sameAccount: ["kms:GenerateDataKey"],
            otherAccount: ["kms:GenerateDataKey"],
        },
        kafka: { role: [], sameAccount: [], otherAccount: [] },
    } as const;

    for (const kind of ["sqs", "sns", "s3", "kafka"] as const) {
        it(`${kind}: the role on the destination, and on its key in either account`, () => {
            const { role, key } = REQUIREMENTS[kind];
            deepStrictEqual(
                {
                    role: role.map((need) => [need.action, resourceOf(need, "arn")]),
                    sameAccount: key.sameAccount,
                    otherAccount: key.otherAccount,
                },
                page[kind],
            );
        });
    }

    it("calls KMS by the service of the destination", () => {
        deepStrictEqual(
            Object.entries(REQUIREMENTS).map(([kind, row]) => [kind, row.viaService]),
            [
                ["sqs", "sqs"],
                ["sns", "sns"],
                ["s3", "s3"],
                ["kafka", undefined],
            ],
        );
    });

    it("names no operation that IAM does not know as an action", () => {
        const noActions = ["kms:ReEncrypt", "s3:ListBuckets", "kafka:Produce"];
        deepStrictEqual(
            allActions().filter((action) => noActions.includes(action)),
            [],
        );
        strictEqual(allActions().length, 9);
    });

    it("on MSK with IAM authentication is writing, with what writing depends on", () => {
        deepStrictEqual(MSK_TOPIC_ACTIONS, [
            { action: "kafka-cluster:Connect", on: "cluster" },
            { action: "kafka-cluster:DescribeTopic", on: "topic" },
            { action: "kafka-cluster:WriteData", on: "topic" },
        ]);
    });
});

/*
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
 */
describe("what AWS asks for, so that Lambda can read the source", () => {
    const network = [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeVpcs",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups",
    ];
    const page = {
        vpc: network,
        secret: ["secretsmanager:GetSecretValue"],
        secretKey: ["kms:Decrypt"],
        mskCluster: ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", ...network],
        mskClusterOtherAccount: ["kafka:DescribeVpcConnection"],
        glueRegistry: ["glue:GetRegistry", "glue:GetSchemaVersion", "glue:GetSchemaVersion"],
    };

    it("feature by feature", () => {
        deepStrictEqual(
            Object.fromEntries(
                Object.entries(SOURCE_REQUIREMENTS).map(([feature, { needs }]) => [
                    feature,
                    needs.map((need) => need.action),
                ]),
            ),
            page,
        );
    });

    it("and where IAM rules an MSK cluster", () => {
        deepStrictEqual(
            MSK_IAM_SOURCE_ACTIONS.map(({ action, on }) => `${action} on ${on}`),
            [
                "kafka-cluster:Connect on cluster",
                "kafka-cluster:DescribeClusterDynamicConfiguration on cluster",
                "kafka-cluster:DescribeTopic on topic",
                "kafka-cluster:ReadData on topic",
                "kafka-cluster:DescribeGroup on group",
                "kafka-cluster:AlterGroup on group",
            ],
        );
    });
});
