import { deepStrictEqual, ok } from "node:assert";
import * as fc from "fast-check";
import { formatArn, parseArn } from "../../components/onFailure/arn";
import { covers, coversSpan, overlaps } from "../../policies/iam/match";
import { patternOf, type Pattern } from "../../policies/iam/pattern";

const LETTERS = ["a", "b", ":"] as const;
const globs = fc.array(fc.constantFrom(...LETTERS, "*", "?"), { maxLength: 6 }).map(joined);
const texts = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map(joined);
/** A text in which `*` stands for what nobody has chosen yet. */
const asked = fc.array(fc.constantFrom(...LETTERS, "*"), { maxLength: 4 }).map(joined);

describe("Wildcards", () => {
    it("match as a matcher that tries everything does", () => {
        fc.assert(
            fc.property(globs, texts, (glob, text) => {
                deepStrictEqual(
                    covers(patternOf(glob, "glob"), patternOf(text, "literal")),
                    naively(glob, text),
                );
            }),
            { numRuns: 5000 },
        );
    });

    it("cover no text of which they miss one completion", () => {
        fc.assert(
            fc.property(globs, asked, (glob, text) => {
                if (!covers(patternOf(glob, "glob"), patternOf(text, "asked"))) return;
                ok(completions(text).every((one) => naively(glob, one)));
            }),
            { numRuns: 5000 },
        );
    });

    it("overlap with every text of which they match one completion", () => {
        fc.assert(
            fc.property(globs, asked, (glob, text) => {
                if (overlaps(patternOf(glob, "glob"), patternOf(text, "asked"))) return;
                ok(!completions(text).some((one) => naively(glob, one)));
            }),
            { numRuns: 5000 },
        );
    });

    it("that are built to take long are read no more often than the two lengths multiplied", () => {
        for (const [glob, text] of HOSTILE) {
            const [pattern, subject] = [patternOf(glob, "glob"), patternOf(text, "literal")];
            const reads = { count: 0 };
            const result = coversSpan(
                { pattern: counted(pattern, reads), from: 0, to: pattern.tokens.length },
                { pattern: counted(subject, reads), from: 0, to: subject.tokens.length },
            );
            deepStrictEqual(result, false);
            const bound = 4 * (glob.length + 1) * (text.length + 1);
            ok(reads.count <= bound, `${reads.count} reads, ${bound} allowed`);
        }
    });

    it("beyond a size are taken to overlap, without trying", () => {
        const long = patternOf("*a".repeat(2000), "glob");
        ok(overlaps(long, patternOf("b*".repeat(2000) + "a", "asked")));
    });
});

describe("An ARN", () => {
    const word = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const arns = fc.record({
        partition: fc.constantFrom("aws", "aws-cn", "aws-us-gov", "aws-iso-b"),
        service: word,
        region: fc.oneof(word, fc.constant("")),
        account: fc.constantFrom("111122223333", "aws", ""),
        resource: fc.stringMatching(/^[a-zA-Z0-9:/_.*-]{1,20}$/),
    });

    it("is read as it was written", () => {
        fc.assert(
            fc.property(arns, (arn) => {
                deepStrictEqual(parseArn(formatArn(arn)), { kind: "parsed", value: { ...arn } });
            }),
        );
    });
});

/** Patterns against which an expression that backtracks takes for ever. */
const HOSTILE: readonly (readonly [string, string])[] = [
    ["*a".repeat(50) + "*b", "a".repeat(10_240)],
    ["*" + "a".repeat(50) + "b", "a".repeat(10_240)],
    ["*a*?".repeat(500) + "b", "a".repeat(2_000)],
    ["*".repeat(1000) + "b", "a".repeat(1_000)],
];

function naively(glob: string, text: string): boolean {
    if (glob === "") return text === "";
    const [first, rest] = [glob[0], glob.slice(1)];
    if (first === "*") return naively(rest, text) || (text !== "" && naively(glob, text.slice(1)));
    return text !== "" && (first === "?" || first === text[0]) && naively(rest, text.slice(1));
}

/** The text with every `*` replaced by every short text. */
function completions(text: string): readonly string[] {
    const at = text.indexOf("*");
    if (at < 0) return [text];
    const short = ["", ...LETTERS, ...LETTERS.flatMap((one) => LETTERS.map((two) => one + two))];
    return completions(text.slice(at + 1)).flatMap((rest) =>
        short.map((one) => text.slice(0, at) + one + rest),
    );
}

/** The same pattern, which counts how often one of its characters is looked at. */
function counted(pattern: Pattern, reads: { count: number }): Pattern {
    const tokens = new Proxy(pattern.tokens, {
        get: (target, key) => {
            reads.count++;
            const value: unknown = Reflect.get(target, key);
            return value;
        },
    });
    const { text, plain, prefix, known, colons, causes } = pattern;
    return { text, plain, prefix, known, colons, causes, tokens };
}

function joined(letters: readonly string[]): string {
    return letters.join("");
}
