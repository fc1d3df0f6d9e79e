import {
    getPolicyDocument,
    getPolicyDocumentOutput,
    Policy,
    PolicyAttachment,
    Role,
    RolePoliciesExclusive,
    RolePolicy,
    RolePolicyAttachment,
    RolePolicyAttachmentsExclusive,
} from "@pulumi/aws/iam";
import { Grant, Key, KeyPolicy } from "@pulumi/aws/kms";
import { Alias, EventSourceMapping } from "@pulumi/aws/lambda";
import { Provider } from "@pulumi/aws/provider";
import { Bucket, BucketServerSideEncryptionConfigurationV2, BucketV2 } from "@pulumi/aws/s3";
import { Topic } from "@pulumi/aws/sns";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../engine";
import {
    documentOf,
    functionOf,
    mapping,
    NETWORK,
    orders,
    OTHER,
    TRUST,
    type Change,
    type Kind,
} from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

const MANAGED = "arn:aws:iam::aws:policy";

/** Stacks as people write them. */
export function shapes(): readonly CorpusStack[] {
    return [
        ...managedPolicies(),
        ...documents(),
        ...attachments(),
        ...functions(),
        ...buckets(),
        ...keys(),
        ...severalMappings(),
        ...placesAndPaths(),
        ...outsiders(),
    ];
}

/** The network alone, and something attached beside it. */
function beside(policyArn: pulumi.Input<string>): NonNullable<Change["attach"]> {
    return (role) => {
        new RolePolicy("network", { role: role.name, policy: documentOf([NETWORK]) });
        new RolePolicyAttachment("orders", { role: role.name, policyArn });
    };
}

function managedPolicies(): readonly CorpusStack[] {
    const full: Readonly<Record<Kind, string>> = {
        sqs: "AmazonSQSFullAccess",
        sns: "AmazonSNSFullAccess",
        s3: "AmazonS3FullAccess",
    };
    const kinds = ["sqs", "sns", "s3"] as const;
    const lacking = (kind: Kind): readonly string[] =>
        ({ sqs: ["KOF-010"], sns: ["KOF-011"], s3: ["KOF-012", "KOF-013"] })[kind];
    return [
        ...kinds.map((kind) =>
            right(`${kind}, ${full[kind]}`, () =>
                orders({ kind, attach: beside(`${MANAGED}/${full[kind]}`) }),
            ),
        ),
        ...kinds.map((kind) =>
            right(`${kind}, PowerUserAccess in managedPolicyArns`, () =>
                orders({
                    kind,
                    attach: () => undefined,
                    roleArgs: () => ({ managedPolicyArns: [`${MANAGED}/PowerUserAccess`] }),
                }),
            ),
        ),
        right("AdministratorAccess", () =>
            orders({ key: "delegated", attach: beside(`${MANAGED}/AdministratorAccess`) }),
        ),
        ...kinds.map((kind) =>
            wrong(`${kind}, the full access of another service`, lacking(kind), () =>
                orders({ kind, attach: beside(`${MANAGED}/AmazonDynamoDBFullAccess`) }),
            ),
        ),
        ...kinds.map((kind) =>
            wrong(`${kind}, ReadOnlyAccess`, lacking(kind).slice(0, 1), () =>
                orders({ kind, attach: beside(`${MANAGED}/ReadOnlyAccess`) }),
            ),
        ),
        wrong("AWSLambdaSQSQueueExecutionRole receives, and does not send", "KOF-010", () =>
            orders({ attach: beside(`${MANAGED}/service-role/AWSLambdaSQSQueueExecutionRole`) }),
        ),
        wrong("the VPC policy of functions is not enough for a mapping", "KOF-071", () =>
            orders({
                attach: (role) => {
                    new RolePolicyAttachment("vpc", {
                        role: role.name,
                        policyArn: `${MANAGED}/service-role/AWSLambdaVPCAccessExecutionRole`,
                    });
                    new RolePolicyAttachment("orders", {
                        role: role.name,
                        policyArn: `${MANAGED}/AmazonSQSFullAccess`,
                    });
                },
            }),
        ),
        right("the policy for MSK has the network's actions", () =>
            orders({
                attach: (role) => {
                    new RolePolicyAttachment("vpc", {
                        role: role.name,
                        policyArn: `${MANAGED}/service-role/AWSLambdaMSKExecutionRole`,
                    });
                    new RolePolicyAttachment("orders", {
                        role: role.name,
                        policyArn: `${MANAGED}/AmazonSQSFullAccess`,
                    });
                },
            }),
        ),
        wrong("SQSFullAccess does not open a customer managed key", "KOF-030", () =>
            orders({ key: "default", attach: beside(`${MANAGED}/AmazonSQSFullAccess`) }),
        ),
        right(
            "a policy of AWS that is newer than the catalogue",
            () => orders({ attach: beside(`${MANAGED}/AmazonKafkaFailuresOfTomorrow`) }),
            ["orders KOF-021"],
        ),
        right(
            "a policy of the account that lies outside the stack",
            () => orders({ attach: beside(`arn:aws:iam::${ACCOUNT}:policy/team`) }),
            ["orders KOF-010"],
        ),
    ];
}

