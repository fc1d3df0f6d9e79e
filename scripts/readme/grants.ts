import {
    foreignGrants,
    keyPolicy,
    roleOnDestination,
    roleOnKey,
    type Statement,
    type Target,
} from "../../components/grants";
import { destinationArn } from "../../components/arns";
import { REQUIREMENTS } from "../../components/onFailure/requirements";
import { roleOnFailureTopic } from "../../components/sourceGrants";
import { table } from "./table";

/** What each combination creates and grants, from the builders of the components' own documents, beside other tools. */
export function grantTable(): string {
    return table(
        [
            "Destination",
            "Creates",
            "Grants the role",
            "The key's policy trusts it for",
            "CDK grants",
            "SAM grants, but never on a key",
        ],
        [...KINDS.flatMap(rowsOf), ...TOPIC_ROWS],
    );
}

const KINDS = ["sqs", "sns", "s3"] as const;

type Kind = (typeof KINDS)[number];

const HERE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const THERE = { ...HERE, accountId: "444455556666" };
const ROLE = "arn:aws:iam::111122223333:role/orders";

const CREATED: Readonly<Record<Kind, string>> = {
    sqs: "queue, its policy",
    sns: "topic, its policy",
    s3: "bucket, its policy, versioning, ownership, public access block, encryption",
};

/** What another tool grants for a kind. */
interface Peer {
    /** Where destination and key are of the same stack. */
    readonly own: string;
    /** Where they are in another account. */
    readonly elsewhere: string;
}

/**
 * `grantSendMessages` with `grantEncryptDecrypt`, `sns/grants.json` and `grantReadWrite` of aws-cdk-lib, as
 * SqsDlq, SnsDlq and S3OnFailureDestination call them.
 */
const CDK: Readonly<Record<Kind, Peer>> = {
    sqs: {
        own: "`sqs:SendMessage`, `sqs:GetQueueAttributes`, `sqs:GetQueueUrl`, `kms:Encrypt`, `kms:Decrypt`, `kms:ReEncrypt*`, `kms:GenerateDataKey*`",
        elsewhere: "the same: no `kms:DescribeKey`",
    },
    sns: {
        own: "`sns:Publish`, `kms:Decrypt`, `kms:GenerateDataKey*`",
        elsewhere: "the same: no `kms:DescribeKey`, no `kms:ReEncrypt*`",
    },
    s3: {
        own: "reading, writing and deleting: `s3:GetObject*`, `s3:PutObject`, `s3:DeleteObject*`, `kms:Decrypt`, `kms:Encrypt` …",
        elsewhere: "the same",
    },
};

/** The policies that `samtranslator/model/eventsources/pull.py` adds to a role that SAM makes: none of them names a key. */
const SAM: Readonly<Record<Kind, Peer>> = {
    sqs: { own: "`sqs:SendMessage`", elsewhere: "the same" },
    sns: { own: "`sns:Publish`", elsewhere: "the same" },
    s3: { own: "`s3:ListBucket`, `s3:PutObject`", elsewhere: "the same" },
};

function rowsOf(kind: Kind): readonly (readonly string[])[] {
    const { noun } = REQUIREMENTS[kind];
    const { partition, region, accountId } = HERE;
    const key = `arn:${partition}:kms:${region}:${accountId}:key/1`;
    const theirKey = key.replace(accountId, THERE.accountId);
    const onDestination = roleOnDestination(target(kind, HERE));
    const onTheirKey = foreignGrants(target(kind, THERE), theirKey, ROLE).filter(
        ({ resource }) => resource === theirKey,
    );
    const trusted = keyPolicy(kind, HERE, [ROLE]).Statement.filter(trustsRole);
    return [
        [
            `${noun}, created`,
            `${CREATED[kind]}, key`,
            actionsOf(onDestination),
            actionsOf(trusted),
            CDK[kind].own,
            SAM[kind].own,
        ],
        [
            `${noun}, created, key given`,
            CREATED[kind],
            actionsOf([...onDestination, ...roleOnKey(kind, key, ROLE)]),
            "what its owner wrote",
            "the same",
            "the same",
        ],
        [
            `${noun} and key of another account`,
            "nothing; the statements that the owner must add are an output",
            actionsOf([
                ...roleOnDestination(target(kind, THERE)),
                ...roleOnKey(kind, theirKey, ROLE),
            ]),
            actionsOf(onTheirKey.map(({ statement }) => statement)),
            CDK[kind].elsewhere,
            SAM[kind].elsewhere,
        ],
    ];
}

/** `KafkaDlq.bind` of aws-cdk-lib grants nothing, SAM passes the topic on. */
const TOPIC_ROWS: readonly (readonly string[])[] = [
    ["Kafka topic", "nothing", "nothing: controlled by broker ACLs", "–", "nothing", "nothing"],
    [
        "Kafka topic, MSK with IAM",
        "nothing",
        actionsOf(
            roleOnFailureTopic("arn:aws:kafka:eu-west-1:111122223333:cluster/orders/1", "failed"),
        ),
        "–",
        "nothing",
        "nothing",
    ],
];

function target(kind: Kind, place: typeof HERE): Target {
    return {
        kind,
        arn: destinationArn(kind, place, "failed"),
        accountId: place.accountId,
    };
}

function trustsRole({ Principal: principal }: Statement): boolean {
    return typeof principal === "object" && principal.AWS === ROLE;
}

function actionsOf(statements: readonly Statement[]): string {
    const actions = statements.flatMap(({ Action: action }) => action);
    return actions.map((action) => `\`${action}\``).join(", ");
}
