import assert from "node:assert/strict";
import { originalEvent, utf8Text } from "../../components/records";
import { changed, queueRecord, recordIn, sample } from "./samples";

const QUEUE = queueRecord({ "orders-eu-3": ["1042", "1043"] });
const withPayload = (payload: unknown) => recordIn(changed(QUEUE, ["payload"], payload));

describe("originalEvent", () => {
    it("decodes the event in the record of a bucket, and keeps its text to invoke with", () => {
        const text = sample("awsSelfManagedEvent");
        assert.deepStrictEqual(originalEvent(withPayload(text)), {
            kind: "event",
            event: {
                eventSource: "SelfManagedKafka",
                bootstrapServers:
                    "b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092,b-1.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092",
                text,
                records: [
                    {
                        topic: "mytopic",
                        partition: 0,
                        offset: 15n,
                        timestamp: 1545084650987,
                        timestampType: "CREATE_TIME",
                        key: Uint8Array.from(
                            Buffer.from("abcDEFghiJKLmnoPQRstuVWXyz1234==", "base64"),
                        ),
                        value: new TextEncoder().encode("Hello, this is a test."),
                        headers: [
                            { name: "headerKey", value: new TextEncoder().encode("headerValue") },
                        ],
                    },
                ],
            },
        });
    });

    it("decodes the event in the record of a Kafka topic", () => {
        const original = originalEvent(recordIn(sample("awsKafkaTopic")));
        assert.equal(original.kind, "event");
        assert.deepStrictEqual(original.event.records, [
            {
                topic: "my-topic",
                partition: 0,
                offset: 100n,
                timestamp: 1749116692330,
                timestampType: "CREATE_TIME",
                key: new TextEncoder().encode("test-key"),
                value: new TextEncoder().encode("test-value"),
                headers: [],
            },
        ]);
        assert.equal(original.event.eventSource, "aws:kafka");
        assert.equal(
            original.event.eventSourceArn,
            "arn:aws:kafka:us-east-1:123456789012:cluster/my-cluster/abc123",
        );
    });

    for (const [what, offset, expected] of [
        ["within 2^53", "9007199254740991", 9007199254740991n],
        ["beyond 2^53", "9007199254740993", 9007199254740993n],
        ["at the end of int64", "9223372036854775807", 9223372036854775807n],
    ] as const) {
        it(`reads an offset ${what} exactly, and gives it back exactly, in both kinds of payload`, () => {
            const event = sample("awsSelfManagedEvent").replace(
                '"offset":15',
                `"offset":${offset}`,
            );
            const inText = changed(QUEUE, ["payload"], event);
            const inObject = `${QUEUE.slice(0, -1)},"payload":${event}}`;
            for (const text of [inText, inObject]) {
                const original = originalEvent(recordIn(text));
                assert.equal(original.kind, "event");
                assert.deepStrictEqual(
                    original.event.records.map((record) => record.offset),
                    [expected],
                );
                assert.ok(original.event.text.includes(`"offset":${offset},`));
            }
        });
    }

    it("reads headers as the signed bytes that Lambda writes", () => {
        // From a report of a real event: {"test-header": "hello-world-ë"}
        const event = sample("awsSelfManagedEvent").replace(
            /"headers":\[[^]*?\]\s*\}\s*\]/,
            '"headers":[{"test-header":[104,101,108,108,111,45,119,111,114,108,100,45,-61,-85]},{"__proto__":null}]',
        );
        const original = originalEvent(withPayload(event));
        assert.equal(original.kind, "event");
        const [header, other] = original.event.records[0]?.headers ?? [];
        assert.equal(header?.name, "test-header");
        assert.equal(header.value && utf8Text(header.value), "hello-world-ë");
        assert.deepStrictEqual(other, { name: "__proto__", value: undefined });
    });

    it("tells a record without key, a tombstone and an empty value apart", () => {
        const keyless = {
            topic: "t",
            partition: 0,
            offset: 1,
            timestamp: -1,
            timestampType: "CREATE_TIME",
        };
        const records = {
            "t-0": [keyless, { ...keyless, key: "", value: "" }, { ...keyless, key: null }],
        };
        const original = originalEvent(
            withPayload(JSON.stringify({ eventSource: "SelfManagedKafka", records })),
        );
        assert.equal(original.kind, "event");
        assert.deepStrictEqual(
            original.event.records.map(({ key, value }) => [key, value]),
            [
                [undefined, undefined],
                [new Uint8Array(), new Uint8Array()],
                [undefined, undefined],
            ],
        );
    });

    it("keeps fields that it does not know", () => {
        const schema = { dataFormat: "AVRO", schemaId: "value-schema-002" };
        const record = {
            topic: "t",
            partition: 0,
            offset: 1,
            timestamp: 1645084650987,
            timestampType: "CREATE_TIME",
            valueSchemaMetadata: schema,
        };
        const payload = { eventSource: "aws:kafka", records: { "t-0": [record] } };
        const original = originalEvent(withPayload(payload));
        assert.equal(original.kind, "event");
        assert.deepStrictEqual(original.event.records, [
            { ...record, offset: 1n, key: undefined, value: undefined, headers: [] },
        ]);
    });

    it("is absent in the record of a queue or SNS topic", () => {
        assert.deepStrictEqual(originalEvent(recordIn(QUEUE)), { kind: "absent" });
    });

    const at = 'payload.records["mytopic-0"][0]';
    const rejected: readonly (readonly [string, string, string, string, string])[] = [
        ["a value that is no base64", '"SGVsbG8s', '"!', `${at}.value`, "must be base64"],
        [
            "a byte that is a text",
            "104",
            '"104"',
            `${at}.headers[0].headerKey`,
            "must be a list of bytes",
        ],
        ["a byte of 9 bits", "104", "256", `${at}.headers[0].headerKey`, "must be a list of bytes"],
        [
            "a byte that is an object",
            "104",
            '{"valueOf":1}',
            `${at}.headers[0].headerKey`,
            "must be a list of bytes",
        ],
        [
            "a negative offset",
            ":15,",
            ":-15,",
            `${at}.offset`,
            "must be an offset, a whole number and exact",
        ],
        [
            "an offset in a form that is not exact",
            ":15,",
            ":1.5e19,",
            `${at}.offset`,
            "must be an offset, a whole number and exact",
        ],
        ["no topic", '"topic"', '"theme"', `${at}.topic`, "is missing"],
        ["no event source", '"eventSource"', '"source"', "payload.eventSource", "is missing"],
    ];
    for (const [what, from, to, path, reason] of rejected) {
        it(`tells where and why: ${what}`, () => {
            const event = sample("awsSelfManagedEvent");
            assert.ok(event.includes(from));
            assert.deepStrictEqual(originalEvent(withPayload(event.replace(from, to))), {
                kind: "invalid",
                problems: [{ path, reason }],
            });
        });
    }

    it("says of a payload that is no JSON, such as AWS's placeholder, that it is not", () => {
        const original = originalEvent(recordIn(sample("awsBucket")));
        assert.equal(original.kind, "invalid");
        assert.deepStrictEqual(
            original.problems.map(({ path, reason }) => [path, reason.slice(0, 13)]),
            [["payload", "is not JSON: "]],
        );
    });
});

describe("utf8Text", () => {
    it("decodes a text to the last byte, and gives nothing for bytes that are none", () => {
        assert.equal(utf8Text(new TextEncoder().encode("\ufeffë😀")), "\ufeffë😀");
        assert.equal(utf8Text(Uint8Array.of(0xc3)), undefined);
    });
});
