import { anyDestinationArn, clusterArn, keyArn, roleArn, sameRegionAs } from "./arn";
import { TAGS } from "./kafkaEventSource";
import { accountId, createRows } from "./onFailure";
import {
    eitherOr,
    group,
    known,
    list,
    oneOfAll,
    onlyWith,
    required,
    resource,
    type Row,
    type Rule,
} from "./rule";

const KINDS = ["sqs", "sns", "s3"] as const;

/** Everything that is asked of the arguments of an `OnFailureDestination`. */
export const ON_FAILURE_DESTINATION: readonly Row[] = [
    { path: "sqs", rules: [oneOfAll(KINDS), group] },
    ...createRows("sqs", "sqs."),
    { path: "sns", rules: [group] },
    ...createRows("sns", "sns."),
    { path: "s3", rules: [group] },
    ...createRows("s3", "s3."),
    { path: "writerRoleArns", rules: [list(0, 1000, "role ARNs")] },
    { path: "writerRoleArns[]", rules: [required, roleArn] },
    ...TAGS,
];

const DESTINATIONS = ["queue", "topic", "bucket", "destinationArn"] as const;

/** A topic's permissions are IAM's on an MSK cluster alone. */
const clusterForTopic: Rule = known((value, read) => {
    const topic = typeof value === "string" && value.startsWith("kafka://");
    const cluster = read("mskClusterArn") !== undefined;
    if (topic === cluster) return undefined;
    return topic
        ? "requires mskClusterArn: on other clusters broker ACLs, not IAM, decide who writes to a topic"
        : "must be kafka://topic when mskClusterArn is set";
});

/** Everything that is asked of the arguments of an `OnFailureGrant`. */
export const ON_FAILURE_GRANT: readonly Row[] = [
    { path: "role", rules: [eitherOr("role", "roleArn"), resource("aws.iam.Role", "roleArn")] },
    { path: "roleArn", rules: [roleArn] },
    { path: "queue", rules: [oneOfAll(DESTINATIONS), resource("aws.sqs.Queue", "destinationArn")] },
    { path: "topic", rules: [resource("aws.sns.Topic", "destinationArn")] },
    { path: "bucket", rules: [resource("aws.s3.Bucket", "destinationArn")] },
    { path: "destinationArn", rules: [anyDestinationArn, clusterForTopic] },
    {
        path: "mskClusterArn",
        rules: [clusterArn, onlyWith("destinationArn", "requires destinationArn")],
    },
    {
        path: "kmsKeyArn",
        rules: [keyArn, sameRegionAs("destinationArn", "must be in the destination's Region")],
    },
    {
        path: "accountId",
        rules: [accountId, onlyWith("destinationArn", "requires destinationArn")],
    },
];
