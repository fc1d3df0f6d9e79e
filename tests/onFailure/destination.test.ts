import { deepStrictEqual } from "node:assert";
import { parseDestination } from "../../components/onFailure/destination";

const PARSED: readonly (readonly [string, object])[] = [
    [
        "arn:aws:sqs:eu-west-1:111122223333:failures",
        {
            kind: "sqs",
            partition: "aws",
            region: "eu-west-1",
            account: "111122223333",
            name: "failures",
        },
    ],
    [
        "arn:aws-cn:sns:cn-north-1:111122223333:failures",
        {
            kind: "sns",
            partition: "aws-cn",
            region: "cn-north-1",
            account: "111122223333",
            name: "failures",
        },
    ],
    [
        "arn:aws-us-gov:s3:::failures.example.com",
        {
            kind: "s3",
            partition: "aws-us-gov",
            region: "",
            account: "",
            name: "failures.example.com",
        },
    ],
    [
        "arn:aws-eusc:sqs:eusc-de-east-1:111122223333:failures",
        {
            kind: "sqs",
            partition: "aws-eusc",
            region: "eusc-de-east-1",
            account: "111122223333",
            name: "failures",
        },
    ],
];

const REFUSED: readonly (readonly [string, string, string])[] = [
    [
        "",
        "KOF-001",
        '"" is neither the ARN of an SQS queue, an SNS topic or an S3 bucket nor kafka://topic',
    ],
    [
        "failures",
        "KOF-001",
        '"failures" is neither the ARN of an SQS queue, an SNS topic or an S3 bucket nor kafka://topic',
    ],
    [
        "arn:aws:lambda:eu-west-1:111122223333:function:f",
        "KOF-001",
        '"arn:aws:lambda:eu-west-1:111122223333:function:f" is an ARN of the service lambda: Lambda accepts an SQS queue, an SNS topic, an S3 bucket or a Kafka topic',
    ],
    [
        "arn:aws:sqs:eu-west-1:111122223333:failures.fifo",
        "KOF-002",
        '"arn:aws:sqs:eu-west-1:111122223333:failures.fifo" is a FIFO queue, which cannot be an on-failure destination',
    ],
    [
        "arn:aws:sns:eu-west-1:111122223333:failures.fifo",
        "KOF-002",
        '"arn:aws:sns:eu-west-1:111122223333:failures.fifo" is a FIFO topic, which cannot be an on-failure destination',
    ],
    [
        "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
        "KOF-003",
        '"https://sqs.eu-west-1.amazonaws.com/111122223333/failures" is a queue URL: use the queue\'s ARN',
    ],
    [
        "arn:aws:sqs:::failures",
        "KOF-003",
        '"arn:aws:sqs:::failures" lacks the queue\'s Region or account',
    ],
    [
        "arn:aws:sns:eu-west-1:111122223333:failures:0a1b2c3d",
        "KOF-003",
        '"arn:aws:sns:eu-west-1:111122223333:failures:0a1b2c3d" is a subscription: use the topic\'s ARN',
    ],
    [
        "arn:aws:s3:::failures/*",
        "KOF-003",
        '"arn:aws:s3:::failures/*" names objects: use the bucket\'s ARN alone',
    ],
    [
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/failures",
        "KOF-003",
        '"arn:aws:s3:eu-west-1:111122223333:accesspoint/failures" is an access point: use the bucket\'s ARN',
    ],
    [
        "arn:aws:s3express:eu-west-1:111122223333:bucket/failures--euw1-az1--x-s3",
        "KOF-003",
        '"arn:aws:s3express:eu-west-1:111122223333:bucket/failures--euw1-az1--x-s3" is not a general purpose bucket',
    ],
    ["kafka://", "KOF-062", '"kafka://" names no topic'],
    ["kafka://.failed", "KOF-062", 'topic ".failed" starts with a dot'],
    [
        "kafka://broker/failed",
        "KOF-062",
        'topic "broker/failed" contains a character other than letters, digits, ".", "_" and "-"',
    ],
];

describe("a destination", () => {
    for (const [text, value] of PARSED) {
        it(`is read from ${text}`, () => {
            deepStrictEqual(parseDestination(text), {
                kind: "parsed",
                value: { ...value, arn: text },
            });
        });
    }

    it("is read from a topic's URI", () => {
        deepStrictEqual(parseDestination("kafka://orders.failed-1"), {
            kind: "parsed",
            value: { kind: "kafka", topic: "orders.failed-1" },
        });
    });

    for (const [text, rule, reason] of REFUSED) {
        it(`is not read from ${text === "" ? "nothing" : text}: ${rule}`, () => {
            deepStrictEqual(parseDestination(text), { kind: "refused", rule, reason });
        });
    }

    it("may be a FIFO queue where one insists", () => {
        const text = "arn:aws:sqs:eu-west-1:111122223333:failures.fifo";
        deepStrictEqual(parseDestination(text, { allowFifo: true }), {
            kind: "parsed",
            value: {
                kind: "sqs",
                arn: text,
                partition: "aws",
                region: "eu-west-1",
                account: "111122223333",
                name: "failures.fifo",
            },
        });
    });

    it("has a topic of 249 characters, and none of 250", () => {
        deepStrictEqual(parseDestination(`kafka://${"t".repeat(249)}`).kind, "parsed");
        deepStrictEqual(parseDestination(`kafka://${"t".repeat(250)}`).kind, "refused");
    });
});
