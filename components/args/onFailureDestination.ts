import type * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs, CreateQueueArgs, CreateTopicArgs } from "./destination";

/** What an `OnFailureDestination` is made of: exactly one of `sqs`, `sns` and `s3`. */
export interface OnFailureDestinationArgs {
    /** Create a queue; `{}` takes the defaults. */
    sqs?: CreateQueueArgs;
    /** Create a topic; `{}` takes the defaults. */
    sns?: CreateTopicArgs;
    /** Create a bucket; `{}` takes the defaults. */
    s3?: CreateBucketArgs;
    /**
     * ARNs of the execution roles that write to it. A created key trusts them; those of other accounts are let
     * in by the destination's policy too. Every role still needs its own side: see `OnFailureGrant`.
     * Default: none: roles of this account that IAM allows to, on destination and key.
     */
    writerRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Tags for everything that is created and can carry them.
     * Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
