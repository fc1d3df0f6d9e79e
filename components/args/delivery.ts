import type * as pulumi from "@pulumi/pulumi";

/**
 * Provisioned mode: dedicated event pollers. A Kafka topic as destination, limits on retries, partial batch responses
 * and a schema registry require it; in a VPC it needs no endpoints for Lambda and STS.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html
 */
export interface ProvisionedPollersArgs {
    /**
     * The minimum number of pollers, 1 to 200.
     * Default: 1.
     */
    minimumPollers?: pulumi.Input<number>;
    /**
     * The maximum number of pollers, 1 to 2,000 and not below the minimum. Lambda uses no more than there are partitions.
     * Default: 200.
     */
    maximumPollers?: pulumi.Input<number>;
    /**
     * Mappings with the same group name in the same VPC share pollers: up to 128 letters, digits, "-" and "_".
     * Default: the mapping shares none.
     */
    pollerGroupName?: pulumi.Input<string>;
}

/**
 * When Lambda gives up on a batch; for provisioned mode only. Without provisioned mode Lambda gives up after a few
 * retries where there is a destination, and never where there is none.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
export interface RetriesArgs {
    /**
     * Retries of a batch after the first invocation, 0 to 10,000; −1 for no limit. With a destination AWS silently
     * caps "no limit" at 10. A limit without a destination would lose records and is rejected.
     * Default: 10 with a destination, else no limit.
     */
    maximumRetryAttempts?: pulumi.Input<number>;
    /**
     * The age, in seconds, at which Lambda gives up on a record: 60 to 604,800; −1 for no limit. A limit without a
     * destination would lose records and is rejected.
     * Default: no limit.
     */
    maximumRecordAgeInSeconds?: pulumi.Input<number>;
    /**
     * Split a failed batch in two before retrying it, so that one bad record takes fewer good ones with it.
     * Default: false.
     */
    bisectBatchOnFunctionError?: pulumi.Input<boolean>;
    /**
     * The function returns which records failed (`batchItemFailures`), and only those are retried. A function that
     * returns nothing has processed the whole batch.
     * Default: false.
     */
    reportBatchItemFailures?: pulumi.Input<boolean>;
}

/**
 * Which records the function receives; the others count as processed.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-filtering.html
 */
export interface FiltersArgs {
    /**
     * 1 to 10 patterns, each a JSON object about the record's `value`, up to 4,096 characters:
     * `{"value": {"price": [{"numeric": [">", 9]}]}}`. A record passes if it matches any of them. More than 5 need a
     * quota increase.
     */
    patterns: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * ARN of a customer managed key that encrypts the patterns at rest. Its policy must allow `kms:Decrypt` to
     * `lambda.<region>.amazonaws.com`.
     * Default: an AWS owned key.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/**
 * Which metrics the mapping emits; AWS emits none of them by default. Without `eventCount` a dropped batch goes unnoticed.
 * See https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export interface MetricsArgs {
    /**
     * `PolledEventCount`, `InvokedEventCount`, `FilteredOutEventCount`, `FailedInvokeEventCount`, `DroppedEventCount`, `OnFailureDestinationDeliveredEventCount`.
     * Default: true.
     */
    eventCount?: boolean;
    /**
     * `OnFailureDestinationDeliveryErrorCount`, and the errors between the brokers and the function.
     * Default: true.
     */
    errorCount?: boolean;
    /**
     * How far the mapping is behind the topic.
     * Default: true.
     */
    kafkaMetrics?: boolean;
}