function documents(): readonly CorpusStack[] {
    const source = (arn: pulumi.Input<string>): pulumi.Output<string> =>
        getPolicyDocumentOutput({
            statements: [
                { actions: ["sqs:SendMessage"], resources: [arn] },
                { actions: ["ec2:*"], resources: ["*"] },
            ],
        }).json;
    const attachSource =
        (arn: pulumi.Input<string>): NonNullable<Change["attach"]> =>
        (role) => {
            new RolePolicy("orders", { role: role.id, policy: source(arn) });
        };
    const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:orders-failed`;
    return [
        right("getPolicyDocument over a queue's name", () =>
            orders({ style: "literal", attach: attachSource(arn) }),
        ),
        right("getPolicyDocument over a queue's output", () => {
            const queue = new Queue("failed", { sqsManagedSseEnabled: true });
            orders({ destinationArn: () => queue.arn, attach: attachSource(queue.arn) });
        }),
        wrong("getPolicyDocument over another queue", "KOF-010", () =>
            orders({ style: "literal", attach: attachSource(`${arn}-payments`) }),
        ),
        wrong("getPolicyDocument with a denial", "KOF-016", () =>
            orders({
                attach: (role) => {
                    const policy = getPolicyDocument({
                        statements: [
                            { actions: ["sqs:*", "ec2:*"], resources: ["*"] },
                            {
                                effect: "Deny",
                                actions: ["sqs:Send*"],
                                resources: ["*"],
                                conditions: [
                                    {
                                        test: "StringEquals",
                                        variable: "aws:RequestedRegion",
                                        values: [REGION],
                                    },
                                ],
                            },
                        ],
                    });
                    new RolePolicy("orders", {
                        role: role.name,
                        policy: policy.then(({ json }) => json),
                    });
                },
            }),
        ),
        right("a document as an object", () =>
            orders({
                style: "literal",
                attach: (role) => {
                    new RolePolicy("orders", {
                        role,
                        policy: {
                            Version: "2012-10-17",
                            Statement: [
                                { Effect: "Allow", Action: "sqs:SendMessage", Resource: arn },
                                { Effect: "Allow", Action: "ec2:*", Resource: "*" },
                            ],
                        },
                    });
                },
            }),
        ),
        right("one statement, without a list", () =>
            orders({
                attach: (role) => {
                    const Statement = {
                        Effect: "Allow",
                        Action: ["sqs:*", "ec2:*"],
                        Resource: "*",
                    };
                    new RolePolicy("orders", {
                        role: role.name,
                        policy: JSON.stringify({ Version: "2012-10-17", Statement }, undefined, 4),
                    });
                },
            }),
        ),
        right("a document interpolated as text", () => {
            const queue = new Queue("failed", { sqsManagedSseEnabled: true });
            orders({
                destinationArn: () => queue.arn,
                attach: (role) => {
                    new RolePolicy("orders", {
                        role: role.name,
                        policy: pulumi.interpolate`{"Version":"2012-10-17","Statement":[
                            {"Effect":"Allow","Action":"sqs:SendMessage","Resource":"${queue.arn}"},
                            {"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}`,
                    });
                },
            });
        }),
        wrong("a document interpolated with the queue's URL", "KOF-010", () => {
            const queue = new Queue("failed", { sqsManagedSseEnabled: true });
            orders({
                destinationArn: () => queue.arn,
                attach: (role) => {
                    new RolePolicy("orders", {
                        role: role.name,
                        policy: pulumi.interpolate`{"Version":"2012-10-17","Statement":[
                            {"Effect":"Allow","Action":"sqs:SendMessage","Resource":"${queue.url}"},
                            {"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}`,
                    });
                },
            });
        }),
    ];
}

