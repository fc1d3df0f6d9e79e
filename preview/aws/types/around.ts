import type { Wire } from "../../model";
import { UNKNOWN } from "../../model";
import type { TypeRows } from "../row";
import type { Scope } from "../scope";
import { always, same, text } from "../scope";
import { isUnknown } from "../wire";

/** What else stands around a Kafka function: schema registries, parameters, images. */
export const AROUND: TypeRows = {
    "aws:glue/registry:Registry": {
        id: same("arn"),
        outputs: { arn: text("arn:{partition}:glue:{region}:{account}:registry/{registryName}") },
        replaces: ["region", "registryName"],
    },
    "aws:glue/schema:Schema": {
        id: same("arn"),
        outputs: {
            arn: text("arn:{partition}:glue:{region}:{account}:schema/{registryName}/{schemaName}"),
            latestSchemaVersion: always(1),
            nextSchemaVersion: always(2),
            registryArn: text("arn:{partition}:glue:{region}:{account}:registry/default-registry"),
            registryName,
            schemaCheckpoint: always(1),
        },
        replaces: ["dataFormat", "region", "registryArn", "schemaName"],
    },
    "aws:ssm/parameter:Parameter": {
        id: same("name"),
        outputs: {
            arn: parameterArn,
            dataType: always("text"),
            hasValueWo: always(false),
            tier: always("Standard"),
            version: always(1),
        },
        replaces: ["name", "region"],
    },
    "aws:ecr/repository:Repository": {
        defaults: { imageTagMutability: "MUTABLE" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:ecr:{region}:{account}:repository/{name}"),
            registryId: text("{account}"),
            repositoryUrl: text("{account}.dkr.ecr.{region}.{dnsSuffix}/{name}"),
        },
        replaces: ["encryptionConfigurations", "name", "region"],
    },
};

/** The registry that the ARN names; without one AWS makes a default registry. */
function registryName({ get }: Scope): Wire {
    const arn = get("registryArn");
    if (typeof arn !== "string" || isUnknown(arn)) return UNKNOWN;
    return arn.split("/").at(-1) ?? UNKNOWN;
}

/** "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}" */
function parameterArn(scope: Scope): Wire {
    const name = scope.get("name");
    const slash = typeof name === "string" && name.startsWith("/") ? "" : "/";
    return text(`arn:{partition}:ssm:{region}:{account}:parameter${slash}{name}`)(scope);
}
