import assert from "node:assert/strict";
import { parseFailureRecord } from "../../components/records";
import { changed, jsonOf, queueRecord, recordIn, sample } from "./samples";

const QUEUE = queueRecord({ "orders-eu-3": ["1042", "1043"] });

describe("parseFailureRecord, on the examples of AWS", () => {
    for (const name of ["awsQueueOrTopic", "awsBucket", "awsKafkaTopic"]) {
        it(`reads ${name} whole`, () => {
            assert.deepStrictEqual(parseFailureRecord(sample(name)), {
                kind: "record",
                record: jsonOf(sample(name)),
            });
        });
    }

    it("reads the other alternative: a payload too large for an invocation, so that no response exists", () => {
        const tooLarge = changed(
            changed(sample("awsQueueOrTopic"), ["responseContext"], null),
            ["requestContext", "condition"],
            "MaximumPayloadSizeExceeded",
        );
        const { requestContext, responseContext } = recordIn(tooLarge);
        assert.deepStrictEqual(requestContext, {
            requestId: "316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",
            functionArn: "arn:aws:lambda:us-east-1:123456789012:function:myfunction",
            condition: "MaximumPayloadSizeExceeded",
            approximateInvokeCount: 1,
        });
        assert.equal(responseContext, null);
    });
});

describe("parseFailureRecord, on what AWS may send", () => {
    const accepted: readonly (readonly [string, readonly string[], unknown])[] = [
        ["a condition of tomorrow", ["requestContext", "condition"], "BrokerWentAway"],
        ["no responseContext", ["responseContext"], undefined],
        [
            "a function that reported failed items itself",
            ["responseContext", "functionError"],
            undefined,
        ],
        ["a null eventSourceArn", ["KafkaBatchInfo", "eventSourceArn"], null],
        ["no bootstrapServers", ["KafkaBatchInfo", "bootstrapServers"], undefined],
        ["a new version", ["version"], "1.1"],
        ["a null payload", ["payload"], null],
        ["a new field", ["KafkaBatchInfo", "consumerGroupId"], "orders-group"],
        ["a new object", ["traceContext"], { sampled: true, ids: [1, 2] }],
    ];
    for (const [what, path, value] of accepted) {
        it(`accepts ${what}, and keeps all as it came`, () => {
            const text = changed(QUEUE, path, value);
            assert.deepStrictEqual(parseFailureRecord(text), {
                kind: "record",
                record: jsonOf(text),
            });
        });
    }
});

