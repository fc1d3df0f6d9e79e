import { deepStrictEqual, ok } from "node:assert";
import fc from "fast-check";
import type { Finding, Outputs, PreviewedResource, WireObject } from "../../preview";
import { runInProcess } from "./engine";
import { judge } from "./judge";
import { and, KEYS, KINDS, orders, without, type Change } from "./kit";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Mappings of one stack, right and wrong, each with a role and a destination of its own. */
const CHANGES: readonly Change[] = [
    ...KINDS.flatMap((kind) => KEYS.map((key): Change => ({ kind, key }))),
    { style: "literal" },
    { role: without("sqs:SendMessage") },
    { kind: "s3", role: without("s3:ListBucket"), key: "delegated" },
    { kind: "sns", role: and({ Effect: "Deny", Action: "sns:*", Resource: "*" }) },
    { key: "direct", keyPolicy: without("kms:Decrypt") },
    { otherAccount: true, key: "direct" },
    { kind: "s3", otherAccount: true, destinationPolicy: without("s3:PutObject") },
    { queueArgs: { fifoQueue: true } },
];

const NAMES = CHANGES.map((_, index) => `mapping${String.fromCharCode(97 + index)}`);

function program(): void {
    CHANGES.forEach((change, index) => {
        orders({ ...change, name: NAMES[index] ?? "" });
    });
}

/** What a preview can hide of a resource: what follows from other resources, and what the provider computes. */
function hideable({ outputs, propertyDependencies }: PreviewedResource): readonly string[] {
    const computed = ["arn", "id", "url", "keyId", "uuid", "policy", "assumeRolePolicy"];
    return [
        ...Object.keys(propertyDependencies),
        ...computed.filter((key) => key in outputs && !(key in propertyDependencies)),
    ];
}

function masked(resource: PreviewedResource, keys: readonly string[]): PreviewedResource {
    const mask = (properties: WireObject): WireObject =>
        Object.fromEntries(
            Object.entries(properties).map(([key, value]) => [
                key,
                keys.includes(key) ? UNKNOWN : value,
            ]),
        );
    return { ...resource, inputs: mask(resource.inputs), outputs: mask(resource.outputs) };
}

describe("what one mapping leaves unknown", function () {
    this.timeout(60_000);

    for (const outputs of ["unknown", "predicted"] as const satisfies readonly Outputs[]) {
        it(`changes no word about another, with outputs ${outputs}`, async () => {
            const { resources } = await runInProcess(program, outputs);
            const shared = resources.filter(({ type }) => type.startsWith("pulumi:"));
            const parts = NAMES.map((prefix) =>
                resources.filter(
                    ({ name, type }) => name.startsWith(prefix) && !type.startsWith("pulumi:"),
                ),
            );
            const alone: (readonly Finding[])[] = [];
            for (const [index, part] of parts.entries()) {
                alone.push(about(NAMES[index] ?? "", await judge([...shared, ...part])));
            }
            const wrong = alone.filter((findings) =>
                findings.some(({ level }) => level === "mandatory"),
            );
            ok(wrong.length > 0 && wrong.length < alone.length, "both right and wrong ones");

            await fc.assert(
                fc.asyncProperty(
                    fc.shuffledSubarray(
                        NAMES.map((_, index) => index),
                        { minLength: 2, maxLength: 5 },
                    ),
                    fc.infiniteStream(fc.boolean()),
                    async ([first = 0, ...others], hides) => {
                        const beside = others
                            .flatMap((index) => parts[index] ?? [])
                            .map((resource) =>
                                masked(
                                    resource,
                                    hideable(resource).filter(() => hides.next().value),
                                ),
                            );
                        const together = await judge([
                            ...shared,
                            ...beside,
                            ...(parts[first] ?? []),
                        ]);
                        deepStrictEqual(about(NAMES[first] ?? "", together), alone[first]);
                    },
                ),
                { numRuns: 60 },
            );
        });
    }
});

function about(mapping: string, findings: readonly Finding[]): readonly Finding[] {
    return findings.filter(({ urn }) => urn?.endsWith(`::${mapping}`));
}
