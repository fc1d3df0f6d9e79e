import { DestinationEncryption } from "../args/enums";
import { destinationArn, keyArn, sameRegionAs } from "./arn";
import {
    exactlyOneOf,
    flag,
    group,
    integer,
    known,
    matches,
    oneOf,
    onlyWith,
    plain,
    required,
    type Row,
    type Rule,
} from "./rule";
import { topicName } from "./source";

const isTrue: Rule = known((value) =>
    value === true ? undefined : "can only be true; omit it otherwise",
);

const NAMES = {
    sqs: matches(
        /^[a-zA-Z0-9_-]{1,80}$/,
        'must be 1 to 80 letters, digits, "-" and "_"; a FIFO queue is not supported',
    ),
    sns: matches(
        /^[a-zA-Z0-9_-]{1,256}$/,
        'must be 1 to 256 letters, digits, "-" and "_"; a FIFO topic is not supported',
    ),
    s3: matches(
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        'must be 3 to 63 lower case letters, digits, "." and "-"',
    ),
} as const;

/** The ID of an account. */
export const accountId = matches(/^\d{12}$/, "must be a 12-digit account ID");

/** The arguments of a queue, topic or bucket to create, below a path that ends in a dot. */
export function createRows(kind: "sqs" | "sns" | "s3", at: string): readonly Row[] {
    const encryption: Rule = known((_, read) =>
        read(`${at}encryption`) === DestinationEncryption.AwsManaged
            ? "cannot be combined with encryption AWS_MANAGED"
            : undefined,
    );
    const own: Readonly<Record<typeof kind, readonly Row[]>> = {
        sqs: [
            { path: `${at}messageRetentionSeconds`, rules: [integer(60, 1_209_600, "seconds")] },
            { path: `${at}visibilityTimeoutSeconds`, rules: [integer(0, 43_200, "seconds")] },
        ],
        sns: [],
        s3: [{ path: `${at}expirationDays`, rules: [integer(1, 2_147_483_647, "days")] }],
    };
    return [
        { path: `${at}name`, rules: [NAMES[kind]] },
        ...own[kind],
        { path: `${at}encryption`, rules: [plain, oneOf(DestinationEncryption)] },
        { path: `${at}kmsKeyArn`, rules: [keyArn, encryption] },
    ];
}

function destinationRows(kind: "sqs" | "sns" | "s3"): readonly Row[] {
    const at = `onFailure.${kind}`;
    const existing = onlyWith(
        `${at}.arn`,
        "requires arn; for a destination to create, set it in create",
    );
    const bucketOwner: readonly Row[] = [
        {
            path: `${at}.accountId`,
            rules: [accountId, onlyWith(`${at}.arn`, "requires arn")],
        },
    ];
    return [
        { path: at, rules: [group, exactlyOneOf(["create", "arn"])] },
        { path: `${at}.create`, rules: [group] },
        ...createRows(kind, `${at}.create.`),
        { path: `${at}.arn`, rules: [destinationArn(kind)] },
        {
            path: `${at}.kmsKeyArn`,
            rules: [
                keyArn,
                existing,
                sameRegionAs(`${at}.arn`, "must be in the destination's Region"),
            ],
        },
        ...(kind === "s3" ? bucketOwner : []),
    ];
}

const CHOICES = ["sqs", "sns", "s3", "kafkaTopic", "none", "removed"];

/** "The destination topic name cannot be the same as any of your source topic names." */
const notTheSource: Rule = known((value, read) =>
    value === read("topic") ? "must differ from the topic that is read" : undefined,
);

/** What is asked of `onFailure`. */
export const ON_FAILURE: readonly Row[] = [
    {
        path: "onFailure",
        rules: [required, group, exactlyOneOf(CHOICES)],
    },
    ...destinationRows("sqs"),
    ...destinationRows("sns"),
    ...destinationRows("s3"),
    {
        path: "onFailure.kafkaTopic",
        rules: [
            group,
            onlyWith(
                "provisionedPollers",
                "requires provisionedPollers: supported only in provisioned mode",
            ),
        ],
    },
    { path: "onFailure.kafkaTopic.topic", rules: [required, topicName, notTheSource] },
    { path: "onFailure.none", rules: [plain, flag, isTrue] },
    { path: "onFailure.removed", rules: [plain, flag, isTrue] },
];
