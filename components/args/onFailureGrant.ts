import type { Role } from "@pulumi/aws/iam";
import type { Bucket } from "@pulumi/aws/s3";
import type { Topic } from "@pulumi/aws/sns";
import type { Queue } from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of an `OnFailureGrant`. */
export interface OnFailureGrantArgs {
    /**
     * The execution role that writes to the destination. Exactly one of `role` and `roleArn`. Rejected when its
     * provider is of another account, and, in the preview that creates it, when it declares `inlinePolicies`.
     */
    role?: Role;
    /** ARN of an execution role that is managed elsewhere: nothing is attached; the statements it needs are the output `requiredRoleStatements`. */
    roleArn?: pulumi.Input<string>;
    /**
     * The queue that the mapping writes to. Its ARN is built from its name and Region, so that the permissions are known in a
     * first preview, where the queue's own ARN is not. Exactly one of `queue`, `topic`, `bucket` and `destinationArn`.
     * Rejected when its provider is of another account.
     */
    queue?: Queue;
    /** The topic that the mapping writes to; as `queue`. */
    topic?: Topic;
    /** The bucket that the mapping writes to; as `queue`. */
    bucket?: Bucket;
    /** The mapping's `destinationArn`: the ARN of a queue, topic or bucket, or, with `mskClusterArn`, `kafka://topic`. */
    destinationArn?: pulumi.Input<string>;
    /**
     * With a `kafka://topic`: ARN of the Amazon MSK cluster, if it authenticates clients with IAM. On any other cluster
     * the brokers' ACLs decide who writes, and there is nothing to grant.
     */
    mskClusterArn?: pulumi.Input<string>;
    /**
     * ARN of the customer managed key that encrypts the destination.
     * Default: the destination is not encrypted with a customer managed key.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * With the `destinationArn` of a bucket: the 12-digit ID of the account that owns it, which its ARN does not show.
     * Default: the account of the component's provider.
     */
    accountId?: pulumi.Input<string>;
}
