import { deepStrictEqual, strictEqual } from "node:assert";
import { Role } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Provider } from "@pulumi/aws/provider";
import { Bucket } from "@pulumi/aws/s3";
import { Topic } from "@pulumi/aws/sns";
import { Queue } from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { KafkaEventSource, OnFailureDestination, OnFailureGrant } from "../../index";
import { run, UNKNOWN } from "./program";
import { FOREIGN_KEY, makeRole, parsed, ROLE_ARN, SCRAM, valueOf } from "./source";

const THEIRS = "arn:aws:iam::999988887777:role/reader";
const VIA_SQS = { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } };

function only<T>(made: readonly T[]): T {
    const [one] = made;
    if (one === undefined || made.length !== 1) throw new Error(`${made.length} components`);
    return one;
}

/** What the component's inputs tell a policy pack. */
function resolvedIn(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { resolved } = inputs;
    if (typeof resolved !== "object" || resolved === null) throw new Error("nothing is resolved");
    return { ...resolved };
}

describe("a destination alone", () => {
    it("trusts its writers, and lets those of other accounts in", async () => {
        const made: OnFailureDestination[] = [];
        const { document, names } = await run(() => {
            made.push(
                new OnFailureDestination("failures", {
                    sqs: {},
                    writerRoleArns: [ROLE_ARN, THEIRS],
                }),
            );
        });
        const queue = "arn:aws:sqs:eu-west-1:111122223333:failures-1a2b3c4";
        deepStrictEqual(names(), [
            "Key failures-key",
            "OnFailureDestination failures",
            "Queue failures",
            "QueuePolicy failures-queue-policy",
        ]);
        deepStrictEqual(document("QueuePolicy", "failures-queue-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "DenyWithoutTls",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: queue,
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
                {
                    Sid: "OnFailureDestination",
                    Effect: "Allow",
                    Principal: { AWS: THEIRS },
                    Action: ["sqs:SendMessage"],
                    Resource: queue,
                },
            ],
        });
        const own = {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: "*",
            Condition: VIA_SQS,
        };
        deepStrictEqual(document("Key", "failures-key"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AccountRulesKey",
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws:iam::111122223333:root" },
                    Action: "kms:*",
                    Resource: "*",
                },
                { Sid: "OnFailureKey", ...own, Principal: { AWS: ROLE_ARN } },
                { Sid: "OnFailureKey2", ...own, Principal: { AWS: THEIRS } },
                {
                    Sid: "OnFailureKeyOtherAccount2",
                    Effect: "Allow",
                    Principal: { AWS: THEIRS },
                    Action: ["kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
                    Resource: "*",
                },
            ],
        });
        strictEqual(await valueOf(only(made).arn), queue);
        strictEqual(await valueOf(only(made).accountId), "111122223333");
    });

    it("can be pointed at by a mapping of the same program, known in a first preview", async () => {
        const { inputs, document } = await run(() => {
            const failures = new OnFailureDestination("failures", { s3: {} });
            new KafkaEventSource("orders", {
                functionName: "reader",
                role: makeRole(),
                bootstrapServers: ["b-1.example.com:9096"],
                topic: "orders",
                authentication: SCRAM,
                onFailure: { s3: { arn: failures.arn, accountId: failures.accountId } },
            });
        });
        const bucket = "arn:aws:s3:::failures-1a2b3c4";
        deepStrictEqual(inputs("EventSourceMapping", "orders-mapping")["destinationConfig"], {
            onFailure: { destinationArn: bucket },
        });
        strictEqual(document("RolePolicy", "orders-on-failure-policy") === UNKNOWN, false);
    });
});

