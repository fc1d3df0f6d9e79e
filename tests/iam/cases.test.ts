import { deepStrictEqual } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../policies/iam/evaluate";
import { evidenceOf, inWords, questionOf, type Case } from "./cases";

const DIRECTORY = join(__dirname, "cases");

interface Table {
    readonly title: string;
    readonly cases: readonly Case[];
}

describe("The verdict of the policies", () => {
    for (const file of readdirSync(DIRECTORY).filter((name) => name.endsWith(".json"))) {
        const { title, cases } = tableOf(file);
        describe(title, () => {
            for (const one of cases) {
                it(one.name, () => {
                    const verdict = evaluate(questionOf(one), evidenceOf(one));
                    deepStrictEqual(
                        { expected: verdict.kind, because: inWords(verdict) },
                        { expected: one.expected, because: one.because },
                    );
                });
            }
        });
    }

    it("holds more than forty examples of AWS's own pages, each with its address", () => {
        const golden = tableOf("awsPages.json").cases;
        const without = golden.filter(
            ({ url }) => !url?.startsWith("https://docs.aws.amazon.com/"),
        );
        deepStrictEqual([without, golden.length >= 40], [[], true]);
    });
});

function tableOf(file: string): Table {
    const table: unknown = JSON.parse(readFileSync(join(DIRECTORY, file), "utf8"));
    if (!isTable(table)) throw new Error(`${file} is no table of cases`);
    return table;
}

function isTable(value: unknown): value is Table {
    return typeof value === "object" && value !== null && "title" in value && "cases" in value;
}
