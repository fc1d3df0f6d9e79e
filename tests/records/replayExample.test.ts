import assert from "node:assert/strict";
import { resolve } from "node:path";
import { runInThisContext } from "node:vm";
import { buildSync } from "esbuild";
import { s3Event, sqsEvent } from "./events";
import { changed, jsonOf, queueRecord, sample } from "./samples";

const ROOT = resolve(__dirname, "../..");
const RECORD = queueRecord({ "orders-eu-3": ["1042", "1043"] });
const EVENT = sample("awsSelfManagedEvent");
const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

describe("the consumer of an SQS destination, bundled", () => {
    it("tells which offsets were lost, where the error is, and how to look at the records", async () => {
        const aws = new Aws();
        const answer = await run("fromQueue", aws, sqsEvent(RECORD));
        assert.deepStrictEqual(answer, { batchItemFailures: [] });
        assert.deepStrictEqual(aws.sent, [
            {
                TopicArn: "arn:aws:sns:eu-west-1:111122223333:alerts",
                Subject: "A batch of Kafka records was given up",
                Message: [
                    `${FUNCTION} was given up on after 3 attempts: RetryAttemptsExhausted.`,
                    "Its log has the error under request 0f0c9bd4-6c2a-4d5c-9f2e-4c4f7a1f6c10.",
                    "",
                    "orders-eu, partition 3: offsets 1042 to 1043, 2026-01-14T03:12:04.835Z to 2026-01-14T03:12:05.580Z",
                    "kafka-console-consumer.sh --bootstrap-server 'b-2.example.com:9096,b-1.example.com:9096' --topic 'orders-eu' --partition 3 --offset 1042 --max-messages 2",
                ].join("\n"),
            },
        ]);
    });

    it("keeps in the queue what is no failure record, and tells of the others", async () => {
        const aws = new Aws();
        const [good] = sqsEvent(RECORD).Records;
        const bad = { ...good, messageId: "2", body: changed(RECORD, ["version"], undefined) };
        assert.deepStrictEqual(await run("fromQueue", aws, { Records: [bad, good] }), {
            batchItemFailures: [{ itemIdentifier: "2" }],
        });
        assert.equal(aws.sent.length, 1);
        assert.deepStrictEqual(aws.logged, [
            "message 2: Error: no failure record at Records[0].body: version is missing",
        ]);
    });

    it("keeps in the queue what could not be told", async () => {
        const aws = new Aws(() => {
            throw new Error("Throttled");
        });
        assert.deepStrictEqual(await run("fromQueue", aws, sqsEvent(RECORD)), {
            batchItemFailures: [{ itemIdentifier: "059f36b4-87a3-44ab-83d2-661975830a7d" }],
        });
    });

    it("quotes for the shell what came from outside", async () => {
        const aws = new Aws();
        const brokers = "b-1:9096'; rm -rf ~ #";
        const record = changed(RECORD, ["KafkaBatchInfo", "bootstrapServers"], brokers);
        await run("fromQueue", aws, sqsEvent(record));
        const [sent] = aws.sent;
        assert.ok(typeof sent === "object" && sent !== null && "Message" in sent);
        const expected = String.raw`--bootstrap-server 'b-1:9096'\''; rm -rf ~ #' --topic`;
        assert.ok(String(sent.Message).includes(expected), String(sent.Message));
    });
});

