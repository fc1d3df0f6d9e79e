import assert from "node:assert/strict";
import { createEvaluator } from "./compiled";
import { microseconds } from "./repeat";
import { CASES, only, rolePolicy, SEND, sendTo, type Case } from "./questions";
import { ratio, rounded, type Aim, type Section } from "./report";

/** How many statements, or policies, stand before the one that allows. */
const SIZES = [1, 10, 100, 1000] as const;

/** What one question costs: of kinds that stacks ask, and of larger and larger documents. */
export async function evaluatorSection(): Promise<Section> {
    const growing = [
        ...SIZES.map((size) => ({ ...ofStatements(size), size, of: "statements" })),
        ...SIZES.map((size) => ({ ...ofPolicies(size), size, of: "policies" })),
    ];
    const read = growing.filter(({ size, of }) => size === 10 && of === "statements");
    const measured = await microseconds([
        ...CASES.map(remembered),
        ...growing.map(remembered),
        ...read.map(afresh),
    ]);
    const took = ({ name }: Case) => measured.get(name);
    const growth = (of: string): Aim => {
        const [less, most] = growing.filter((one) => one.of === of).slice(-2);
        const each = (one = growing[0]) => (one === undefined ? NaN : ratio(took(one), one.size));
        return {
            what: `the time per part with ${most?.name}, of that with ${less?.name},`,
            measured: ratio(each(most), each(less)),
            atMost: 1.2,
        };
    };
    return {
        title: "The evaluator",
        note:
            "One question to documents that were read before, as the questions of one stack are: the least of them, where " +
            "most parts fit; the growing ones, where every statement names the action and only the last the queue. The " +
            "last row reads its document too. The aim is 10 µs for a question of the kinds that stacks ask, and no more " +
            "per statement or policy in larger documents.",
        head: ["question", "µs", "questions per second"],
        rows: [...measured].map(([name, time]) => [
            name,
            rounded(time),
            Math.round(1e6 / time).toLocaleString("en"),
        ]),
        aims: [
            ...CASES.map((one) => ({
                what: `${one.name}, in µs,`,
                measured: took(one) ?? NaN,
                atMost: 10,
            })),
            growth("statements"),
            growth("policies"),
        ],
    };
}

function ofStatements(size: number): Case {
    return {
        name: `${size} statements in one policy`,
        question: SEND,
        evidence: only(rolePolicy(...others(size), sendTo(asked()))),
        expected: "allowed",
    };
}

function ofPolicies(size: number): Case {
    return {
        name: `${size} policies of one statement`,
        question: SEND,
        evidence: only(
            ...others(size).map((statement) => rolePolicy(statement)),
            rolePolicy(sendTo(asked())),
        ),
        expected: "allowed",
    };
}

function others(size: number) {
    return Array.from({ length: size - 1 }, (_, at) => sendTo(`${asked()}-${at}`));
}

function asked(): string {
    const { resource } = SEND;
    return typeof resource === "string" ? resource : "*";
}

function remembered({ name, question, evidence, expected }: Case): readonly [string, () => void] {
    const evaluator = createEvaluator();
    assert.equal(evaluator.evaluate(question, evidence).kind, expected, name);
    return [name, () => evaluator.evaluate(question, evidence)];
}

function afresh({ name, question, evidence }: Case): readonly [string, () => void] {
    return [`${name}, read first`, () => createEvaluator().evaluate(question, evidence)];
}
