import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { KafkaEventSource } from "pulumi-lambda-kafka";

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
    mskClusterArn:
        "arn:aws:kafka:eu-west-1:111122223333:cluster/shop/1234abcd-12ab-34cd-56ef-1234567890ab-7",
    // A mapping does not show which authentication its cluster has, so it is said.
    mskIamAuthentication: true,
    topic: "orders",
    // The cluster lies in a VPC; pollers of the mapping's own need no endpoints there.
    provisionedPollers: {},
    onFailure: { sqs: { create: {} } },
});

export const consumerGroupId = kafka.consumerGroupId;
