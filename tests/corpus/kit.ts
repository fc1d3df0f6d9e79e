import { Policy, Role, RolePolicy, RolePolicyAttachment, type RoleArgs } from "@pulumi/aws/iam";
import { Key, type KeyArgs } from "@pulumi/aws/kms";
import { EventSourceMapping, Function, type EventSourceMappingArgs } from "@pulumi/aws/lambda";
import { Provider } from "@pulumi/aws/provider";
import {
    Bucket,
    BucketPolicy,
    BucketServerSideEncryptionConfiguration,
    type BucketArgs,
} from "@pulumi/aws/s3";
import { Topic, TopicPolicy, type TopicArgs } from "@pulumi/aws/sns";
import { Queue, QueuePolicy, type QueueArgs } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "./engine";

export const OTHER = "444455556666";
export const BROKERS = "b-1.kafka.example.com:9096,b-2.kafka.example.com:9096";
export const KINDS = ["sqs", "sns", "s3"] as const;

export type Kind = (typeof KINDS)[number];

/** How a program writes ARNs: from the resources' outputs, or as texts with names that it chose. */
export type Style = "output" | "literal";

export const STYLES: readonly Style[] = ["output", "literal"];

/** By what the destination is encrypted. */
export type KeyKind =
    | "none"
    /** The key that AWS manages. */
    | "aws"
    /** Its policy lets IAM decide, and the role's policy allows. */
    | "delegated"
    /** No policy was written: AWS's own lets IAM decide. */
    | "default"
    /** Its policy names the role. */
    | "direct";

export const KEYS: readonly KeyKind[] = ["none", "aws", "delegated", "default", "direct"];

/** What documents name. */
export interface Names {
    readonly kind: Kind;
    readonly role: pulumi.Input<string>;
    readonly roleName: pulumi.Input<string>;
    readonly destination: pulumi.Input<string>;
    readonly objects: pulumi.Input<string>;
    readonly key: pulumi.Input<string>;
}

/** A statement in which values may be outputs. */
export type Written = Readonly<Record<string, unknown>>;

type Edit = (statements: readonly Written[], names: Names) => readonly Written[];

/** What differs from a stack in which everything is right. */
export interface Change {
    readonly kind?: Kind;
    /** @default output */
    readonly style?: Style;
    /** @default none */
    readonly key?: KeyKind;
    /** Statements of the role's policy. */
    readonly role?: Edit;
    /** Statements of the key's policy. */
    readonly keyPolicy?: Edit;
    /** Statements of the queue's, topic's or bucket's policy; it has none where the list is empty. */
    readonly destinationPolicy?: Edit;
    readonly roleArgs?: (
        names: Pick<Names, "destination" | "objects" | "key">,
    ) => Partial<RoleArgs>;
    readonly keyArgs?: KeyArgs;
    readonly queueArgs?: QueueArgs;
    readonly topicArgs?: TopicArgs;
    readonly bucketArgs?: BucketArgs;
    readonly mapping?: Partial<EventSourceMappingArgs>;
    /** Attaches the role's policy otherwise than inline. */
    readonly attach?: (role: Role, policy: pulumi.Input<string>) => unknown;
    /** What encrypts the destination, in place of the key's ARN. */
    readonly keyId?: (key: Key) => pulumi.Input<string>;
    /** Destination and key belong to another account, whose provider the program makes. */
    readonly otherAccount?: boolean;
    /** Only the key is in another account. */
    readonly otherAccountKey?: boolean;
    /** Region of the destination, or of the key. */
    readonly region?: string;
    readonly keyRegion?: string;
    /** What the mapping points at. */
    readonly destinationArn?: (names: Names) => pulumi.Input<string>;
    /** The name of everything. @default orders */
    readonly name?: string;
    /** Another stack's role to use. */
    readonly useRole?: Role;
    /** Further resources. */
    readonly beside?: (made: Made) => void;
}

/** What was made. */
export interface Made extends Names {
    readonly roleResource: Role;
    readonly lambda: Function;
    readonly keyResource: Key | undefined;
}