describe("the consumer of an S3 destination, bundled", () => {
    const object = changed(RECORD, ["payload"], EVENT);
    const place = { functionArn: FUNCTION, topic: "mytopic", partition: 0, firstOffset: 15 };
    const summary = { ...place, requestId: "0f0c9bd4-6c2a-4d5c-9f2e-4c4f7a1f6c10" };
    const reads = { Bucket: "orders-lost", Key: "aws/lambda/2026-01-14T03.12:06" };
    const event = s3Event("aws/lambda/2026-01-14T03.12%3A06");
    const answering = (text: string, answer: object) =>
        new Aws((input) =>
            "Key" in input ? { Body: { transformToString: () => Promise.resolve(text) } } : answer,
        );

    it("invokes the function that failed with the very event that failed", async () => {
        const aws = answering(object, { Payload: new TextEncoder().encode("null") });
        assert.equal(await run("fromBucket", aws, event), undefined);
        assert.deepStrictEqual(aws.sent, [reads, { FunctionName: FUNCTION, Payload: EVENT }]);
        assert.deepStrictEqual(aws.logged.map(jsonOf), [{ repeated: summary }]);
    });

    const failures: readonly (readonly [string, object, string])[] = [
        [
            "fails again",
            {
                FunctionError: "Unhandled",
                Payload: new TextEncoder().encode('{"errorMessage":"no such order"}'),
            },
            'Unhandled: {"errorMessage":"no such order"}',
        ],
        [
            "fails in part",
            {
                Payload: new TextEncoder().encode(
                    '{"batchItemFailures":[{"itemIdentifier":{"partition":"mytopic-0","offset":15}}]}',
                ),
            },
            'failed in part: {"batchItemFailures":[{"itemIdentifier":{"partition":"mytopic-0","offset":15}}]}',
        ],
    ];
    for (const [what, answer, error] of failures) {
        it(`throws where the function ${what}, so that Lambda does not count it as done`, async () => {
            const left = { unread: [], ranges: [], unplaced: [], failed: [{ ...summary, error }] };
            await assert.rejects(run("fromBucket", answering(object, answer), event), {
                message: `not repeated: ${JSON.stringify(left)}`,
            });
        });
    }

    it("throws where the object holds no event, and tells the offsets to read again", async () => {
        const aws = answering(changed(object, ["payload"], "<Whole Event>"), {});
        const left = {
            unread: [],
            ranges: [
                {
                    functionArn: FUNCTION,
                    cluster: "b-1.example.com:9096,b-2.example.com:9096",
                    topic: "orders-eu",
                    partition: 3,
                    firstOffset: 1042,
                    lastOffset: 1043,
                },
            ],
            unplaced: [],
            failed: [],
        };
        await assert.rejects(run("fromBucket", aws, event), {
            message: `not repeated: ${JSON.stringify(left)}`,
        });
        assert.deepStrictEqual(aws.sent, [reads]);
    });

    it("throws where the object cannot be read", async () => {
        const aws = new Aws(() => {
            throw new Error("Access Denied");
        });
        const id = "s3://orders-lost/aws/lambda/2026-01-14T03.12:06";
        const problems = [{ path: id, reason: "could not be read: Error: Access Denied" }];
        const unread = [{ kind: "invalid", problems, path: "", id }];
        await assert.rejects(run("fromBucket", aws, event), {
            message: `not repeated: ${JSON.stringify({ unread, ranges: [], unplaced: [], failed: [] })}`,
        });
    });
});

/** The AWS SDK as the consumers see it: keeps what is sent, and answers as it is told. */
class Aws {
    readonly sent: unknown[] = [];
    readonly logged: string[] = [];
    private readonly answer: (input: object) => object;

    constructor(answer: (input: object) => object = () => ({})) {
        this.answer = answer;
    }

    modules(): object {
        const send = ({ input }: Command) => {
            this.sent.push(input);
            return Promise.resolve(input).then(this.answer);
        };
        const Client = class {
            readonly send = send;
        };
        return {
            "@aws-sdk/client-lambda": { LambdaClient: Client, InvokeCommand: Command },
            "@aws-sdk/client-s3": { S3Client: Client, GetObjectCommand: Command },
            "@aws-sdk/client-sns": { SNSClient: Client, PublishCommand: Command },
        };
    }

    readonly log = (...words: unknown[]): void => {
        this.logged.push(words.map(String).join(" "));
    };
}

class Command {
    readonly input: object;

    constructor(input: object) {
        this.input = input;
    }
}

/** Bundles a consumer as it is deployed, and hands its handler an event. */
async function run(consumer: string, aws: Aws, event: unknown): Promise<unknown> {
    const { outputFiles } = buildSync({
        entryPoints: [`${ROOT}/examples/replay/consumers/${consumer}.ts`],
        bundle: true,
        platform: "node",
        target: "node20",
        external: ["@aws-sdk/*"],
        // The sources in the place of the build, which need not be there when tests run.
        alias: { "pulumi-lambda-kafka/records": `${ROOT}/components/records/index.ts` },
        write: false,
    });
    const modules = aws.modules();
    const module: { readonly exports: unknown } = { exports: {} };
    const load: unknown = runInThisContext(
        `(module, require, console, process) => {${outputFiles[0]?.text ?? ""}}`,
    );
    assert.ok(typeof load === "function");
    const require = (name: string): unknown => Reflect.get(modules, name);
    const environment = { env: { ALERTS_TOPIC_ARN: "arn:aws:sns:eu-west-1:111122223333:alerts" } };
    Reflect.apply(load, undefined, [
        module,
        require,
        { log: aws.log, error: aws.log },
        environment,
    ]);
    assert.ok(typeof module.exports === "object" && module.exports !== null);
    const handler: unknown = Reflect.get(module.exports, "handler");
    assert.ok(typeof handler === "function");
    const answer: unknown = await Reflect.apply(handler, undefined, [event]);
    return answer;
}
