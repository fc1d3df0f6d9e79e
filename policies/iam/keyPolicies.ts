import type { PolicyText, Question } from "./question";
import type { Json, Text, Unknown } from "./unknown";

/**
 * The policy of a key that is created without one: "gives the AWS account that owns the KMS key full access to the KMS
 * key", and so leaves it to the policies of that account's roles.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function defaultKeyPolicy({ owner, resource }: Question): PolicyText {
    return {
        name: "the key's default policy",
        document: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Enable IAM User Permissions",
                    Effect: "Allow",
                    Principal: {
                        AWS: text("arn:", partitionOf(resource), ":iam::", owner, ":root"),
                    },
                    Action: "kms:*",
                    Resource: "*",
                },
            ],
        },
    };
}

/** The services whose AWS managed keys encrypt destinations: `alias/aws/sqs`. */
export type KeyedService = "sqs" | "sns" | "s3";

/**
 * The policy of the AWS managed key of a service, which nobody can change: it "includes permissions for all
 * principals in the account (that are authorized to use Amazon SQS)", through that service only.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function awsManagedKeyPolicy(service: KeyedService, owner: Text, region: Text): PolicyText {
    return {
        name: `the policy of the AWS managed key alias/aws/${service}`,
        document: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Allow access through the service for all principals in the account",
                    Effect: "Allow",
                    Principal: { AWS: "*" },
                    Action: [
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncrypt*",
                        "kms:GenerateDataKey*",
                        "kms:DescribeKey",
                    ],
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "kms:CallerAccount": text(owner),
                            "kms:ViaService": text(`${service}.`, region, ".amazonaws.com"),
                        },
                    },
                },
            ],
        },
    };
}

function text(...texts: readonly Text[]): Json {
    return { kind: "text", parts: texts.flatMap((part) => part) };
}

function partitionOf(resource: Text): Text {
    const first = typeof resource === "string" ? resource : resource[0];
    const [arn, partition, ...rest] = typeof first === "string" ? first.split(":") : [];
    return arn === "arn" && partition !== undefined && rest.length > 0 ? partition : [PARTITION];
}

const PARTITION: Unknown = { kind: "unknown", why: "preview", what: "the partition of the key" };
