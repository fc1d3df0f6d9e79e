import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import { EventSourceMapping, Function, Permission } from "@pulumi/aws/lambda";
import { BucketNotification } from "@pulumi/aws/s3";
import { Topic } from "@pulumi/aws/sns";
import { Queue, RedrivePolicy } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import {
    AuthenticationType,
    KafkaEventSource,
    OnFailureDestination,
    type OnFailureArgs,
} from "pulumi-lambda-kafka";
import { bundle } from "./bundle";

const brokers = ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"];
const credentials =
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/orders-reader-a1b2c3";

interface Statement {
    readonly Action: readonly string[];
    readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
}

/** A role for a Lambda function that may write its logs. */
function roleFor(name: string): Role {
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
    return role;
}

/** What a role is allowed besides. */
function allow(name: string, role: Role, statements: readonly Statement[]): RolePolicy {
    return new RolePolicy(name, {
        role: role.name,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
        }),
    });
}

/** The function that reads the topic of its name; what it cannot process goes where `onFailure` says. */
function consume(topic: string, onFailure: OnFailureArgs): Function {
    const role = roleFor(topic);
    const source = "exports.handler = async (event) => console.log(Object.keys(event.records));";
    const lambda = new Function(topic, {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(source) }),
    });
    new KafkaEventSource(topic, {
        functionName: lambda.name,
        role,
        bootstrapServers: brokers,
        topic,
        authentication: { type: AuthenticationType.SaslScram512, secretArn: credentials },
        onFailure,
    });
    return lambda;
}

/** The ARN of the key that a destination was created with. */
function keyArnOf({ keyArn }: OnFailureDestination): pulumi.Output<string> {
    if (keyArn === undefined) throw new Error("the destination has no key");
    return keyArn;
}

// Orders: the bucket keeps the whole batch, and a function runs it again.

const lostOrders = new OnFailureDestination("lost-orders", { s3: {} });
const lostOrdersKey = keyArnOf(lostOrders);
const orders = consume("orders", { s3: { arn: lostOrders.arn, kmsKeyArn: lostOrdersKey } });

const replayerRole = roleFor("replay-orders");
const mayReplay = allow("replay-orders", replayerRole, [
    {
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: pulumi.interpolate`${lostOrders.arn}/*`,
    },
    { Action: ["kms:Decrypt"], Resource: lostOrdersKey },
    // This function and no other, whatever a record says.
    {
        Action: ["lambda:InvokeFunction"],
        Resource: [orders.arn, pulumi.interpolate`${orders.arn}:*`],
    },
]);
const replayer = new Function("replay-orders", {
    role: replayerRole.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    timeout: 900,
    memorySize: 512,
    code: bundle("fromBucket"),
});
const notifies = new Permission("replay-orders", {
    action: "lambda:InvokeFunction",
    function: replayer.name,
    principal: "s3.amazonaws.com",
    sourceArn: lostOrders.arn,
    sourceAccount: lostOrders.accountId,
});
if (lostOrders.bucket !== undefined) {
    new BucketNotification(
        "replay-orders",
        {
            bucket: lostOrders.bucket.bucket,
            lambdaFunctions: [{ lambdaFunctionArn: replayer.arn, events: ["s3:ObjectCreated:*"] }],
        },
        { dependsOn: [notifies, mayReplay] },
    );
}

// Payments: nobody wants those run again unseen, so the queue tells which are to be looked at.

const lostPayments = new OnFailureDestination("lost-payments", { sqs: {} });
const lostPaymentsKey = keyArnOf(lostPayments);
consume("payments", { sqs: { arn: lostPayments.arn, kmsKeyArn: lostPaymentsKey } });

const alerts = new Topic("alerts");
const tellerRole = roleFor("tell-payments");
const mayTell = allow("tell-payments", tellerRole, [
    {
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: lostPayments.arn,
    },
    { Action: ["kms:Decrypt"], Resource: lostPaymentsKey },
    { Action: ["sns:Publish"], Resource: alerts.arn },
]);
const teller = new Function("tell-payments", {
    role: tellerRole.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    // The queue hides a message for 30 seconds, of which AWS advises a function to take a sixth.
    timeout: 5,
    environment: { variables: { ALERTS_TOPIC_ARN: alerts.arn } },
    code: bundle("fromQueue"),
});
new EventSourceMapping(
    "tell-payments",
    {
        functionName: teller.name,
        eventSourceArn: lostPayments.arn,
        functionResponseTypes: ["ReportBatchItemFailures"],
    },
    { dependsOn: [mayTell] },
);

const untold = new Queue("untold-payments", {
    messageRetentionSeconds: 1_209_600,
    sqsManagedSseEnabled: true,
});
if (lostPayments.queue !== undefined) {
    new RedrivePolicy("untold-payments", {
        queueUrl: lostPayments.queue.url,
        redrivePolicy: pulumi.jsonStringify({
            deadLetterTargetArn: untold.arn,
            maxReceiveCount: 5,
        }),
    });
}

export const alertsTopicArn = alerts.arn;
