import { Role } from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { KafkaEventSource, OnFailureGrant, type KafkaEventSourceArgs } from "pulumi-lambda-kafka";

/** One program a case; each is wrong in what can be known only after the program has begun. */
const assumeRolePolicy = "{}";
const provider = new Provider("elsewhere", { region: "eu-west-1" });
const right: KafkaEventSourceArgs = {
    functionName: "reader",
    roleArn: "arn:aws:iam::111122223333:role/reader",
    bootstrapServers: ["b-1.example.com:9096"],
    topic: "orders",
    authentication: {
        type: "BASIC_AUTH",
        secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3",
    },
    onFailure: { sqs: { create: {} } },
};
const { roleArn, ...rest } = right;
void roleArn;

const CASES: Readonly<Record<string, () => unknown>> = {
    right: () => new KafkaEventSource("orders", right),
    secrets: () =>
        new KafkaEventSource("orders", {
            ...right,
            roleArn: pulumi.secret("arn:aws:iam::111122223333:role/reader"),
            authentication: {
                type: "BASIC_AUTH",
                secretArn: pulumi.secret(
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3",
                ),
            },
        }),
    outputs: () =>
        new KafkaEventSource("orders", {
            ...right,
            topic: pulumi.output(".orders"),
            batchSize: pulumi.output(0),
        }),
    inlinePolicies: () =>
        new KafkaEventSource("orders", {
            ...rest,
            role: new Role("reader", {
                assumeRolePolicy,
                inlinePolicies: [{ name: "logs", policy: "{}" }],
            }),
        }),
    managedPolicies: () =>
        new KafkaEventSource("orders", {
            ...rest,
            role: new Role("reader", {
                assumeRolePolicy,
                managedPolicyArns: [
                    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
                ],
            }),
        }),
    movedKey: () =>
        new KafkaEventSource("orders", right, {
            transformations: [
                ({ type, props, opts }) =>
                    type === "aws:kms/key:Key"
                        ? { props: { ...props, region: "us-east-1" }, opts }
                        : undefined,
            ],
        }),
    provider: () =>
        new KafkaEventSource(
            "orders",
            { ...rest, role: new Role("reader", { assumeRolePolicy }) },
            { provider: new Provider("another", { allowedAccountIds: ["999988887777"] }) },
        ),
    region: () =>
        new KafkaEventSource(
            "orders",
            { ...rest, role: new Role("reader", { assumeRolePolicy }, { provider }) },
            { provider: new Provider("regional", { region: "us-east-1" }) },
        ),
    otherAccount: () =>
        new KafkaEventSource("orders", {
            ...right,
            authentication: {
                type: "BASIC_AUTH",
                secretArn:
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3",
                kmsKeyArn:
                    "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666",
            },
            roleArn: "arn:aws:iam::999988887777:role/reader",
        }),
    otherRegion: () =>
        new KafkaEventSource("orders", {
            ...right,
            onFailure: { sns: { arn: "arn:aws:sns:us-east-1:111122223333:failures" } },
        }),
    grantToNobody: () =>
        new OnFailureGrant("orders", {
            roleArn: pulumi.output(Promise.resolve("not-an-arn")),
            queue: new Queue("failures", {}),
        }),
    grantToNobodyOnTopic: () =>
        new OnFailureGrant("orders", {
            roleArn: pulumi.output(Promise.resolve("not-an-arn")),
            destinationArn: "kafka://orders-failed",
            mskClusterArn: "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1",
        }),
    sourceForNobody: () =>
        new KafkaEventSource("orders", {
            ...right,
            roleArn: pulumi.output(Promise.resolve("not-an-arn")),
            onFailure: { none: true },
        }),
};

CASES[new pulumi.Config().require("case")]?.();
