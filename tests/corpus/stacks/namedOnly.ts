import { Role } from "@pulumi/aws/iam";
import { BucketPolicy } from "@pulumi/aws/s3";
import { TopicPolicy } from "@pulumi/aws/sns";
import { QueuePolicy } from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { KafkaEventSource } from "../../../index";
import { ACCOUNT, REGION } from "../engine";
import {
    ACTIONS,
    documentOf,
    functionOf,
    KINDS,
    NETWORK,
    orders,
    OTHER,
    TRUST,
    type Kind,
    type Written,
} from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

/** The key of a destination outside the stack is not seen. */
const KEY = ["orders KOF-008"];

const NAME = "central-failed";

/** Destinations that are no resource of the stack, but whose policy the stack writes. */
export function namedOnly(): readonly CorpusStack[] {
    const deny = { Effect: "Deny", Principal: "*" };
    const trust = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/orders` } };
    const stranger = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${OTHER}:role/payments` } };
    // The ARN of a bucket does not tell whose it is: another account's must let the role in.
    const open = (kind: Kind): readonly string[] =>
        kind === "s3" ? [...KEY, "orders KOF-012"] : KEY;
    return [
        ...KINDS.flatMap((kind) => [
            wrong(`${kind} by its text, its policy denies`, "KOF-051", guarded(kind, deny), KEY),
            right(`${kind} by its text, its policy trusts`, guarded(kind, trust), KEY),
            right(
                `${kind} by its text, its policy trusts others`,
                guarded(kind, stranger),
                open(kind),
            ),
            right(
                `${kind} by its text, the policy of another one denies`,
                guarded(kind, deny, { written: "central" }),
                open(kind),
            ),
        ]),
        ...(["sqs", "sns"] as const).flatMap((kind) => [
            right(
                `${kind} by its text, another account's, its policy trusts`,
                guarded(kind, trust, { owner: OTHER }),
                KEY,
            ),
            wrong(
                `${kind} by its text, another account's, its policy trusts others`,
                "KOF-050",
                guarded(kind, stranger, { owner: OTHER }),
                KEY,
            ),
            right(
                `${kind} by its text, the policy of its namesake in another account denies`,
                guarded(kind, deny, { written: NAME, writtenOwner: OTHER }),
                KEY,
            ),
        ]),
        right(
            "sqs by its text, which of two policies is in force is open",
            () => {
                guarded("sqs", trust)();
                guard("sqs", NAME, ACCOUNT, deny, "second");
            },
            [...KEY, "orders KOF-010"],
        ),
        wrong(
            "KafkaEventSource to a queue that exists, whose policy denies",
            "orders-mapping KOF-051",
            () => {
                const role = new Role("orders", { assumeRolePolicy: TRUST });
                new KafkaEventSource("orders", {
                    functionName: functionOf("orders", role).arn,
                    role,
                    topic: "orders",
                    bootstrapServers: ["b-1.kafka.example.com:9096"],
                    network: {
                        subnetIds: ["subnet-0123456789abcdef0"],
                        securityGroupIds: ["sg-0123456789abcdef0"],
                    },
                    onFailure: { sqs: { arn: arnOf("sqs", NAME, ACCOUNT) } },
                });
                guard("sqs", NAME, ACCOUNT, deny, "central");
            },
            ["orders-mapping KOF-008"],
        ),
    ];
}

interface Place {
    readonly owner?: string;
    /** Whose policy is written. */
    readonly written?: string;
    readonly writtenOwner?: string;
}

function guarded(kind: Kind, statement: Written, place: Place = {}): () => void {
    const { owner = ACCOUNT, written = NAME, writtenOwner = owner } = place;
    const arn = arnOf(kind, NAME, owner);
    return () => {
        orders({
            kind,
            roleArgs: () => ({ name: "orders" }),
            destinationArn: () => arn,
            role: () => [
                NETWORK,
                { Effect: "Allow", Action: ACTIONS[kind], Resource: [arn, `${arn}/*`] },
            ],
        });
        guard(kind, written, writtenOwner, statement, "central");
    };
}

function guard(
    kind: Kind,
    name: string,
    owner: string,
    statement: Written,
    resource: string,
): unknown {
    const arn = arnOf(kind, name, owner);
    const Resource = kind === "s3" ? [arn, `${arn}/*`] : "*";
    const policy: pulumi.Input<string> = documentOf([
        { ...statement, Action: ACTIONS[kind], Resource },
    ]);
    switch (kind) {
        case "sqs": {
            const queueUrl = `https://sqs.${REGION}.amazonaws.com/${owner}/${name}`;
            return new QueuePolicy(resource, { queueUrl, policy });
        }
        case "sns":
            return new TopicPolicy(resource, { arn, policy });
        case "s3":
            return new BucketPolicy(resource, { bucket: name, policy });
    }
}

function arnOf(kind: Kind, name: string, owner: string): string {
    return kind === "s3" ? `arn:aws:s3:::${name}` : `arn:aws:${kind}:${REGION}:${owner}:${name}`;
}
