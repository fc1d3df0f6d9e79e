import type * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs, CreateQueueArgs, CreateTopicArgs } from "./destination";

/** The arguments of an `OnFailureDestination`: exactly one of `sqs`, `sns` and `s3`. */
export interface OnFailureDestinationArgs {
    /** Create a queue; `{}` takes the defaults. */
    sqs?: CreateQueueArgs;
    /** Create a topic; `{}` takes the defaults. */
    sns?: CreateTopicArgs;
    /** Create a bucket; `{}` takes the defaults. */
    s3?: CreateBucketArgs;
    /**
     * ARNs of the execution roles that write to it. A created key trusts them, and the destination's policy lets those
     * of other accounts in. Every role still needs its own permissions: see `OnFailureGrant`.
     * Default: none; roles of this account may write if IAM allows them to use the destination and the key.
     */
    writerRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Tags for every resource created that supports them.
     * Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