describe("a grant alone", () => {
    it("for a queue of the same program is known in a first preview, the key apart", async () => {
        const { document, names } = await run(() => {
            const key = new Key("failures");
            const queue = new Queue("failures", { kmsMasterKeyId: key.arn });
            new OnFailureGrant("orders", { role: makeRole(), queue, kmsKeyArn: key.arn });
        });
        deepStrictEqual(
            names().filter((name) => name.startsWith("RolePolicy")),
            ["RolePolicy orders-on-failure-key-policy", "RolePolicy orders-on-failure-policy"],
        );
        deepStrictEqual(document("RolePolicy", "orders-on-failure-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OnFailureDestination",
                    Effect: "Allow",
                    Action: ["sqs:SendMessage"],
                    Resource: "arn:aws:sqs:eu-west-1:111122223333:failures-1a2b3c4",
                },
            ],
        });
        strictEqual(document("RolePolicy", "orders-on-failure-key-policy"), UNKNOWN);
    });

    for (const outputs of ["unknown", "predicted"] as const) {
        it(`names a queue or topic in the resource's own Region, with outputs ${outputs}`, async () => {
            const { inputs, document } = await run(
                () => {
                    const [name, region] = ["failures", "us-east-1"];
                    const queue = new Queue("queue", { name, region });
                    const topic = new Topic("topic", { name, region });
                    new OnFailureGrant("one", { role: makeRole("one"), queue });
                    new OnFailureGrant("two", { role: makeRole("two"), topic });
                },
                { outputs },
            );
            const allow = { Sid: "OnFailureDestination", Effect: "Allow" };
            const [queue, topic] = ["sqs", "sns"].map(
                (service) => `arn:aws:${service}:us-east-1:111122223333:failures`,
            );
            deepStrictEqual(document("RolePolicy", "one-on-failure-policy"), {
                Version: "2012-10-17",
                Statement: [{ ...allow, Action: ["sqs:SendMessage"], Resource: queue }],
            });
            deepStrictEqual(document("RolePolicy", "two-on-failure-policy"), {
                Version: "2012-10-17",
                Statement: [{ ...allow, Action: ["sns:Publish"], Resource: topic }],
            });
            strictEqual(resolvedIn(inputs("OnFailureGrant", "one"))["destinationArn"], queue);
        });
    }

    it("waits for a Region that is not known yet, and takes the provider's where mocks tell none", async () => {
        const program = (region?: pulumi.Output<string>) => () => {
            const queue = new Queue("failures", {
                name: "failures",
                ...(region === undefined ? {} : { region }),
            });
            new OnFailureGrant("orders", { role: makeRole(), queue });
        };
        const later = await run(() => {
            program(new Key("elsewhere").arn)();
        });
        strictEqual(later.document("RolePolicy", "orders-on-failure-policy"), UNKNOWN);
        const untold = await run(program(), { outputs: "predicted", regions: false });
        strictEqual(
            resolvedIn(untold.inputs("OnFailureGrant", "orders"))["destinationArn"],
            "arn:aws:sqs:eu-west-1:111122223333:failures",
        );
    });

    it("for a bucket is bound to the account that owns it", async () => {
        const { document } = await run(() => {
            const bucket = new Bucket("failures");
            new OnFailureGrant("orders", { role: makeRole(), bucket });
        });
        const Condition = { StringEquals: { "s3:ResourceAccount": "111122223333" } };
        const allow = { Effect: "Allow", Condition };
        deepStrictEqual(document("RolePolicy", "orders-on-failure-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OnFailureDestination",
                    ...allow,
                    Action: ["s3:ListBucket"],
                    Resource: "arn:aws:s3:::failures-1a2b3c4",
                },
                {
                    Sid: "OnFailureObjects",
                    ...allow,
                    Action: ["s3:PutObject"],
                    Resource: "arn:aws:s3:::failures-1a2b3c4/*",
                },
            ],
        });
    });

    it("tells what a role needs that is managed elsewhere, and what owners elsewhere have to add", async () => {
        const destinationArn = "arn:aws:sns:eu-west-1:999988887777:failures";
        const made: OnFailureGrant[] = [];
        const { names } = await run(() => {
            made.push(
                new OnFailureGrant("orders", {
                    roleArn: ROLE_ARN,
                    destinationArn,
                    kmsKeyArn: FOREIGN_KEY,
                }),
            );
        });
        const grant = only(made);
        deepStrictEqual(names(), ["OnFailureGrant orders"]);
        deepStrictEqual((await valueOf(grant.requiredRoleStatements)).map(parsed).at(0), {
            Sid: "OnFailureDestination",
            Effect: "Allow",
            Action: ["sns:Publish"],
            Resource: destinationArn,
        });
        deepStrictEqual(
            (await valueOf(grant.requiredForeignStatements)).map(({ resourceArn }) => resourceArn),
            [destinationArn, FOREIGN_KEY, FOREIGN_KEY],
        );
    });

    it("for a topic of an MSK cluster is what writing there needs", async () => {
        const cluster = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1";
        const { document } = await run(() => {
            new OnFailureGrant("orders", {
                role: makeRole(),
                destinationArn: "kafka://orders-failed",
                mskClusterArn: cluster,
            });
        });
        deepStrictEqual(document("RolePolicy", "orders-on-failure-policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OnFailureCluster",
                    Effect: "Allow",
                    Action: ["kafka-cluster:Connect"],
                    Resource: [cluster],
                },
                {
                    Sid: "OnFailureTopic",
                    Effect: "Allow",
                    Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"],
                    Resource: [
                        "arn:aws:kafka:eu-west-1:111122223333:topic/orders/0a1b2c3d-1/orders-failed",
                    ],
                },
            ],
        });
    });
});

describe("a role under a provider of its own", () => {
    const destinationArn = "arn:aws:sqs:eu-west-1:111122223333:failures";

    it("is extended by that provider, when the component has another one", async () => {
        const providers: (string | undefined)[] = [];
        const { names } = await run(
            () => {
                const global = new Provider("global", { region: "us-east-1" });
                const provider = new Provider("regional", { region: "eu-west-1" });
                const role = new Role("reader", { assumeRolePolicy: "{}" }, { provider: global });
                new OnFailureGrant(
                    "orders",
                    { role, destinationArn },
                    {
                        provider,
                        transformations: [
                            ({ type, opts }) => {
                                if (type.endsWith(":RolePolicy") && "provider" in opts) {
                                    providers.push(opts.provider === global ? "global" : "other");
                                }
                                return undefined;
                            },
                        ],
                    },
                );
            },
            { outputs: "unknown", accounts: { global: "111122223333", regional: "111122223333" } },
        );
        deepStrictEqual(providers, ["global"]);
        strictEqual(names().includes("RolePolicy orders-on-failure-policy"), true);
    });

    it("is taken with the same provider, however it is given", async () => {
        const { names } = await run(() => {
            const provider = new Provider("elsewhere", { region: "eu-west-1" });
            const role = new Role("reader", { assumeRolePolicy: "{}" }, { provider });
            new OnFailureGrant("one", { role, destinationArn }, { provider });
            new OnFailureGrant("two", { role, destinationArn }, { providers: [provider] });
            new OnFailureGrant("three", { role, destinationArn }, { providers: { aws: provider } });
        });
        deepStrictEqual(
            names().filter((name) => name.startsWith("RolePolicy")),
            [
                "RolePolicy one-on-failure-policy",
                "RolePolicy three-on-failure-policy",
                "RolePolicy two-on-failure-policy",
            ],
        );
    });
});
