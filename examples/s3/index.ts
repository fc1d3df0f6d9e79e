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
    bootstrapServers: ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"],
    topic: "orders",
    // The brokers are reached in a VPC: the role gets the six network interface actions.
    network: {
        subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"],
        securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    },
    // Pollers of the mapping's own need no VPC endpoints for Lambda and STS in those subnets.
    provisionedPollers: {},
    // The only destination of AWS's that receives the records themselves, beside the metadata.
    onFailure: { s3: { create: { expirationDays: 90 } } },
});

export const bucketName = kafka.bucket?.bucket;
