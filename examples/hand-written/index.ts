import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import { EventSourceMapping, Function } from "@pulumi/aws/lambda";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

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

const failed = new Queue("orders-failed", {
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 1_209_600,
});

// Right, and how most programs write it. Until the queue exists its ARN is unknown, and with it this whole text: a
// policy pack can say nothing about it in the first preview. The package's own preview works the ARN out.
const policy = new RolePolicy("orders", {
    role: role.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", Action: "sqs:SendMessage", Resource: failed.arn },
            {
                Effect: "Allow",
                Action: "secretsmanager:GetSecretValue",
                Resource: credentials,
            },
        ],
    }),
});

const source = "exports.handler = async (event) => console.log(Object.keys(event.records));";
const lambda = new Function("orders", {
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(source) }),
});

new EventSourceMapping(
    "orders",
    {
        functionName: lambda.name,
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: brokers } },
        selfManagedKafkaEventSourceConfig: { consumerGroupId: "hand-written-orders" },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: credentials }],
        destinationConfig: { onFailure: { destinationArn: failed.arn } },
        metricsConfig: { metrics: ["EventCount", "ErrorCount", "KafkaMetrics"] },
    },
    { deleteBeforeReplace: true, dependsOn: [policy] },
);
