/**
 * What Lambda writes to the on-failure destination of a Kafka event source mapping, field for field
 * as AWS sends it: all of the metadata and, from S3 and a Kafka topic, the batch itself.
 *
 * Fields that are not named here are kept: `"newField" in record` finds them, `toJson(record)` writes them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export type FailureRecord = MetadataRecord | S3Record | KafkaTopicRecord;

/** The record of an SQS queue or SNS topic: metadata alone, the batch has to be read again from Kafka. */
export interface MetadataRecord extends Failure {
    readonly payload?: null;
}

/** The record of an S3 bucket. */
export interface S3Record extends Failure {
    /** The whole event that the function was invoked with, as JSON text; see `originalEvent`. */
    readonly payload: string;
}

/**
 * The record of a Kafka topic, one for each Kafka record.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html
 */
export interface KafkaTopicRecord extends Failure {
    /**
     * The event that the function was invoked with, cut down to this record; see `originalEvent`.
     * Whole numbers beyond 2^53 are `bigint` in it: write it with `toJson`.
     */
    readonly payload: Readonly<Record<string, unknown>>;
}

/** The metadata that every record has. */
export interface Failure {
    readonly requestContext: RequestContext;
    /** What the function answered; null or absent when it was not invoked: the payload was too large. */
    readonly responseContext?: ResponseContext | null;
    /** `1.0` so far. */
    readonly version: string;
    /** When Lambda gave up; ISO 8601. */
    readonly timestamp: string;
    readonly KafkaBatchInfo: BatchOfRanges | BatchOfOne;
}

/** The invocation that failed. */
export interface RequestContext {
    /** To be found in the function's logs. */
    readonly requestId: string;
    /** Qualified or not: `…:function:orders` and `…:function:orders:$LATEST` both occur. */
    readonly functionArn: string;
    /**
     * Why Lambda gave up: `RetryAttemptsExhausted`, `MaximumPayloadSizeExceeded`, `RetriesExhausted`
     * are documented for Kafka, `RecordAgeExceeded` for streams. An open set: AWS may add to it.
     */
    readonly condition: string;
    readonly approximateInvokeCount: number;
}

/** The function's last answer. */
export interface ResponseContext {
    /** 200 even where the function threw. */
    readonly statusCode: number;
    readonly executedVersion: string;
    /** `Unhandled`; absent where the function itself reported the failed items. */
    readonly functionError?: string | null;
}

/** What the batch was, and of which cluster. */
export interface BatchInfo {
    readonly batchSize: number;
    /** The MSK cluster; absent for a self-managed one. */
    readonly eventSourceArn?: string | null;
    /** `host:port`, comma-separated. */
    readonly bootstrapServers?: string | null;
    /** Size of the event in bytes. */
    readonly payloadSize: number;
}

/** A batch described by partition: what SQS, SNS and S3 receive. */
export interface BatchOfRanges extends BatchInfo {
    /** By topic and partition, joined by a hyphen: `orders-eu-3`. */
    readonly recordsInfo: Readonly<Record<string, RecordsInfo>>;
    readonly recordInfo?: never;
}

/** A batch of one record: what a Kafka topic receives. */
export interface BatchOfOne extends BatchInfo {
    readonly recordInfo: RecordInfo;
    readonly recordsInfo?: never;
}

/** The part of a batch that came from one partition. Offsets are texts of digits: compare `BigInt(offset)`. */
export interface RecordsInfo {
    readonly firstRecordOffset: string;
    readonly lastRecordOffset: string;
    /** ISO 8601. */
    readonly firstRecordTimestamp: string;
    /** ISO 8601. */
    readonly lastRecordTimestamp: string;
}

/** The one record of a batch of one. Its topic and partition are in the payload alone. */
export interface RecordInfo {
    /** A text of digits: compare `BigInt(offset)`. */
    readonly offset: string;
    /** ISO 8601. */
    readonly timestamp: string;
}
