import { Queue } from "@pulumi/aws/sqs";
import { ACCOUNT, REGION } from "../engine";
import {
    ACTIONS,
    and,
    KINDS,
    orders,
    OTHER,
    RULE,
    STYLES,
    where,
    without,
    type Kind,
    type Names,
    type Written,
} from "../kit";
import { wrong, type CorpusStack } from "../stack";

/** Destinations that Lambda does not accept, that deny, or that are another account's and closed. */
export function wrongDestinations(): readonly CorpusStack[] {
    return [
        ...KINDS.flatMap((kind) => [
            ...STYLES.flatMap((style) =>
                ACTIONS[kind].flatMap((action) => [
                    wrong(
                        `${kind}, ${style} ARNs, another account's, its policy without ${action}`,
                        "KOF-050",
                        () =>
                            orders({
                                kind,
                                style,
                                otherAccount: true,
                                destinationPolicy: without(action),
                            }),
                    ),
                    wrong(
                        `${kind}, ${style} ARNs, another account's, the role without ${action}`,
                        ruleOf(action),
                        () => orders({ kind, style, otherAccount: true, role: without(action) }),
                    ),
                ]),
            ),
            wrong(`${kind}, another account's, without a policy`, ["KOF-050"], () =>
                orders({ kind, otherAccount: true, destinationPolicy: () => [] }),
            ),
            ...Object.entries(strangers()).map(([what, Principal]) =>
                wrong(`${kind}, another account's, its policy trusts ${what}`, "KOF-050", () =>
                    orders({
                        kind,
                        otherAccount: true,
                        destinationPolicy: (statements) =>
                            statements.map((statement) => ({ ...statement, Principal })),
                    }),
                ),
            ),
            ...Object.entries(denials(kind)).map(([what, statement]) =>
                wrong(`${kind}, its policy denies ${what}`, "KOF-051", () =>
                    orders({ kind, destinationPolicy: and(statement) }),
                ),
            ),
        ]),
        wrong("a topic in another Region", "KOF-004", () =>
            orders({ kind: "sns", region: "us-east-1" }),
        ),
        wrong("a topic in another Region, by its text", "KOF-004", () =>
            orders({ kind: "sns", style: "literal", region: "us-east-1" }),
        ),
        wrong("a FIFO queue", "KOF-002", () => orders({ queueArgs: { fifoQueue: true } })),
        wrong("a FIFO queue with a name", "KOF-002", () =>
            orders({ queueArgs: { fifoQueue: true, name: "orders-failed.fifo" } }),
        ),
        wrong("a FIFO topic", "KOF-002", () =>
            orders({ kind: "sns", topicArgs: { fifoTopic: true } }),
        ),
        wrong(
            "a FIFO queue outside the stack",
            "KOF-002",
            () =>
                orders({
                    destinationArn: () => `arn:aws:sqs:${REGION}:${ACCOUNT}:payments.fifo`,
                    role: where("sqs:SendMessage", { Resource: "*" }),
                }),
            ["orders KOF-008"],
        ),
        ...Object.entries(REFUSED).map(([what, [rule, arn]]) =>
            wrong(`the destination is ${what}`, rule, () => orders({ destinationArn: arn })),
        ),
        wrong("the destination is a queue's URL", "KOF-003", () =>
            orders({ destinationArn: () => new Queue("payments", {}).url }),
        ),
    ];
}

function ruleOf(action: string): string {
    return RULE[action] ?? "";
}

function strangers(): Readonly<Record<string, unknown>> {
    return {
        "another role": { AWS: `arn:aws:iam::${ACCOUNT}:role/payments` },
        Lambda: { Service: "lambda.amazonaws.com" },
        "its own account": { AWS: `arn:aws:iam::${OTHER}:root` },
    };
}

function denials(kind: Kind): Readonly<Record<string, (names: Names) => Written>> {
    const on = ({ destination, objects }: Names): Written => ({
        Effect: "Deny",
        Action: kind === "sns" ? "sns:Publish" : `${kind}:*`,
        Resource: kind === "s3" ? [destination, objects] : destination,
    });
    return {
        everybody: (names) => ({ ...on(names), Principal: "*" }),
        "the account": (names) => ({ ...on(names), Principal: { AWS: ACCOUNT } }),
        "the role": (names) => ({ ...on(names), Principal: { AWS: names.role } }),
        "everybody but services": (names) => ({
            ...on(names),
            Principal: "*",
            Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
        }),
        "everybody but another role": (names) => ({
            ...on(names),
            Principal: "*",
            Condition: {
                ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/payments` },
            },
        }),
    };
}

/** Texts that are no destination, with the rule of each. */
const REFUSED: Readonly<Record<string, readonly [string, () => string]>> = {
    "a function": ["KOF-001", () => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:payments`],
    "an event bus": ["KOF-001", () => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`],
    "a stream": ["KOF-001", () => `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/payments`],
    "no ARN": ["KOF-001", () => "payments-failed"],
    "a bucket with a key": ["KOF-003", () => "arn:aws:s3:::payments-failed/kafka/"],
    "an access point": ["KOF-003", () => `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/payments`],
    "a subscription": [
        "KOF-003",
        () => `arn:aws:sns:${REGION}:${ACCOUNT}:payments:1234abcd-12ab-34cd-56ef-1234567890ab`,
    ],
    "a Kafka topic in on-demand mode": ["KOF-060", () => "kafka://failed"],
    "a Kafka topic with a dot in front": ["KOF-062", () => "kafka://.failed"],
    "a Kafka topic with a path": ["KOF-062", () => "kafka://failed/orders"],
};
