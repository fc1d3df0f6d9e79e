import assert from "node:assert/strict";
import fc from "fast-check";
import { topicPartitions } from "../../components/records";
import { changed, queueRecord, recordIn, sample } from "./samples";

describe("topicPartitions", () => {
    const keys: readonly (readonly [string, string, number])[] = [
        ["Topic-0", "Topic", 0],
        ["orders-1-0", "orders-1", 0],
        ["orders.v2.eu-west-1-11", "orders.v2.eu-west-1", 11],
        ["a_b--3", "a_b-", 3],
        ["2026-01-14-7", "2026-01-14", 7],
    ];
    for (const [key, topic, partition] of keys) {
        it(`finds topic ${topic} and partition ${partition} in ${key}`, () => {
            assert.deepStrictEqual(
                topicPartitions(recordIn(queueRecord({ [key]: ["1042", "9007199254740993"] }))),
                [
                    {
                        kind: "placed",
                        topic,
                        partition,
                        firstOffset: 1042n,
                        lastOffset: 9007199254740993n,
                        firstTimestamp: "2026-01-14T03:12:04.835Z",
                        lastTimestamp: "2026-01-14T03:12:05.580Z",
                    },
                ],
            );
        });
    }

    it("finds every topic that Kafka allows", () => {
        const topic = fc.stringMatching(/^[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,248}$/);
        fc.assert(
            fc.property(topic, fc.nat({ max: 2_147_483_647 }), (name, partition) => {
                const [found] = topicPartitions(
                    recordIn(queueRecord({ [`${name}-${partition}`]: ["1", "1"] })),
                );
                assert.equal(found?.kind, "placed");
                assert.deepStrictEqual([found.topic, found.partition], [name, partition]);
            }),
        );
    });

    it("tells each partition of AWS's example, offsets of 56 digits and all", () => {
        const range = {
            kind: "placed",
            topic: "Topic",
            firstOffset: 49601189658422359378836298521827638475320189012309704722n,
            lastOffset: 49601189658422359378836298522902373528957594348623495186n,
            firstTimestamp: "2019-11-14T00:38:04.835Z",
            lastTimestamp: "2019-11-14T00:38:05.580Z",
        };
        assert.deepStrictEqual(topicPartitions(recordIn(sample("awsQueueOrTopic"))), [
            { ...range, partition: 0 },
            { ...range, partition: 1 },
        ]);
    });

    const one = {
        firstOffset: 49601189658422359378836298521827638475320189012309704722n,
        lastOffset: 49601189658422359378836298521827638475320189012309704722n,
        firstTimestamp: "2019-11-14T18:16:04.835Z",
        lastTimestamp: "2019-11-14T18:16:04.835Z",
    };

    it("takes the place of a record in a Kafka topic from its payload", () => {
        assert.deepStrictEqual(topicPartitions(recordIn(sample("awsKafkaTopic"))), [
            { kind: "placed", topic: "my-topic", partition: 0, ...one },
        ]);
    });

    const unplaced: readonly (readonly [string, readonly string[], unknown, string, string])[] = [
        ["no payload", ["payload"], undefined, "payload", "is missing"],
        [
            "a damaged payload",
            ["payload", "eventSource"],
            undefined,
            "payload.eventSource",
            "is missing",
        ],
        [
            "a payload without records",
            ["payload", "records", "my-topic-0"],
            [],
            "payload.records",
            "must hold one record, not 0",
        ],
    ];
    for (const [what, path, value, where, reason] of unplaced) {
        it(`says that the place is unknown, and why: ${what}`, () => {
            const record = recordIn(changed(sample("awsKafkaTopic"), path, value));
            assert.deepStrictEqual(topicPartitions(record), [
                { kind: "unplaced", problems: [{ path: where, reason }], ...one },
            ]);
        });
    }
});
