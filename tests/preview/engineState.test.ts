import { deepStrictEqual, rejects } from "node:assert";
import { join } from "node:path";
import { checkState } from "../../preview";
import type { Finding, PackOptions, PreviewResult } from "../../preview";
import { PACK } from "./programs/program";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const STACK = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
const PROVIDER = "urn:pulumi:prod::shop::pulumi:providers:aws::default_7_48_0";
const QUEUE = "urn:pulumi:prod::shop::aws:sqs/queue:Queue::dead";

/** A queue as `pulumi stack export` writes it. */
const queue = {
    urn: QUEUE,
    custom: true,
    id: "https://sqs.eu-west-1.amazonaws.com/123456789012/dead",
    type: "aws:sqs/queue:Queue",
    inputs: { __defaults: ["name"], name: "dead", messageRetentionSeconds: 60 },
    outputs: {
        __meta: "{}",
        arn: "arn:aws:sqs:eu-west-1:123456789012:dead",
        messageRetentionSeconds: 60,
        name: "dead",
    },
    parent: STACK,
    provider: `${PROVIDER}::8a9c3f52-3e59-4f9a-8f0e-4f6e1f1c7a10`,
    dependencies: [],
    propertyDependencies: { name: null },
    created: "2026-01-02T03:04:05Z",
};

const state = (...resources: readonly unknown[]): unknown => ({
    version: 3,
    deployment: {
        manifest: { time: "2026-01-02T03:04:05Z", magic: "", version: "v3.259.0" },
        secrets_providers: { type: "passphrase", state: { salt: "v1:…" } },
        resources: [
            {
                urn: STACK,
                custom: false,
                type: "pulumi:pulumi:Stack",
                outputs: { url: "https://x" },
            },
            {
                urn: PROVIDER,
                custom: true,
                id: "8a9c3f52-3e59-4f9a-8f0e-4f6e1f1c7a10",
                type: "pulumi:providers:aws",
                inputs: { region: "eu-west-1", version: "7.48.0" },
                outputs: { region: "eu-west-1", version: "7.48.0" },
            },
            ...resources,
        ],
        pending_operations: [],
    },
});

/** This package's own pack. */
const OWN_PACK = join(__dirname, "..", "corpus", "pack");

const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
        },
    ],
});

/** A mapping that delivers to the queue by a role to which nothing is attached. */
function withRole(more: object): unknown {
    const resource = (type: string, name: string, inputs: object, outputs: object, id = name) => ({
        ...queue,
        urn: `urn:pulumi:prod::shop::${type}::${name}`,
        ...{ id, type, inputs, outputs: { ...inputs, ...outputs } },
        propertyDependencies: {},
    });
    const role = { name: "orders", path: "/", assumeRolePolicy: TRUST };
    const lambda = {
        name: "orders",
        role: "arn:aws:iam::123456789012:role/orders",
        runtime: "nodejs22.x",
    };
    const mapping = {
        functionName: "orders",
        selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b1.example.com:9092" } },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        destinationConfig: {
            onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:123456789012:dead" },
        },
    };
    return state(
        queue,
        {
            ...resource("aws:iam/role:Role", "orders", role, {
                arn: "arn:aws:iam::123456789012:role/orders",
                inlinePolicies: [],
                managedPolicyArns: [],
            }),
            ...more,
        },
        resource("aws:lambda/function:Function", "orders", lambda, {
            arn: "arn:aws:lambda:eu-west-1:123456789012:function:orders",
        }),
        resource("aws:lambda/eventSourceMapping:EventSourceMapping", "orders", mapping, {}, "1a2b"),
    );
}

/** What our own pack says to a state, but for advice. */
async function verdicts(file: unknown): Promise<readonly string[]> {
    const { findings } = await checkState(file, { packDirectory: OWN_PACK });
    return findings.filter(({ policy }) => policy !== "on-failure-hygiene").map(verdictOf);
}

