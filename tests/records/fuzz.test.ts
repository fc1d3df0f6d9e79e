import assert from "node:assert/strict";
import fc from "fast-check";
import {
    originalEvent,
    parseFailureRecord,
    recordsFromKafka,
    recordsFromS3,
    recordsFromSns,
    recordsFromSqs,
    replayPlan,
    s3Objects,
    toJson,
    topicPartitions,
    utf8Text,
    type ParsedRecord,
} from "../../components/records";
import { kafkaEvent, notification, s3Event, snsEvent, sqsEvent } from "./events";
import { changed, jsonOf, queueRecord, sample } from "./samples";

const SEEDS: readonly string[] = [
    sample("awsQueueOrTopic"),
    sample("awsKafkaTopic"),
    queueRecord({ "orders-eu-3": ["1042", "9007199254740993"] }),
    changed(sample("awsBucket"), ["payload"], sample("awsSelfManagedEvent")),
    sample("awsKafkaTopic").replace('"offset": 100', '"offset": 9007199254740993'),
].map((text) => JSON.stringify(jsonOf(text)));

const HOSTILE = [
    ...[
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        ",",
        ":",
        "-",
        "0",
        "1e999",
        "9".repeat(20),
        "null",
        "\u0000",
    ],
    ...["\ud800", "\\u0000", "\\ud800", '"__proto__"', '{"__proto__":{"polluted":1}}', "[[[[[[[["],
    ...['{"toString":1,"valueOf":1}', "\u2028", "é😀"],
];

describe("100,000 texts and events out of a fuzzer", function () {
    this.timeout(120_000);

    it("makes no function throw on a text that was cut, spliced and sprinkled", () => {
        const outcomes = { record: 0, invalid: 0 };
        fc.assert(
            fc.property(damagedText(), (text) => {
                const parsed = parseFailureRecord(text);
                outcomes[parsed.kind] += 1;
                use(parsed);
            }),
            { numRuns: 60_000 },
        );
        // A fuzzer that never gets past the door, or never is turned away, tests nothing.
        assert.ok(outcomes.record > 5000 && outcomes.invalid > 5000, JSON.stringify(outcomes));
    });

    it("makes no function throw on a record with a field replaced by anything", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...SEEDS),
                fc.nat(),
                fc.jsonValue(),
                (seed, place, value) => {
                    use(parseFailureRecord(JSON.stringify(replaced(jsonOf(seed), place, value))));
                },
            ),
            { numRuns: 20_000 },
        );
    });

    it("makes no function throw on an event with a field replaced by anything", async () => {
        const record = SEEDS[2] ?? "";
        const events = [
            sqsEvent(record),
            sqsEvent(notification(record)),
            snsEvent(record),
            kafkaEvent(record),
            s3Event("aws/lambda/record"),
        ];
        const read = () => Promise.resolve(record);
        await fc.assert(
            fc.asyncProperty(
                fc.constantFrom(...events),
                fc.nat(),
                fc.jsonValue(),
                async (event, place, value) => {
                    const changedEvent = replaced(event, place, value);
                    for (const parsed of [
                        ...recordsFromSqs(changedEvent),
                        ...recordsFromSns(changedEvent),
                        ...recordsFromKafka(changedEvent),
                        ...(await recordsFromS3(changedEvent, read)),
                    ]) {
                        use(parsed);
                    }
                },
            ),
            { numRuns: 15_000 },
        );
    });

    it("makes no function throw on anything at all", () => {
        fc.assert(
            fc.property(fc.anything(), (anything) => {
                use(...recordsFromSqs(anything), ...recordsFromSns(anything));
                use(...recordsFromKafka(anything));
                s3Objects(anything);
                // What a caller without types may do.
                const parsed: unknown = Reflect.apply(parseFailureRecord, undefined, [anything]);
                assert.equal(typeof parsed, "object");
            }),
            { numRuns: 5000 },
        );
    });

    after(() => {
        assert.equal(Reflect.get({}, "polluted"), undefined);
    });
});

/** Does with what was parsed all that can be done, and holds it to what its types promise. */
function use(...parsed: readonly ParsedRecord[]): void {
    for (const each of parsed) {
        if (each.kind === "invalid") {
            assert.ok(each.problems.length > 0 && each.problems.length <= 50);
            continue;
        }
        const { record } = each;
        const again = parseFailureRecord(toJson(record));
        assert.equal(again.kind, "record");
        assert.equal(toJson(again.record), toJson(record));
        assert.ok(topicPartitions(record).length > 0);
        const original = originalEvent(record);
        if (original.kind === "event") {
            for (const { value } of original.event.records) if (value) utf8Text(value);
        }
        const { ranges, invocations, unplaced } = replayPlan([record]);
        assert.ok(ranges.length + invocations.length + unplaced.length > 0);
    }
}

function damagedText(): fc.Arbitrary<string> {
    const edit = fc.record({
        at: fc.nat(),
        removed: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 3 }) }, fc.nat({ max: 400 })),
        added: fc.oneof(fc.constantFrom("", ...HOSTILE), fc.string({ maxLength: 3 })),
    });
    return fc
        .tuple(fc.constantFrom(...SEEDS), fc.array(edit, { maxLength: 3 }))
        .map(([seed, edits]) =>
            edits.reduce((text, { at, removed, added }) => {
                const start = at % (text.length + 1);
                return text.slice(0, start) + added + text.slice(start + removed);
            }, seed),
        );
}

/** A copy of a value, with the part at the given place (counted in depth-first order) replaced. */
function replaced(root: unknown, place: number, replacement: unknown): unknown {
    let left = place % countOf(root);
    const copy = (value: unknown): unknown => {
        if (left === 0) {
            left -= 1;
            return replacement;
        }
        left -= 1;
        if (Array.isArray(value)) return value.map(copy);
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(
            Object.entries(value).map(([key, member]) => [key, copy(member)]),
        );
    };
    return copy(root);
}

function countOf(value: unknown): number {
    if (typeof value !== "object" || value === null) return 1;
    return Object.values(value).reduce((count: number, member) => count + countOf(member), 1);
}
