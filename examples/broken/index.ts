import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { EventSourceMapping, Function } from "@pulumi/aws/lambda";
import { Bucket } from "@pulumi/aws/s3";
import { Topic } from "@pulumi/aws/sns";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

const account = "111122223333";
const brokers = "b-1.kafka.example.com:9096,b-2.kafka.example.com:9096";
const credentials = `arn:aws:secretsmanager:eu-west-1:${account}:secret:kafka/orders-reader-a1b2c3`;

/** A function, and a role of its own that may write its logs and read the brokers' credentials. */
function handler(name: string): { readonly role: Role; readonly lambda: Function } {
    const role = new Role(name, {
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "lambda.amazonaws.com" },
                    Action: "sts:AssumeRole",
                },
            ],
        }),
    });
    new RolePolicyAttachment(`${name}-logs`, {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    });
    new RolePolicy(`${name}-credentials`, {
        role: role.name,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: "secretsmanager:GetSecretValue",
                    Resource: credentials,
                },
            ],
        }),
    });
    const source = "exports.handler = async (event) => console.log(Object.keys(event.records));";
    const lambda = new Function(name, {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(source) }),
    });
    return { role, lambda };
}

function mapping(name: string, lambda: Function, destinationArn: pulumi.Input<string>): void {
    new EventSourceMapping(
        name,
        {
            functionName: lambda.name,
            selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: brokers } },
            selfManagedKafkaEventSourceConfig: { consumerGroupId: `broken-${name}` },
            topics: [name],
            startingPosition: "TRIM_HORIZON",
            sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: credentials }],
            destinationConfig: { onFailure: { destinationArn } },
        },
        { deleteBeforeReplace: true },
    );
}

// 1. A managed policy with the right name and the wrong direction: AWSLambdaSQSQueueExecutionRole lets a function
//    receive from a queue. Nothing lets the role send to it.
const orders = handler("orders");
const ordersFailed = new Queue("orders-failed", {
    name: "orders-failed",
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 1_209_600,
});
new RolePolicyAttachment("orders-queue", {
    role: orders.role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
});
mapping("orders", orders.lambda, ordersFailed.arn);

// 2. The role may put objects, which is what Lambda does in the end. But Lambda lists the bucket too, and
//    `bucket/*` names the objects, not the bucket.
const shipments = handler("shipments");
const shipmentsFailed = new Bucket("shipments-failed", {
    bucket: `shipments-failed-${account}`,
});
new RolePolicy("shipments-bucket", {
    role: shipments.role.name,
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "s3:PutObject",
                Resource: `arn:aws:s3:::shipments-failed-${account}/*`,
                Condition: { StringEquals: { "s3:ResourceAccount": account } },
            },
        ],
    }),
});
mapping("shipments", shipments.lambda, shipmentsFailed.arn);

// 3. The role may use the key, says the role's policy. But a key is ruled by its own policy: this one hands the key
//    to its administrators and to SNS, and does not let IAM decide. SNS calls KMS in the role's name, not in its own.
const payments = handler("payments");
const paymentsKey = new Key("payments-failed", {
    enableKeyRotation: true,
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Administrators",
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${account}:role/key-administrator` },
                Action: [
                    "kms:Describe*",
                    "kms:Get*",
                    "kms:List*",
                    "kms:PutKeyPolicy",
                    "kms:EnableKeyRotation",
                    "kms:ScheduleKeyDeletion",
                    "kms:TagResource",
                ],
                Resource: "*",
            },
            {
                Sid: "Sns",
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: "*",
            },
        ],
    }),
});
const paymentsFailed = new Topic("payments-failed", {
    name: "payments-failed",
    kmsMasterKeyId: paymentsKey.arn,
});
new RolePolicy("payments-topic", {
    role: payments.role.name,
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "sns:Publish",
                Resource: `arn:aws:sns:eu-west-1:${account}:payments-failed`,
            },
        ],
    }),
});
new RolePolicy("payments-key", {
    role: payments.role.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: paymentsKey.arn,
            },
        ],
    }),
});
mapping("payments", payments.lambda, paymentsFailed.arn);
