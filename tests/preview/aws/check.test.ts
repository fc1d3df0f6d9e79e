import { deepStrictEqual, match } from "node:assert";
import { awsModel } from "../../../preview/aws";
import type { Checked, WireObject } from "../../../preview/model";
import { UNKNOWN } from "../../../preview/model";
import { PLACE, SEED, subjectOf, textOf } from "./subject";

const QUEUE = "aws:sqs/queue:Queue";
const ROLE = "aws:iam/role:Role";

function check(type: string, inputs: WireObject, name = "orders", seed = SEED): Checked {
    return awsModel({ outputs: "unknown" }).check(subjectOf(type, name), inputs, seed);
}

function reasonsOf(checked: Checked): readonly string[] {
    return checked.failures.map(({ reason }) => reason);
}

describe("Check", () => {
    it("fills in the provider's defaults that are not 0, false or empty, and lists them", () => {
        deepStrictEqual(check(QUEUE, { name: "orders", delaySeconds: 5 }), {
            inputs: {
                __defaults: [
                    "maxMessageSize",
                    "messageRetentionSeconds",
                    "visibilityTimeoutSeconds",
                ],
                delaySeconds: 5,
                maxMessageSize: 262144,
                messageRetentionSeconds: 345600,
                name: "orders",
                visibilityTimeoutSeconds: 30,
            },
            failures: [],
        });
    });

    it("fills in the region when it is told the place", () => {
        const model = awsModel({ outputs: "unknown" });
        const subject = subjectOf("aws:sqs/queuePolicy:QueuePolicy");
        const inputs = { queueUrl: UNKNOWN, policy: "{}" };
        deepStrictEqual(model.check(subject, inputs, SEED, PLACE).inputs, {
            __defaults: [],
            region: "us-east-1",
            ...inputs,
        });
        deepStrictEqual(model.check(subject, inputs, SEED).inputs, { __defaults: [], ...inputs });
    });

    const names: readonly (readonly [string, string, WireObject, string, RegExp])[] = [
        ["a queue", QUEUE, {}, "name", /^orders-[0-9a-f]{7}$/],
        ["a FIFO queue", QUEUE, { fifoQueue: true }, "name", /^orders-[0-9a-f]{7}\.fifo$/],
        ["a FIFO topic", "aws:sns/topic:Topic", { fifoTopic: true }, "name", /\.fifo$/],
        ["a role", ROLE, { assumeRolePolicy: "{}" }, "name", /^orders-[0-9a-f]{7}$/],
        ["a bucket", "aws:s3/bucket:Bucket", {}, "bucket", /^orders-[0-9a-f]{7}$/],
        [
            "an alias",
            "aws:kms/alias:Alias",
            { targetKeyId: "k" },
            "name",
            /^alias\/orders-[0-9a-f]{7}$/,
        ],
        [
            "a permission",
            "aws:lambda/permission:Permission",
            { action: "lambda:InvokeFunction", function: "f", principal: "p" },
            "statementId",
            /^orders-[0-9a-f]{7}$/,
        ],
        ["a cluster", "aws:msk/serverlessCluster:ServerlessCluster", {}, "clusterName", /^orders-/],
        ["an object", "aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b" }, "key", /^orders$/],
    ];
    for (const [what, type, inputs, property, pattern] of names) {
        it(`names ${what} that the program left unnamed`, () => {
            match(textOf(check(type, inputs).inputs[property]), pattern);
        });
    }

    it("writes buckets in lower case", () => {
        match(textOf(check("aws:s3/bucket:Bucket", {}, "Orders").inputs["bucket"]), /^orders-/);
    });

    it("takes the random part of a name from the seed", () => {
        const name = (seed: Uint8Array) => check(QUEUE, {}, "orders", seed).inputs["name"];
        deepStrictEqual(name(SEED) === name(new Uint8Array([9])), false);
        deepStrictEqual(name(SEED), name(SEED));
    });

    it("leaves the name to the provider when there is a prefix", () => {
        deepStrictEqual("name" in check(QUEUE, { namePrefix: "orders" }).inputs, false);
    });

    it("refuses a name that would be too long, as the bridge does", () => {
        const name = "x".repeat(60);
        deepStrictEqual(reasonsOf(check(ROLE, { assumeRolePolicy: "{}" }, name)), [
            `could not make instance of '${ROLE}': name '${name}-' plus 7 random chars is longer than maximum length 64`,
        ]);
        deepStrictEqual(reasonsOf(check(ROLE, { assumeRolePolicy: "{}" }, "x".repeat(56))), []);
    });

    it("turns a policy given as an object into text with sorted keys", () => {
        const assumeRolePolicy = {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }],
        };
        deepStrictEqual(
            check(ROLE, { assumeRolePolicy }).inputs["assumeRolePolicy"],
            '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow"}],"Version":"2012-10-17"}',
        );
    });

    it("takes a policy object with one unknown for an unknown text", () => {
        const policy = { Version: "2012-10-17", Statement: [{ Resource: UNKNOWN }] };
        const { inputs } = check("aws:iam/rolePolicy:RolePolicy", { role: "r", name: "n", policy });
        deepStrictEqual(inputs, { __defaults: [], role: "r", name: "n", policy: UNKNOWN });
    });

    it("notes in every nested object that nothing in it was filled in", () => {
        const { inputs } = check("aws:lambda/eventSourceMapping:EventSourceMapping", {
            functionName: "orders",
            destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
        });
        deepStrictEqual(inputs["destinationConfig"], {
            __defaults: [],
            onFailure: { __defaults: [], destinationArn: UNKNOWN },
        });
    });

    it("keeps the inputs of a type that it does not know", () => {
        deepStrictEqual(check("aws:xray/group:Group", { groupName: "g", insights: null }), {
            inputs: { groupName: "g" },
            failures: [],
        });
    });

    const lacks: readonly (readonly [string, string, WireObject, readonly string[]])[] = [
        [
            "a property that is not known",
            QUEUE,
            { visibilityTimeoutSecond: 30 },
            [
                "Invalid or unknown key. Examine values at 'orders.visibilityTimeoutSecond'. " +
                    "Did you mean `visibilityTimeoutSeconds`?",
            ],
        ],
        [
            "a nested property that is not known, and the one that is missing for it",
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            { functionName: "f", destinationConfig: { onFailure: { destination: "d" } } },
            [
                "Missing required property 'destinationConfig.onFailure.destinationArn'",
                "Invalid or unknown key. Examine values at 'orders.destinationConfig.onFailure.destination'.",
            ],
        ],
        [
            "an output that is set",
            QUEUE,
            { arn: "arn:aws:sqs:us-east-1:123456789012:orders" },
            ["Invalid or unknown key. Examine values at 'orders.arn'."],
        ],
        [
            "a required property that is missing",
            "aws:iam/rolePolicy:RolePolicy",
            { role: "orders" },
            ["Missing required property 'policy'"],
        ],
        [
            "an object for a number",
            QUEUE,
            { delaySeconds: { seconds: 5 } },
            ["Expected number type, got object type. Examine values at 'orders.delaySeconds'."],
        ],
        [
            "a text for a list",
            ROLE,
            { assumeRolePolicy: "{}", managedPolicyArns: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
            ["Expected list type, got string type. Examine values at 'orders.managedPolicyArns'."],
        ],
        ["a number written as text", QUEUE, { delaySeconds: "5" }, []],
        ["an unknown wherever it stands", QUEUE, { delaySeconds: UNKNOWN, tags: UNKNOWN }, []],
    ];
    for (const [what, type, inputs, reasons] of lacks) {
        it(`${reasons.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
            deepStrictEqual(reasonsOf(check(type, inputs)), reasons);
        });
    }
});
