import { deepStrictEqual } from "node:assert";
import { RolePolicy } from "@pulumi/aws/iam";
import { sameDocument } from "../../policies/facts/sameDocument";
import { runInProcess } from "../corpus/engine";
import { judge } from "../corpus/judge";
import { documentOf, NETWORK, orders, type Written } from "../corpus/kit";
import { exportState, readState } from "../corpus/state";
import { said } from "../corpus/verdicts";

const SEND: Written = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const LOGS: Written = { Effect: "Allow", Action: "logs:*", Resource: "*" };

/** Two policies of one name, the second one written after the first. */
function inOrder(first: Written, second: Written): () => void {
    return () => {
        orders({
            role: () => [NETWORK],
            beside: ({ roleName: role }) => {
                const name = "access";
                const earlier = new RolePolicy("first", {
                    ...{ name, role },
                    policy: documentOf([first]),
                });
                new RolePolicy(
                    "second",
                    { name, role, policy: documentOf([second]) },
                    { dependsOn: earlier },
                );
            },
        });
    };
}

async function verdict(program: () => void): Promise<readonly (readonly string[])[]> {
    const { rejected, unverified } = said(
        await judge((await runInProcess(program, "predicted")).resources),
    );
    return [rejected, unverified];
}

describe("Of two inline policies of one name", () => {
    it("the one that a program writes last counts", async () => {
        deepStrictEqual(await verdict(inOrder(SEND, LOGS)), [["orders KOF-010"], []]);
        deepStrictEqual(await verdict(inOrder(LOGS, SEND)), [[], []]);
    });

    it("either may count where a state no longer tells their order", async () => {
        const state = exportState(await runInProcess(inOrder(SEND, LOGS), "predicted"));
        const resources = readState(state).map((resource) => ({ ...resource, dependencies: [] }));
        const { rejected, unverified } = said(await judge(resources));
        deepStrictEqual([rejected, unverified], [[], ["orders KOF-010"]]);
    });
});

describe("Two documents", () => {
    const HIDDEN = { kind: "unknown", why: "preview", what: "the queue" } as const;
    const document = (Statement: unknown): string =>
        JSON.stringify({ Version: "2012-10-17", Statement });
    const same: Readonly<Record<string, unknown>> = {
        "a list of one": [SEND],
        "members in another order": { Resource: "*", Action: "sqs:SendMessage", Effect: "Allow" },
        "another spelling of the action": { ...SEND, Action: ["SQS:sendmessage"] },
    };
    for (const [what, other] of Object.entries(same)) {
        it(`say the same with ${what}`, () => {
            deepStrictEqual(sameDocument(document(SEND), document(other)), true);
        });
    }

    const different: Readonly<Record<string, unknown>> = {
        "another action": { ...SEND, Action: "sqs:*" },
        "one more statement": [SEND, LOGS],
        "a resource in another spelling": { ...SEND, Resource: "arn:aws:sqs:*:*:Orders" },
        "a condition": { ...SEND, Condition: { Bool: { "aws:SecureTransport": "true" } } },
    };
    for (const [what, other] of Object.entries(different)) {
        it(`say different things with ${what}`, () => {
            const one = { ...SEND, Resource: "arn:aws:sqs:*:*:orders" };
            deepStrictEqual(sameDocument(document(one), document(other)), false);
            deepStrictEqual(sameDocument(document(SEND), document(other)), false);
        });
    }

    it("of which a part is not known equal nothing, but themselves", () => {
        const one = { Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: HIDDEN }] };
        deepStrictEqual(sameDocument(one, structuredClone(one)), false);
        deepStrictEqual(sameDocument("cut off {", "cut of {"), false);
    });
});
