import { deepStrictEqual, strictEqual } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { evaluate } from "../../policies/iam/evaluate";
import { withoutComplaint } from "../../policies/iam/outputText";

const ROLE = "arn:aws:iam::111122223333:role/orders";
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders-dlq";
const REMEDY =
    ", and an Output that is turned into text matches nothing: use pulumi.interpolate or pulumi.jsonStringify";

/** Written as programs write it by mistake. */
const output = pulumi.output(QUEUE);
// eslint-disable-next-line @typescript-eslint/no-base-to-string, @typescript-eslint/restrict-template-expressions -- the mistake
const inTemplate = `${output}/*`;

function lacksOf(statement: object, resource?: object) {
    const policyOf = (each: object) => ({
        name: "the policy",
        document: JSON.stringify({ Version: "2012-10-17", Statement: [each] }),
    });
    const verdict = evaluate(
        {
            action: "sqs:SendMessage",
            resource: QUEUE,
            caller: { arn: ROLE, account: "111122223333" },
            owner: resource === undefined ? "111122223333" : "444455556666",
            region: "eu-west-1",
        },
        {
            identity: [policyOf(statement)],
            unseenIdentity: [],
            ...(resource === undefined ? {} : { resource: policyOf(resource) }),
        },
    );
    return verdict.kind === "missing" ? verdict.lacks.map(({ reason }) => reason) : verdict.kind;
}

describe("An Output turned into text", () => {
    it("is what the SDK writes into a text in its place", () => {
        strictEqual(withoutComplaint(inTemplate), "<Output turned into text>/*");
        strictEqual(
            withoutComplaint(JSON.stringify({ Resource: [output, output] })),
            '{"Resource":["<Output turned into text>","<Output turned into text>"]}',
        );
        for (const text of ["", "Calling [toString]", "no Output at all"]) {
            strictEqual(withoutComplaint(text), text);
        }
    });

    it("allows nothing as a Resource, and the lack says what was meant", () => {
        const send = { Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage" };
        for (const [written, shown] of [
            [output, "<Output turned into text>"],
            [inTemplate, "<Output turned into text>/*"],
            [
                `arn:aws:sqs:eu-west-1:111122223333:${inTemplate}`,
                "arn:aws:sqs:eu-west-1:111122223333:<Output turned into text>/*",
            ],
        ] as const) {
            deepStrictEqual(lacksOf({ ...send, Resource: written }), [
                `statement "Send" of the policy allows sqs:SendMessage on ${shown} only${REMEDY}`,
            ]);
        }
    });

    it("is nobody as a principal", () => {
        const anything = { Effect: "Allow", Action: "*", Resource: "*" };
        deepStrictEqual(lacksOf(anything, { ...anything, Principal: { AWS: output } }), [
            `Statement[0] of the policy allows sqs:SendMessage to <Output turned into text> only${REMEDY}`,
        ]);
    });
});
