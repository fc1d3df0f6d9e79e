import assert from "node:assert/strict";
import fc from "fast-check";
import { replayPlan } from "../../components/records";
import { changed, queueRecord, recordIn, sample } from "./samples";

const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const CLUSTER = "b-1.example.com:9096,b-2.example.com:9096";
type Lost = readonly [key: string, first: string, last: string];
const records = (ranges: readonly Lost[]) =>
    ranges.map(([key, first, last]) => recordIn(queueRecord({ [key]: [first, last] })));
const range = (topic: string, partition: number, firstOffset: bigint, lastOffset: bigint) => ({
    functionArn: FUNCTION,
    cluster: CLUSTER,
    topic,
    partition,
    firstOffset,
    lastOffset,
});

describe("replayPlan, of records without payloads", () => {
    const plans: readonly (readonly [string, readonly Lost[], readonly object[]])[] = [
        ["nothing for no records", [], []],
        [
            "one range for a record that arrived twice",
            [
                ["t-0", "5", "9"],
                ["t-0", "5", "9"],
            ],
            [range("t", 0, 5n, 9n)],
        ],
        [
            "one range for ranges that overlap",
            [
                ["t-0", "8", "12"],
                ["t-0", "5", "9"],
            ],
            [range("t", 0, 5n, 12n)],
        ],
        [
            "one range for ranges that touch",
            [
                ["t-0", "10", "12"],
                ["t-0", "5", "9"],
            ],
            [range("t", 0, 5n, 12n)],
        ],
        [
            "two ranges where an offset lies between",
            [
                ["t-0", "11", "12"],
                ["t-0", "5", "9"],
            ],
            [range("t", 0, 5n, 9n), range("t", 0, 11n, 12n)],
        ],
        [
            "the larger range where one lies within the other",
            [
                ["t-0", "6", "7"],
                ["t-0", "5", "9"],
            ],
            [range("t", 0, 5n, 9n)],
        ],
        [
            "offsets in the order of numbers, beyond 2^53 too",
            [
                ["t-0", "9007199254740995", "9007199254740995"],
                ["t-0", "9007199254740993", "9007199254740993"],
                ["t-0", "10", "10"],
                ["t-0", "9", "9"],
            ],
            [
                range("t", 0, 9n, 10n),
                range("t", 0, 9007199254740993n, 9007199254740993n),
                range("t", 0, 9007199254740995n, 9007199254740995n),
            ],
        ],
        [
            "partitions in the order of numbers, within topics in that of names",
            [
                ["u-0", "1", "1"],
                ["t-10", "1", "1"],
                ["t-9", "1", "1"],
            ],
            [range("t", 9, 1n, 1n), range("t", 10, 1n, 1n), range("u", 0, 1n, 1n)],
        ],
    ];
    for (const [what, ranges, expected] of plans) {
        it(`plans ${what}`, () => {
            assert.deepStrictEqual(replayPlan(records(ranges)), {
                ranges: expected,
                invocations: [],
                unplaced: [],
            });
        });
    }

    it("keeps functions and clusters apart, and knows a cluster by its brokers in any order", () => {
        const text = queueRecord({ "t-0": ["1", "2"] });
        const info = ["KafkaBatchInfo", "bootstrapServers"];
        const other = "arn:aws:lambda:eu-west-1:111122223333:function:audit";
        const msk =
            "arn:aws:kafka:eu-west-1:111122223333:cluster/main/751d2973-a626-431c-9d4e-d7975eb44dd7-2";
        const { ranges } = replayPlan(
            [
                text,
                changed(text, info, "b-1.example.com:9096,b-2.example.com:9096"),
                changed(text, info, "b-3.example.com:9096"),
                changed(text, info, undefined),
                changed(text, ["KafkaBatchInfo", "eventSourceArn"], msk),
                changed(text, ["requestContext", "functionArn"], other),
            ].map(recordIn),
        );
        const planned = range("t", 0, 1n, 2n);
        assert.deepStrictEqual(ranges, [
            { ...planned, functionArn: other },
            { ...planned, cluster: "" },
            { ...planned, cluster: msk },
            planned,
            { ...planned, cluster: "b-3.example.com:9096" },
        ]);
    });

    it("plans every offset that was lost, none that was not, in ranges that are sorted and apart", () => {
        const lost = fc.record({
            partition: fc.nat({ max: 2 }),
            first: fc.nat({ max: 60 }),
            length: fc.nat({ max: 5 }),
        });
        fc.assert(
            fc.property(fc.array(lost, { maxLength: 20 }), (batches) => {
                const { ranges } = replayPlan(
                    records(
                        batches.map(
                            ({ partition, first, length }) =>
                                [`t-${partition}`, `${first}`, `${first + length}`] as const,
                        ),
                    ),
                );
                const expected = batches.flatMap(({ partition, first, length }) =>
                    Array.from(
                        { length: length + 1 },
                        (_, index) => partition * 1000 + first + index,
                    ),
                );
                const planned = ranges.flatMap(({ partition, firstOffset, lastOffset }) =>
                    Array.from(
                        { length: Number(lastOffset - firstOffset) + 1 },
                        (_, index) => partition * 1000 + Number(firstOffset) + index,
                    ),
                );
                assert.deepStrictEqual(
                    planned,
                    [...new Set(expected)].toSorted((a, b) => a - b),
                );
                for (const [index, { partition, firstOffset }] of ranges.entries()) {
                    const before = ranges[index - 1];
                    assert.ok(
                        before?.partition !== partition || before.lastOffset + 1n < firstOffset,
                    );
                }
            }),
        );
    });
});

