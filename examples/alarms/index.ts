import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Role } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import { Topic } from "@pulumi/aws/sns";
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
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
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
    onFailure: { sqs: { create: {} } },
});

const operators = new Topic("operators");

/** An alarm as soon as a metric of the mapping is not zero. */
function alarmOn(metric: string, description: string): MetricAlarm {
    return new MetricAlarm(`orders-${metric}`, {
        alarmDescription: description,
        namespace: "AWS/Lambda",
        metricName: metric,
        dimensions: { EventSourceMappingUUID: kafka.mappingUuid },
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 1,
        threshold: 0,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
        alarmActions: [operators.arn],
    });
}

alarmOn("DroppedEventCount", "Records are lost: the destination did not take them.");
alarmOn("OnFailureDestinationDeliveryErrorCount", "The destination refuses what Lambda writes.");
alarmOn("OnFailureDestinationDeliveredEventCount", "Records wait at the destination.");

new MetricAlarm("orders-DestinationDeliveryFailures", {
    alarmDescription: "The function's failures could not be delivered.",
    namespace: "AWS/Lambda",
    metricName: "DestinationDeliveryFailures",
    dimensions: { FunctionName: orders.name },
    statistic: "Sum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [operators.arn],
});
