import { ACCOUNT, REGION, Stack, UNKNOWN, type Declared, type Props } from "./stack";

/** How much of the outputs a stack shows: what a first preview does, or everything. */
export type Shown = "unknown" | "known";

export type Kind = "sqs" | "sns" | "s3";

/** A stack and what is in it. */
export interface Orders {
    readonly stack: Stack;
    readonly role: Declared;
    readonly destination: Declared;
    readonly mapping: Declared;
}

/** The parts that stand before the mapping. */
export interface Before {
    readonly stack: Stack;
    readonly role: Declared;
    readonly destination: Declared;
    readonly key: Declared | undefined;
}

/** What may differ from a stack in which everything is right. */
export interface Differences {
    readonly shown?: Shown;
    readonly kind?: Kind;
    /** Resources that are new beside others that exist: a preview hides by what they are named. */
    readonly fresh?: readonly ("role" | "function" | "key")[];
    /** The role policy's document; `null`: there is no role policy. */
    readonly document?: unknown;
    readonly role?: Props;
    readonly destination?: Props;
    readonly mapping?: Props;
    /** A key that encrypts the destination, with this policy; `null`: the default one. */
    readonly keyPolicy?: unknown;
    readonly key?: Props;
    /** What outputs alone show, as after a refresh. */
    readonly refreshed?: { readonly destination?: Props; readonly key?: Props };
    /** Adds resources on which the mapping shall depend. */
    readonly add?: (before: Before) => readonly Declared[];
}

export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/orders-5d6e7f8`;
export const SECRET_ARN = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:kafka/orders-a1b2c3`;
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export const DESTINATION_ARN: Readonly<Record<Kind, string>> = {
    sqs: `arn:aws:sqs:${REGION}:${ACCOUNT}:orders-failures-1a2b3c4`,
    sns: `arn:aws:sns:${REGION}:${ACCOUNT}:orders-failures-1a2b3c4`,
    s3: "arn:aws:s3:::orders-failures-1a2b3c4",
};

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

export const READ_SECRET = {
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: SECRET_ARN,
};

const OWNER = { StringEquals: { "s3:ResourceAccount": ACCOUNT } };

/** What the pages of AWS ask of the role, written by hand. */
export const WRITE: Readonly<Record<Kind, readonly object[]>> = {
    sqs: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: DESTINATION_ARN.sqs }],
    sns: [{ Effect: "Allow", Action: "sns:Publish", Resource: DESTINATION_ARN.sns }],
    s3: [
        {
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: `${DESTINATION_ARN.s3}/*`,
            Condition: OWNER,
        },
        {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: DESTINATION_ARN.s3,
            Condition: OWNER,
        },
    ],
};

/** A policy document. */
export function documentOf(...statements: readonly object[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

/** The key's policy that trusts the role for what the destination asks. */
export function trusting(role: string, ...actions: readonly string[]): object {
    return documentOf({
        Sid: "Deliver",
        Effect: "Allow",
        Principal: { AWS: role },
        Action: actions,
        Resource: "*",
    });
}

/** A function with a role, a destination and a mapping that delivers to it, all written by hand. */
export function ordersStack(differences: Differences = {}): Orders {
    const { shown = "known", kind = "sqs" } = differences;
    const stack = new Stack();
    const answer = (value: string): string => (shown === "known" ? value : UNKNOWN);
    const answerOf = (what: "role" | "function" | "key"): typeof answer =>
        differences.fresh?.includes(what) === true ? () => UNKNOWN : answer;
    const role = addRole(stack, differences.role, answerOf("role"));
    const fn = stack.add("aws:lambda/function:Function", "orders", {
        inputs: { name: "orders-9a8b7c6", role: answer(ROLE_ARN), runtime: "nodejs22.x" },
        outputs: {
            name: "orders-9a8b7c6",
            role: answer(ROLE_ARN),
            runtime: "nodejs22.x",
            arn: answerOf("function")(
                `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders-9a8b7c6`,
            ),
        },
        dependsOn: { role: [role] },
    });
    const key =
        "keyPolicy" in differences ? addKey(stack, differences, answerOf("key")) : undefined;
    const destination = addDestination(stack, kind, differences, key, answer);
    const { document = documentOf(...WRITE[kind], READ_SECRET) } = differences;
    const policy = document === null ? [] : [addRolePolicy(stack, "deliver", role, document)];
    const added = differences.add?.({ stack, role, destination, key }) ?? [];
    const mappingProps = {
        functionName: "orders-9a8b7c6",
        selfManagedEventSource: {
            endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b1.example.com:9092,b2.example.com:9092" },
        },
        selfManagedKafkaEventSourceConfig: { consumerGroupId: "orders" },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: SECRET_ARN }],
        destinationConfig: { onFailure: { destinationArn: answer(DESTINATION_ARN[kind]) } },
        metricsConfig: { metrics: ["EventCount", "ErrorCount"] },
        ...differences.mapping,
    };
    const mapping = stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "orders", {
        inputs: mappingProps,
        outputs: { ...mappingProps, arn: UNKNOWN, uuid: UNKNOWN },
        dependsOn: {
            functionName: [fn],
            destinationConfig: [destination],
            "": [...policy, ...added],
        },
    });
    return { stack, role, destination, mapping };
}