export const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
        },
    ],
});

/** What reading in a VPC asks for. */
export const NETWORK: Written = {
    Sid: "Network",
    Effect: "Allow",
    Action: [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeVpcs",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups",
    ],
    Resource: "*",
};

/** What AWS asks the role for on each kind, restated. */
export const ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
    sqs: ["sqs:SendMessage"],
    sns: ["sns:Publish"],
    s3: ["s3:PutObject", "s3:ListBucket"],
};

/** And on a key, in its own account and in another one. */
export const KEY_ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
    sqs: ["kms:Decrypt", "kms:GenerateDataKey"],
    sns: ["kms:Decrypt", "kms:GenerateDataKey"],
    s3: ["kms:GenerateDataKey"],
};

export const FOREIGN_KEY_ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
    sqs: [...KEY_ACTIONS.sqs, "kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    sns: [...KEY_ACTIONS.sns, "kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    s3: KEY_ACTIONS.s3,
};

/** The rule that the lack of an action breaks. */
export const RULE: Readonly<Record<string, string>> = {
    "sqs:SendMessage": "KOF-010",
    "sns:Publish": "KOF-011",
    "s3:PutObject": "KOF-012",
    "s3:ListBucket": "KOF-013",
};

/** A function that reads a topic in a VPC, its role, a destination, perhaps its key, and the mapping: written by hand. */
export function orders(change: Change = {}): Made {
    const { kind = "sqs", key = "none", name = "orders", style = "output" } = change;
    const places = placesOf(name, change);
    const keyResource = keyOf(name, change, places);
    const destination = destinationOf(name, change, keyResource, places);
    const arn = style === "literal" ? textOf(name, change) : destination.arn;
    const on = {
        destination: arn,
        objects: pulumi.interpolate`${arn}/*`,
        key: keyResource?.arn ?? "",
    };
    const role = change.useRole ?? roleOf(name, change, on);
    const lambda = functionOf(name, role);
    const made: Made = {
        kind,
        role: style === "literal" ? roleArnOf(name) : role.arn,
        roleName: role.name,
        ...on,
        ...{ roleResource: role, lambda, keyResource },
    };

    const own = [...onDestination(made), ...onKey(made, key, change), NETWORK];
    const statements = (change.role ?? keep)(own, made);
    if (statements.length > 0) (change.attach ?? inline(name))(role, documentOf(statements));
    const guards = (change.destinationPolicy ?? keep)(trusted(name, made, change), made);
    if (guards.length > 0) destination.guard(documentOf(guards));
    mapping(name, lambda, change.destinationArn?.(made) ?? arn, change.mapping);
    change.beside?.(made);
    return made;
}

/** The mapping alone. */
export function mapping(
    name: string,
    lambda: Function,
    destinationArn: pulumi.Input<string>,
    more: Partial<EventSourceMappingArgs> = {},
    opts: pulumi.CustomResourceOptions = {},
): EventSourceMapping {
    const args = {
        functionName: lambda.name,
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: BROKERS } },
        selfManagedKafkaEventSourceConfig: { consumerGroupId: `${name}-consumers` },
        topics: [name],
        startingPosition: "TRIM_HORIZON",
        sourceAccessConfigurations: [
            { type: "VPC_SUBNET", uri: "subnet:subnet-0123456789abcdef0" },
            { type: "VPC_SECURITY_GROUP", uri: "security_group:sg-0123456789abcdef0" },
        ],
        destinationConfig: { onFailure: { destinationArn } },
        ...more,
    };
    return new EventSourceMapping(name, args, opts);
}

/** The function alone. */
export function functionOf(
    name: string,
    role: Role | pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions = {},
): Function {
    const args = {
        role: role instanceof Role ? role.arn : role,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({
            "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {};"),
        }),
    };
    return new Function(name, args, opts);
}

const keep: Edit = (statements) => statements;

