import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";

const count = new pulumi.Config().requireNumber("mappings");

for (let i = 1; i <= count; i++) {
    const name = `topic-${i}-`;
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
    new RolePolicyAttachment(name, {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    });
    const lambda = new Function(name, {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        s3Bucket: "our-functions",
        s3Key: "handler.zip",
    });
    new KafkaEventSource(name, {
        functionName: lambda.name,
        role,
        bootstrapServers: ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"],
        topic: name,
        authentication: {
            type: AuthenticationType.SaslScram512,
            secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3",
        },
        onFailure: { sqs: { create: {} } },
    });
}
