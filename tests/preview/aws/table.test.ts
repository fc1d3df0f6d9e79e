import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { awsModel, isMadeUp } from "../../../preview/aws";
import { knownTypes } from "../../../preview/aws/table";
import type { Wire, WireObject } from "../../../preview/model";
import { UNKNOWN } from "../../../preview/model";
import { reveal } from "../../../preview/values";
import { rowOf } from "../../../preview/aws/table";
import { elementOf, schemaOf, shapeOf, valueOf } from "../../../preview/aws/schema";
import { created, PLACE, SEED, subjectOf } from "./subject";

const ROOT = join(__dirname, "../../..");

/** Some value of a type in the schema's notation, or, where the test wants that, an unknown in its place. */
function valueOfType(type: string, unknowns: boolean, depth = 0): fc.Arbitrary<Wire> {
    const known = (): fc.Arbitrary<Wire> => {
        const element = elementOf(type);
        if (element !== undefined)
            return fc.array(valueOfType(element, unknowns, depth + 1), { maxLength: 2 });
        const map = valueOf(type);
        if (map !== undefined) {
            return fc.dictionary(fc.constantFrom("a", "b"), valueOfType(map, unknowns, depth + 1));
        }
        const shape = shapeOf(type);
        if (shape !== undefined)
            return objectOf(shape.properties, shape.required, unknowns, depth + 1);
        if (type === "number") return fc.nat();
        if (type === "boolean") return fc.boolean();
        return fc.constantFrom("a", "b-c", "arn:aws:kms:us-east-1:123456789012:key/k");
    };
    const unknown = { weight: 1, arbitrary: fc.constant(UNKNOWN) };
    return fc.oneof({ weight: 5, arbitrary: known() }, ...(unknowns ? [unknown] : []));
}

function objectOf(
    properties: Readonly<Record<string, string>>,
    required: readonly string[],
    unknowns: boolean,
    depth = 0,
): fc.Arbitrary<WireObject> {
    const entries = Object.entries(properties).filter(
        ([name]) => depth < 3 || required.includes(name),
    );
    return fc.record(
        Object.fromEntries(
            entries.map(([name, type]) => [name, valueOfType(type, unknowns, depth)]),
        ),
        { requiredKeys: [...required] },
    );
}

describe("the table of types", () => {
    it("mentions only properties that the SDK declares", () => {
        const unheardOf = knownTypes().flatMap((type) => {
            const { inputs, outputs } = schemaOf(type);
            const row = rowOf(type);
            const named = [
                ...(row?.replaces ?? []),
                ...(row?.sets ?? []),
                ...(row?.keeps ?? []),
                ...Object.keys(row?.compares ?? {}),
                ...Object.keys(row?.defaults ?? {}),
            ];
            ok(Object.keys({ ...inputs, ...outputs }).length > 0, type);
            return named.filter((name) => !(name in inputs)).map((name) => `${type} ${name}`);
        });
        deepStrictEqual(unheardOf, []);
    });

    it("replaces whatever has a region of its own when that changes", () => {
        const lacking = knownTypes().filter(
            (type) =>
                "region" in schemaOf(type).inputs !== rowOf(type)?.replaces.includes("region"),
        );
        deepStrictEqual(lacking, []);
    });

    it("takes the declarations from the SDK as it is", () => {
        execFileSync(process.execPath, ["scripts/generateAwsSchema.mjs", "--check"], { cwd: ROOT });
    }).timeout(60_000);

    it("loads nothing of Pulumi", () => {
        const loaded = execFileSync(
            process.execPath,
            [
                "--require",
                "tsx/cjs",
                "--eval",
                'require("./preview/aws"); console.log(Object.keys(require.cache).join("\\n"))',
            ],
            { cwd: ROOT, encoding: "utf8" },
        );
        ok(loaded.includes("preview/aws/table"));
        deepStrictEqual(
            loaded.split("\n").filter((path) => path.includes("@pulumi")),
            [],
        );
    }).timeout(60_000);

    for (const type of knownTypes()) {
        const { inputs, required } = schemaOf(type);
        const model = awsModel({ outputs: "predicted" });

        it(`predicts for ${type} nothing that contradicts a real preview`, () => {
            fc.assert(
                fc.property(objectOf(inputs, required, true), (given) => {
                    const real = created(type, given, { outputs: "unknown" });
                    const predicted = created(type, given);
                    for (const [name, value] of Object.entries(real.outputs)) {
                        if (reveal(value) !== UNKNOWN)
                            deepStrictEqual(predicted.outputs[name], value, name);
                    }
                    deepStrictEqual(Object.keys(predicted.outputs), Object.keys(real.outputs));
                }),
                { numRuns: 20 },
            );
        });

        it(`accepts inputs of ${type} that the SDK's types allow, and checks them twice alike`, () => {
            fc.assert(
                fc.property(objectOf(inputs, required, false), (given) => {
                    const subject = subjectOf(type);
                    const once = model.check(subject, given, SEED, PLACE);
                    deepStrictEqual(once.failures, []);
                    const twice = model.check(subject, once.inputs, SEED, PLACE);
                    deepStrictEqual(model.diff(subject, once.inputs, twice.inputs), {
                        changed: [],
                        replaced: [],
                    });
                }),
                { numRuns: 10 },
            );
        });

        it(`gives ${type} an id and no unknown in an update with known inputs`, () => {
            const given = Object.fromEntries(
                required.map((name): [string, Wire] => [name, exampleOf(inputs[name] ?? "string")]),
            );
            const state = created(type, given, { preview: false });
            strictEqual(JSON.stringify(state).includes(UNKNOWN), false);
            ok(state.id !== "");
        });
    }

    it("tells what it made up", () => {
        const madeUp = knownTypes().filter((type) => {
            const given = Object.fromEntries(
                schemaOf(type).required.map((name): [string, Wire] => [
                    name,
                    exampleOf(schemaOf(type).inputs[name] ?? "string"),
                ]),
            );
            return isMadeUp(created(type, given).outputs);
        });
        ok(madeUp.includes("aws:kms/key:Key"));
        ok(!madeUp.includes("aws:sqs/queue:Queue"));
    });
});

/** A known value of a type. */
function exampleOf(type: string): Wire {
    if (elementOf(type) !== undefined) return [];
    const shape = shapeOf(type);
    if (shape !== undefined) {
        return Object.fromEntries(
            shape.required.map((name): [string, Wire] => [
                name,
                exampleOf(shape.properties[name] ?? "string"),
            ]),
        );
    }
    if (valueOf(type) !== undefined) return {};
    if (type === "number") return 1;
    return type === "boolean" ? true : "example";
}
