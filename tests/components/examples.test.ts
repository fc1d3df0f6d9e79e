import { deepStrictEqual } from "node:assert";
import { resolve } from "node:path";
import { previewProgram } from "pulumi-lambda-kafka/testing";

const EXAMPLES = resolve(__dirname, "../../examples");

/** Example, stack, and the rules of the findings: none is mandatory, and what is told lies outside the stack. */
const VERDICTS: readonly (readonly [string, string, readonly string[]])[] = [
    ["sqs", "dev", []],
    ["sns", "dev", []],
    ["s3", "dev", []],
    // The ACLs of a self-managed cluster, which no program shows.
    ["kafka-topic", "dev", ["advisory KOF-063"]],
    // The key's own policy.
    ["existing-destination", "dev", ["advisory KOF-030"]],
    // The bucket's policy and the key's.
    ["other-account", "dev", ["advisory KOF-012", "advisory KOF-031"]],
    ["msk", "dev", []],
    ["grant", "dev", []],
    ["alarms", "dev", []],
    ["shared", "dev", []],
    ["shared", "prod", []],
];

describe("an example", function () {
    this.timeout(120_000);
    for (const [example, stack, expected] of VERDICTS) {
        for (const outputs of ["predicted", "unknown"] as const) {
            it(`is judged clean: ${example}, stack ${stack}, outputs ${outputs}`, async () => {
                const { findings } = await previewProgram(resolve(EXAMPLES, example), {
                    stack,
                    outputs,
                });
                deepStrictEqual(
                    findings.map(({ level, rule }) => `${level} ${rule ?? ""}`).toSorted(),
                    expected,
                );
            });
        }
    }
});
