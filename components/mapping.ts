import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import type { MetricsArgs, RetriesArgs } from "./args/delivery";
import { StartingPosition } from "./args/enums";
import type { Choice } from "./destinationChoice";
import { accessConfigurations, cluster } from "./mappingSource";

/** AWS makes 10 of "no limit" where there is a destination, and shows it nowhere; so it is said. */
const RETRIES = 10;

/** What the provider is told of the mapping. */
export function mappingArgs(
    args: KafkaEventSourceArgs,
    consumerGroupId: pulumi.Input<string>,
    choice: Choice,
    destinationArn: pulumi.Output<string> | undefined,
): EventSourceMappingArgs {
    const destination = destinationConfig(choice, destinationArn);
    return {
        functionName: args.functionName,
        ...cluster(args, consumerGroupId),
        topics: [args.topic],
        startingPosition: args.startingPosition ?? StartingPosition.TrimHorizon,
        startingPositionTimestamp: args.startingPositionTimestamp,
        sourceAccessConfigurations: accessConfigurations(args),
        batchSize: args.batchSize,
        maximumBatchingWindowInSeconds: args.maximumBatchingWindowInSeconds,
        enabled: args.enabled,
        ...filters(args),
        ...pollers(args),
        ...retries(args, destinationArn !== undefined),
        ...(destination === undefined ? {} : { destinationConfig: destination }),
        metricsConfig: { metrics: metrics(args.metrics ?? {}) },
        tags: args.tags,
    };
}

/**
 * What the provider is told of the destination. Without the block AWS keeps what the mapping had; the empty ARN
 * clears it.
 */
function destinationConfig(
    choice: Choice,
    destinationArn: pulumi.Output<string> | undefined,
): EventSourceMappingArgs["destinationConfig"] {
    switch (choice.kind) {
        case "create":
        case "existing":
        case "kafka":
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

function filters({ filters: given }: KafkaEventSourceArgs): Partial<EventSourceMappingArgs> {
    if (given === undefined) return {};
    const patterns = pulumi.output(given.patterns);
    return {
        filterCriteria: {
            filters: patterns.apply((texts) => texts.map((pattern) => ({ pattern }))),
        },
        kmsKeyArn: given.kmsKeyArn,
    };
}

/** An empty block would mean on-demand mode, so the minimum is always said. */
function pollers({ provisionedPollers }: KafkaEventSourceArgs): Partial<EventSourceMappingArgs> {
    if (provisionedPollers === undefined) return {};
    const { minimumPollers = 1, maximumPollers, pollerGroupName } = provisionedPollers;
    return { provisionedPollerConfig: { minimumPollers, maximumPollers, pollerGroupName } };
}

function retries(
    args: KafkaEventSourceArgs,
    hasDestination: boolean,
): Partial<EventSourceMappingArgs> {
    if (args.provisionedPollers === undefined) return {};
    const given: RetriesArgs = args.retries ?? {};
    const limit = given.maximumRetryAttempts ?? (hasDestination ? RETRIES : undefined);
    return {
        maximumRetryAttempts: limit,
        maximumRecordAgeInSeconds: given.maximumRecordAgeInSeconds,
        bisectBatchOnFunctionError: given.bisectBatchOnFunctionError,
        ...(given.reportBatchItemFailures === undefined
            ? {}
            : { functionResponseTypes: responseTypes(given.reportBatchItemFailures) }),
    };
}

function responseTypes(partial: pulumi.Input<boolean>): pulumi.Output<string[]> {
    return pulumi.output(partial).apply((wanted) => (wanted ? ["ReportBatchItemFailures"] : []));
}

function metrics({ eventCount, errorCount, kafkaMetrics }: MetricsArgs): string[] {
    return [
        ...(eventCount === false ? [] : ["EventCount"]),
        ...(errorCount === false ? [] : ["ErrorCount"]),
        ...(kafkaMetrics === false ? [] : ["KafkaMetrics"]),
    ];
}
