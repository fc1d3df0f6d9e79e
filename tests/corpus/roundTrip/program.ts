import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Function } from "@pulumi/aws/lambda";
import { Bucket, BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3";
import { Topic } from "@pulumi/aws/sns";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs, OnFailureArgs } from "../../../index";
import { AuthenticationType, DestinationEncryption, KafkaEventSource } from "../../../index";
import { CASES, type Case, type Kind } from "./cases";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const REGION = "eu-west-1";
const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY_OUTSIDE = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`;
const KEY_OF_OTHER = `arn:aws:kms:${REGION}:${OTHER}:key/${KEY_ID}`;
const CREDENTIALS = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:kafka/orders-reader-a1b2c3`;

/** Makes every case, each with a function and a role of its own. */
export function program(): void {
    CASES.forEach((each, index) => {
        make(prefixOf(index), each);
    });
}

/** What the names of a case's resources begin with. */
export function prefixOf(index: number): string {
    return `case${String(index).padStart(3, "0")}`;
}

export function make(name: string, { kind, origin, by, provisioned }: Case): void {
    const role = by === "role" ? ownRole(name) : undefined;
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/service/${name}`;
    const lambda = new Function(name, {
        role: role === undefined ? roleArn : role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({
            "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {};"),
        }),
    });
    const args: KafkaEventSourceArgs = {
        functionName: lambda.name,
        ...(role === undefined ? { roleArn } : { role }),
        bootstrapServers: ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"],
        topic: "orders",
        authentication: { type: AuthenticationType.SaslScram512, secretArn: CREDENTIALS },
        ...(provisioned ? { provisionedPollers: { minimumPollers: 1, maximumPollers: 4 } } : {}),
        onFailure: onFailure(name, kind, origin),
    };
    new KafkaEventSource(name, args);
}

function ownRole(name: string): Role {
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

function onFailure(name: string, kind: Kind, origin: Case["origin"]): OnFailureArgs {
    const key = (): pulumi.Output<string> => new Key(`${name}-key`, {}).arn;
    const outside = arnOutside(kind, name, ACCOUNT);
    const ofOther = arnOutside(kind, name, OTHER);
    const owner = kind === "s3" ? { accountId: OTHER } : {};
    switch (origin) {
        case "created, AWS's encryption":
            return { [kind]: { create: { encryption: DestinationEncryption.AwsManaged } } };
        case "created, created key":
            return { [kind]: { create: {} } };
        case "created, key of the program":
            return { [kind]: { create: { kmsKeyArn: key() } } };
        case "created, key outside the stack":
            return { [kind]: { create: { kmsKeyArn: KEY_OUTSIDE } } };
        case "created, key of another account":
            return { [kind]: { create: { kmsKeyArn: KEY_OF_OTHER } } };
        case "of the program, no key":
            return { [kind]: { arn: ofProgram(name, kind, "none") } };
        case "of the program, AWS's key":
            return { [kind]: { arn: ofProgram(name, kind, "aws") } };
        case "of the program, key of the program": {
            const kmsKeyArn = key();
            return { [kind]: { arn: ofProgram(name, kind, kmsKeyArn), kmsKeyArn } };
        }
        case "outside the stack, no key stated":
            return { [kind]: { arn: outside } };
        case "outside the stack, key stated":
            return { [kind]: { arn: outside, kmsKeyArn: KEY_OUTSIDE } };
        case "of another account, no key stated":
            return { [kind]: { arn: ofOther, ...owner } };
        case "of another account, key of that account":
            return { [kind]: { arn: ofOther, kmsKeyArn: KEY_OF_OTHER, ...owner } };
    }
}

function arnOutside(kind: Kind, name: string, account: string): string {
    return kind === "s3"
        ? `arn:aws:s3:::${name}-failed-${account}`
        : `arn:aws:${kind}:${REGION}:${account}:${name}-failed`;
}

/** A destination written by hand, named so that its ARN is known in a preview. */
function ofProgram(
    name: string,
    kind: Kind,
    key: "none" | "aws" | pulumi.Output<string>,
): pulumi.Input<string> {
    switch (kind) {
        case "sqs":
            new Queue(`${name}-failed`, {
                name: `${name}-failed`,
                ...(key === "none" ? { sqsManagedSseEnabled: true } : {}),
                ...(key === "aws" ? { kmsMasterKeyId: "alias/aws/sqs" } : {}),
                ...(typeof key === "string" ? {} : { kmsMasterKeyId: key }),
            });
            return arnOutside(kind, name, ACCOUNT);
        case "sns":
            new Topic(`${name}-failed`, {
                name: `${name}-failed`,
                ...(key === "aws" ? { kmsMasterKeyId: "alias/aws/sns" } : {}),
                ...(typeof key === "string" ? {} : { kmsMasterKeyId: key }),
            });
            return arnOutside(kind, name, ACCOUNT);
        case "s3": {
            const bucket = `${name}-failed-${ACCOUNT}`;
            new Bucket(`${name}-failed`, { bucket });
            if (key !== "none") {
                new BucketServerSideEncryptionConfiguration(`${name}-failed`, {
                    bucket,
                    rules: [
                        {
                            applyServerSideEncryptionByDefault: {
                                sseAlgorithm: "aws:kms",
                                ...(key === "aws" ? {} : { kmsMasterKeyId: key }),
                            },
                        },
                    ],
                });
            }
            return arnOutside(kind, name, ACCOUNT);
        }
    }
}
