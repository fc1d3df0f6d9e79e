import assert from "node:assert/strict";
import fc from "fast-check";
import { toJson } from "../../components/records";
import { parseJson } from "../../components/records/json";
import { jsonOf } from "./samples";

describe("parseJson", () => {
    it("reads what JSON.parse reads, however the text is spaced and escaped", () => {
        fc.assert(
            fc.property(
                fc.json({ maxDepth: 6 }),
                fc.constantFrom(undefined, 1, "\t"),
                (text, space) => {
                    const spaced = JSON.stringify(jsonOf(text), undefined, space);
                    // The digits make it read the text itself, not take what JSON.parse made of it.
                    const digits = `["1234567890123456",${spaced}]`;
                    const parsed = parseJson(digits, "");
                    assert.equal(parsed.kind, "json");
                    assert.deepStrictEqual(rounded(parsed.value), jsonOf(digits));
                },
            ),
            { numRuns: 2000 },
        );
    });

    it("reads escapes, duplicate keys, blanks and every form of number as JSON.parse does", () => {
        for (const text of [
            String.raw`["1234567890123456","\"","\\","\\\"","\u0022\\","a\\\\"]`,
            String.raw`{"1234567890123456":{"a,b:]}":"{[,:"},"a":1,"a":2,"2":1,"1":2,"__proto__":{"b":1}}`,
            "\r\n\t [ 1234567890123456 , -0 , 0.5 , -1.25e-3 , 1E5 , 1e+20, true , false , null , [ ] , { } ] ",
            '"1234567890123456"',
            "1234567890123456",
        ]) {
            assert.deepStrictEqual(parseJson(text, ""), { kind: "json", value: jsonOf(text) });
        }
    });

    it("loses no digit of a whole number", () => {
        assert.deepStrictEqual(
            parseJson(
                "[9007199254740991,9007199254740992,9007199254740993,-9223372036854775808]",
                "",
            ),
            {
                kind: "json",
                value: [
                    9007199254740991,
                    9007199254740992n,
                    9007199254740993n,
                    -9223372036854775808n,
                ],
            },
        );
    });

    it("reads ten times as much in at most some thirty times the time", () => {
        const item = {
            offset: "9007199254740993",
            value: "x".repeat(500),
            headers: [{ a: [1, 2, 3] }],
        };
        const textOf = (items: number) => JSON.stringify(Array.from({ length: items }, () => item));
        // The least of several runs: a busy machine only adds time.
        const timeOf = (text: string): number => {
            const times = Array.from({ length: 7 }, () => {
                const started = performance.now();
                assert.equal(parseJson(text, "").kind, "json");
                return performance.now() - started;
            });
            return Math.min(...times);
        };
        const small = textOf(1000);
        timeOf(small);
        const growth = timeOf(textOf(10_000)) / timeOf(small);
        assert.ok(growth < 30, `${growth} times the time`);
    });
});

describe("toJson", () => {
    it("writes what JSON.stringify writes", () => {
        fc.assert(
            fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
                assert.equal(toJson(value), JSON.stringify(value));
            }),
        );
    });

    it("writes a bigint as a number with all its digits, and leaves out what is undefined", () => {
        assert.equal(
            toJson({ a: [9007199254740993n, undefined], b: undefined, c: { d: 1n } }),
            '{"a":[9007199254740993,null],"c":{"d":1}}',
        );
    });
});

/** A value as JSON.parse would have read it. */
function rounded(value: unknown): unknown {
    if (typeof value === "bigint") return Number(value);
    if (Array.isArray(value)) return value.map(rounded);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
}
