import { deepStrictEqual } from "node:assert";
import { evaluate } from "../../policies/iam/evaluate";
import type { Json } from "../../policies/iam/unknown";
import type { Verdict } from "../../policies/iam/verdict";

const LONG = "x".repeat(1_000_000);
const DEEP = `${"[".repeat(10_000)}"x"${"]".repeat(10_000)}`;
const QUEUE = "arn:aws:sqs:us-east-2:111122223333:orders-dlq";

function verdictOn(document: Json): Verdict["kind"] {
    return evaluate(
        {
            action: "sqs:SendMessage",
            resource: QUEUE,
            caller: { arn: "arn:aws:iam::111122223333:role/orders", account: "111122223333" },
            owner: "111122223333",
            region: "us-east-2",
        },
        { identity: [{ name: "role policy", document }], unseenIdentity: [] },
    ).kind;
}

function allowing(differences: Readonly<Record<string, Json>>): Json {
    const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE };
    return { Version: "2012-10-17", Statement: { ...statement, ...differences } };
}

function withElement(element: string): string {
    return `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",${element}}}`;
}

/** What no service would store, and any program can write: it is judged or left open, and never throws. */
const HOSTILE: readonly (readonly [string, Json, Verdict["kind"]])[] = [
    ["a resource of a million characters", allowing({ Resource: `${QUEUE}${LONG}` }), "missing"],
    [
        "a resource of a million characters and a variable",
        allowing({ Resource: `${QUEUE}${LONG}\${aws:PrincipalAccount}` }),
        "missing",
    ],
    [
        "fifty thousand variables",
        allowing({ Resource: `${QUEUE}${"${aws:PrincipalAccount}".repeat(50_000)}` }),
        "missing",
    ],
    [
        "an ARN of a million characters in a condition",
        allowing({ Condition: { ArnLike: { "aws:PrincipalArn": `${QUEUE}${LONG}` } } }),
        "missing",
    ],
    ["a million stars", allowing({ Resource: `${QUEUE}${"*".repeat(1_000_000)}` }), "allowed"],
    [
        "a value of a condition ten thousand lists deep",
        withElement(`"Condition":{"StringEquals":{"aws:PrincipalAccount":${DEEP}}}`),
        "unknown",
    ],
    [
        "a text ten thousand lists deep of which a part is not known",
        {
            kind: "text",
            parts: [
                `{"Version":"2012-10-17","Statement":[],"Id":${DEEP.slice(0, 10_001)}`,
                { kind: "unknown", why: "preview", what: "the account", identity: "account" },
                `${DEEP.slice(10_001)}}`,
            ],
        },
        "unknown",
    ],
    ["a million brackets", "[".repeat(1_000_000), "unknown"],
];

describe("A policy that nobody would write", () => {
    for (const [name, document, verdict] of HOSTILE) {
        it(`is judged or left open: ${name}`, () => {
            deepStrictEqual(verdictOn(document), verdict);
        });
    }
});