function attachments(): readonly CorpusStack[] {
    return [
        right("inlinePolicies of the role", () =>
            orders({
                attach: () => undefined,
                roleArgs: ({ destination }) => ({
                    inlinePolicies: [
                        { name: "network", policy: documentOf([NETWORK]) },
                        { name: "send", policy: documentOf([send(destination)]) },
                    ],
                }),
            }),
        ),
        wrong("inlinePolicies of the role, on another queue", "KOF-010", () =>
            orders({
                attach: () => undefined,
                roleArgs: () => ({
                    inlinePolicies: [
                        {
                            name: "send",
                            policy: documentOf([NETWORK, send(`arn:aws:sqs:*:*:payments`)]),
                        },
                    ],
                }),
            }),
        ),
        right("a PolicyAttachment of several roles", () =>
            orders({
                attach: (role, policy) => {
                    const other = new Role("payments", { assumeRolePolicy: TRUST });
                    const { arn } = new Policy("orders", { policy });
                    new PolicyAttachment("orders", {
                        roles: [other.name, role.name],
                        policyArn: arn,
                    });
                },
            }),
        ),
        wrong("a PolicyAttachment of other roles", ["KOF-010", "KOF-071"], () =>
            orders({
                attach: (_, policy) => {
                    const other = new Role("payments", { assumeRolePolicy: TRUST });
                    const { arn } = new Policy("orders", { policy });
                    new PolicyAttachment("orders", { roles: [other.name], policyArn: arn });
                },
            }),
        ),
        right("a RolePolicy that names the role by its text", () =>
            orders({
                style: "literal",
                attach: (_, policy) => new RolePolicy("orders", { role: "orders", policy }),
            }),
        ),
        wrong("a RolePolicy that names another role by its text", ["KOF-010", "KOF-071"], () =>
            orders({
                style: "literal",
                attach: (_, policy) => new RolePolicy("orders", { role: "payments", policy }),
            }),
        ),
        right("exclusive attachments that list the policy", () =>
            orders({
                attach: (role, policy) => {
                    const { arn } = new Policy("orders", { policy });
                    new RolePolicyAttachmentsExclusive("orders", {
                        roleName: role.name,
                        policyArns: [arn],
                    });
                },
            }),
        ),
        right("exclusive inline policies that list the policy", () =>
            orders({
                attach: (role, policy) => {
                    const { name } = new RolePolicy("orders", { role: role.name, policy });
                    new RolePoliciesExclusive("orders", {
                        roleName: role.name,
                        policyNames: [name],
                    });
                },
            }),
        ),
    ];
}

function send(destination: pulumi.Input<string>) {
    return { Effect: "Allow", Action: "sqs:SendMessage", Resource: destination };
}

