import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Outputs } from "../../preview";
import type { Terminal } from "../../preview/terminal";
import { run, STATUS } from "../../preview/cli";

const EXAMPLES = resolve(__dirname, "../../examples");
// The pack as it is shipped: compiled.
const PACK = resolve(__dirname, "../../dist/policies");

interface Reported {
    readonly findings: readonly {
        readonly policy: string;
        readonly level: string;
        readonly rule: string;
        readonly urn: string;
        readonly message: string;
    }[];
    readonly summary: Readonly<Record<string, number>>;
}

/** Runs the command as a machine would. */
async function preview(directory: string, outputs: Outputs): Promise<readonly [number, Reported]> {
    let written = "";
    const terminal: Terminal = {
        out: (text) => {
            written += text;
        },
        err: (text) => {
            assert.fail(text);
        },
        colors: false,
        progress: false,
    };
    const status = await run(
        [
            "preview",
            directory,
            "--engine",
            "embedded",
            "--policy-pack",
            PACK,
            "--json",
            "--outputs",
            outputs,
        ],
        terminal,
    );
    return [status, parse(written)];
}

function parse(text: string): Reported {
    const document: unknown = JSON.parse(text);
    assert.ok(isReported(document));
    return document;
}

function isReported(value: unknown): value is Reported {
    return typeof value === "object" && value !== null && "findings" in value && "summary" in value;
}

/** What is mandatory or undecided, as `mapping policy rule`. */
function objections({ findings }: Reported): readonly string[] {
    return findings
        .filter(({ level, policy }) => level === "mandatory" || policy === "on-failure-unverified")
        .map(({ urn, policy, rule }) => `${urn.slice(urn.lastIndexOf("::") + 2)} ${policy} ${rule}`)
        .toSorted();
}

const BROKEN = [
    "orders on-failure-role KOF-010",
    "payments on-failure-key KOF-030",
    "shipments on-failure-role KOF-013",
];

describe("the examples", function () {
    this.timeout(120_000);

    const cases: readonly {
        readonly example: string;
        readonly outputs: Outputs;
        readonly status: number;
        readonly objections: readonly string[];
    }[] = [
        { example: "orders", outputs: "predicted", status: STATUS.clean, objections: [] },
        // The package's own Pulumi.yaml runs it too.
        { example: "..", outputs: "predicted", status: STATUS.clean, objections: [] },
        { example: "orders", outputs: "unknown", status: STATUS.clean, objections: [] },
        { example: "broken", outputs: "predicted", status: STATUS.rejected, objections: BROKEN },
        // The policy over payments' unknown key hides, in a real first preview, whether it denies anything.
        {
            example: "broken",
            outputs: "unknown",
            status: STATUS.rejected,
            objections: [
                ...BROKEN.slice(0, 2),
                "payments on-failure-unverified KOF-011",
                "payments on-failure-unverified KOF-072",
                ...BROKEN.slice(2),
            ],
        },
        { example: "hand-written", outputs: "predicted", status: STATUS.clean, objections: [] },
        {
            example: "hand-written",
            outputs: "unknown",
            status: STATUS.clean,
            objections: [
                "orders on-failure-unverified KOF-010",
                "orders on-failure-unverified KOF-072",
            ],
        },
    ];
    for (const { example, outputs, status, objections: expected } of cases) {
        it(`judge ${example} with ${outputs} outputs`, async () => {
            const [ended, reported] = await preview(join(EXAMPLES, example), outputs);
            assert.deepEqual(objections(reported), expected);
            assert.equal(ended, status);
        });
    }
});

describe("the broken example", function () {
    this.timeout(120_000);
    let copy: string;

    beforeEach(() => {
        copy = mkdtempSync(join(EXAMPLES, ".pasted-"));
        cpSync(join(EXAMPLES, "broken"), copy, { recursive: true });
    });

    afterEach(() => {
        rmSync(copy, { recursive: true, force: true });
    });

    it("passes once the statements of its findings are pasted into it", async () => {
        const [, rejected] = await preview(copy, "predicted");
        const mandatory = rejected.findings.filter(({ level }) => level === "mandatory");
        const program = join(copy, "index.ts");
        let text = readFileSync(program, "utf8");
        for (const [i, { rule, urn, message }] of mandatory.entries()) {
            if (rule === "KOF-030") {
                // The role has no fixed name: the finding's form for programs names it by its variable.
                const statement = indentedBlock(message, "In TypeScript:");
                text = text
                    .replace(
                        'policy: JSON.stringify({\n        Version: "2012-10-17",\n        Statement: [\n            {\n                Sid: "Administrators"',
                        (head) => head.replace("JSON.stringify", "pulumi.jsonStringify"),
                    )
                    .replace(
                        '{\n                Sid: "Administrators"',
                        (head) =>
                            `${statement.replace("payments.arn", "payments.role.arn")},\n${head}`,
                    );
            } else {
                const name = urn.slice(urn.lastIndexOf("::") + 2);
                const statement = indentedBlock(message, "Allow it in");
                text += `new RolePolicy("pasted-${i}", { role: ${name}.role.name, policy: JSON.stringify({ Version: "2012-10-17", Statement: [${statement}] }) });\n`;
            }
        }
        writeFileSync(program, text);
        const [status, passed] = await preview(copy, "predicted");
        assert.deepEqual(objections(passed), []);
        assert.equal(status, STATUS.clean);
    });
});

/** The indented lines after the one that begins so. */
function indentedBlock(message: string, beginning: string): string {
    const lines = message.split("\n");
    const from = lines.findIndex((line) => line.trim().startsWith(beginning));
    assert.notEqual(from, -1, message);
    const block = lines.slice(from + 1);
    const start = block.findIndex((line) => line.trim() === "{");
    const indent = block[start]?.indexOf("{") ?? 0;
    const end = block.findIndex((line) => line === `${" ".repeat(indent)}}`);
    assert.ok(start >= 0 && end > start, message);
    return block.slice(start, end + 1).join("\n");
}
