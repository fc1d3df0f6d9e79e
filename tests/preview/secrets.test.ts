import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkState, PreviewError } from "../../preview";
import type { PreviewEvent, Wire } from "../../preview";
import { run } from "../../preview/cli";
import { masked, textMask } from "../../preview/engine/mask";
import { shownArguments } from "../../preview/engine/notes";
import { PACK, named, preview } from "./programs/program";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const MASKED = { [SIGNATURE]: SECRET, value: "[secret]" };

/** As `pulumi stack export --show-secrets` writes it. */
const STATE = {
    version: 3,
    deployment: {
        resources: [
            {
                urn: "urn:pulumi:prod::shop::aws:sqs/queue:Queue::dead",
                custom: true,
                type: "aws:sqs/queue:Queue",
                inputs: {
                    messageRetentionSeconds: 60,
                    tags: {
                        owner: { [SIGNATURE]: SECRET, plaintext: '"sw\\"ordfish"' },
                        list: { [SIGNATURE]: SECRET, plaintext: '["swordfish", {"a": "tuna"}]' },
                        sealed: { [SIGNATURE]: SECRET, ciphertext: "v1:abc:def" },
                        open: "carp",
                    },
                },
            },
        ],
    },
};

describe("secrets", () => {
    it("are shown to the pack, and masked in what a caller gets", async () => {
        const shown: PreviewEvent[] = [];
        const { resources, findings } = await checkState(STATE, {
            packDirectory: PACK,
            policyConfig: { all: "disabled", inputs: "advisory" },
            onEvent: (event) => shown.push(event),
        });
        const tags = {
            owner: MASKED,
            list: MASKED,
            sealed: { [SIGNATURE]: SECRET, value: UNKNOWN },
            open: "carp",
        };
        const inputs = { messageRetentionSeconds: 60, tags };
        deepStrictEqual(resources[0]?.inputs, inputs);
        deepStrictEqual(
            shown.flatMap((event) => (event.kind === "resource" ? [event.resource.inputs] : [])),
            [inputs],
        );
        deepStrictEqual(
            findings.map(({ message }): unknown => JSON.parse(message)),
            [
                {
                    inputs: {
                        messageRetentionSeconds: 60,
                        tags: {
                            owner: "[secret]",
                            list: ["[secret]", { a: "[secret]" }],
                            sealed: UNKNOWN,
                            open: "carp",
                        },
                    },
                },
            ],
        );
    });

    it("are neither in the JSON nor on the screens of the command", async () => {
        const folder = mkdtempSync(join(tmpdir(), "secrets-"));
        try {
            const file = join(folder, "state.json");
            const config = join(folder, "config.json");
            writeFileSync(file, JSON.stringify(STATE));
            writeFileSync(config, `{ "all": "disabled", "inputs": "advisory" }`);
            for (const format of [["--json"], []]) {
                let written = "";
                const write = (text: string): void => {
                    written += text;
                };
                const pack = ["--policy-pack", PACK, "--policy-config", config];
                const terminal = { out: write, err: write, colors: false, progress: false };
                strictEqual(await run(["check", file, ...pack, ...format], terminal), 0);
                match(written, /\[secret\]/);
                ok(!/ordfish|tuna/.test(written), written);
            }
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("are masked in outputs and in the log of a program, too", async () => {
        const result = await preview(
            `
            const pulumi = require("@pulumi/pulumi");
            const sqs = require("@pulumi/aws/sqs");
            const queue = new sqs.Queue("orders", { name: pulumi.secret("swordfish") });
            exports.name = queue.name;
            console.log("made swordfish");
        `,
            { account: "123456789012" },
        );
        deepStrictEqual(
            [result.outputs, named(result, "orders").inputs["name"], result.log],
            [{ name: MASKED }, MASKED, [{ severity: "info", text: "made [secret]" }]],
        );
    });

    it("are masked in what derives from them", async () => {
        const shown: PreviewEvent[] = [];
        const result = await preview(
            `
            const pulumi = require("@pulumi/pulumi");
            const sqs = require("@pulumi/aws/sqs");
            const queue = new sqs.Queue("orders", { name: pulumi.secret("swordfish") });
            exports.arn = queue.arn;
        `,
            { account: "123456789012", onEvent: (event) => shown.push(event) },
        );
        const arn = "arn:aws:sqs:eu-west-1:123456789012:[secret]";
        const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/[secret]";
        const { id, outputs } = named(result, "orders");
        deepStrictEqual(
            [result.outputs, id, outputs["id"], outputs["arn"], outputs["url"]],
            [{ arn }, url, url, arn, url],
        );
        const told = JSON.stringify([result, shown]);
        ok(!told.includes("swordfish"), told);
    });

    it("are masked in no mark of the engine's own", () => {
        const mask = textMask([{ one: { [SIGNATURE]: SECRET, value: ["c44067f", "04da6b54"] } }]);
        const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "a c44067f" };
        deepStrictEqual(masked([asset, UNKNOWN], mask), [
            { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "a [secret]" },
            UNKNOWN,
        ]);
    });

    it("are masked in what is told of a program that fails later", async () => {
        const lines: unknown[] = [];
        const failed = await preview(
            `
            const pulumi = require("@pulumi/pulumi");
            const sqs = require("@pulumi/aws/sqs");
            const queue = new sqs.Queue("orders", { name: pulumi.secret("swordfish") });
            module.exports = async () => {
                await new Promise((resolve) => queue.urn.apply(resolve));
                await pulumi.log.info("made swordfish");
                throw new pulumi.RunError("lost swordfish");
            };
        `,
            {
                account: "123456789012",
                onEvent: (event) => {
                    if (event.kind === "log") lines.push(event.line);
                },
            },
        ).catch((error: unknown) => error);
        ok(failed instanceof PreviewError);
        const log = [
            { severity: "info", text: "made [secret]" },
            { severity: "error", text: "lost [secret]" },
        ];
        deepStrictEqual([failed.message, failed.log, lines], ["lost [secret]", log, log]);
    });

    const lookup = (id: string): string => `
        const pulumi = require("@pulumi/pulumi");
        const aws = require("@pulumi/aws");
        exports.text = aws.kms.getCipherTextOutput({ keyId: "k1", plaintext: ${id} }).ciphertextBlob;
    `;
    const token = "aws:kms/getCipherText:getCipherText";
    const call = { token, args: { keyId: "k1", plaintext: "[secret]" }, result: {} };

    it("are masked in the arguments of a function without an answer", async () => {
        const { notes } = await preview(lookup(`pulumi.secret("swordfish")`));
        deepStrictEqual(notes, [
            {
                kind: "unanswered",
                message: [
                    `The result of ${token} is unknown: getCipherText looks up what exists in AWS; provide those of its results that the program reads. To provide it, add to "invokes" in the answers file:`,
                    JSON.stringify(call, undefined, 2),
                ].join("\n"),
            },
        ]);
    });

    it("are masked in arguments that come as secrets, whatever their names", () => {
        const filters = [{ name: "tag:owner", values: [{ [SIGNATURE]: SECRET, value: "tuna" }] }];
        const names = { id: "vpc-1", secretId: "kafka/reader" };
        deepStrictEqual(shownArguments({ filters, ...names }), {
            filters: [{ name: "tag:owner", values: ["[secret]"] }],
            ...names,
        });
    });

    it("need not be in the answers file: what is told of a call fits it", async () => {
        const invokes = [{ ...call, result: { ciphertextBlob: "a" } }];
        const { outputs, notes } = await preview(lookup(`"swordfish"`), { answers: { invokes } });
        deepStrictEqual([outputs, notes], [{ text: "a" }, []]);
    });

    it("are masked when the resource that they are of is refused, too", async () => {
        const failed = await preview(
            `
            const pulumi = require("@pulumi/pulumi");
            const sqs = require("@pulumi/aws/sqs");
            new sqs.Queue("orders", { name: pulumi.secret("swordfish"), delaySeconds: "soon" });
            console.log("made swordfish");
        `,
            { account: "123456789012" },
        ).catch((error: unknown) => error);
        ok(failed instanceof PreviewError);
        deepStrictEqual(failed.log, [{ severity: "info", text: "made [secret]" }]);
    });

    const texts: readonly (readonly [string, Wire, string, string])[] = [
        [
            "are masked wherever they stand",
            "tuna",
            "a tuna, and tunas",
            "a [secret], and [secret]s",
        ],
        ["are masked in JSON, too", '"tuna"', '{ "a": "\\"tuna\\"" }', '{ "a": "[secret]" }'],
        [
            "are not masked when they are so short that texts have them by chance",
            "tu",
            "tuna",
            "tuna",
        ],
        ["are not masked when they are a truth value", "true", "a true tuna", "a true tuna"],
        ["are masked when they are numbers", 12345, "12345 tunas", "[secret] tunas"],
    ];
    for (const [name, value, text, expected] of texts) {
        it(name, () => {
            const mask = textMask([{ tag: { [SIGNATURE]: SECRET, value: [value] } }]);
            strictEqual(mask(text), expected);
        });
    }
});
