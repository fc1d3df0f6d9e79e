import type { TypeRows } from "../row";
import { always, same, text, when } from "../scope";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const SQS: TypeRows = {
    "aws:sqs/queue:Queue": {
        autoname: {
            property: "name",
            maxLength: 80,
            suffix: { when: "fifoQueue", text: ".fifo" },
            unless: "namePrefix",
        },
        defaults: {
            contentBasedDeduplication: false,
            delaySeconds: 0,
            fifoQueue: false,
            maxMessageSize: 262144,
            messageRetentionSeconds: 345600,
            receiveWaitTimeSeconds: 0,
            visibilityTimeoutSeconds: 30,
        },
        id: same("url"),
        outputs: {
            arn: text("arn:{partition}:sqs:{region}:{account}:{name}"),
            url: text("https://sqs.{region}.{dnsSuffix}/{account}/{name}"),
            deduplicationScope: when("fifoQueue", true, always("queue"), always("")),
            fifoThroughputLimit: when("fifoQueue", true, always("perQueue"), always("")),
            kmsDataKeyReusePeriodSeconds: always(300),
            namePrefix: always(""),
            policy: always(""),
            redriveAllowPolicy: always(""),
            redrivePolicy: always(""),
            // "All newly created queues are encrypted with SSE-SQS" unless they get a key.
            sqsManagedSseEnabled: when("kmsMasterKeyId", null, always(true), always(false)),
        },
        replaces: ["fifoQueue", "name", "namePrefix", "region"],
    },
    "aws:sqs/queuePolicy:QueuePolicy": {
        id: same("queueUrl"),
        replaces: ["queueUrl", "region"],
    },
    "aws:sqs/redrivePolicy:RedrivePolicy": {
        id: same("queueUrl"),
        replaces: ["queueUrl", "region"],
    },
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
        id: same("queueUrl"),
        replaces: ["queueUrl", "region"],
    },
};
