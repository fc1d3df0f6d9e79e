import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";

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

const kafka = new KafkaEventSource("orders", {
    functionName: orders.name,
    role,
    bootstrapServers: ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"],
    topic: "orders",
    authentication: {
        type: AuthenticationType.SaslScram512,
        secretArn:
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-reader-a1b2c3",
    },
    onFailure: { sns: { create: {} } },
});

export const topicArn = kafka.destinationArn;
