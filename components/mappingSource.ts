import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import type { SchemaRegistryArgs } from "./args/schemaRegistry";

/** Where the mapping reads: the brokers of a self-managed cluster, or an MSK cluster. */
export function cluster(
    args: KafkaEventSourceArgs,
    consumerGroupId: pulumi.Input<string>,
): Partial<EventSourceMappingArgs> {
    const { schemaRegistry, mskClusterArn } = args;
    const config = {
        consumerGroupId,
        ...(schemaRegistry === undefined
            ? {}
            : { schemaRegistryConfig: registryConfig(schemaRegistry) }),
    };
    if (mskClusterArn !== undefined) {
        return { eventSourceArn: mskClusterArn, amazonManagedKafkaEventSourceConfig: config };
    }
    return {
        selfManagedEventSource: {
            endpoints: { KAFKA_BOOTSTRAP_SERVERS: brokerList(args.bootstrapServers ?? []) },
        },
        selfManagedKafkaEventSourceConfig: config,
    };
}

/** How the mapping gets there: secrets, subnets and security groups. */
export function accessConfigurations(
    args: KafkaEventSourceArgs,
): EventSourceMappingArgs["sourceAccessConfigurations"] {
    const { authentication, rootCaCertificate, network } = args;
    const secrets = secretConfigs(authentication, rootCaCertificate);
    if (network === undefined) return secrets.length === 0 ? undefined : [...secrets];
    return pulumi
        .all([network.subnetIds, network.securityGroupIds, secrets])
        .apply(([subnets, groups, known]) => [
            ...known,
            ...subnets.map((id) => ({ type: "VPC_SUBNET", uri: `subnet:${id}` })),
            ...groups.map((id) => ({ type: "VPC_SECURITY_GROUP", uri: `security_group:${id}` })),
        ]);
}

/** AWS answers the brokers sorted, and the endpoints are split at commas without trimming. */
function brokerList(servers: pulumi.Input<pulumi.Input<string>[]>): pulumi.Output<string> {
    return pulumi.output(servers).apply((names) => names.toSorted().join(","));
}

function registryConfig(registry: SchemaRegistryArgs) {
    const attributes = [
        ...(registry.validateKey === true ? ["KEY"] : []),
        ...(registry.validateValue === false ? [] : ["VALUE"]),
    ];
    return {
        schemaRegistryUri: registry.uri,
        eventRecordFormat: registry.eventRecordFormat,
        accessConfigs: [...secretConfigs(registry.authentication, registry.rootCaCertificate)],
        schemaValidationConfigs: attributes.map((attribute) => ({ attribute })),
    };
}

interface Secret {
    readonly type: pulumi.Input<string>;
    readonly uri: pulumi.Input<string>;
}

function secretConfigs(
    authentication:
        | { readonly type: pulumi.Input<string>; readonly secretArn: pulumi.Input<string> }
        | undefined,
    rootCa: { readonly secretArn: pulumi.Input<string> } | undefined,
): readonly Secret[] {
    return [
        ...(authentication === undefined
            ? []
            : [{ type: authentication.type, uri: authentication.secretArn }]),
        ...(rootCa === undefined
            ? []
            : [{ type: "SERVER_ROOT_CA_CERTIFICATE", uri: rootCa.secretArn }]),
    ];
}
