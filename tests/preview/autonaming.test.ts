import { deepStrictEqual, match, throws } from "node:assert";
import { awsModel } from "../../preview/aws";
import { autonamerOf } from "../../preview/engine/embedded/autonaming";
import { configurationOf, settingOf } from "../../preview/engine/configuration";
import type { Autonaming, Subject } from "../../preview/model";

const STACK = { organization: "acme", project: "shop", stack: "prod" };
const QUEUE = "aws:sqs/queue:Queue";
const SEED = Buffer.from("seed");

function subject(type: string, name = "orders"): Subject {
    return { type, name, urn: `urn:pulumi:prod::shop::${type}::${name}` };
}

/** What a stack file with this under `pulumi:autonaming` asks of the name of a resource. */
function asked(written: unknown, type = QUEUE): Autonaming | undefined {
    const settings = new Map([
        ["shop:team", settingOf("blue")],
        ...(written === undefined ? [] : [["pulumi:autonaming", settingOf(written)] as const]),
    ]);
    return autonamerOf(configurationOf(settings), STACK)(subject(type), SEED);
}

describe("pulumi:autonaming", () => {
    const cases: readonly (readonly [string, unknown, Autonaming | undefined])[] = [
        ["asks for nothing where it is not set", undefined, undefined],
        ["asks for nothing in the mode default", { mode: "default" }, undefined],
        [
            "enforces the resource's own name in the mode verbatim",
            { mode: "verbatim" },
            { kind: "enforced", name: "orders" },
        ],
        [
            "asks for explicit names in the mode disabled",
            { mode: "disabled" },
            { kind: "disabled" },
        ],
        [
            "fills in what is known of the stack",
            { pattern: "${organization}-${project}-${stack}-${config.team}-${name}" },
            { kind: "proposed", name: "acme-shop-prod-blue-orders" },
        ],
        [
            "enforces a pattern that says so",
            { pattern: "q-${name}", enforce: true },
            { kind: "enforced", name: "q-orders" },
        ],
        [
            "counts for a package what is said of it, not what is said of all",
            { mode: "verbatim", providers: { aws: { pattern: "aws-${name}" } } },
            { kind: "proposed", name: "aws-orders" },
        ],
        [
            "counts for a type what is said of it",
            {
                providers: {
                    aws: { mode: "disabled", resources: { [QUEUE]: { mode: "verbatim" } } },
                },
            },
            { kind: "enforced", name: "orders" },
        ],
        [
            "counts for the other types what is said of the package",
            {
                providers: {
                    aws: { mode: "disabled", resources: { other: { mode: "verbatim" } } },
                },
            },
            { kind: "disabled" },
        ],
        [
            "is not inherited by a package with a section of its own",
            { mode: "verbatim", providers: { aws: { resources: {} } } },
            undefined,
        ],
    ];
    for (const [name, written, expected] of cases) {
        it(name, () => {
            deepStrictEqual(asked(written), expected);
        });
    }

    it("takes names as they are, whatever a replacement makes of dollars", () => {
        const settings = new Map([
            ["pulumi:autonaming", settingOf({ pattern: "${stack}-${name}" })],
        ]);
        const stack = { ...STACK, stack: "a$&" };
        const autonamer = autonamerOf(configurationOf(settings), stack);
        deepStrictEqual(autonamer(subject(QUEUE, "b$$c"), SEED), {
            kind: "proposed",
            name: "a$&-b$$c",
        });
    });

    const random: readonly (readonly [string, RegExp])[] = [
        ["${name}-${hex(5)}", /^orders-[0-9a-f]{5}$/],
        ["${alphanum(8)}", /^[a-z0-9]{8}$/],
        ["${string(8)}", /^[a-z]{8}$/],
        ["${num(8)}", /^[0-9]{8}$/],
        ["${uuid}", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ];
    for (const [pattern, form] of random) {
        it(`draws ${pattern}, the same from the same seed`, () => {
            const named = asked({ pattern });
            deepStrictEqual(named, asked({ pattern }));
            match(named?.kind === "proposed" ? named.name : "", form);
        });
    }

    const refused: readonly (readonly [unknown, RegExp])[] = [
        [{ mode: "loud" }, /cannot be read: invalid naming mode: "loud"\./],
        [{ mode: "verbatim", pattern: "x" }, /cannot specify both mode and pattern\/enforce\./],
        [{ pattern: "${config.nothing}" }, /no value found for key "nothing"\./],
        ["verbatim", /it is not an object: verbatim\./],
    ];
    for (const [written, reason] of refused) {
        it(`refuses ${JSON.stringify(written)}`, () => {
            throws(() => asked(written), reason);
        });
    }
});

describe("a name that the engine asks for", () => {
    const checked = (type: string, autonaming: Autonaming, inputs = {}) =>
        awsModel({ outputs: "predicted" }).check({ ...subject(type), autonaming }, inputs, SEED);

    it("is what the resource is called", () => {
        const { inputs, failures } = checked(QUEUE, { kind: "enforced", name: "orders" });
        deepStrictEqual([inputs["name"], failures], ["orders", []]);
    });

    it("gives way to the program's own", () => {
        const { inputs } = checked(QUEUE, { kind: "disabled" }, { name: "mine" });
        deepStrictEqual(inputs["name"], "mine");
    });

    it("is adapted by the provider where it is a proposal only", () => {
        const fifo = { fifoQueue: true };
        const proposed = checked(QUEUE, { kind: "proposed", name: "orders" }, fifo);
        const enforced = checked(QUEUE, { kind: "enforced", name: "orders" }, fifo);
        const bucket = checked("aws:s3/bucket:Bucket", { kind: "proposed", name: "Orders" });
        deepStrictEqual(
            [proposed.inputs["name"], enforced.inputs["name"], bucket.inputs["bucket"]],
            ["orders.fifo", "orders", "orders"],
        );
    });

    it("is refused where it is too long, or has to be the program's own", () => {
        const long = checked(QUEUE, { kind: "proposed", name: "q".repeat(81) });
        const none = checked(QUEUE, { kind: "disabled" });
        deepStrictEqual(
            [...long.failures, ...none.failures].map(({ reason }) => reason),
            [
                `calculated name '${"q".repeat(81)}' exceeds maximum length of 80`,
                "automatic naming is disabled but no explicit name was provided",
            ],
        );
    });
});
