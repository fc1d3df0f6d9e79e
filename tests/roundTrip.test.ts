import { deepStrictEqual, strictEqual } from "node:assert";
import { join } from "node:path";
import { previewProgram } from "../preview";
import type { Finding, Outputs, PreviewedResource, Wire } from "../preview";
import { ACCOUNT, REGION, runInProcess } from "./corpus/engine";
import type { Ran } from "./corpus/engine";
import { judge } from "./corpus/judge";
import { judgeAsServed } from "./corpus/judgeAsServed";
import { ALL_KNOWN, CASES } from "./corpus/roundTrip/cases";
import { prefixOf, program } from "./corpus/roundTrip/program";
import { exportState, readState } from "./corpus/state";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What is said about one case, a line each. */
function saidOf(findings: readonly Finding[], index: number): readonly string[] {
    return findings
        .filter(({ urn }) => urn?.includes(prefixOf(index)) === true)
        .map(({ policy, level, rule }) => `${level} ${policy} ${rule ?? ""}`);
}

/** A bucket written by hand in the program, without versioning, is advised on. */
function expectedOf(index: number, outputs: Outputs): readonly string[] {
    const each = CASES[index];
    if (each === undefined) throw new Error(`no case ${index}`);
    const advice = each.kind === "s3" && each.origin.startsWith("of the program");
    return [
        ...each.unverified[outputs].map((rule) => `advisory on-failure-unverified ${rule}`),
        ...(advice ? ["advisory on-failure-hygiene KOF-054"] : []),
    ].toSorted();
}

describe("what the component makes, the policies find right", function () {
    this.timeout(120_000);
    const ran = new Map<Outputs, Ran>();

    before(async () => {
        ran.set("unknown", await runInProcess(program, "unknown"));
        ran.set("predicted", await runInProcess(program, "predicted"));
    });

    const ranWith = (outputs: Outputs): Ran => {
        const found = ran.get(outputs);
        if (found === undefined) throw new Error(`not run with outputs ${outputs}`);
        return found;
    };

    const READINGS: readonly (readonly [string, Outputs, () => readonly PreviewedResource[]])[] = [
        ["in a first preview", "unknown", () => ranWith("unknown").resources],
        ["with predicted outputs", "predicted", () => ranWith("predicted").resources],
        ["from a state", "predicted", () => readState(exportState(ranWith("predicted")))],
    ];
    for (const [when, outputs, resources] of READINGS) {
        describe(when, () => {
            let findings: readonly Finding[] = [];

            before(async () => {
                findings = await judge(resources());
            });

            CASES.forEach(({ name }, index) => {
                it(`tells of ${name} exactly what lies outside the stack`, () => {
                    deepStrictEqual(saidOf(findings, index).toSorted(), expectedOf(index, outputs));
                });
            });

            it("is told by the policy server's own handlers", async () => {
                deepStrictEqual(byMapping(findings), byMapping(await judgeAsServed(resources())));
            });

            it("tells nothing about the stack as a whole", () => {
                deepStrictEqual(
                    findings.filter(({ urn }) => urn === undefined),
                    [],
                );
            });
        });
    }

    it("knows every policy document in a first preview of what the component creates", () => {
        CASES.forEach(({ name, origin }, index) => {
            const unknown = ranWith("unknown")
                .resources.filter(({ urn }) => urn.includes(prefixOf(index)))
                .flatMap(unknownDocuments);
            const inKeyOfProgram = `${prefixOf(index)}-on-failure-key-policy policy`;
            const expected =
                ALL_KNOWN.includes(origin) || !origin.endsWith("key of the program")
                    ? []
                    : [inKeyOfProgram];
            const byRole = CASES[index]?.by === "role";
            deepStrictEqual(unknown, byRole ? expected : [], name);
        });
    });

    it("judges in this process what the pack's own process judges of a preview", async () => {
        const previewed = await previewProgram(join(__dirname, "corpus", "roundTrip"), {
            outputs: "unknown",
            account: ACCOUNT,
            region: REGION,
            stack: "dev",
            packDirectory: join(__dirname, "corpus", "pack"),
        });
        deepStrictEqual(
            sorted(previewed.resources).map(withoutRandomParts),
            sorted(ranWith("unknown").told).map(withoutRandomParts),
        );
        const here = await judge(previewed.resources);
        deepStrictEqual(byMapping(previewed.findings.map(withoutNote)), byMapping(here));
        strictEqual(here.length > CASES.length, true);
    });
});

/** The properties that hold a policy document and are not known. */
function unknownDocuments({ name, inputs }: PreviewedResource): readonly string[] {
    return ["policy", "assumeRolePolicy"]
        .filter((property) => contains(inputs[property], UNKNOWN))
        .map((property) => `${name} ${property}`);
}

function contains(value: Wire | undefined, text: string): boolean {
    return value !== undefined && JSON.stringify(value).includes(text);
}

function sorted(resources: readonly PreviewedResource[]): readonly PreviewedResource[] {
    return resources.toSorted((one, other) => one.urn.localeCompare(other.urn));
}

function byMapping(findings: readonly Finding[]): readonly Finding[] {
    const key = ({ urn, policy, message }: Finding): string => `${urn ?? ""} ${policy} ${message}`;
    return findings.toSorted((one, other) => key(one).localeCompare(key(other)));
}

/** What the preview, and not the pack, says of a name that Pulumi draws. */
function withoutNote(finding: Finding): Finding {
    const lines = finding.message
        .split("\n")
        .filter((line) => !line.startsWith("(The random suffix of "));
    return { ...finding, message: lines.join("\n") };
}

/** The random parts of names differ from one preview to the next. */
function withoutRandomParts(resource: PreviewedResource): unknown {
    const text = JSON.stringify(resource).replaceAll(/-[0-9a-f]{7}(?![0-9a-f-])/g, "-random");
    const value: unknown = JSON.parse(text);
    return value;
}
