import type { Wire } from "../../model";
import type { Prediction } from "../scope";
import { text } from "../scope";
import { isUnknown } from "../../values";

const OF_NAME = text("arn:{partition}:lambda:{region}:{account}:function:{functionName}");

/** The ARN of the function that the input `functionName` names, be it by name or by ARN. */
export const functionArn: Prediction = (scope) => {
    const name = scope.get("functionName");
    return typeof name === "string" && name.startsWith("arn:") ? name : OF_NAME(scope);
};

/**
 * What API Gateway calls a function by.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export function invokeArn(property: string): Prediction {
    return text(
        `arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{${property}}/invocations`,
    );
}

const REFERENCE =
    /^(?:arn:[^:]+:lambda:[^:]+:)?(?:\d{12}:)?(?:function:)?(?<name>[^:]+)(?<qualifier>:[^:]+)?$/;

/** A function's name and qualifier, whether the function is given by name, by ARN or by a part of it. */
export function functionNameOf(value: Wire): Wire {
    if (typeof value !== "string" || isUnknown(value)) return value;
    const groups = REFERENCE.exec(value)?.groups;
    return groups === undefined ? value : `${groups["name"] ?? ""}${groups["qualifier"] ?? ""}`;
}