function functions(): readonly CorpusStack[] {
    const by = (
        name: string,
        functionName: (lambda: ReturnType<typeof functionOf>) => pulumi.Input<string>,
    ): readonly CorpusStack[] => {
        const stack = (action: string) => (): void => {
            const role = new Role("orders", { name: "orders", assumeRolePolicy: TRUST });
            const policy = documentOf([NETWORK, { ...send("*"), Action: action }]);
            new RolePolicy("orders", { role: role.name, policy });
            const lambda = functionOf("orders", role);
            const queue = new Queue("failed", { sqsManagedSseEnabled: true });
            mapping("orders", lambda, queue.arn, { functionName: functionName(lambda) });
        };
        return [
            right(`a function by ${name}`, stack("sqs:SendMessage")),
            wrong(`a function by ${name}, which may not send`, "KOF-010", stack("sqs:Receive*")),
        ];
    };
    return [
        ...by("its ARN", ({ arn }) => arn),
        ...by("its name", ({ name }) => name),
        ...by("its qualified ARN", ({ arn }) => pulumi.interpolate`${arn}:7`),
        ...by("an alias", ({ name }) => aliasOf(name).arn),
        ...by("its partial ARN", ({ name }) => pulumi.interpolate`${ACCOUNT}:function:${name}`),
        ...by("its name with an alias", ({ name }) => pulumi.interpolate`${name}:live`),
    ];
}

function aliasOf(functionName: pulumi.Input<string>): Alias {
    return new Alias("live", { name: "live", functionName, functionVersion: "7" });
}

function buckets(): readonly CorpusStack[] {
    const statements = (arn: pulumi.Input<string>) => [
        NETWORK,
        { Effect: "Allow", Action: "s3:PutObject", Resource: pulumi.interpolate`${arn}/*` },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
    ];
    const key = (): Key => new Key("orders", {});
    const legacy = (mayUseKey: boolean) => (): void => {
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- programs that were written for it still run
        const bucket = new BucketV2("failed", { bucket: "orders-failed" });
        const { arn } = key();
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the same
        new BucketServerSideEncryptionConfigurationV2("failed", {
            bucket: bucket.id,
            rules: [
                {
                    applyServerSideEncryptionByDefault: {
                        sseAlgorithm: "aws:kms",
                        kmsMasterKeyId: arn,
                    },
                },
            ],
        });
        const use = { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: arn };
        orders({
            destinationArn: () => bucket.arn,
            role: () => [...statements(bucket.arn), ...(mayUseKey ? [use] : [])],
        });
    };
    const inBucket = (mayUseKey: boolean) => (): void => {
        const { arn } = key();
        const bucket = new Bucket("failed", {
            serverSideEncryptionConfiguration: {
                rule: {
                    applyServerSideEncryptionByDefault: {
                        sseAlgorithm: "aws:kms",
                        kmsMasterKeyId: arn,
                    },
                },
            },
        });
        const use = { Effect: "Allow", Action: "kms:GenerateDataKey*", Resource: arn };
        orders({
            destinationArn: () => bucket.arn,
            role: () => [...statements(bucket.arn), ...(mayUseKey ? [use] : [])],
        });
    };
    const inLegacy = (algorithm: string, mayUseKey: boolean) => (): void => {
        const { arn } = key();
        const kmsMasterKeyId = algorithm === "AES256" ? undefined : arn;
        const byDefault = { sseAlgorithm: algorithm, kmsMasterKeyId };
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- programs that were written for it still run
        const bucket = new BucketV2("failed", {
            serverSideEncryptionConfigurations: [
                { rules: [{ applyServerSideEncryptionByDefaults: [byDefault] }] },
            ],
        });
        const use = { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: arn };
        orders({
            destinationArn: () => bucket.arn,
            role: () => [...statements(bucket.arn), ...(mayUseKey ? [use] : [])],
        });
    };
    return [
        right("an older bucket that encrypts itself", inLegacy("aws:kms", true)),
        right("an older bucket that encrypts itself without KMS", inLegacy("AES256", false)),
        wrong(
            "an older bucket that encrypts itself, its key closed",
            "KOF-030",
            inLegacy("aws:kms", false),
        ),
        right("a bucket of the older resources", legacy(true)),
        wrong("a bucket of the older resources, its key closed", "KOF-030", legacy(false)),
        right("a bucket that encrypts itself", inBucket(true)),
        wrong("a bucket that encrypts itself, its key closed", "KOF-030", inBucket(false)),
        right("a bucket with everything by one wildcard", () =>
            orders({
                kind: "s3",
                style: "literal",
                role: () => [
                    NETWORK,
                    {
                        Effect: "Allow",
                        Action: ["s3:PutObject", "s3:ListBucket"],
                        Resource: `arn:aws:s3:::orders-failed-${ACCOUNT}*`,
                    },
                ],
            }),
        ),
        wrong("a bucket that may be listed only", "KOF-012", () =>
            orders({
                kind: "s3",
                style: "literal",
                role: () => [
                    NETWORK,
                    {
                        Effect: "Allow",
                        Action: ["s3:PutObject", "s3:ListBucket"],
                        Resource: `arn:aws:s3:::orders-failed-${ACCOUNT}`,
                    },
                ],
            }),
        ),
    ];
}

