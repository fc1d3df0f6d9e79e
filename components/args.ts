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
 * The arguments of a {@link KafkaEventSource}. All invalid arguments are reported at once, each with its path, before
 * anything is created; a value that is unknown in a preview is checked once it is known.
 */
export interface KafkaEventSourceArgs {
    /** The function that processes the batches: its name, ARN, or the ARN of a version or alias. */
    functionName: pulumi.Input<string>;
    /**
     * The function's execution role; the component attaches the policies that Lambda needs. Exactly one of `role` and
     * `roleArn`. Rejected when its provider is of another account, and, in the preview that creates it, when it declares
     * `inlinePolicies`: the AWS provider then removes every other inline policy. Once the role exists, what it declares
     * cannot be told apart from what it has: write its policies as `aws.iam.RolePolicy`.
     */
    role?: Role;
    /**
     * ARN of an execution role that is managed elsewhere. Nothing is attached to it; the statements it needs are the
     * output `requiredRoleStatements`.
     */
    roleArn?: pulumi.Input<string>;
    /**
     * The brokers of a self-managed cluster: 1 to 10, each as `host:port`. A change replaces the mapping. Exactly one of
     * `bootstrapServers` and `mskClusterArn`.
     * See https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html
     */
    bootstrapServers?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * ARN of an Amazon MSK cluster; for a cluster in another account, of the managed VPC connection to it. The role is
     * then allowed to describe the cluster, to get its brokers and to manage network interfaces. A change replaces the
     * mapping.
     * See https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html and
     * https://docs.aws.amazon.com/lambda/latest/dg/msk-cross-account.html
     */
    mskClusterArn?: pulumi.Input<string>;
    /**
     * With `mskClusterArn`: the cluster authenticates clients with IAM, so the role is granted reading the topic, and
     * writing to the destination topic. A mapping does not show which authentication its cluster uses.
     * Default: false.
     */
    mskIamAuthentication?: boolean;
    /** The topic to read. Lambda allows exactly one. A change replaces the mapping. */
    topic: pulumi.Input<string>;
    /**
     * The Kafka consumer group, 1 to 200 characters, unique among all your mappings. A change replaces the mapping.
     * If the group already has committed offsets, reading resumes there.
     * Default: `project-stack-name`, so that a replaced mapping resumes where the old one stopped; with a hash at the end
     * inside another component, and beyond 200 characters. Set it where two projects and stacks read the same cluster and
     * their names join to the same text, as project `a-b`, stack `c` and project `a`, stack `b-c` do: two mappings in one
     * group share the topic's records between them.
     * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-consumer-group-id.html
     */
    consumerGroupId?: pulumi.Input<string>;
    /**
     * How Lambda authenticates to the brokers. A self-managed cluster needs this or `network`.
     * Default: no authentication.
     */
    authentication?: AuthenticationArgs;
    /**
     * The secret with the certificate of the private CA that signed the brokers' certificates, `{"certificate"}`.
     * Default: only CAs that Amazon trusts.
     */
    rootCaCertificate?: SecretArgs;
    /**
     * The subnets and security groups through which Lambda reaches brokers in a VPC.
     * Default: Lambda reaches the brokers over the internet.
     */
    network?: NetworkArgs;
    /**
     * Where to start reading when the consumer group has no committed offset. A change replaces the mapping.
     * Default: TRIM_HORIZON, which misses nothing.
     */
    startingPosition?: pulumi.Input<StartingPosition>;
    /** With AT_TIMESTAMP, and only then: the time to start reading from, in RFC 3339, not in the future. A change replaces the mapping. */
    startingPositionTimestamp?: pulumi.Input<string>;
    /**
     * The maximum number of records in a batch, 1 to 10,000.
     * Default: 100.
     */
    batchSize?: pulumi.Input<number>;
    /**
     * The maximum time to gather records before invoking the function, in seconds, 0 to 300. Once set, the
     * default can be restored only by recreating the mapping.
     * Default: 500 milliseconds.
     */
    maximumBatchingWindowInSeconds?: pulumi.Input<number>;
    /**
     * Whether the mapping is enabled.
     * Default: true.
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Which records the function receives.
     * Default: all.
     */
    filters?: FiltersArgs;
    /**
     * Provisioned mode: dedicated event pollers.
     * Default: on-demand mode.
     */
    provisionedPollers?: ProvisionedPollersArgs;
    /**
     * When Lambda gives up on a batch; for provisioned mode only.
     * Default: in provisioned mode with a destination, after 10 retries; in on-demand mode with one, after a few; without a destination, never.
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
    /** Where Lambda writes a batch that it gives up on. Required: to have no destination, set `none: true`. */
    onFailure: OnFailureArgs;
    /**
     * Hand-written mappings that this one takes over: the name that the `aws.lambda.EventSourceMapping` had at the top
     * level of the program, or its URN. With the same brokers, topic, starting position and `consumerGroupId`, the live
     * mapping moves into the component without being replaced. The group of a mapping without `consumerGroupId` is its UUID.
     * Default: none.
     */
    mappingAliases?: string[];
    /**
     * Tags for every resource created that supports them.
     * Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
