import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationType, KafkaEventSource, type OnFailureArgs } from "pulumi-lambda-kafka";

const brokers = ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"];
const credentials =
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-reader-a1b2c3";

/** A function with a role of its own, which may write its logs and nothing else. */
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
    new RolePolicyAttachment(name, {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
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

/** The function reads the topic of its name; what it cannot process goes where `onFailure` says. */
function consume(topic: string, onFailure: OnFailureArgs): KafkaEventSource {
    const { role, lambda } = handler(topic);
    return new KafkaEventSource(topic, {
        functionName: lambda.name,
        role,
        bootstrapServers: brokers,
        topic,
        authentication: { type: AuthenticationType.SaslScram512, secretArn: credentials },
        onFailure,
    });
}

const orders = consume("orders", { sqs: { create: {} } });
const payments = consume("payments", { sns: { create: {} } });
const shipments = consume("shipments", { s3: { create: {} } });

export const destinations = [orders, payments, shipments].map((source) => source.destinationArn);
