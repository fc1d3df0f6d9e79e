import type * as pulumi from "@pulumi/pulumi";
import type { DestinationEncryption } from "./enums";

/** A queue to create: standard, encrypted, TLS only. */
export interface CreateQueueArgs {
    /**
     * The physical name of the queue: 1 to 80 letters, digits, "-" and "_". Not `.fifo`: a mapping has no field for the message group that FIFO requires.
     * Default: a unique name made from the component's.
     */
    name?: pulumi.Input<string>;
    /**
     * How long the queue keeps a failure, in seconds: 60 to 1,209,600.
     * Default: 1209600, 14 days, the longest that SQS offers.
     * See https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
     */
    messageRetentionSeconds?: pulumi.Input<number>;
    /**
     * How long a received failure stays hidden from other consumers, in seconds: 0 to 43,200. A Lambda function that
     * reads the queue must not have a longer timeout; AWS recommends six times the function's timeout.
     * Default: 30, SQS's own.
     * See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
     */
    visibilityTimeoutSeconds?: pulumi.Input<number>;
    /**
     * Who owns the key that encrypts the queue.
     * Default: CUSTOMER_MANAGED_KEY.
     */
    encryption?: DestinationEncryption;
    /**
     * ARN of a customer managed key to use instead of a new one. The role is granted the key actions in a separate
     * policy; the key policy must delegate to IAM (as AWS's default key policy does) or trust the role.
     * Default: a new key, whose policy trusts the role.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A topic to create: standard, encrypted, TLS only. */
export interface CreateTopicArgs {
    /**
     * The topic's physical name: 1 to 256 letters, digits, "-" and "_". Not `.fifo`.
     * Default: a unique name made from the component's.
     */
    name?: pulumi.Input<string>;
    /**
     * Who owns the key that encrypts the topic.
     * Default: CUSTOMER_MANAGED_KEY.
     */
    encryption?: DestinationEncryption;
    /**
     * ARN of a customer managed key to use instead of a new one. The role is granted the key actions in a separate
     * policy; the key policy must delegate to IAM (as AWS's default key policy does) or trust the role.
     * Default: a new key, whose policy trusts the role.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A bucket to create: versioned, private, owner enforced, encrypted, TLS only; `pulumi destroy` fails while it holds objects. */
export interface CreateBucketArgs {
    /**
     * The bucket's physical name: 3 to 63 lower case letters, digits, "." and "-".
     * Default: a unique name made from the component's.
     */
    name?: pulumi.Input<string>;
    /**
     * Days after which a failure record expires, 1 or more; its noncurrent versions are deleted as many days later.
     * Default: failure records never expire.
     */
    expirationDays?: pulumi.Input<number>;
    /**
     * Who owns the key that encrypts the bucket.
     * Default: CUSTOMER_MANAGED_KEY.
     */
    encryption?: DestinationEncryption;
    /**
     * ARN of a customer managed key to use instead of a new one. The role is granted the key actions in a separate
     * policy; the key policy must delegate to IAM (as AWS's default key policy does) or trust the role.
     * Default: a new key, whose policy trusts the role.
     */
    kmsKeyArn?: pulumi.Input<string>;
}
