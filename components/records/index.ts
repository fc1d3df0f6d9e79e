/**
 * The record of a failed batch, as a function reads it. No dependencies.
 *
 * @module pulumi-lambda-kafka/records
 */

export { utf8Text } from "./bytes";
export {
    recordsFromKafka,
    recordsFromSns,
    recordsFromSqs,
    sqsBatchResponse,
    type Delivery,
    type SqsBatchResponse,
} from "./envelopes";
export type {
    BatchInfo,
    BatchOfOne,
    BatchOfRanges,
    Failure,
    FailureRecord,
    KafkaTopicRecord,
    MetadataRecord,
    RecordInfo,
    RecordsInfo,
    RequestContext,
    ResponseContext,
    S3Record,
} from "./failureRecord";
export type { Problem } from "./checks";
export { toJson } from "./json";
export {
    originalEvent,
    type KafkaHeader,
    type KafkaRecord,
    type OriginalEvent,
    type ParsedEvent,
} from "./originalEvent";
export { parseFailureRecord, type ParsedRecord } from "./parseFailureRecord";
export {
    replayPlan,
    type Invocation,
    type Position,
    type ReplayPlan,
    type ReplayRange,
    type Source,
    type UnplacedFailure,
} from "./replayPlan";
export { recordsFromS3, s3Objects, type Notice, type ObjectLocation } from "./s3Objects";
export {
    topicPartitions,
    type OffsetRange,
    type Partition,
    type PlacedRange,
    type TopicPartition,
    type UnplacedRange,
} from "./topicPartitions";
