/**
 * Lambda event source mappings for Apache Kafka whose failed batches are never lost.
 *
 * @module pulumi-lambda-kafka
 */

export { KafkaEventSource } from "./components/kafkaEventSource";
export { OnFailureDestination } from "./components/onFailureDestination";
export { OnFailureGrant } from "./components/onFailureGrant";

export {
    AuthenticationType,
    DestinationEncryption,
    SchemaRecordFormat,
    SchemaRegistryAuthenticationType,
    StartingPosition,
} from "./components/args/enums";

export type { KafkaEventSourceArgs } from "./components/args";
export type { OnFailureDestinationArgs } from "./components/args/onFailureDestination";
export type { OnFailureGrantArgs } from "./components/args/onFailureGrant";
export type { AuthenticationArgs, NetworkArgs, SecretArgs } from "./components/args/source";
export type {
    FiltersArgs,
    MetricsArgs,
    ProvisionedPollersArgs,
    RetriesArgs,
} from "./components/args/delivery";
export type {
    SchemaRegistryArgs,
    SchemaRegistryAuthenticationArgs,
} from "./components/args/schemaRegistry";
export type {
    CreateBucketArgs,
    CreateQueueArgs,
    CreateTopicArgs,
} from "./components/args/destination";
export type {
    KafkaTopicOnFailureArgs,
    OnFailureArgs,
    S3OnFailureArgs,
    SnsOnFailureArgs,
    SqsOnFailureArgs,
} from "./components/args/onFailure";

export type { BrokerAcl } from "./components/brokerAcls";
export type { ForeignStatement } from "./components/rolePolicies";

export { parseDestination } from "./components/onFailure/destination";
export type {
    ArnDestination,
    Destination,
    DestinationKind,
    KafkaTopicDestination,
    ParsedDestination,
    ParseOptions,
    RefusalRule,
} from "./components/onFailure/destination";
export { REQUIREMENTS } from "./components/onFailure/requirements";
export type { Need, Requirement } from "./components/onFailure/requirements";
