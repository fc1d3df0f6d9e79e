import type { Key } from "@pulumi/aws/kms";
import type { Bucket } from "@pulumi/aws/s3";
import type { Topic } from "@pulumi/aws/sns";
import type { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { OnFailureDestinationArgs } from "./args/onFailureDestination";
import { check } from "./checks/check";
import { ON_FAILURE_DESTINATION } from "./checks/others";
import { given } from "./given";
import { create, creationOf } from "./destinationChoice";
import { deferredPlace, placeInputs } from "./place";

/**
 * A queue, topic or bucket for batches that Lambda functions cannot process: encrypted, TLS only, writable by the
 * roles it names. For several mappings, or for roles of other accounts. Another kind or encryption deletes the queue,
 * topic or key, and the failures that nobody has read; the resource options `protect` and `retainOnDelete`, which reach
 * all of them, prevent it.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export class OnFailureDestination extends pulumi.ComponentResource {
    /** Its ARN, for a mapping's `onFailure`; known in a preview. */
    readonly arn: pulumi.Output<string>;
    /** The account that owns it. */
    readonly accountId: pulumi.Output<string>;
    /** The queue, where one was created. */
    readonly queue: Queue | undefined;
    /** The topic, where one was created. */
    readonly topic: Topic | undefined;
    /** The bucket, where one was created. */
    readonly bucket: Bucket | undefined;
    /** The key, where one was created. */
    readonly key: Key | undefined;
    /** ARN of the customer managed key that encrypts it, created or given. */
    readonly keyArn: pulumi.Output<string> | undefined;

    constructor(
        name: string,
        args: OnFailureDestinationArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const checked = check("OnFailureDestination", ON_FAILURE_DESTINATION, args);
        const wanted = given(args);
        const creation = creationOf(wanted);
        const { place, settle } = deferredPlace();
        super(
            "pulumi-lambda-kafka:index:OnFailureDestination",
            name,
            { ...wanted, resolved: placeInputs(place) },
            opts,
        );
        settle(this);

        const writers = pulumi.output(wanted.writerRoleArns ?? []);
        const scope = { parent: this, place, checked, tags: wanted.tags, opts };
        const destination = create(name, creation, writers, scope);
        this.arn = destination.target.apply(({ arn }) => arn);
        this.accountId = destination.target.apply(({ accountId }) => accountId);
        this.queue = destination.queue;
        this.topic = destination.topic;
        this.bucket = destination.bucket;
        this.key = destination.key;
        this.keyArn = destination.keyArn;
        const { arn, accountId, queue, topic, bucket, key, keyArn } = this;
        this.registerOutputs({ arn, accountId, queue, topic, bucket, key, keyArn });
    }
}
