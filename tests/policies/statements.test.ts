import { deepStrictEqual, strictEqual } from "node:assert";
import { buildGraph, type Node } from "../../policies/graph";
import { expressionOf } from "../../policies/wording/statements";
import { Stack } from "./stack";

const ARN = "arn:aws:sqs:eu-west-1:111122223333:orders";

/** Resources of the stack by their types, all of one name. */
function named(name: string, ...types: readonly string[]): readonly Node[] {
    const stack = new Stack();
    const added = types.map((type) => stack.add(type, name, {}));
    const { byUrn } = buildGraph(stack.resources(), new Map());
    return added.flatMap(({ urn }) => byUrn.get(urn) ?? []);
}

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";

describe("What a program calls a resource in a statement to paste", () => {
    it("is its ARN where the stack has no such resource", () => {
        strictEqual(expressionOf(ARN, { node: undefined, beside: undefined }), `"${ARN}"`);
    });

    for (const [name, expected] of [
        ["orders-failed", "ordersFailed.arn"],
        ["1st", "_1st.arn"],
        ["Orders", "orders.arn"],
        ["class", "classQueue.arn"],
        ["---", "resource.arn"],
    ] as const) {
        it(`is ${expected} for a queue "${name}"`, () => {
            const [node] = named(name, QUEUE);
            strictEqual(expressionOf(ARN, { node, beside: undefined }), expected);
        });
    }

    it("says the type where the role has the same name", () => {
        const [role, queue] = named("orders", ROLE, QUEUE);
        deepStrictEqual(
            [
                expressionOf(ARN, { node: queue, beside: role }, "/*"),
                expressionOf(ARN, { node: role, beside: queue }),
                expressionOf(ARN, { node: role, beside: role }),
            ],
            ["pulumi.interpolate`${ordersQueue.arn}/*`", "ordersRole.arn", "orders.arn"],
        );
    });
});
