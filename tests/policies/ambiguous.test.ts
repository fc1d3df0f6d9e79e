import { deepStrictEqual } from "node:assert";
import { unveiledEvidence } from "../../policies/facts/placeholders";
import { tagsOf } from "../../policies/facts/roles";
import { buildGraph, propertiesOf } from "../../policies/graph";
import type { Tags } from "../../policies/iam/question";
import { policies } from "../../policies/index";
import {
    documentOf,
    KEY_ARN,
    ordersStack,
    READ_SECRET,
    ROLE_ARN,
    trusting,
    WRITE,
    type Before,
    type Differences,
} from "./orders";
import {
    ACCOUNT,
    providerNamed,
    REGION,
    rules,
    Stack,
    UNKNOWN,
    type Declared,
    type Props,
} from "./stack";

const ADVICE = "on-failure-hygiene";

async function told(differences: Differences): Promise<readonly string[]> {
    const reported = await ordersStack(differences).stack.analyze(policies());
    return rules(reported.filter(({ policy }) => policy !== ADVICE));
}

function encryption({ stack, destination }: Before, name: string, rule: Props): Declared {
    return stack.add(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        name,
        {
            inputs: {
                bucket: "orders-failures-1a2b3c4",
                rules: [{ applyServerSideEncryptionByDefault: rule }],
            },
            dependsOn: { bucket: [destination] },
        },
    );
}