function keys(): readonly CorpusStack[] {
    const use = ["kms:Decrypt", "kms:GenerateDataKey"];
    const separate = (principal: string, Action: readonly string[]) => (): void => {
        const key = new Key("orders", {});
        new KeyPolicy("orders", {
            keyId: key.keyId,
            policy: documentOf([
                { Effect: "Allow", Principal: { AWS: principal }, Action, Resource: "*" },
            ]),
        });
        const queue = new Queue("failed", { kmsMasterKeyId: key.arn });
        orders({
            destinationArn: () => queue.arn,
            roleArgs: () => ({ name: "orders" }),
            role: () => [NETWORK, send(queue.arn)],
        });
    };
    const granted =
        (operations: string[], toAnother = false) =>
        (): void => {
            const key = new Key("orders", {});
            const queue = new Queue("failed", { kmsMasterKeyId: key.id });
            orders({
                destinationArn: () => queue.arn,
                role: () => [NETWORK, send(queue.arn)],
                beside: ({ roleResource }) => {
                    const grantee = toAnother
                        ? new Role("payments", { assumeRolePolicy: TRUST })
                        : roleResource;
                    new Grant("orders", {
                        keyId: key.keyId,
                        granteePrincipal: grantee.arn,
                        operations,
                    });
                },
            });
        };
    const role = `arn:aws:iam::${ACCOUNT}:role/orders`;
    return [
        right("a key policy of its own, for the role", separate(role, use)),
        wrong("a key policy of its own, for another role", "KOF-030", separate(`${role}s`, use)),
        wrong(
            "a key policy of its own, with too little",
            "KOF-030",
            separate(role, ["kms:Encrypt", "kms:GenerateDataKey"]),
        ),
        wrong(
            "a key policy of its own, which lets IAM decide, and IAM does not allow",
            "KOF-030",
            separate(`arn:aws:iam::${ACCOUNT}:root`, ["kms:*"]),
        ),
        wrong(
            "a key policy with an operation for an action",
            "KOF-030",
            separate(role, ["kms:ReEncrypt"]),
        ),
        right("a grant of the key", granted(["Decrypt", "GenerateDataKey"])),
        wrong("a grant of the key for one operation", "KOF-030", granted(["GenerateDataKey"])),
        wrong(
            "a grant of the key to another role",
            "KOF-030",
            granted(["Decrypt", "GenerateDataKey"], true),
        ),
        right("a multi-Region key", () =>
            orders({ key: "direct", keyArgs: { multiRegion: true } }),
        ),
        right("a queue whose policy is its own property", () =>
            orders({
                style: "literal",
                queueArgs: {
                    policy: documentOf([
                        {
                            Effect: "Deny",
                            Principal: "*",
                            Action: "sqs:*",
                            Resource: "*",
                            Condition: { Bool: { "aws:SecureTransport": "false" } },
                        },
                    ]),
                },
            }),
        ),
        wrong("a queue whose own property denies", "KOF-051", () =>
            orders({
                queueArgs: {
                    policy: documentOf([
                        { Effect: "Deny", Principal: "*", Action: "sqs:Send*", Resource: "*" },
                    ]),
                },
            }),
        ),
        wrong("a topic whose own property denies", "KOF-051", () =>
            orders({
                kind: "sns",
                topicArgs: {
                    policy: documentOf([
                        { Effect: "Deny", Principal: "*", Action: "SNS:Publish", Resource: "*" },
                    ]),
                },
            }),
        ),
        right("a queue whose policy allows the role, which itself may not", () =>
            orders({
                role: () => [NETWORK],
                destinationPolicy: (_, { role: arn, destination }) => [
                    { ...send(destination), Principal: { AWS: arn } },
                ],
            }),
        ),
        wrong("a queue whose policy allows the account, and the role may not", "KOF-010", () =>
            orders({
                role: () => [NETWORK],
                destinationPolicy: (_, { destination }) => [
                    { ...send(destination), Principal: { AWS: ACCOUNT } },
                ],
            }),
        ),
        wrong("a queue whose policy allows Lambda, and the role may not", "KOF-010", () =>
            orders({
                role: () => [NETWORK],
                destinationPolicy: (_, { destination }) => [
                    { ...send(destination), Principal: { Service: "lambda.amazonaws.com" } },
                ],
            }),
        ),
    ];
}

