import type * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs, CreateQueueArgs, CreateTopicArgs } from "./destination";

/** A queue for failed batches: exactly one of `create` and `arn`. It receives metadata, not the records themselves. */
export interface SqsOnFailureArgs {
    /** Create the queue; `{}` takes the defaults. */
    create?: CreateQueueArgs;
    /** ARN of an existing standard queue, in this account or another one. Not its URL. */
    arn?: pulumi.Input<string>;
    /**
     * With `arn`: ARN of the customer managed key that encrypts the queue.
     * Default: the queue is not encrypted with a customer managed key.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A topic for failed batches: exactly one of `create` and `arn`. It receives metadata, not the records themselves. */
export interface SnsOnFailureArgs {
    /** Create the topic; `{}` takes the defaults. */
    create?: CreateTopicArgs;
    /** ARN of an existing standard topic, in the mapping's Region, in this account or another one. */
    arn?: pulumi.Input<string>;
    /**
     * With `arn`: ARN of the customer managed key that encrypts the topic.
     * Default: the topic is not encrypted with a customer managed key.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A bucket for failed batches: exactly one of `create` and `arn`. It receives metadata and the records. */
export interface S3OnFailureArgs {
    /** Create the bucket; `{}` takes the defaults. */
    create?: CreateBucketArgs;
    /** ARN of an existing bucket: `arn:aws:s3:::name`, without an object key. */
    arn?: pulumi.Input<string>;
    /**
     * With `arn`: ARN of the customer managed key that is the bucket's default encryption.
     * Default: the bucket is not encrypted with a customer managed key.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * With `arn`: the 12-digit ID of the account that owns the bucket, which its ARN does not show. The role may write to
     * the bucket only while that account owns it, so that nobody else can take over a deleted bucket's name.
     * Default: the account of the component's provider.
     * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
     */
    accountId?: pulumi.Input<string>;
}

/** A topic of the cluster that the mapping reads, for failed records: metadata and the record. Provisioned mode only. */
export interface KafkaTopicOnFailureArgs {
    /**
     * The topic's name: 1 to 249 letters, digits, ".", "_" and "-", not beginning with a dot, and not the topic that is
     * read. It must exist, or the brokers must create it on demand. The ACLs needed to write to it are in the output
     * `requiredBrokerAcls`.
     * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html
     */
    topic: pulumi.Input<string>;
}

/**
 * Where Lambda writes a batch that it gives up on: exactly one of these. A created destination goes with the choice: to
 * create another kind, or with another encryption, deletes the queue, topic or key that was created before, and the
 * failures that nobody has read; a bucket with objects in it is not deleted. The component's resource options `protect`,
 * which makes such an update fail, and `retainOnDelete`, which leaves what Pulumi no longer manages at AWS, prevent it.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export interface OnFailureArgs {
    /** An SQS queue. */
    sqs?: SqsOnFailureArgs;
    /** An SNS topic. */
    sns?: SnsOnFailureArgs;
    /** An S3 bucket. */
    s3?: S3OnFailureArgs;
    /** A Kafka topic of the same cluster. */
    kafkaTopic?: KafkaTopicOnFailureArgs;
    /**
     * `true`: no destination, and the mapping has never had one. A record that the function cannot process then blocks its partition
     * until it expires.
     */
    none?: boolean;
    /**
     * `true`: removes the destination from a mapping that has one. AWS keeps a destination that a program merely omits, so
     * this sends the empty ARN that clears it. For a new mapping use `none`.
     * See https://docs.aws.amazon.com/lambda/latest/dg/with-msk-on-failure.html
     */
    removed?: boolean;
}
