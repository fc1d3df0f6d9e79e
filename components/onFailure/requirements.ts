import type { DestinationKind } from "./destination";

/** An action that the execution role needs, and on what. */
export interface Need {
    readonly action: string;
    /** `destination`: its own ARN. `objects`: everything in the bucket, `arn:…:bucket/*`. */
    readonly on: "destination" | "objects";
}

/** What AWS asks for, so that Lambda can write a failed batch to a destination of one kind. */
export interface Requirement {
    /** The noun of AWS's documentation. */
    readonly noun: string;
    /** What the execution role must be allowed on the destination. */
    readonly role: readonly Need[];
    /** What it must be allowed on a customer managed key that encrypts the destination. */
    readonly key: {
        /** The key is in the role's account. */
        readonly sameAccount: readonly string[];
        /** The key is in another account: its policy must trust the role for these, and the role must have them too. */
        readonly otherAccount: readonly string[];
    };
    /** The service that calls KMS for the role, as in `kms:ViaService` = `sqs.eu-west-1.amazonaws.com`. */
    readonly viaService?: "sqs" | "sns" | "s3";
    /** What Lambda answers when it finds the role wanting; the verb is the API's. */
    readonly awsError?: string;
    /** The AWS page that demands it. */
    readonly url: string;
}

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";

/** AWS prints `kms:ReEncrypt`, which is an API operation; IAM authorises it as these two actions. */
const RE_ENCRYPT = ["kms:ReEncryptFrom", "kms:ReEncryptTo"] as const;

/**
 * The law: one row a destination kind. Components, policies, documentation and tests derive from it.
 *
 * "Your execution role must have permissions for the destination", and for a destination that is encrypted with a
 * customer managed key, permissions on the key; when key and destination are in another account, "configure the
 * KMS key to trust the execution role".
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export const REQUIREMENTS: Readonly<Record<DestinationKind, Requirement>> = {
    sqs: {
        noun: "SQS queue",
        role: [{ action: "sqs:SendMessage", on: "destination" }],
        key: {
            sameAccount: ["kms:Decrypt", "kms:GenerateDataKey"],
            otherAccount: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", ...RE_ENCRYPT],
        },
        viaService: "sqs",
        awsError:
            "The function execution role does not have permissions to call SendMessage on SQS",
        url: PAGE,
    },
    sns: {
        noun: "SNS topic",
        role: [{ action: "sns:Publish", on: "destination" }],
        key: {
            sameAccount: ["kms:Decrypt", "kms:GenerateDataKey"],
            otherAccount: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", ...RE_ENCRYPT],
        },
        viaService: "sns",
        awsError: "The function execution role does not have permissions to call Publish on SNS",
        url: PAGE,
    },
    s3: {
        noun: "S3 bucket",
        role: [
            { action: "s3:PutObject", on: "objects" },
            { action: "s3:ListBucket", on: "destination" },
        ],
        key: { sameAccount: ["kms:GenerateDataKey"], otherAccount: ["kms:GenerateDataKey"] },
        viaService: "s3",
        awsError: "The function execution role does not have permissions to call PutObject on S3",
        url: PAGE,
    },
    kafka: {
        // Broker ACLs rule a self-managed cluster; `kafka-cluster:*` knows only MSK (see MSK_TOPIC_ACTIONS).
        noun: "Kafka topic",
        role: [],
        key: { sameAccount: [], otherAccount: [] },
        url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html",
    },
};

/** What one need is asked on: the destination's ARN, or all objects in the bucket. */
export function resourceOf(need: Need, destinationArn: string): string {
    switch (need.on) {
        case "destination":
            return destinationArn;
        case "objects":
            return `${destinationArn}/*`;
    }
}

/** Every action in the table, each once: what an evaluator is ever asked, and what a projection of policies must keep. */
export function allActions(): readonly string[] {
    const rows = Object.values(REQUIREMENTS);
    return [
        ...new Set(
            rows.flatMap((row) => [
                ...row.role.map((need) => need.action),
                ...row.key.sameAccount,
                ...row.key.otherAccount,
            ]),
        ),
    ];
}

/** An action of MSK's access control, and the kind of resource that it is granted on. */
export interface ClusterNeed {
    readonly action: string;
    readonly on: "cluster" | "topic" | "group";
}

/**
 * What writing to a topic needs on an MSK cluster with IAM authentication, with the actions it depends on.
 * "kafka-cluster:WriteData" requires Connect and DescribeTopic.
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
 */
export const MSK_TOPIC_ACTIONS: readonly ClusterNeed[] = [
    { action: "kafka-cluster:Connect", on: "cluster" },
    { action: "kafka-cluster:DescribeTopic", on: "topic" },
    { action: "kafka-cluster:WriteData", on: "topic" },
];
