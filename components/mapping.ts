import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import { StartingPosition } from "./args/enums";
import type { Choice } from "./onFailure";

/** How lost records come to light; AWS emits none of these by itself. */
const METRICS = ["EventCount", "ErrorCount", "KafkaMetrics"];

/** What the provider is told of the mapping. */
export function mappingArgs(
    args: KafkaEventSourceArgs,
    consumerGroupId: pulumi.Input<string>,
    destinationConfig: EventSourceMappingArgs["destinationConfig"],
): EventSourceMappingArgs {
    return {
        functionName: args.functionName,
        selfManagedEventSource: {
            endpoints: { KAFKA_BOOTSTRAP_SERVERS: brokerList(args.bootstrapServers ?? []) },
        },
        selfManagedKafkaEventSourceConfig: { consumerGroupId },
        topics: [args.topic],
        startingPosition: args.startingPosition ?? StartingPosition.TrimHorizon,
        startingPositionTimestamp: args.startingPositionTimestamp,
        sourceAccessConfigurations: accessConfigurations(args),
        batchSize: args.batchSize,
        maximumBatchingWindowInSeconds: args.maximumBatchingWindowInSeconds,
        enabled: args.enabled,
        ...(destinationConfig === undefined ? {} : { destinationConfig }),
        metricsConfig: { metrics: METRICS },
        tags: args.tags,
    };
}

/**
 * What the provider is told of the destination. Without the block AWS keeps what the mapping had; the empty ARN
 * clears it.
 */
export function destinationConfig(
    choice: Choice,
    destinationArn: pulumi.Output<string> | undefined,
): EventSourceMappingArgs["destinationConfig"] {
    switch (choice.kind) {
        case "create":
        case "existing":
            return { onFailure: { destinationArn: destinationArn ?? "" } };
        case "removed":
            return { onFailure: { destinationArn: "" } };
        case "none":
            return undefined;
    }
}

/** The names at the top of the program, or URNs, under which the mapping has been known. */
export function mappingAliases(names: readonly string[]): (pulumi.Alias | string)[] {
    return names.map((name) =>
        name.startsWith("urn:pulumi:") ? name : { name, parent: pulumi.rootStackResource },
    );
}

/** AWS answers the brokers sorted, and the endpoints are split at commas without trimming. */
function brokerList(servers: pulumi.Input<pulumi.Input<string>[]>): pulumi.Output<string> {
    return pulumi.output(servers).apply((names) => names.toSorted().join(","));
}

function accessConfigurations(
    args: KafkaEventSourceArgs,
): EventSourceMappingArgs["sourceAccessConfigurations"] {
    const { authentication, rootCaCertificate, network } = args;
    const secrets = [
        ...(authentication === undefined
            ? []
            : [{ type: authentication.type, uri: authentication.secretArn }]),
        ...(rootCaCertificate === undefined
            ? []
            : [{ type: "SERVER_ROOT_CA_CERTIFICATE", uri: rootCaCertificate.secretArn }]),
    ];
    if (network === undefined) return secrets;
    return pulumi
        .all([network.subnetIds, network.securityGroupIds, secrets])
        .apply(([subnets, groups, known]) => [
            ...known,
            ...subnets.map((id) => ({ type: "VPC_SUBNET", uri: `subnet:${id}` })),
            ...groups.map((id) => ({ type: "VPC_SECURITY_GROUP", uri: `security_group:${id}` })),
        ]);
}
