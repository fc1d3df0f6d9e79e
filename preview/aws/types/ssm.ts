import type { Wire } from "../../model";
import type { TypeRows } from "../row";
import type { Scope } from "../scope";
import { always, same, text } from "../scope";

/** Parameters. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const SSM: TypeRows = {
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
};

/** "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}" */
function parameterArn(scope: Scope): Wire {
    const name = scope.get("name");
    const slash = typeof name === "string" && name.startsWith("/") ? "" : "/";
    return text(`arn:{partition}:ssm:{region}:{account}:parameter${slash}{name}`)(scope);
}
