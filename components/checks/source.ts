import { AuthenticationType, StartingPosition } from "../args/enums";
import { BROKERS_AT_MOST, CONSUMER_GROUP, isBroker, momentOf } from "../source/limits";
import { accountIn, clusterArn, keyArn, sameRegionAs, secretArn } from "./arn";
import {
    eitherOr,
    flag,
    group,
    isList,
    known,
    list,
    matches,
    notWith,
    oneOf,
    onlyWith,
    plain,
    required,
    text,
    type Row,
    type Rule,
} from "./rule";
import { UNKNOWN, type View } from "./view";

const broker: Rule = text((value) =>
    isBroker(value)
        ? undefined
        : "must be host:port of at most 300 characters, without scheme, comma or space",
);

const distinct: Rule = known((value) => {
    if (!isList(value)) return undefined;
    const told = value.filter((item) => item !== UNKNOWN);
    return new Set(told).size < told.length ? "contains duplicates" : undefined;
});

/** The provider takes 22 source access configurations; each subnet, security group and secret is one. */
const configurations: Rule = known((_, read) => {
    const lists: readonly View[] = [read("network.subnetIds"), read("network.securityGroupIds")];
    const secrets: readonly View[] = [read("authentication"), read("rootCaCertificate")];
    const listed = lists.flatMap((items) => (isList(items) ? [...items] : [])).length;
    const total = listed + secrets.filter((secret) => secret !== undefined).length;
    return total > 22
        ? `needs ${total} source access configurations, secrets included; the maximum is 22`
        : undefined;
});

/** The provider refuses a self-managed cluster without any source access configuration. */
const reachable: Rule = (value, read) =>
    value === undefined && read("network") === undefined && read("bootstrapServers") !== undefined
        ? "set authentication, network or both: brokers on the internet need a secret, brokers in a VPC need its network"
        : undefined;

/** An RFC 3339 time that is over. */
const pastTime: Rule = text((value) => {
    const time = momentOf(value);
    if (time === undefined) return "must be an RFC 3339 time, 2026-01-31T00:00:00Z";
    return time > Date.now() ? "must not be in the future" : undefined;
});

const timestampGoesWithPosition: Rule = (value, read) => {
    const position = read("startingPosition");
    if (position === UNKNOWN) return undefined;
    const asked = position === StartingPosition.AtTimestamp;
    if (asked === (value !== undefined)) return undefined;
    return asked
        ? "is required with startingPosition AT_TIMESTAMP"
        : "requires startingPosition AT_TIMESTAMP";
};

/** A topic's name as Kafka and the Lambda API take it. */
export const topicName: Rule = matches(
    /^(?!\.)[a-zA-Z0-9._-]{1,249}$/,
    'must be 1 to 249 letters, digits, ".", "_" and "-", and not begin with a dot',
);

const onlyMsk: Rule = onlyWith("mskClusterArn", "requires mskClusterArn");

const onlySelfManaged: Rule = notWith(
    "mskClusterArn",
    "is for a self-managed cluster only; Lambda takes it from an MSK cluster itself",
);

const noSecretBeside: Rule = known((value, read) =>
    value === true && read("authentication") !== undefined
        ? "cannot be combined with authentication"
        : undefined,
);

/** What an MSK cluster takes; SASL/PLAIN and SCRAM-256 exist on self-managed clusters only. */
const MSK_AUTHENTICATION = [
    AuthenticationType.SaslScram512,
    AuthenticationType.ClientCertificateTls,
];

const mskAuthentication: Rule = known((value, read) =>
    read("mskClusterArn") === undefined || MSK_AUTHENTICATION.some((type) => type === value)
        ? undefined
        : `must be one of ${MSK_AUTHENTICATION.join(", ")} for an MSK cluster`,
);

/** What is asked of cluster, topic, group and position. */
export const SOURCE: readonly Row[] = [
    {
        path: "bootstrapServers",
        rules: [
            eitherOr("bootstrapServers", "mskClusterArn"),
            list(1, BROKERS_AT_MOST, "brokers, host:port"),
            distinct,
        ],
    },
    { path: "bootstrapServers[]", rules: [required, broker] },
    { path: "mskClusterArn", rules: [clusterArn] },
    { path: "mskIamAuthentication", rules: [plain, flag, onlyMsk, noSecretBeside] },
    { path: "topic", rules: [required, topicName] },
    {
        path: "consumerGroupId",
        rules: [matches(CONSUMER_GROUP.pattern, `must be ${CONSUMER_GROUP.words}`)],
    },
    { path: "startingPosition", rules: [oneOf(StartingPosition)] },
    { path: "startingPositionTimestamp", rules: [pastTime, timestampGoesWithPosition] },
];

/** "You can't use the AWS managed key aws/secretsmanager for cross-account access." */
function foreignSecretHasKey(secret: string): Rule {
    return (value, read) => {
        if (value !== undefined) return undefined;
        const role = accountIn(read("roleArn")) ?? accountIn(read("functionName"));
        const owner = accountIn(read(secret));
        if (role === undefined || owner === undefined || role === owner) return undefined;
        return "is required: a secret of another account can be read only with a customer managed key";
    };
}

/** What is asked of a secret and its key. */
export function secretRows(at: string): readonly Row[] {
    return [
        {
            path: `${at}.secretArn`,
            rules: [
                required,
                secretArn,
                sameRegionAs("functionName", "must be in the function's Region"),
            ],
        },
        {
            path: `${at}.kmsKeyArn`,
            rules: [
                foreignSecretHasKey(`${at}.secretArn`),
                keyArn,
                sameRegionAs(`${at}.secretArn`, "must be in the secret's Region"),
            ],
        },
    ];
}

/** What is asked of the way to the brokers. */
export const ACCESS: readonly Row[] = [
    { path: "authentication", rules: [reachable, group] },
    {
        path: "authentication.type",
        rules: [required, oneOf(AuthenticationType), mskAuthentication],
    },
    ...secretRows("authentication"),
    { path: "rootCaCertificate", rules: [group, onlySelfManaged] },
    ...secretRows("rootCaCertificate"),
    { path: "network", rules: [group, onlySelfManaged, configurations] },
    { path: "network.subnetIds", rules: [required, list(1, 22, "subnet IDs"), distinct] },
    {
        path: "network.subnetIds[]",
        rules: [required, matches(/^subnet-[0-9a-f]+$/, "must be a subnet ID, subnet-0abc")],
    },
    {
        path: "network.securityGroupIds",
        rules: [required, list(1, 22, "security group IDs"), distinct],
    },
    {
        path: "network.securityGroupIds[]",
        rules: [required, matches(/^sg-[0-9a-f]+$/, "must be a security group ID, sg-0abc")],
    },
];
