import { deepStrictEqual } from "node:assert";
import { tellMadeUp } from "../../preview/engine/judge/madeUpFindings";
import type { WireObject } from "../../preview/model";

const KEY = "00000000-1a2b-4c3d-8e4f-0123456789ab";
const NOTE = "(The ID or suffix with the zeros is a placeholder; AWS assigns the real one.)";

function told(message: string, inputs: WireObject = {}): string {
    const finding = {
        policy: "on-failure-unverified",
        level: "advisory" as const,
        message,
        description: "",
    };
    const resource = {
        urn: "urn:pulumi:dev::shop::aws:iam/role:Role::orders",
        type: "aws:iam/role:Role",
        name: "orders",
        custom: true,
        external: false,
        inputs,
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        protect: false,
    };
    return tellMadeUp([finding], [resource])
        .map((each) => each.message)
        .join();
}

describe("a finding that shows what will be another one at the update", () => {
    const STATEMENT =
        '{\n  "Effect": "Allow",\n  "Principal": { "AWS": "…:role/orders-5d6e7f8" } }';
    const DRAWN = { __defaults: ["name"], name: "orders-5d6e7f8" };

    it("says so of an id that the model made up", () => {
        deepStrictEqual(told(`key/${KEY}`), `key/${KEY}\n${NOTE}`);
    });

    it("says so of a name that Pulumi draws, where nothing but JSON is to be pasted", () => {
        deepStrictEqual(
            told(STATEMENT, DRAWN),
            `${STATEMENT}\n(The random suffix of orders-5d6e7f8 changes on every preview; paste the name that the update gives it.)`,
        );
    });

    it("says nothing where a program names the resource by its property", () => {
        const message = `${STATEMENT}\n  In TypeScript:\n      orders.arn`;
        deepStrictEqual(told(message, DRAWN), message);
    });

    it("says nothing of a name that the program gives, or that nothing random ends", () => {
        deepStrictEqual(told(STATEMENT, { name: "orders-5d6e7f8" }), STATEMENT);
        deepStrictEqual(told(STATEMENT, { __defaults: ["name"], name: "orders" }), STATEMENT);
    });
});