const OTHER_KEY = {
    sseAlgorithm: "aws:kms",
    kmsMasterKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0987dcba-09fe-87dc-65ba-ab0987654321`,
};

function exclusiveNames(policyNames: unknown): Differences {
    return {
        add: ({ stack, role }) => [
            stack.add("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "orders", {
                inputs: { roleName: "orders-5d6e7f8", policyNames },
                dependsOn: { roleName: [role] },
            }),
        ],
    };
}

/** The role may send by an AWS policy that is attached, and another resource lists what stays attached. */
function exclusiveArns(...policyArns: readonly string[]): Differences {
    return {
        document: documentOf(READ_SECRET),
        add: ({ stack, role }) => [
            stack.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "send", {
                inputs: {
                    role: "orders-5d6e7f8",
                    policyArn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess",
                },
                dependsOn: { role: [role] },
            }),
            stack.add(
                "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
                "orders",
                {
                    inputs: { roleName: "orders-5d6e7f8", policyArns },
                    dependsOn: { roleName: [role] },
                },
            ),
        ],
    };
}

const OTHERS = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

const LOGS = { Effect: "Allow", Action: "logs:*", Resource: "*" };

/** An inline policy of a name that others may have. */
function named(
    { stack, role }: Before,
    resource: string,
    statement: object,
    after: readonly Declared[] = [],
    name = "access",
): Declared {
    return stack.add("aws:iam/rolePolicy:RolePolicy", resource, {
        inputs: { name, role: "orders-5d6e7f8", policy: JSON.stringify(documentOf(statement)) },
        dependsOn: { role: [role], "": after },
    });
}

describe("Of two resources that contradict each other", () => {
    it("neither encryption of a bucket counts", async () => {
        const differences: Differences = {
            kind: "s3",
            add: (before) => [
                encryption(before, "first", { sseAlgorithm: "AES256" }),
                encryption(before, "second", OTHER_KEY),
            ],
        };
        deepStrictEqual(await told(differences), ["on-failure-unverified KOF-030"]);
    });

    it("neither the encryption in a bucket nor the one beside it counts", async () => {
        const inline = { rule: { applyServerSideEncryptionByDefault: OTHER_KEY } };
        const differences: Differences = {
            kind: "s3",
            destination: { serverSideEncryptionConfiguration: inline },
            add: (before) => [encryption(before, "beside", { sseAlgorithm: "AES256" })],
        };
        deepStrictEqual(await told(differences), ["on-failure-unverified KOF-030"]);
    });

    it("neither rule of a bucket's encryption counts", async () => {
        const rules = [OTHER_KEY, { sseAlgorithm: "AES256" }].map((rule) => ({
            applyServerSideEncryptionByDefaults: [rule],
        }));
        const differences: Differences = {
            kind: "s3",
            destination: { serverSideEncryptionConfigurations: [{ rules }] },
        };
        deepStrictEqual(await told(differences), ["on-failure-unverified KOF-030"]);
    });

    it("an attachment that an exclusive list leaves out decides nothing", async () => {
        deepStrictEqual(await told(exclusiveArns(OTHERS)), ["on-failure-unverified KOF-010"]);
        const both = exclusiveArns(OTHERS, "arn:aws:iam::aws:policy/AmazonSQSFullAccess");
        deepStrictEqual(await told(both), []);
    });

    it("neither inline policy of one name decides anything, and both are named", async () => {
        const { stack, mapping } = ordersStack({
            document: documentOf(READ_SECRET),
            add: (before) => [
                named(before, "send", WRITE.sqs[0] ?? {}),
                named(before, "logs", LOGS),
            ],
        });
        const reported = await stack.analyze(policies());
        deepStrictEqual(
            reported.filter(({ policy }) => policy !== ADVICE),
            [
                {
                    policy: "on-failure-unverified",
                    urn: mapping.urn,
                    message: `KOF-010: Whether role "orders" is allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4 cannot be determined: part of
  it is written in a way that this pack does not evaluate.
  - not evaluated by this pack: whether inline policy "send" of role "orders" stays in
    force, as aws.iam.RolePolicy "logs" also writes an inline policy named "access"
  Simplify it, or verify it manually.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
                },
            ],
        );
    });

    it("the inline policy that is written last counts", async () => {
        const inOrder = (first: object, second: object): Differences => ({
            document: documentOf(READ_SECRET),
            add: (before) => {
                const earlier = named(before, "first", first);
                return [earlier, named(before, "second", second, [earlier])];
            },
        });
        const send = WRITE.sqs[0] ?? {};
        deepStrictEqual(await told(inOrder(LOGS, send)), []);
        deepStrictEqual(await told(inOrder(send, LOGS)), ["on-failure-role KOF-010"]);
    });

    it("an inline policy whose name is not known overwrites none", async () => {
        const differences: Differences = {
            document: documentOf(READ_SECRET),
            add: (before) => [
                named(before, "send", WRITE.sqs[0] ?? {}, [], UNKNOWN),
                named(before, "logs", LOGS, [], UNKNOWN),
            ],
        };
        deepStrictEqual(await told(differences), []);
    });

    it("an attachment beside the role's own managedPolicyArns decides nothing, and is named", async () => {
        const arn = `arn:aws:iam::${ACCOUNT}:policy/send`;
        const { stack, mapping } = ordersStack({
            document: documentOf(READ_SECRET),
            role: { managedPolicyArns: [OTHERS] },
            add: ({ stack: to, role }) => {
                const inputs = {
                    name: "send",
                    policy: JSON.stringify(documentOf(WRITE.sqs[0] ?? {})),
                };
                const policy = to.add("aws:iam/policy:Policy", "send", {
                    inputs,
                    outputs: { ...inputs, arn },
                });
                return [
                    to.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "send", {
                        inputs: { role: "orders-5d6e7f8", policyArn: arn },
                        dependsOn: { role: [role], policyArn: [policy] },
                    }),
                ];
            },
        });
        deepStrictEqual(await stack.analyze(policies()), [
            {
                policy: "on-failure-unverified",
                urn: mapping.urn,
                message: `KOF-010: Whether role "orders" is allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4 cannot be determined: part of
  it is written in a way that this pack does not evaluate.
  - not evaluated by this pack: whether policy "send" stays attached, as aws.iam.Role
    "orders" detaches policies that managedPolicyArns does not list
  Simplify it, or verify it manually.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
            },
        ]);
    });

    it("the role's own lists count where no recorder shows who wrote them", async () => {
        const pack = policies().filter(({ name }) => name !== "on-failure-inputs");
        const { stack } = ordersStack({
            role: {
                managedPolicyArns: [OTHERS],
                inlinePolicies: [{ name: "logs", policy: documentOf(LOGS) }],
            },
        });
        const reported = await stack.analyze(pack);
        deepStrictEqual(rules(reported.filter(({ policy }) => policy !== ADVICE)), []);
    });

    it("an inline policy that an exclusive list may leave out decides nothing", async () => {
        deepStrictEqual(await told(exclusiveNames(UNKNOWN)), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
        deepStrictEqual(await told(exclusiveNames(["deliver-0a0b0c0"])), []);
    });
});

describe("A policy whose role is not known", () => {
    function attached(Effect: "Allow" | "Deny"): Differences {
        return {
            add: ({ stack }) => [
                stack.add("aws:iam/rolePolicy:RolePolicy", "someone's", {
                    inputs: {
                        name: "someone's-0a0b0c0",
                        role: UNKNOWN,
                        policy: JSON.stringify(documentOf({ Effect, Action: "*", Resource: "*" })),
                    },
                }),
            ],
        };
    }

    it("may deny", async () => {
        deepStrictEqual(await told(attached("Deny")), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
    });

    it("takes nothing away where it denies nothing", async () => {
        deepStrictEqual(await told(attached("Allow")), []);
    });
});

describe("An alias of a key", () => {
    function aliasIn(region: string): Differences {
        const provider = providerNamed(region, { region });
        return {
            destination: { kmsMasterKeyId: "alias/orders" },
            add: ({ stack }) => {
                const arn = KEY_ARN.replace("eu-west-1", region);
                const key = stack.add("aws:kms/key:Key", "elsewhere", {
                    provider,
                    inputs: {
                        policy: JSON.stringify(
                            trusting(ROLE_ARN, "kms:Decrypt", "kms:GenerateDataKey"),
                        ),
                    },
                    outputs: {
                        policy: JSON.stringify(
                            trusting(ROLE_ARN, "kms:Decrypt", "kms:GenerateDataKey"),
                        ),
                        arn,
                        keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
                    },
                });
                stack.add("aws:kms/alias:Alias", "elsewhere", {
                    provider,
                    inputs: {
                        name: "alias/orders",
                        targetKeyId: arn.slice(arn.lastIndexOf("/") + 1),
                    },
                    dependsOn: { targetKeyId: [key] },
                });
                return [];
            },
        };
    }

    it("means the key of its own Region, and no key of the same alias elsewhere", async () => {
        deepStrictEqual(await told(aliasIn("eu-west-1")), []);
        deepStrictEqual(await told(aliasIn("us-east-1")), ["on-failure-unverified KOF-030"]);
    });

    it("of an alias leads nowhere, and is told", async () => {
        const differences: Differences = {
            destination: { kmsMasterKeyId: "alias/orders" },
            add: ({ stack }) => {
                stack.add("aws:kms/alias:Alias", "orders", {
                    inputs: { name: "alias/orders", targetKeyId: "alias/orders" },
                });
                return [];
            },
        };
        deepStrictEqual(await told(differences), ["on-failure-unverified KOF-030"]);
    });
});

describe("The tags of a role", () => {
    /** As a preview shows them: what the provider adds is in no input, and hidden in the outputs. */
    function tagsWith(settings: Props): Tags | undefined {
        const stack = new Stack();
        const inputs = { name: "orders-5d6e7f8", tags: { team: "orders" } };
        const role = stack.add("aws:iam/role:Role", "orders", {
            inputs,
            outputs: { ...inputs, tagsAll: UNKNOWN },
            provider: providerNamed("default", { region: REGION, ...settings }),
        });
        const graph = buildGraph(
            stack.resources(),
            new Map([[role.urn, propertiesOf(inputs, role)]]),
        );
        return graph.nodes.map((node) => tagsOf(node))[0];
    }

    it("are those of the program where the provider adds none", () => {
        deepStrictEqual(tagsWith({}), { team: "orders" });
    });

    it("are not known where the provider adds some", () => {
        const defaultTags = JSON.stringify({ tags: { stage: "live" } });
        deepStrictEqual(tagsWith({ defaultTags }), undefined);
    });
});

describe("An account that a prediction made up", () => {
    it("is not known in a text of which another part is not known either", () => {
        const partition = { kind: "unknown", why: "preview", what: "the partition" } as const;
        const madeUp = {
            kind: "unknown",
            why: "preview",
            what: "account 000000000001, which is a placeholder: pass --account",
            identity: "account 000000000001",
        };
        const root = { kind: "text", parts: ["arn:", partition, ":iam::000000000001:root"] };
        const { identity } = unveiledEvidence({
            identity: [{ name: "policy", document: { Principal: { AWS: root } } }],
            unseenIdentity: [],
        });
        deepStrictEqual(identity[0]?.document, {
            Principal: {
                AWS: { kind: "text", parts: ["arn:", partition, ":iam::", madeUp, ":root"] },
            },
        });
    });
});

describe("A trust policy", () => {
    const LAMBDA = { Service: "lambda.amazonaws.com" };

    function trusted(...statements: readonly object[]): Differences {
        return { role: { assumeRolePolicy: JSON.stringify(documentOf(...statements)) } };
    }

    for (const Action of ["sts:AssumeRole", "STS:AssumeRol*", "sts:Assume?ole", "*"]) {
        it(`lets Lambda in by ${Action}`, async () => {
            deepStrictEqual(
                await told(trusted({ Effect: "Allow", Principal: LAMBDA, Action })),
                [],
            );
        });
    }

    const ALLOW = { Effect: "Allow", Principal: LAMBDA, Action: "sts:AssumeRole" };
    const DENY = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };

    it("keeps Lambda out by a Deny", async () => {
        deepStrictEqual(await told(trusted(ALLOW, DENY)), ["on-failure-role KOF-022"]);
    });

    it("says nothing against Lambda by a Deny of another action or principal", async () => {
        const others = { ...DENY, Action: "sts:TagSession" };
        const account = { ...DENY, Principal: { AWS: "444455556666" } };
        deepStrictEqual(await told(trusted(ALLOW, others, account)), []);
    });

    const UNDER = { ...DENY, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    const others = { Sid: "Others", NotPrincipal: { AWS: "444455556666" }, Action: "sts:*" };
    const hangsOn = (cause: string): string =>
        `KOF-022: Whether Lambda may assume the role of aws.lambda.EventSourceMapping "orders"
  cannot be determined: part of it is written in a way that this pack does not evaluate.
  - not evaluated by this pack: ${cause}
  Simplify it, or verify it manually.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`;
    const doubts: readonly (readonly [string, unknown, string])[] = [
        [
            "the conditions of a Deny",
            documentOf(ALLOW, UNDER),
            hangsOn('the Condition of Statement[1] of the trust policy of role\n    "orders"'),
        ],
        [
            "the NotPrincipal of a Deny alone",
            documentOf(ALLOW, { Effect: "Allow", ...others }, { Effect: "Deny", ...others }),
            hangsOn('NotPrincipal of statement "Others" of the trust policy of\n    role "orders"'),
        ],
        [
            "the NotPrincipal of the only Allow",
            documentOf({ Effect: "Allow", ...others, Sid: "All" }),
            hangsOn('NotPrincipal of statement "All" of the trust policy of\n    role "orders"'),
        ],
        [
            "a text that is no policy",
            "none",
            hangsOn('the trust policy of role "orders", which is no policy\n    document'),
        ],
        [
            "what a preview hides",
            UNKNOWN,
            `KOF-022: Whether Lambda may assume the role of aws.lambda.EventSourceMapping "orders"
  cannot be known until the update.
  - not known in a preview: assumeRolePolicy of aws.iam.Role "orders"
  To decide it now, run \`pulumi-lambda-kafka preview\`, which predicts what AWS will answer
    and takes the rest from --answers, or use the component KafkaEventSource, whose
    documents are known in a first preview.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
        ],
    ];
    for (const [what, trust, message] of doubts) {
        it(`is told with ${what} where that leaves it undecided`, async () => {
            const assumeRolePolicy = typeof trust === "string" ? trust : JSON.stringify(trust);
            const { stack, mapping } = ordersStack({ role: { assumeRolePolicy } });
            deepStrictEqual(await stack.analyze(policies()), [
                { policy: "on-failure-unverified", urn: mapping.urn, message },
            ]);
        });
    }

    it("is undecided by a Deny under conditions", async () => {
        const under = { ...DENY, Condition: { Bool: { "aws:SecureTransport": "false" } } };
        deepStrictEqual(await told(trusted(ALLOW, under)), ["on-failure-unverified KOF-022"]);
    });
});

describe("The key of a bucket in another account", () => {
    const OWNER = "444455556666";
    const ARN = "arn:aws:s3:::their-failures";
    const KEY = `arn:aws:kms:eu-west-1:${OWNER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const ROLE_POLICY = documentOf(
        { Effect: "Allow", Action: ["s3:*", "kms:GenerateDataKey"], Resource: "*" },
        READ_SECRET,
    );

    function theirs(kmsMasterKeyId: string): Differences {
        const provider = providerNamed("theirs", {
            region: REGION,
            allowedAccountIds: JSON.stringify([OWNER]),
        });
        return {
            kind: "s3",
            document: ROLE_POLICY,
            mapping: { destinationConfig: { onFailure: { destinationArn: ARN } } },
            add: ({ stack }) => {
                const bucket = stack.add("aws:s3/bucket:Bucket", "theirs", {
                    provider,
                    inputs: { bucket: "their-failures" },
                    outputs: { bucket: "their-failures", arn: ARN },
                });
                const dependsOn = { bucket: [bucket] };
                const policy = JSON.stringify(
                    documentOf({
                        Effect: "Allow",
                        Principal: { AWS: ROLE_ARN },
                        Action: ["s3:PutObject", "s3:ListBucket"],
                        Resource: [ARN, `${ARN}/*`],
                    }),
                );
                stack.add("aws:s3/bucketPolicy:BucketPolicy", "theirs", {
                    provider,
                    inputs: { bucket: "their-failures", policy },
                    dependsOn,
                });
                addKey(stack, provider);
                const rule = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
                stack.add(
                    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                    "theirs",
                    {
                        provider,
                        inputs: {
                            bucket: "their-failures",
                            rules: [{ applyServerSideEncryptionByDefault: rule }],
                        },
                        dependsOn,
                    },
                );
                return [];
            },
        };
    }

    function addKey(stack: Stack, provider: ReturnType<typeof providerNamed>): void {
        const inputs = { policy: JSON.stringify(trusting(ROLE_ARN, "kms:GenerateDataKey")) };
        const keyId = KEY.slice(KEY.lastIndexOf("/") + 1);
        const key = stack.add("aws:kms/key:Key", "theirs", {
            provider,
            inputs,
            outputs: { ...inputs, arn: KEY, keyId },
        });
        stack.add("aws:kms/alias:Alias", "theirs", {
            provider,
            inputs: { name: "alias/theirs", targetKeyId: keyId },
            dependsOn: { targetKeyId: [key] },
        });
    }

    it("is decided by its ARN", async () => {
        deepStrictEqual(await told(theirs(KEY)), []);
    });

    for (const named of ["alias/theirs", "1234abcd-12ab-34cd-56ef-1234567890ab"]) {
        it(`is not the one that ${named} means in the role's account`, async () => {
            deepStrictEqual(await told(theirs(named)), ["on-failure-unverified KOF-030"]);
        });
    }
});