/** Attaches an inline policy to the role. */
export function addRolePolicy(
    stack: Stack,
    name: string,
    role: Declared,
    document: unknown,
): Declared {
    const policy = typeof document === "string" ? document : JSON.stringify(document);
    return stack.add("aws:iam/rolePolicy:RolePolicy", name, {
        inputs: { name: `${name}-0a0b0c0`, role: "orders-5d6e7f8", policy },
        dependsOn: { role: [role] },
    });
}

function addRole(
    stack: Stack,
    props: Props | undefined,
    answer: (value: string) => string,
): Declared {
    const inputs = { name: "orders-5d6e7f8", path: "/", assumeRolePolicy: TRUST, ...props };
    const hidden = answer("") === UNKNOWN;
    return stack.add("aws:iam/role:Role", "orders", {
        inputs,
        outputs: {
            managedPolicyArns: hidden ? UNKNOWN : [],
            inlinePolicies: hidden ? UNKNOWN : [],
            ...inputs,
            arn: answer(ROLE_ARN),
            id: answer("orders-5d6e7f8"),
        },
    });
}

function addKey(
    stack: Stack,
    { keyPolicy, key, refreshed }: Differences,
    answer: (value: string) => string,
): Declared {
    const policy =
        keyPolicy === null || keyPolicy === undefined
            ? {}
            : { policy: typeof keyPolicy === "string" ? keyPolicy : JSON.stringify(keyPolicy) };
    const inputs = { enableKeyRotation: true, ...policy, ...key };
    return stack.add("aws:kms/key:Key", "orders", {
        inputs,
        outputs: {
            policy: answer(JSON.stringify(documentOf(ROOT))),
            ...inputs,
            arn: answer(KEY_ARN),
            keyId: answer("1234abcd-12ab-34cd-56ef-1234567890ab"),
            ...refreshed?.key,
        },
    });
}

/** The statement of the default key policy. */
const ROOT = {
    Sid: "Enable IAM User Permissions",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
};

function addDestination(
    stack: Stack,
    kind: Kind,
    { destination: props, refreshed }: Differences,
    key: Declared | undefined,
    answer: (value: string) => string,
): Declared {
    const arn = answer(DESTINATION_ARN[kind]);
    const encrypted = key === undefined ? {} : { kmsMasterKeyId: answer(KEY_ARN) };
    const dependsOn: Readonly<Record<string, readonly Declared[]>> =
        key === undefined ? {} : { kmsMasterKeyId: [key] };
    switch (kind) {
        case "sqs": {
            const inputs = { name: "orders-failures-1a2b3c4", ...encrypted, ...props };
            const url = answer(`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${inputs.name}`);
            const outputs = { ...inputs, arn, url, ...refreshed?.destination };
            return stack.add("aws:sqs/queue:Queue", "orders-failures", {
                inputs,
                outputs,
                dependsOn,
            });
        }
        case "sns": {
            const inputs = { name: "orders-failures-1a2b3c4", ...encrypted, ...props };
            const outputs = { ...inputs, arn, ...refreshed?.destination };
            return stack.add("aws:sns/topic:Topic", "orders-failures", {
                inputs,
                outputs,
                dependsOn,
            });
        }
        case "s3": {
            const inputs = { bucket: "orders-failures-1a2b3c4", ...props };
            const bucket = stack.add("aws:s3/bucket:Bucket", "orders-failures", {
                inputs,
                outputs: { ...inputs, arn, ...refreshed?.destination },
            });
            addBucketSettings(stack, bucket, key, answer);
            return bucket;
        }
    }
}

function addBucketSettings(
    stack: Stack,
    bucket: Declared,
    key: Declared | undefined,
    answer: (value: string) => string,
): void {
    stack.add("aws:s3/bucketVersioning:BucketVersioning", "orders-failures", {
        inputs: {
            bucket: "orders-failures-1a2b3c4",
            versioningConfiguration: { status: "Enabled" },
        },
        dependsOn: { bucket: [bucket] },
    });
    if (key === undefined) return;
    stack.add(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "orders-failures",
        {
            inputs: {
                bucket: "orders-failures-1a2b3c4",
                rules: [
                    {
                        applyServerSideEncryptionByDefault: {
                            sseAlgorithm: "aws:kms",
                            kmsMasterKeyId: answer(KEY_ARN),
                        },
                    },
                ],
            },
            dependsOn: { bucket: [bucket], rules: [key] },
        },
    );
}
