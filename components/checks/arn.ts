import { parseArn, type Arn } from "../onFailure/arn";
import { parseDestination } from "../onFailure/destination";
import { known, text, type Rule } from "./rule";
import type { View } from "./view";

/** The ARN of a KMS key; neither an alias nor a bare id, which across accounts would name another key. */
export const keyArn: Rule = text((value) => {
    if (value.includes("alias/aws/")) {
        return (
            "is an AWS managed key: in its own account it needs no permission, so omit it; " +
            "it cannot be used from another account"
        );
    }
    return arnOf("kms", "key/", value, "the ARN of a KMS key, arn:aws:kms:region:account:key/id");
});

/** The full ARN of a secret. */
export const secretArn: Rule = text((value) =>
    arnOf(
        "secretsmanager",
        "secret:",
        value,
        "the ARN of a secret, arn:aws:secretsmanager:region:account:secret:name-XXXXXX",
    ),
);

/** The ARN of an MSK cluster. */
export const clusterArn: Rule = text((value) => {
    const noun =
        "the ARN of an MSK cluster, arn:aws:kafka:region:account:cluster/name/uuid, or of a managed VPC connection " +
        "to one in another account, arn:aws:kafka:region:account:vpc-connection/account/name/id";
    const faults = ["cluster/", "vpc-connection/"].map((kind) => arnOf("kafka", kind, value, noun));
    return faults.includes(undefined) ? undefined : faults[0];
});

/** The ARN of a role; an assumed role's session is not one. */
export const roleArn: Rule = text((value) =>
    arnOf("iam", "role/", value, "the ARN of a role, arn:aws:iam::account:role/name"),
);

const FUNCTION_NAME = /^(\d{12}:function:)?[a-zA-Z0-9-_]{1,64}(:(\$LATEST|[a-zA-Z0-9-_]{1,128}))?$/;

/** A function's name, ARN or partial ARN. */
export const functionName: Rule = text((value) => {
    const reason = "must be the name or ARN of a function";
    if (!value.startsWith("arn:")) return FUNCTION_NAME.test(value) ? undefined : reason;
    return arnOf("lambda", "function:", value, "the name or ARN of a function");
});

/** A destination of the given kind that Lambda accepts. */
export function destinationArn(kind: "sqs" | "sns" | "s3"): Rule {
    return text((value) => {
        const parsed = parseDestination(value);
        if (parsed.kind === "refused") return parsed.reason;
        if (parsed.value.kind === kind) return undefined;
        return `belongs in onFailure.${parsed.value.kind === "kafka" ? "kafkaTopic" : parsed.value.kind}`;
    });
}

/** Any destination that Lambda accepts. */
export const anyDestinationArn: Rule = text((value) => {
    const parsed = parseDestination(value);
    return parsed.kind === "refused" ? parsed.reason : undefined;
});

/** Both ARNs are of one Region, as far as they name it and are known. */
export function sameRegionAs(path: string, reason: string): Rule {
    return known((value, read) => {
        const [here, there] = [regionIn(value), regionIn(read(path))];
        if (here === undefined || there === undefined || here === there) return undefined;
        return `${reason}: ${here} is not ${there}`;
    });
}

/** The account in an ARN that is known; `undefined` for every other value. */
export function accountIn(value: View): string | undefined {
    if (typeof value !== "string") return undefined;
    const parsed = parseArn(value);
    return parsed.kind === "parsed" && parsed.value.account !== ""
        ? parsed.value.account
        : undefined;
}

/** The Region in an ARN that is known; `undefined` for every other value. */
export function regionIn(value: View): string | undefined {
    if (typeof value !== "string") return undefined;
    const parsed = parseArn(value);
    if (parsed.kind === "refused" || parsed.value.region === "") return undefined;
    return parsed.value.region;
}

function arnOf(service: string, prefix: string, value: string, noun: string): string | undefined {
    const parsed = parseArn(value);
    if (parsed.kind === "refused") return `must be ${noun}`;
    return isOf(parsed.value, service, prefix) ? undefined : `must be ${noun}`;
}

function isOf(arn: Arn, service: string, prefix: string): boolean {
    return (
        arn.service === service &&
        arn.account !== "" &&
        arn.resource.startsWith(prefix) &&
        arn.resource.length > prefix.length
    );
}
