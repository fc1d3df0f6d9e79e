import { Role, RolePolicyAttachment, RolePolicy } from "@pulumi/aws/iam";
import { EventSourceMapping, Function } from "@pulumi/aws/lambda";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { OnFailureGrant } from "pulumi-lambda-kafka";

const brokers = "b-1.kafka.example.com:9096,b-2.kafka.example.com:9096";
const credentials =
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-reader-a1b2c3";

const role = new Role("orders", {
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
new RolePolicyAttachment("orders-logs", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
});

const source = "exports.handler = async (event) => console.log(Object.keys(event.records));";
const orders = new Function("orders", {
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(source) }),
});

const readsSecret = new RolePolicy("orders-credentials", {
    role: role.name,
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: credentials },
        ],
    }),
});

const failed = new Queue("orders-failed", {
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 1_209_600,
});

// Built from the queue's name, which a first preview knows, where it does not know the queue's ARN.
const grant = new OnFailureGrant("orders", { role, queue: failed });

new EventSourceMapping(
    "orders",
    {
        functionName: orders.name,
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: brokers } },
        selfManagedKafkaEventSourceConfig: { consumerGroupId: "grant-orders" },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: credentials }],
        destinationConfig: { onFailure: { destinationArn: failed.arn } },
        metricsConfig: { metrics: ["EventCount", "ErrorCount", "KafkaMetrics"] },
    },
    // Lambda looks at the role's permissions when the mapping is made.
    { deleteBeforeReplace: true, dependsOn: [grant, readsSecret] },
);
