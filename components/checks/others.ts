import { anyDestinationArn, keyArn, roleArn, sameRegionAs } from "./arn";
import { TAGS } from "./kafkaEventSource";
import { accountId, createRows } from "./onFailure";
import { eitherOr, group, list, required, type Row, type Rule } from "./rule";

const KINDS = ["sqs", "sns", "s3"] as const;

const oneKind: Rule = (_, read) => {
    const present = KINDS.filter((kind) => read(kind) !== undefined);
    if (present.length === 1) return undefined;
    const told = present.length === 0 ? "none of them" : present.join(" and ");
    return `exactly one of ${KINDS.join(", ")} is needed; there is ${told}`;
};

/** Everything that is asked of the arguments of an `OnFailureDestination`. */
export const ON_FAILURE_DESTINATION: readonly Row[] = [
    { path: "sqs", rules: [oneKind, group] },
    ...createRows("sqs", "sqs."),
    { path: "sns", rules: [group] },
    ...createRows("sns", "sns."),
    { path: "s3", rules: [group] },
    ...createRows("s3", "s3."),
    { path: "writerRoleArns", rules: [list(0, 1000, "role ARNs")] },
    { path: "writerRoleArns[]", rules: [required, roleArn] },
    ...TAGS,
];

/** Everything that is asked of the arguments of an `OnFailureGrant`. */
export const ON_FAILURE_GRANT: readonly Row[] = [
    { path: "role", rules: [eitherOr("roleArn")] },
    { path: "roleArn", rules: [roleArn] },
    { path: "destinationArn", rules: [required, anyDestinationArn] },
    {
        path: "kmsKeyArn",
        rules: [
            keyArn,
            sameRegionAs("destinationArn", "must be in the Region of what it encrypts"),
        ],
    },
    { path: "accountId", rules: [accountId] },
];
