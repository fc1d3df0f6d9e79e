import type { Wire } from "../../model";
import { UNKNOWN } from "../../model";
import type { TypeRows } from "../row";
import type { Scope } from "../scope";
import { always, same, text } from "../scope";
import { isUnknown } from "../../values";

/** Schema registries. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
export const GLUE: TypeRows = {
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
};

/** The registry that the ARN names; without one AWS makes a default registry. */
function registryName({ get }: Scope): Wire {
    const arn = get("registryArn");
    if (typeof arn !== "string" || isUnknown(arn)) return UNKNOWN;
    return arn.split("/").at(-1) ?? UNKNOWN;
}