function severalMappings(): readonly CorpusStack[] {
    const shared = (resources: (arns: readonly pulumi.Input<string>[]) => readonly unknown[]) => {
        const role = new Role("shared", { assumeRolePolicy: TRUST });
        const lambda = functionOf("shared", role);
        const queue = new Queue("orders", { sqsManagedSseEnabled: true });
        const payments = new Queue("payments", { sqsManagedSseEnabled: true });
        const topic = new Topic("refunds", {});
        new RolePolicy("shared", {
            role: role.name,
            policy: documentOf([
                NETWORK,
                {
                    Effect: "Allow",
                    Action: ["sqs:SendMessage", "sns:Publish"],
                    Resource: resources([queue.arn, payments.arn, topic.arn]),
                },
            ]),
        });
        mapping("orders", lambda, queue.arn);
        mapping("payments", lambda, payments.arn);
        mapping("refunds", lambda, topic.arn);
    };
    return [
        right("three mappings of one function", () => {
            shared((arns) => arns);
        }),
        wrong("three mappings of one function, the second forgotten", "payments KOF-010", () => {
            shared((arns) => arns.filter((_, index) => index !== 1));
        }),
        wrong(
            "three mappings of one function, only the first remembered",
            ["payments KOF-010", "refunds KOF-011"],
            () => {
                shared((arns) => arns.slice(0, 1));
            },
        ),
        wrong(
            "two functions with roles of their own, one wrong",
            ["payments KOF-011", "payments KOF-030"],
            () => {
                orders({ key: "default" });
                orders({ name: "payments", kind: "sns", key: "default", role: () => [NETWORK] });
            },
        ),
        right("two functions that share a role", () => {
            const { roleResource } = orders({});
            orders({ name: "payments", kind: "s3", useRole: roleResource });
        }),
        right("a mapping of a queue beside, which is none of ours", () => {
            orders({
                beside: ({ lambda }) => {
                    const queue = new Queue("source", {});
                    new EventSourceMapping("source", {
                        functionName: lambda.name,
                        eventSourceArn: queue.arn,
                    });
                },
            });
        }),
    ];
}