describe("parseFailureRecord, on what is no failure record", () => {
    const partition = ["KafkaBatchInfo", "recordsInfo", "orders-eu-3"];
    const at = 'KafkaBatchInfo.recordsInfo["orders-eu-3"]';
    const rejected: readonly (readonly [string, readonly string[], unknown, string, string])[] = [
        [
            "no request id",
            ["requestContext", "requestId"],
            undefined,
            "requestContext.requestId",
            "is missing",
        ],
        ["a number for a text", ["version"], 1, "version", "must be a string"],
        ["no KafkaBatchInfo", ["KafkaBatchInfo"], undefined, "KafkaBatchInfo", "is missing"],
        ["a list for an object", ["requestContext"], [], "requestContext", "must be an object"],
        [
            "neither recordsInfo nor recordInfo",
            ["KafkaBatchInfo", "recordsInfo"],
            undefined,
            "KafkaBatchInfo.recordsInfo",
            "is missing",
        ],
        [
            "both recordsInfo and recordInfo",
            ["KafkaBatchInfo", "recordInfo"],
            { offset: "1", timestamp: "2026-01-14T03:12:04.835Z" },
            "KafkaBatchInfo.recordInfo",
            "must not be there beside recordsInfo",
        ],
        [
            "no partition",
            ["KafkaBatchInfo", "recordsInfo"],
            {},
            "KafkaBatchInfo.recordsInfo",
            "must name a partition",
        ],
        [
            "an offset that is a number",
            [...partition, "firstRecordOffset"],
            1042,
            `${at}.firstRecordOffset`,
            "must be an offset, a string of digits",
        ],
        [
            "a negative offset",
            [...partition, "firstRecordOffset"],
            "-1",
            `${at}.firstRecordOffset`,
            "must be an offset, a string of digits",
        ],
        [
            "a last offset before the first",
            [...partition, "lastRecordOffset"],
            "1041",
            `${at}.lastRecordOffset`,
            "must not be before firstRecordOffset",
        ],
        [
            "a time that is none",
            [...partition, "lastRecordTimestamp"],
            "2026-13-14T03:12:04.835Z",
            `${at}.lastRecordTimestamp`,
            "must be a time such as 2019-11-14T00:38:06.021Z",
        ],
        [
            "a fraction of a record",
            ["KafkaBatchInfo", "batchSize"],
            1.5,
            "KafkaBatchInfo.batchSize",
            "must be a whole number from 0 to 2^53 - 1",
        ],
        ["a payload that is a number", ["payload"], 7, "payload", "must be a string or an object"],
    ];
    for (const [what, path, value, where, reason] of rejected) {
        it(`tells where and why: ${what}`, () => {
            assert.deepStrictEqual(parseFailureRecord(changed(QUEUE, path, value)), {
                kind: "invalid",
                problems: [{ path: where, reason }],
            });
        });
    }

    for (const key of ["orders", "orders-", "-3", "orders-x", "orders-12345678901"]) {
        it(`rejects ${key} as a name of a partition`, () => {
            assert.deepStrictEqual(parseFailureRecord(queueRecord({ [key]: ["1", "2"] })), {
                kind: "invalid",
                problems: [
                    {
                        path: `KafkaBatchInfo.recordsInfo${key === "orders" ? ".orders" : `["${key}"]`}`,
                        reason: "must be named topic-partition",
                    },
                ],
            });
        });
    }

    it("tells all that is wrong at once, in the order of the fields", () => {
        const twice = changed(changed(QUEUE, ["version"], undefined), ["timestamp"], "yesterday");
        assert.deepStrictEqual(parseFailureRecord(twice), {
            kind: "invalid",
            problems: [
                { path: "version", reason: "is missing" },
                { path: "timestamp", reason: "must be a time such as 2019-11-14T00:38:06.021Z" },
            ],
        });
    });

    it("tells of fifty problems and no more", () => {
        const many = Object.fromEntries(
            Array.from({ length: 1000 }, (_, partition) => [`t-${partition}`, ["x", "x"] as const]),
        );
        const parsed = parseFailureRecord(queueRecord(many));
        assert.equal(parsed.kind === "invalid" && parsed.problems.length, 50);
    });

    for (const [what, text] of [
        ["an empty text", ""],
        ["a text cut off", QUEUE.slice(0, 400)],
        ["a text with its trailing comma", `${QUEUE},`],
    ] as const) {
        it(`says of ${what} that it is not JSON`, () => {
            const parsed = parseFailureRecord(text);
            assert.equal(parsed.kind, "invalid");
            assert.deepStrictEqual(
                parsed.problems.map(({ path, reason }) => [path, reason.slice(0, 13)]),
                [["", "is not JSON: "]],
            );
        });
    }

    it("says of the record of an asynchronous invocation which fields it lacks", () => {
        const text = `{
            "version": "1.0",
            "timestamp": "2019-11-14T18:16:05.568Z",
            "requestContext": {
                "requestId": "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
                "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:my-function:$LATEST",
                "condition": "RetriesExhausted",
                "approximateInvokeCount": 3
            },
            "requestPayload": { "ORDER_IDS": ["9e07af03-ce31-4ff3-xmpl-36dce652cb4f"] },
            "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
            "responsePayload": { "errorMessage": "RequestId: e4b46cbf-b738-xmpl-8880-a18cdf61200e Process exited" }
        }`;
        assert.deepStrictEqual(parseFailureRecord(text), {
            kind: "invalid",
            problems: [{ path: "KafkaBatchInfo", reason: "is missing" }],
        });
    });
});

describe("parseFailureRecord, on what wants to do harm", () => {
    it("keeps __proto__ and constructor as fields like others and touches no prototype", () => {
        const text = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${QUEUE.slice(1)}`;
        const record = recordIn(text);
        assert.equal(Reflect.get({}, "polluted"), undefined);
        assert.equal(Object.getPrototypeOf(record), Object.prototype);
        assert.deepStrictEqual(Object.getOwnPropertyDescriptor(record, "__proto__")?.value, {
            polluted: true,
        });
    });

    it("does not take what is inherited for a field", () => {
        const text = changed(QUEUE, ["requestContext"], undefined).replace(
            "{",
            `{"__proto__":{"requestContext":{}},`,
        );
        assert.deepStrictEqual(parseFailureRecord(text), {
            kind: "invalid",
            problems: [{ path: "requestContext", reason: "is missing" }],
        });
    });

    for (const [what, text, reason] of [
        ["16,777,217 characters", " ".repeat(16_777_217), "is longer than 16777216 characters"],
        ["65 levels", `${"[".repeat(65)}1${"]".repeat(65)}`, "is nested deeper than 64 levels"],
        ["a million levels", "[".repeat(1e6) + "]".repeat(1e6), "is nested deeper than 64 levels"],
        ["a number of 400 digits", "9".repeat(400), "has a number that is too large"],
    ] as const) {
        it(`stops at ${what}`, () => {
            assert.deepStrictEqual(parseFailureRecord(text), {
                kind: "invalid",
                problems: [{ path: "", reason }],
            });
        });
    }

    it("cuts a path that a hostile key makes long", () => {
        const text = queueRecord({ ["x".repeat(100_000)]: ["1", "2"] });
        const parsed = parseFailureRecord(text);
        const path = `KafkaBatchInfo.recordsInfo["${"x".repeat(300)}"]`;
        assert.deepStrictEqual(parsed, {
            kind: "invalid",
            problems: [{ path, reason: "must be named topic-partition" }],
        });
    });
});