function verdictOf({ level, policy, rule }: Finding): string {
    return `${level} ${policy} ${rule ?? ""}`;
}

function check(file: unknown, options: PackOptions = {}): Promise<PreviewResult> {
    return checkState(file, { packDirectory: PACK, ...options });
}

/** What the test's pack tells that it was shown. */
async function shown(file: unknown, policy: "inputs" | "stack"): Promise<readonly unknown[]> {
    const { findings } = await check(file, {
        policyConfig: { all: "disabled", [policy]: "advisory" },
    });
    return findings
        .filter(({ urn }) => urn === QUEUE)
        .map(({ message }): unknown => JSON.parse(message));
}

describe("checking a state", () => {
    it("reports what the pack finds", async () => {
        const { findings, project, stack, outputs, notes } = await check(
            JSON.stringify(state(queue)),
        );
        deepStrictEqual(
            { findings, project, stack, outputs, notes },
            {
                findings: [
                    {
                        policy: "retention",
                        level: "mandatory",
                        urn: QUEUE,
                        message: "KOF-042: The queue keeps messages for 60 seconds only.",
                        description: "Failed batches must be kept.",
                        rule: "KOF-042",
                    },
                ],
                project: "shop",
                stack: "prod",
                outputs: { url: "https://x" },
                notes: [],
            },
        );
    });

    it("shows inputs by themselves and outputs within the stack, with the provider of the state", async () => {
        deepStrictEqual(await shown(state(queue), "inputs"), [
            {
                inputs: { name: "dead", messageRetentionSeconds: 60 },
                parent: STACK,
                provider: { region: "eu-west-1", version: "7.48.0" },
            },
        ]);
        deepStrictEqual(await shown(state(queue), "stack"), [
            {
                outputs: {
                    arn: "arn:aws:sqs:eu-west-1:123456789012:dead",
                    messageRetentionSeconds: 60,
                    name: "dead",
                },
                parent: STACK,
                dependencies: [],
                propertyDependencies: { name: [] },
                provider: PROVIDER,
            },
        ]);
    });

    it("leaves out what is to be deleted", async () => {
        const { findings, resources } = await check(state({ ...queue, delete: true }));
        deepStrictEqual([findings, resources.map(({ urn }) => urn)], [[], [STACK, PROVIDER]]);
    });

    it("shows the pack nothing that is only read, as in a preview", async () => {
        const { resources, findings } = await check(state({ ...queue, external: true }));
        deepStrictEqual([resources.at(-1)?.external, findings.map(({ rule }) => rule)], [true, []]);
    });

    it("judges a role that is only read as one outside the stack", async () => {
        deepStrictEqual(await verdicts(withRole({ external: true })), [
            "advisory on-failure-unverified KOF-010",
        ]);
    });

    it("judges a role of the stack by what the stack attaches", async () => {
        deepStrictEqual(await verdicts(withRole({})), ["mandatory on-failure-role KOF-010"]);
    });

    it("takes encrypted values for unknown and tells it, and reads those in plain text", async () => {
        const encrypted = { [SIGNATURE]: SECRET, ciphertext: "v1:abc:def" };
        const plain = { [SIGNATURE]: SECRET, plaintext: '"swordfish"' };
        const secret = state({ ...queue, outputs: { name: plain, policy: encrypted } });
        const { notes } = await check(secret);
        deepStrictEqual(notes, [
            {
                kind: "secret",
                message:
                    "dead has encrypted values, which are unknown here: `pulumi stack export --show-secrets` writes them in plain text.",
            },
        ]);
        deepStrictEqual(await shown(secret, "stack"), [
            {
                outputs: { name: "[secret]", policy: UNKNOWN },
                parent: STACK,
                dependencies: [],
                propertyDependencies: { name: [] },
                provider: PROVIDER,
            },
        ]);
    });

    it("takes a stack without resources", async () => {
        const empty = { version: 3, deployment: { manifest: {} } };
        const { findings, resources } = await check(empty);
        deepStrictEqual([findings, resources], [[], []]);
    });

    const PREFIX = "The state is not what `pulumi stack export` writes: ";
    const malformed: {
        readonly name: string;
        readonly file: unknown;
        readonly message: string;
    }[] = [
        { name: "a list", file: [], message: `${PREFIX}the file must be an object.` },
        {
            name: "another version",
            file: { version: 2, deployment: {} },
            message: `${PREFIX}its version is 2; this reads version 3.`,
        },
        {
            name: "no deployment",
            file: { version: 3 },
            message: `${PREFIX}deployment must be an object.`,
        },
        {
            name: "resources that are no list",
            file: { version: 3, deployment: { resources: {} } },
            message: `${PREFIX}resources must be a list.`,
        },
        {
            name: "a resource without a URN",
            file: state({ ...queue, urn: undefined }),
            message: `${PREFIX}deployment.resources[2].urn must be a string.`,
        },
        {
            name: "a URN that is none",
            file: state({ ...queue, urn: "dead" }),
            message: `${PREFIX}deployment.resources[2].urn is not a URN.`,
        },
        {
            name: "a resource without a type",
            file: state({ ...queue, type: 3 }),
            message: `${PREFIX}deployment.resources[2].type must be a string.`,
        },
        {
            name: "outputs that are no object",
            file: state({ ...queue, outputs: "none" }),
            message: `${PREFIX}deployment.resources[2].outputs must be an object.`,
        },
        {
            name: "dependencies that are no texts",
            file: state({ ...queue, dependencies: [1] }),
            message: `${PREFIX}deployment.resources[2].dependencies[0] must be a string.`,
        },
    ];
    const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const tooDeep = `{ "version": 3, "deployment": { "resources": ${nested(20_000)} } }`;
    const secretly = (plaintext: string): unknown =>
        state({ ...queue, outputs: { name: { [SIGNATURE]: SECRET, plaintext } } });
    malformed.push(
        {
            name: "text that is nested so deep that it can only do harm",
            file: tooDeep,
            message: `${PREFIX}it is nested deeper than 256 levels.`,
        },
        {
            name: "an object that is",
            file: JSON.parse(tooDeep),
            message: `${PREFIX}it is nested deeper than 256 levels.`,
        },
        {
            name: "a secret that is",
            file: secretly(nested(20_000)),
            message: `${PREFIX}a secret of dead is not JSON, or is nested deeper than 256 levels.`,
        },
        {
            name: "a secret that is not JSON, without showing it",
            file: secretly("swordfish"),
            message: `${PREFIX}a secret of dead is not JSON, or is nested deeper than 256 levels.`,
        },
    );
    for (const { name, file, message } of malformed) {
        it(`refuses ${name}`, async () => {
            await rejects(check(file), { name: "PreviewError", message });
        });
    }

    it("refuses text that is not JSON", async () => {
        await rejects(
            check('{"version": 3,'),
            /^PreviewError: The state is not what .* writes: it is not JSON: /,
        );
    });

    it("takes properties that are nested as deep as any that a provider has", async () => {
        const deep: unknown = JSON.parse(nested(200));
        const { resources } = await check(state({ ...queue, outputs: { deep } }));
        deepStrictEqual(resources.at(-1)?.outputs, { deep });
    });

    it("is stopped when it takes too long, and says what did", async () => {
        await rejects(check(state(queue), { timeout: 0 }), {
            name: "PreviewError",
            message:
                "The check was stopped after 0 milliseconds because the policy pack did not finish.",
        });
    });

    for (const timeout of [Infinity, NaN, -1, 0.5, 2 ** 31]) {
        it(`refuses a timeout of ${timeout}`, async () => {
            await rejects(check(state(queue), { timeout }), {
                name: "PreviewError",
                message: `\`timeout\` must be a whole number of milliseconds from 0 to 2147483647, not ${timeout}.`,
            });
        });
    }
});
