import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";

export interface TeamSourceArgs {
    /** The topic to read. */
    readonly topic: string;
    /** What the function does, as the text of its module. */
    readonly code: string;
    /** Account in which the team's secrets are. */
    readonly accountId: pulumi.Input<string>;
    /** Keep the records that failed, in a bucket; else their metadata in a queue. */
    readonly keepRecords: boolean;
}

/** How this organization reads a topic: its brokers, its secret, its choice of destinations. */
export class TeamSource extends pulumi.ComponentResource {
    readonly destinationArn: pulumi.Output<string> | undefined;

    constructor(name: string, args: TeamSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("shop:index:TeamSource", name, { ...args }, opts);
        const role = new Role(
            name,
            {
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
            },
            { parent: this },
        );
        new RolePolicyAttachment(
            `${name}-logs`,
            {
                role: role.name,
                policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            },
            { parent: this },
        );
        const lambda = new Function(
            name,
            {
                role: role.arn,
                runtime: "nodejs22.x",
                handler: "index.handler",
                code: new pulumi.asset.AssetArchive({
                    "index.js": new pulumi.asset.StringAsset(args.code),
                }),
            },
            { parent: this },
        );
        const kafka = new KafkaEventSource(
            name,
            {
                functionName: lambda.name,
                role,
                bootstrapServers: ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"],
                topic: args.topic,
                authentication: {
                    type: AuthenticationType.SaslScram512,
                    secretArn: pulumi.interpolate`arn:aws:secretsmanager:eu-west-1:${args.accountId}:secret:kafka/reader-a1b2c3`,
                },
                onFailure: args.keepRecords ? { s3: { create: {} } } : { sqs: { create: {} } },
            },
            { parent: this },
        );
        this.destinationArn = kafka.destinationArn;
        this.registerOutputs({ destinationArn: this.destinationArn });
    }
}
