import { deepStrictEqual, ok } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KafkaEventSourceArgs, OnFailureArgs } from "../index";
import { source, valueOf } from "./components/source";

const README = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const EXAMPLE = readFileSync(join(__dirname, "..", "examples", "alarms", "index.ts"), "utf8");

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const THEIR_KEY = KEY.replace("111122223333", "444455556666");
const CLUSTER =
    "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1111-2222-3333-444455556666-7";

/** The arguments that a row of the table is about. */
const ROWS: Readonly<Record<string, OnFailureArgs>> = {
    "SQS queue, created": { sqs: { create: {} } },
    "SQS queue, created, key given": { sqs: { create: { kmsKeyArn: KEY } } },
    "SQS queue and key of another account": {
        sqs: { arn: "arn:aws:sqs:eu-west-1:444455556666:failed", kmsKeyArn: THEIR_KEY },
    },
    "SNS topic, created": { sns: { create: {} } },
    "SNS topic, created, key given": { sns: { create: { kmsKeyArn: KEY } } },
    "SNS topic and key of another account": {
        sns: { arn: "arn:aws:sns:eu-west-1:444455556666:failed", kmsKeyArn: THEIR_KEY },
    },
    "S3 bucket, created": { s3: { create: {} } },
    "S3 bucket, created, key given": { s3: { create: { kmsKeyArn: KEY } } },
    "S3 bucket and key of another account": {
        s3: { arn: "arn:aws:s3:::failed", accountId: "444455556666", kmsKeyArn: THEIR_KEY },
    },
    "Kafka topic": { kafkaTopic: { topic: "failed" } },
    "Kafka topic, MSK with IAM": { kafkaTopic: { topic: "failed" } },
};

/** The words of the column "Creates". */
const WORDS: Readonly<Record<string, string>> = {
    "queue, its policy": "Queue QueuePolicy",
    "topic, its policy": "Topic TopicPolicy",
    "bucket, its policy, versioning, ownership, public access block, encryption":
        "Bucket BucketOwnershipControls BucketPolicy BucketPublicAccessBlock BucketServerSideEncryptionConfiguration BucketVersioning",
    "nothing; the statements that the owner must add are an output": "",
    nothing: "",
};

describe("the README's table of what is created and granted", () => {
    const rows = tableRows();

    it("has a row for every combination", () => {
        deepStrictEqual(
            rows.map(([destination]) => destination),
            Object.keys(ROWS),
        );
    });

    for (const [destination = "", creates = "", role = "", key = ""] of rows) {
        it(`tells of ${destination} what the component does`, async () => {
            const made = await maker(destination);
            deepStrictEqual(
                { created: typesOf(creates), role: actionsIn(role), key: actionsIn(key) },
                made,
            );
        });
    }
});

describe("the README's alarms", () => {
    it("are those of the example", () => {
        const block = README.split("```ts\n")
            .slice(1)
            .map((rest) => rest.slice(0, rest.indexOf("```\n")))
            .find((code) => code.includes("cloudwatch.MetricAlarm"));
        const alarms = block?.slice(block.indexOf("const operators = ")) ?? "";
        ok(alarms.includes('alarmOn("DroppedEventCount"'), "the block is there");
        // The README imports the provider whole, which works in ES modules too.
        const written = alarms.replaceAll(/aws\.(cloudwatch|sns)\./g, "");
        ok(EXAMPLE.endsWith(written), "and the same as the example's end");
    });
});

/** What the component really made of a row's arguments. */
async function maker(destination: string) {
    const onFailure = ROWS[destination] ?? { none: true };
    const { resources, component } = await source(onFailure, extraOf(destination));
    const roles = resources.filter(({ type }) => type.endsWith(":RolePolicy"));
    const keys = resources.filter(({ type }) => type.endsWith(":Key"));
    const foreign = await valueOf(component.requiredForeignStatements);
    const created = resources
        .filter(({ name }) => name.startsWith("orders-on-failure"))
        .map(({ type }) => type.split(":").at(-1) ?? "")
        .filter((type) => type !== "RolePolicy");
    return {
        created: created.toSorted(),
        role: actionsOf(
            roles
                .flatMap(({ inputs }) => statementsOf(inputs["policy"]))
                .filter(({ Sid: sid }) => sid.startsWith("OnFailure")),
        ),
        key: actionsOf([
            ...keys.flatMap(({ inputs }) =>
                statementsOf(inputs["policy"]).filter(({ Sid: sid }) => sid !== "AccountRulesKey"),
            ),
            ...foreign
                .filter(({ resourceArn }) => resourceArn === THEIR_KEY)
                .flatMap(({ statement }) => statementsOf(`{"Statement":[${statement}]}`)),
        ]),
    };
}

function extraOf(destination: string): Partial<KafkaEventSourceArgs> {
    if (!destination.startsWith("Kafka topic")) return {};
    const provisionedPollers = { minimumPollers: 1 };
    if (destination === "Kafka topic") return { provisionedPollers };
    return { provisionedPollers, mskClusterArn: CLUSTER, mskIamAuthentication: true };
}

/** The cells of the table in the README. */
function tableRows(): readonly (readonly string[])[] {
    const [, block = ""] = /<!-- grants -->([^]*)<!-- \/grants -->/.exec(README) ?? [];
    return block
        .trim()
        .split("\n")
        .slice(2)
        .map((line) =>
            line
                .split("|")
                .slice(1, -1)
                .map((cell) => cell.trim()),
        );
}

function typesOf(cell: string): readonly string[] {
    const withKey = cell.endsWith(", key");
    const types = WORDS[withKey ? cell.slice(0, -", key".length) : cell];
    if (types === undefined) throw new Error(`"${cell}" is explained nowhere`);
    const all = types === "" ? [] : types.split(" ");
    return (withKey ? [...all, "Key"] : all).toSorted();
}

function actionsIn(cell: string): readonly string[] {
    return [...cell.matchAll(/`([a-z0-9-]+:\w+)`/g)].map(([, action = ""]) => action).toSorted();
}

interface Statement {
    readonly Sid: string;
    readonly Action: readonly string[];
}

function actionsOf(statements: readonly Statement[]): readonly string[] {
    return statements.flatMap(({ Action: action }) => action).toSorted();
}

function statementsOf(policy: unknown): readonly Statement[] {
    if (typeof policy !== "string") throw new Error("the policy is not known");
    const document: unknown = JSON.parse(policy);
    return isDocument(document) ? document.Statement : [];
}

function isDocument(value: unknown): value is { readonly Statement: readonly Statement[] } {
    return typeof value === "object" && value !== null && "Statement" in value;
}
