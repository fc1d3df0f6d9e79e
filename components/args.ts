import type { Role } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type {
    FiltersArgs,
    MetricsArgs,
    ProvisionedPollersArgs,
    RetriesArgs,
} from "./args/delivery";
import type { StartingPosition } from "./args/enums";
import type { OnFailureArgs } from "./args/onFailure";
import type { SchemaRegistryArgs } from "./args/schemaRegistry";
import type { AuthenticationArgs, NetworkArgs, SecretArgs } from "./args/source";

/**
 * What a {@link KafkaEventSource} is made of. All mistakes in it are told at once, each with its path, before
 * anything is created; what is not known yet in a preview is judged as soon as it is.
 */
export interface KafkaEventSourceArgs {
    /** The function that processes the batches: its name, ARN, or the ARN of a version or alias. */
    functionName: pulumi.Input<string>;
    /**
     * The function's execution role; the component attaches what Lambda needs. Exactly one of `role` and `roleArn`.
     * Refused when it lives under another provider, or declares `inlinePolicies`: the provider would then remove
     * every other inline policy.
     */
    role?: Role;
    /**
     * ARN of an execution role that is managed elsewhere. Nothing is attached to it; what it needs comes out as
     * `requiredRoleStatements`.
     */
    roleArn?: pulumi.Input<string>;
    /**
     * The self-managed cluster's brokers, 1 to 10 of `host:port`. A change replaces the mapping. Exactly one of
     * `bootstrapServers` and `mskClusterArn`.
     * See https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html
     */
    bootstrapServers?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * ARN of an Amazon MSK cluster. The role may then describe the cluster, ask for its brokers and manage network
     * interfaces. A change replaces the mapping.
     * See https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
     */
    mskClusterArn?: pulumi.Input<string>;
    /**
     * With `mskClusterArn`: the cluster lets clients in by IAM, and the role gets what reading the topic (and writing
     * to a topic as destination) needs there. A mapping does not show which authentication its cluster has.
     * Default: false.
     */
    mskIamAuthentication?: boolean;
    /** The topic to read: one, as Lambda allows. A change replaces the mapping. */
    topic: pulumi.Input<string>;
    /**
     * The Kafka consumer group, 1 to 200 characters, unique among all your mappings. A change replaces the mapping.
     * Where the group already has committed offsets, reading goes on there.
     * Default: `project-stack-name`, cut and hashed beyond 200 characters, so that a replaced mapping goes on where the old one stopped.
     * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-consumer-group-id.html
     */
    consumerGroupId?: pulumi.Input<string>;
    /**
     * The secret by which Lambda proves to the brokers who it is.
     * Default: the brokers ask for none.
     */
    authentication?: AuthenticationArgs;
    /**
     * The secret with the certificate of the authority that signed the brokers' certificates, `{"certificate"}`.
     * Default: authorities that Amazon trusts.
     */
    rootCaCertificate?: SecretArgs;
    /**
     * Where in a VPC Lambda reaches the brokers.
     * Default: over the internet.
     */
    network?: NetworkArgs;
    /**
     * Where to begin when the consumer group has no committed offset. A change replaces the mapping.
     * Default: TRIM_HORIZON, which misses nothing.
     */
    startingPosition?: pulumi.Input<StartingPosition>;
    /** With AT_TIMESTAMP, and only then: the time to begin at, in RFC 3339, not in the future. A change replaces the mapping. */
    startingPositionTimestamp?: pulumi.Input<string>;
    /**
     * The largest number of records in a batch, 1 to 10,000.
     * Default: 100.
     */
    batchSize?: pulumi.Input<number>;
    /**
     * How long to gather records before the function is called, in seconds, 0 to 300. Once set, AWS does not
     * return to its default except by a new mapping.
     * Default: 500 milliseconds.
     */
    maximumBatchingWindowInSeconds?: pulumi.Input<number>;
    /**
     * Whether the mapping reads.
     * Default: true.
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Which records the function sees.
     * Default: all.
     */
    filters?: FiltersArgs;
    /**
     * Provisioned mode: pollers of the mapping's own.
     * Default: on-demand mode.
     */
    provisionedPollers?: ProvisionedPollersArgs;
    /**
     * When Lambda gives up on a batch; for provisioned mode only.
     * Default: in provisioned mode with a destination 10 retries; in on-demand mode a few; without a destination never.
     */
    retries?: RetriesArgs;
    /**
     * The registry against which records are validated; for provisioned mode only.
     * Default: none.
     */
    schemaRegistry?: SchemaRegistryArgs;
    /**
     * Which metrics the mapping emits.
     * Default: all: eventCount, errorCount and kafkaMetrics.
     */
    metrics?: MetricsArgs;
    /** Where Lambda writes a batch that it gives up on; required, so that "nowhere" is said in words. */
    onFailure: OnFailureArgs;
    /**
     * Hand-written mappings that this one continues: the name that `aws.lambda.EventSourceMapping` had at the top
     * of the program, or its URN. With the same brokers, topic, starting position and `consumerGroupId` the live
     * mapping moves in without being replaced. A mapping that never named its group has its own UUID as group.
     * Default: none.
     */
    mappingAliases?: string[];
    /**
     * Tags for everything that is created and can carry them.
     * Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
