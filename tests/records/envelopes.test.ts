import assert from "node:assert/strict";
import {
    recordsFromKafka,
    recordsFromS3,
    recordsFromSns,
    recordsFromSqs,
    s3Objects,
    sqsBatchResponse,
    type Delivery,
} from "../../components/records";
import { kafkaEvent, notification, s3Event, snsEvent, sqsEvent } from "./events";
import { changed, jsonOf, queueRecord, sample } from "./samples";

const QUEUE = queueRecord({ "orders-eu-3": ["1042", "9007199254740993"] });

/** One of each shape, and of what the destinations may make of them. */
const RECORDS: Readonly<Record<string, string>> = {
    "the record of a queue or SNS topic": sample("awsQueueOrTopic"),
    "the record of a bucket": sample("awsBucket"),
    "the record of a Kafka topic": sample("awsKafkaTopic"),
    "the record of a self-managed cluster": QUEUE,
    "a batch of one without payload": changed(sample("awsKafkaTopic"), ["payload"], undefined),
    "a batch of one with its payload as text": changed(
        sample("awsKafkaTopic"),
        ["payload"],
        sample("awsSelfManagedEvent"),
    ),
};

/** How each arrives, and the path and id of the delivery. */
const ENVELOPES: Readonly<
    Record<
        string,
        readonly [
            path: string,
            id: string,
            (text: string) => readonly Delivery[] | Promise<readonly Delivery[]>,
        ]
    >
> = {
    SQS: [
        "Records[0].body",
        "059f36b4-87a3-44ab-83d2-661975830a7d",
        (text) => recordsFromSqs(sqsEvent(text)),
    ],
    SNS: [
        "Records[0].Sns.Message",
        "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
        (text) => recordsFromSns(snsEvent(text)),
    ],
    "SNS through SQS, wrapped": [
        "Records[0].body.Message",
        "059f36b4-87a3-44ab-83d2-661975830a7d",
        (text) => recordsFromSqs(sqsEvent(notification(text))),
    ],
    "SNS through SQS, raw": [
        "Records[0].body",
        "059f36b4-87a3-44ab-83d2-661975830a7d",
        (text) => recordsFromSqs(sqsEvent(text)),
    ],
    "a Kafka topic": [
        'records["orders-dlt-0"][0].value',
        "orders-dlt-0@7",
        (text) => recordsFromKafka(kafkaEvent(text)),
    ],
    S3: [
        "",
        "s3://orders-lost/aws/lambda/2026-01-14T03.12:06 (1)",
        (text) =>
            recordsFromS3(s3Event("aws/lambda/2026-01-14T03.12%3A06+%281%29"), () =>
                Promise.resolve(text),
            ),
    ],
};

describe("every shape in every envelope", () => {
    for (const [shape, text] of Object.entries(RECORDS)) {
        for (const [envelope, [path, id, open]] of Object.entries(ENVELOPES)) {
            it(`reads ${shape} out of ${envelope}`, async () => {
                assert.deepStrictEqual(await open(text), [
                    { kind: "record", record: jsonOf(text), path, id },
                ]);
            });
        }
    }
});

describe("what is no failure record, in every envelope", () => {
    for (const [envelope, [path, id, open]] of Object.entries(ENVELOPES)) {
        it(`tells what is wrong with the record itself in ${envelope}`, async () => {
            assert.deepStrictEqual(await open(changed(QUEUE, ["version"], undefined)), [
                {
                    kind: "invalid",
                    problems: [{ path: "version", reason: "is missing" }],
                    path,
                    id,
                },
            ]);
        });
    }

    const wrong: readonly (readonly [string, unknown])[] = [
        ["nothing", undefined],
        ["an empty object", {}],
        ["a text", "Records"],
        [
            "an event of a schedule",
            { source: "aws.events", "detail-type": "Scheduled Event", detail: {} },
        ],
    ];
    for (const [what, event] of wrong) {
        it(`does not pass ${what} off as an event without records`, async () => {
            const deliveries = (path: string) => [
                { kind: "invalid", problems: [{ path, reason: "is missing" }], path: "", id: "" },
            ];
            assert.deepStrictEqual(recordsFromSqs(event), deliveries("Records"));
            assert.deepStrictEqual(recordsFromSns(event), deliveries("Records"));
            assert.deepStrictEqual(recordsFromKafka(event), deliveries("records"));
            assert.deepStrictEqual(await recordsFromS3(event, unread), deliveries("Records"));
        });
    }

    it("reads the good messages beside a bad one", () => {
        const event = { Records: [{ messageId: "1", body: QUEUE }, { messageId: "2" }, 3] };
        assert.deepStrictEqual(recordsFromSqs(event), [
            { kind: "record", record: jsonOf(QUEUE), path: "Records[0].body", id: "1" },
            {
                kind: "invalid",
                problems: [{ path: "Records[1].body", reason: "is missing" }],
                path: "",
                id: "2",
            },
            {
                kind: "invalid",
                problems: [{ path: "Records[2]", reason: "must be an object" }],
                path: "",
                id: "",
            },
        ]);
    });

    it("tells of a dead letter that is no text", () => {
        const event = kafkaEvent("");
        for (const [value, reason] of [
            ["/w==", "must be UTF-8 text in base64"],
            [undefined, "is missing"],
        ] as const) {
            const letter = { ...event.records["orders-dlt-0"][0], value };
            assert.deepStrictEqual(
                recordsFromKafka({ ...event, records: { "orders-dlt-0": [letter] } }),
                [
                    {
                        kind: "invalid",
                        problems: [{ path: 'records["orders-dlt-0"][0].value', reason }],
                        path: "",
                        id: "orders-dlt-0@7",
                    },
                ],
            );
        }
    });

    it("names a dead letter by nothing where it does not say where it was", () => {
        const letter = { ...kafkaEvent(QUEUE).records["orders-dlt-0"][0], offset: undefined };
        assert.deepStrictEqual(recordsFromKafka({ records: { "orders-dlt-0": [letter] } }), [
            {
                kind: "invalid",
                problems: [{ path: 'records["orders-dlt-0"][0].offset', reason: "is missing" }],
                path: "",
                id: "",
            },
        ]);
    });

    it("names a notification without a message", () => {
        const MessageId = "95df01b4-ee98-5cb9-9903-4c221d41eb5e";
        assert.deepStrictEqual(recordsFromSns({ Records: [{ Sns: { MessageId } }] }), [
            {
                kind: "invalid",
                problems: [{ path: "Records[0].Sns.Message", reason: "is missing" }],
                path: "",
                id: MessageId,
            },
        ]);
    });

    it("says that the offset of a dead letter is not exact once the runtime has rounded it", () => {
        const event = kafkaEvent(QUEUE);
        const letter = { ...event.records["orders-dlt-0"][0], offset: 2 ** 53 };
        assert.deepStrictEqual(
            recordsFromKafka({ ...event, records: { "orders-dlt-0": [letter] } }).map(
                ({ id }) => id,
            ),
            ["orders-dlt-0@~9007199254740992"],
        );
    });
});

