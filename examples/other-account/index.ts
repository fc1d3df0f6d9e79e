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
    onFailure: {
        s3: {
            arn: "arn:aws:s3:::failed-batches-999988887777",
            // Nobody else's bucket: were it deleted, anybody could take its name.
            accountId: "999988887777",
            kmsKeyArn:
                "arn:aws:kms:eu-west-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
    },
});

// What the owner in the other account adds to the bucket's policy and to the key's, ready to paste.
export const requiredForeignStatements = kafka.requiredForeignStatements;
