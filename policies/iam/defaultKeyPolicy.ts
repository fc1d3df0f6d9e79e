import type { PolicyText, Question } from "./question";
import type { Json, Text, Unknown } from "./unknown";

/** The policy of a key for which none is written, where nothing but the question is known of the key. */
export function defaultKeyPolicy({ owner, resource }: Question): PolicyText {
    return {
        name: "the key's default policy",
        document: defaultKeyDocument(partitionOf(resource), owner),
    };
}

/**
 * The document of a key that is created without one: "gives the AWS account that owns the KMS key full access to the
 * KMS key", and so leaves it to the policies of that account's roles.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function defaultKeyDocument(partition: Text, owner: Text): Json {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Enable IAM User Permissions",
                Effect: "Allow",
                Principal: { AWS: text("arn:", partition, ":iam::", owner, ":root") },
                Action: "kms:*",
                Resource: "*",
            },
        ],
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