function inline(name: string): NonNullable<Change["attach"]> {
    return (role, policy) => {
        new RolePolicy(name, { role: role.name, policy });
    };
}

/** The role's policy as a policy of its own, attached by a resource. */
export function attached(role: Role, policy: pulumi.Input<string>): void {
    const { arn } = new Policy("orders", { policy });
    new RolePolicyAttachment("orders", { role: role.name, policyArn: arn });
}

/** A document as programs write it. */
export function documentOf(statements: readonly Written[]): pulumi.Output<string> {
    return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Takes one action out of every statement that grants it. */
export function without(action: string): Edit {
    return (statements) =>
        statements.flatMap((statement) => {
            const actions = actionsIn(statement);
            if (!actions.includes(action)) return [statement];
            const left = actions.filter((each) => each !== action);
            return left.length === 0 ? [] : [{ ...statement, Action: left }];
        });
}

/** Puts something else in the place of members of the statements that grant an action. */
export function where(action: string, members: Written | ((names: Names) => Written)): Edit {
    return (statements, names) =>
        statements.map((statement) =>
            actionsIn(statement).includes(action)
                ? { ...statement, ...(typeof members === "function" ? members(names) : members) }
                : statement,
        );
}

/** Adds a statement. */
export function and(more: Written | ((names: Names) => Written)): Edit {
    return (statements, names) => [...statements, typeof more === "function" ? more(names) : more];
}

function actionsIn({ Action: action }: Written): readonly unknown[] {
    if (Array.isArray(action)) return action;
    return action === undefined ? [] : [action];
}

function onDestination({ kind, destination, objects }: Names): readonly Written[] {
    switch (kind) {
        case "sqs":
        case "sns":
            return [{ Sid: "Send", Effect: "Allow", Action: ACTIONS[kind], Resource: destination }];
        case "s3":
            return [
                { Sid: "Put", Effect: "Allow", Action: "s3:PutObject", Resource: objects },
                { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: destination },
            ];
    }
}

function onKey(names: Names, key: KeyKind, change: Change): readonly Written[] {
    const foreign = isForeign(change);
    if (key === "none" || key === "aws" || (key === "direct" && !foreign)) return [];
    const actions = foreign ? FOREIGN_KEY_ACTIONS[names.kind] : KEY_ACTIONS[names.kind];
    return [{ Sid: "Key", Effect: "Allow", Action: actions, Resource: names.key }];
}

/** Where things are made: nothing, or an account of their own. */
interface Places {
    readonly destination: pulumi.CustomResourceOptions;
    readonly key: pulumi.CustomResourceOptions;
}

function placesOf(name: string, change: Change): Places {
    if (!isForeign(change)) return { destination: {}, key: {} };
    const provider = new Provider(`${name}-other`, {
        region: REGION,
        allowedAccountIds: [OTHER],
    });
    return {
        destination: change.otherAccount === true ? { provider } : {},
        key: { provider },
    };
}

function isForeign({ otherAccount, otherAccountKey }: Change): boolean {
    return otherAccount === true || otherAccountKey === true;
}

function roleArnOf(name: string): string {
    return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

/** The destination's ARN, as a program that chose the names can write it. */
function textOf(name: string, { kind = "sqs", otherAccount, region = REGION }: Change): string {
    const owner = otherAccount === true ? OTHER : ACCOUNT;
    return kind === "s3"
        ? `arn:aws:s3:::${name}-failed-${owner}`
        : `arn:aws:${kind}:${region}:${owner}:${name}-failed`;
}

function roleOf(
    name: string,
    change: Change,
    on: Pick<Names, "destination" | "objects" | "key">,
): Role {
    // What names a role in a policy of its own must know its name.
    const named = change.style === "literal" || change.key === "direct" || isForeign(change);
    return new Role(name, {
        ...(named ? { name } : {}),
        assumeRolePolicy: TRUST,
        ...change.roleArgs?.(on),
    });
}

function keyOf(name: string, change: Change, { key: opts }: Places): Key | undefined {
    const { key = "none", kind = "sqs", keyRegion } = change;
    if (key === "none" || key === "aws") return undefined;
    const region = keyRegion === undefined ? {} : { region: keyRegion };
    const policy = key === "default" ? {} : { policy: keyPolicy(name, kind, key, change) };
    return new Key(name, { ...region, ...policy, ...change.keyArgs }, opts);
}

/** Names the role by the name that it will have: its ARN would lead in a circle. */
function keyPolicy(name: string, kind: Kind, key: KeyKind, change: Change): pulumi.Output<string> {
    const foreign = isForeign(change);
    const role = roleArnOf(name);
    const root: Written = {
        Sid: "Root",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${foreign ? OTHER : ACCOUNT}:root` },
        Action: "kms:*",
        Resource: "*",
    };
    const trust: Written = {
        Sid: "Role",
        Effect: "Allow",
        Principal: { AWS: role },
        Action: foreign ? FOREIGN_KEY_ACTIONS[kind] : KEY_ACTIONS[kind],
        Resource: "*",
    };
    const names = { kind, role, roleName: name, destination: "", objects: "", key: "*" };
    const statements = key === "direct" || foreign ? [root, trust] : [root];
    return documentOf((change.keyPolicy ?? keep)(statements, names));
}

/** A destination, and how it gets a policy. */
interface MadeDestination {
    readonly arn: pulumi.Output<string>;
    readonly guard: (policy: pulumi.Input<string>) => unknown;
}

function destinationOf(
    name: string,
    change: Change,
    key: Key | undefined,
    { destination: opts }: Places,
): MadeDestination {
    const { kind = "sqs", key: keyKind = "none" } = change;
    const physical = change.style === "literal" ? { name: `${name}-failed` } : {};
    const region = change.region === undefined ? {} : { region: change.region };
    const id =
        key === undefined
            ? keyKind === "aws"
                ? `alias/aws/${kind}`
                : undefined
            : (change.keyId?.(key) ?? key.arn);
    const common = { ...region, ...physical, ...(id === undefined ? {} : { kmsMasterKeyId: id }) };
    switch (kind) {
        case "sqs": {
            const queue = new Queue(`${name}-failed`, { ...common, ...change.queueArgs }, opts);
            return {
                arn: queue.arn,
                guard: (policy) => new QueuePolicy(name, { queueUrl: queue.url, policy }, opts),
            };
        }
        case "sns": {
            const topic = new Topic(`${name}-failed`, { ...common, ...change.topicArgs }, opts);
            return {
                arn: topic.arn,
                guard: (policy) => new TopicPolicy(name, { arn: topic.arn, policy }, opts),
            };
        }
        case "s3":
            return bucketOf(name, change, id, { ...region }, opts);
    }
}

function bucketOf(
    name: string,
    change: Change,
    key: pulumi.Input<string> | undefined,
    region: { readonly region?: string },
    opts: pulumi.CustomResourceOptions,
): MadeDestination {
    const owner = change.otherAccount === true ? OTHER : ACCOUNT;
    const named = change.style === "literal" ? { bucket: `${name}-failed-${owner}` } : {};
    const bucket = new Bucket(
        `${name}-failed`,
        { ...region, ...named, ...change.bucketArgs },
        opts,
    );
    if (key !== undefined) {
        const by = change.key === "aws" ? {} : { kmsMasterKeyId: key };
        new BucketServerSideEncryptionConfiguration(
            `${name}-failed`,
            {
                ...region,
                bucket: bucket.bucket,
                rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", ...by } }],
            },
            opts,
        );
    }
    return {
        arn: bucket.arn,
        guard: (policy) => new BucketPolicy(name, { bucket: bucket.bucket, policy }, opts),
    };
}

/** What another account's queue, topic or bucket must allow the role. */
function trusted(name: string, names: Names, change: Change): readonly Written[] {
    if (change.otherAccount !== true) return [];
    return onDestination(names).map((statement) => ({
        ...statement,
        Principal: { AWS: roleArnOf(name) },
    }));
}
