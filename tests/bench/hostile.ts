import assert from "node:assert/strict";
import type { Json } from "../../policies/iam/unknown";
import type { Verdict } from "../../policies/iam/verdict";
import { createEvaluator } from "./compiled";
import { only, SEND, sendTo } from "./questions";
import { microseconds } from "./repeat";
import { ratio, rounded, type Section } from "./report";

/** Something that nobody writes but to make a gate slow, of a size. */
interface Attack {
    readonly name: string;
    readonly size: number;
    readonly document: (size: number) => Json;
    readonly resource?: (size: number) => string;
    readonly expected: Verdict["kind"];
}

/** A policy that is attached to a role holds so many characters, its inline ones together so many. */
const MANAGED = 6_144;
const INLINE = 10_240;

/** The key of an object, the longest part of any ARN. */
const LONGEST_KEY = 1_024;

const BUCKET = "arn:aws:s3:::orders/";

const ATTACKS: readonly Attack[] = [
    {
        name: "stars in a pattern, against a key of 1,024 characters",
        size: 256,
        document: (size) => allowing(`${BUCKET}${"*a".repeat(size)}b`),
        resource: () => BUCKET + "a".repeat(LONGEST_KEY),
        expected: "missing",
    },
    {
        name: "characters in a key, against a pattern of 128 stars",
        size: 512,
        document: () => allowing(`${BUCKET}${"*a".repeat(128)}b`),
        resource: (size) => BUCKET + "a".repeat(size),
        expected: "missing",
    },
    {
        name: "letters after a star, against a key of 1,024 characters",
        size: 128,
        document: (size) => allowing(`${BUCKET}*${"a".repeat(size)}b`),
        resource: () => BUCKET + "a".repeat(LONGEST_KEY),
        expected: "missing",
    },
    {
        name: "question marks between two stars",
        size: 256,
        document: (size) => allowing(`${BUCKET}*${"?".repeat(size)}*b`),
        resource: () => BUCKET + "a".repeat(LONGEST_KEY),
        expected: "missing",
    },
    {
        name: "stars in a condition on the role's ARN",
        size: 1_024,
        document: (size) =>
            allowing("*", {
                ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${"*e".repeat(size)}!` },
            }),
        expected: "missing",
    },
    {
        name: "characters in a document, from a managed policy's greatest",
        size: MANAGED,
        document: statementsOf,
        expected: "missing",
    },
    {
        name: "characters in a document, from a role's inline policies' greatest",
        size: INLINE,
        document: statementsOf,
        expected: "missing",
    },
    {
        name: "characters in one text",
        size: 100_000,
        document: (size) => allowing(`${BUCKET}${"?x".repeat(size / 2)}`),
        expected: "missing",
    },
    {
        name: "variables in one text",
        size: 2_500,
        document: (size) => allowing(`${BUCKET}${"${aws:PrincipalAccount}".repeat(size)}`),
        expected: "missing",
    },
    {
        name: "lists in lists",
        size: 1_000,
        document: (size) =>
            `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":` +
            `{"StringEquals":{"aws:PrincipalAccount":${"[".repeat(size)}"x"${"]".repeat(size)}}}}]}`,
        expected: "unknown",
    },
    {
        name: "values of a condition",
        size: 5_000,
        document: (size) =>
            allowing("*", {
                StringLike: {
                    "aws:PrincipalArn": Array.from({ length: size }, (_, at) => `*-${at}`),
                },
            }),
        expected: "missing",
    },
];

const DOUBLED = [1, 2, 4] as const;

/** What it costs to read and judge policies that are made to be slow, and how that grows. */
export async function hostileSection(): Promise<Section> {
    const measured = await microseconds(
        ATTACKS.flatMap((attack) => DOUBLED.map((times) => judging(attack, attack.size * times))),
    );
    const rows = ATTACKS.map((attack) => {
        const times = DOUBLED.map((by) => measured.get(named(attack, attack.size * by)));
        return { attack, times, doubling: Math.sqrt(ratio(times[2], times[0])) };
    });
    return {
        title: "Hostile policies",
        note:
            "Reading and judging a policy that is made to be slow, at a size and at twice and four times that. The last " +
            "column is what doubling the size does to the time, a mean of both doublings: 2 is linear, 4 quadratic. The " +
            "aim is 3.",
        head: ["what grows", "from", "ms", "twice", "four times", "doubling", "verdict"],
        rows: rows.map(({ attack, times, doubling }) => [
            attack.name,
            attack.size.toLocaleString("en"),
            ...times.map((time) => rounded(ratio(time, 1000))),
            rounded(doubling),
            attack.expected,
        ]),
        aims: [
            {
                what: "the greatest doubling",
                measured: Math.max(...rows.map(({ doubling }) => doubling)),
                atMost: 3,
            },
        ],
    };
}

function judging(attack: Attack, size: number): readonly [string, () => void] {
    const question = { ...SEND, resource: attack.resource?.(size) ?? SEND.resource };
    const evidence = only({ name: "inline policy", document: attack.document(size) });
    const judge = () => createEvaluator().evaluate(question, evidence);
    assert.equal(judge().kind, attack.expected, attack.name);
    return [named(attack, size), judge];
}

function named({ name }: Attack, size: number): string {
    return `${size} ${name}`;
}

function allowing(resource: string, condition?: Json): Json {
    const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: resource };
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ ...statement, ...(condition === undefined ? {} : { Condition: condition }) }],
    });
}

/** As many statements as fit into so many characters, none of them on the queue that is asked for. */
function statementsOf(size: number): string {
    const one = JSON.stringify(sendTo("arn:aws:sqs:*:111122223333:team-*-on-failure-*"));
    const count = Math.floor(size / (one.length + 1));
    return `{"Version":"2012-10-17","Statement":[${Array(count).fill(one).join(",")}]}`;
}