describe("sqsBatchResponse", () => {
    it("names the messages that stay in the queue", () => {
        const event = {
            Records: [
                { messageId: "1", body: QUEUE },
                { messageId: "2", body: "{}" },
            ],
        };
        const failed = recordsFromSqs(event).filter(({ kind }) => kind === "invalid");
        assert.deepStrictEqual(sqsBatchResponse(failed), {
            batchItemFailures: [{ itemIdentifier: "2" }],
        });
    });

    it("keeps the whole batch of an event that it cannot read, by an empty identifier", () => {
        assert.deepStrictEqual(sqsBatchResponse(recordsFromSqs({ Messages: [] })), {
            batchItemFailures: [{ itemIdentifier: "" }],
        });
    });

    it("keeps nothing where all went well", () => {
        assert.deepStrictEqual(sqsBatchResponse([]), { batchItemFailures: [] });
    });
});

describe("s3Objects", () => {
    it("tells bucket, key and version", () => {
        const [notice] = s3Event("aws/lambda/a%2Bb").Records;
        const object = { ...notice?.s3.object, versionId: "096fKKXTRTtl3on89fVO.nfljtsv6qko" };
        assert.deepStrictEqual(
            s3Objects({ Records: [{ ...notice, s3: { ...notice?.s3, object } }] }),
            [
                {
                    kind: "object",
                    location: {
                        bucket: "orders-lost",
                        key: "aws/lambda/a+b",
                        versionId: "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                    },
                },
            ],
        );
    });

    it("announces nothing for a deletion and for the test event", () => {
        const [notice] = s3Event("aws/lambda/a").Records;
        const removed = { Records: [{ ...notice, eventName: "ObjectRemoved:Delete" }] };
        assert.deepStrictEqual(s3Objects(removed), []);
        assert.deepStrictEqual(
            s3Objects({
                Service: "Amazon S3",
                Event: "s3:TestEvent",
                Time: "2014-10-13T15:57:02.089Z",
                Bucket: "bucketname",
                RequestId: "5582815E1AEA5ADF",
                HostId: "8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE",
            }),
            [],
        );
    });

    it("tells of a key that cannot be decoded", () => {
        assert.deepStrictEqual(s3Objects(s3Event("aws/%E0%A4%A")), [
            {
                kind: "invalid",
                problems: [
                    { path: "Records[0].s3.object.key", reason: "must be a URL-encoded text" },
                ],
            },
        ]);
    });
});

describe("recordsFromS3", () => {
    it("reads the other objects where one cannot be read", async () => {
        const event = { Records: [...s3Event("denied").Records, ...s3Event("there").Records] };
        const deliveries = await recordsFromS3(event, ({ key }) =>
            key === "denied" ? Promise.reject(new Error("Access Denied")) : Promise.resolve(QUEUE),
        );
        assert.deepStrictEqual(deliveries, [
            {
                kind: "invalid",
                problems: [
                    {
                        path: "s3://orders-lost/denied",
                        reason: "could not be read: Error: Access Denied",
                    },
                ],
                path: "",
                id: "s3://orders-lost/denied",
            },
            { kind: "record", record: jsonOf(QUEUE), path: "", id: "s3://orders-lost/there" },
        ]);
    });
});

function unread(): Promise<string> {
    return Promise.reject(new Error("there is nothing to read"));
}
