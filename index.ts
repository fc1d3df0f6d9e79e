export { KafkaEventSource } from "./components/kafkaEventSource";
export { OnFailureDestination } from "./components/onFailureDestination";
export { OnFailureGrant } from "./components/onFailureGrant";
export type { KafkaEventSourceArgs } from "./components/args";
export {
    AuthenticationType,
    DestinationEncryption,
    StartingPosition,
} from "./components/args/enums";
export type { AuthenticationArgs, NetworkArgs, SecretArgs } from "./components/args/source";
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
export type { ForeignStatement } from "./components/rolePolicies";
export type { OnFailureDestinationArgs } from "./components/args/onFailureDestination";
export type { OnFailureGrantArgs } from "./components/args/onFailureGrant";
export type { BrokerAcl } from "./components/brokerAcls";
