import type { Role } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

/** What an `OnFailureGrant` is made of. */
export interface OnFailureGrantArgs {
    /**
     * The execution role that shall write to the destination. Exactly one of `role` and `roleArn`. Refused when it
     * lives under another provider, or declares `inlinePolicies`.
     */
    role?: Role;
    /** ARN of an execution role that is managed elsewhere: nothing is attached, the statements come out as `requiredRoleStatements`. */
    roleArn?: pulumi.Input<string>;
    /** ARN of the queue, topic or bucket; what the mapping has as `destinationArn`. */
    destinationArn: pulumi.Input<string>;
    /**
     * ARN of the customer managed key that encrypts the destination.
     * Default: the destination is not encrypted with a customer managed key.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * The twelve digit account that owns the bucket, which its ARN does not tell. Queues and topics tell theirs.
     * Default: the account of the component's provider.
     */
    accountId?: pulumi.Input<string>;
}