describe("replayPlan, of records with payloads", () => {
    const queue = queueRecord({ "mytopic-0": ["15", "15"] });
    const event = sample("awsSelfManagedEvent");
    const withOffset = (offset: string) => event.replace('"offset":15', `"offset":${offset}`);
    const inBucket = (payload: string) => recordIn(changed(queue, ["payload"], payload));
    const invocation = (payload: string, firstOffset: bigint) => ({
        functionArn: FUNCTION,
        cluster: CLUSTER,
        topic: "mytopic",
        partition: 0,
        firstOffset,
        requestId: "0f0c9bd4-6c2a-4d5c-9f2e-4c4f7a1f6c10",
        payload,
    });

    it("repeats the invocation with the very text, once, and reads nothing again", () => {
        assert.deepStrictEqual(replayPlan([inBucket(event), inBucket(event)]), {
            ranges: [],
            invocations: [invocation(event, 15n)],
            unplaced: [],
        });
    });

    it("repeats invocations in the order of their first offsets, exactly", () => {
        const [a, b, c] = ["9", "9007199254740993", "9007199254740995"].map(withOffset);
        assert.ok(a !== undefined && b !== undefined && c !== undefined);
        assert.deepStrictEqual(replayPlan([c, a, b].map(inBucket)).invocations, [
            invocation(a, 9n),
            invocation(b, 9007199254740993n),
            invocation(c, 9007199254740995n),
        ]);
    });

    it("repeats the invocation of a record in a Kafka topic", () => {
        const text = sample("awsKafkaTopic");
        assert.deepStrictEqual(replayPlan([recordIn(text)]), {
            ranges: [],
            invocations: [
                {
                    functionArn:
                        "arn:aws:lambda:us-east-1:123456789012:function:my-function:$LATEST",
                    cluster: "arn:aws:kafka:us-east-1:123456789012:cluster/my-cluster/abc123",
                    topic: "my-topic",
                    partition: 0,
                    firstOffset: 100n,
                    requestId: "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
                    payload:
                        '{"bootstrapServers":"b-1.mycluster.abc123.kafka.us-east-1.amazonaws.com:9098","eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:us-east-1:123456789012:cluster/my-cluster/abc123","records":{"my-topic-0":[{"headers":[],"key":"dGVzdC1rZXk=","offset":100,"partition":0,"timestamp":1749116692330,"timestampType":"CREATE_TIME","topic":"my-topic","value":"dGVzdC12YWx1ZQ=="}]}}',
                },
            ],
            unplaced: [],
        });
    });

    it("reads again by offset what a damaged or empty payload does not tell", () => {
        const empty = JSON.stringify({ eventSource: "SelfManagedKafka", records: {} });
        assert.deepStrictEqual(replayPlan([inBucket("<Whole Event>"), inBucket(empty)]), {
            ranges: [range("mytopic", 0, 15n, 15n)],
            invocations: [],
            unplaced: [],
        });
    });

    it("lists every record whose partition it cannot know", () => {
        const record = recordIn(changed(sample("awsKafkaTopic"), ["payload"], undefined));
        const offset = 49601189658422359378836298521827638475320189012309704722n;
        const failure = {
            functionArn: "arn:aws:lambda:us-east-1:123456789012:function:my-function:$LATEST",
            cluster: "arn:aws:kafka:us-east-1:123456789012:cluster/my-cluster/abc123",
            requestId: "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
            range: {
                kind: "unplaced",
                problems: [{ path: "payload", reason: "is missing" }],
                firstOffset: offset,
                lastOffset: offset,
                firstTimestamp: "2019-11-14T18:16:04.835Z",
                lastTimestamp: "2019-11-14T18:16:04.835Z",
            },
        };
        assert.deepStrictEqual(replayPlan([record, record]), {
            ranges: [],
            invocations: [],
            unplaced: [failure, failure],
        });
    });
});