function placesAndPaths(): readonly CorpusStack[] {
    const direct = (trusted: string, path?: string) => (): void => {
        orders({
            key: "direct",
            keyPolicy: (statements) =>
                statements.map((statement) =>
                    statement["Sid"] === "Role"
                        ? { ...statement, Principal: { AWS: trusted } }
                        : statement,
                ),
            roleArgs: () => ({ name: "orders", ...(path === undefined ? {} : { path }) }),
        });
    };
    const arn = (path: string): string => `arn:aws:iam::${ACCOUNT}:role${path}orders`;
    const elsewhere = (region: string, account: string) => (): void => {
        const provider = new Provider("elsewhere", {
            region: "us-east-1",
            assumeRoles: [{ roleArn: `arn:aws:iam::${OTHER}:role/deploy` }],
        });
        const opts = { provider };
        const role = new Role("orders", { name: "orders", assumeRolePolicy: TRUST }, opts);
        const queue = new Queue("failed", { name: "failed", sqsManagedSseEnabled: true }, opts);
        new RolePolicy(
            "orders",
            {
                role: role.name,
                policy: documentOf([NETWORK, send(`arn:aws:sqs:${region}:${account}:failed`)]),
            },
            opts,
        );
        const lambda = functionOf("orders", role, opts);
        mapping("orders", lambda, queue.arn, {}, opts);
    };
    return [
        right("a role with a path", direct(arn("/service/"), "/service/")),
        wrong("a role with a path that the key forgets", "KOF-030", direct(arn("/"), "/service/")),
        wrong("a role without the path that the key names", "KOF-030", direct(arn("/service/"))),
        right("everything in another account and Region", elsewhere("us-east-1", OTHER)),
        wrong(
            "everything in another account, the policy in ours",
            "KOF-010",
            elsewhere("us-east-1", ACCOUNT),
        ),
        wrong(
            "everything in another Region, the policy in ours",
            "KOF-010",
            elsewhere(REGION, OTHER),
        ),
    ];
}

function outsiders(): readonly CorpusStack[] {
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/team/orders`;
    const withRole = (more: () => void, destination?: string) => (): void => {
        const queue = new Queue("failed", { sqsManagedSseEnabled: true });
        const lambda = functionOf("orders", roleArn);
        mapping("orders", lambda, destination ?? queue.arn);
        more();
    };
    const otherQueue = `arn:aws:sqs:${REGION}:${OTHER}:failed`;
    return [
        right(
            "a role outside the stack",
            withRole(() => undefined),
            ["orders KOF-010", "orders KOF-071"],
        ),
        right(
            "a role outside the stack, to which the stack attaches what is needed",
            withRole(() => {
                new RolePolicy("orders", {
                    role: "orders",
                    policy: documentOf([NETWORK, send("*")]),
                });
            }),
        ),
        right(
            "a queue of another account outside the stack",
            () =>
                orders({
                    role: () => [NETWORK, send(otherQueue)],
                    destinationArn: () => otherQueue,
                }),
            ["orders KOF-010", "orders KOF-008"],
        ),
        wrong(
            "a queue of another account outside the stack, and the role may not",
            "KOF-010",
            () => orders({ role: () => [NETWORK], destinationArn: () => otherQueue }),
            ["orders KOF-008"],
        ),
        right(
            "a queue of the account outside the stack",
            () =>
                orders({
                    role: () => [NETWORK, send("*")],
                    destinationArn: () => `arn:aws:sqs:${REGION}:${ACCOUNT}:failed`,
                }),
            ["orders KOF-008"],
        ),
        right(
            "a key of the account outside the stack",
            () =>
                orders({
                    key: "delegated",
                    keyId: () =>
                        `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
                    role: (statements) => [
                        ...statements,
                        { Effect: "Allow", Action: "kms:*", Resource: "*" },
                    ],
                }),
            ["orders KOF-030"],
        ),
    ];
}
