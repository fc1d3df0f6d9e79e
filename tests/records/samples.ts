import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFailureRecord, type FailureRecord } from "../../components/records";

/** The text of a sample as AWS prints it, made JSON: no comments, no trailing commas, the first of the alternatives. */
export function sample(name: string): string {
    return readFileSync(join(__dirname, "fixtures", `${name}.txt`), "utf8")
        .replaceAll(/ \/\/ .*$/gm, "")
        .replaceAll(/ \| "\w+"/g, "")
        .replaceAll(/,(\s*\})/g, "$1");
}

/** A JSON text, read by the language's own means. */
export function jsonOf(text: string): unknown {
    return JSON.parse(text);
}

/** The record of a text that must be one. */
export function recordIn(text: string): FailureRecord {
    const parsed = parseFailureRecord(text);
    if (parsed.kind === "record") return parsed.record;
    throw new Error(JSON.stringify(parsed.problems));
}

/** The record of a queue in front of a self-managed cluster: no eventSourceArn. */
export function queueRecord(
    recordsInfo: Readonly<Record<string, readonly [string, string]>>,
): string {
    const times = {
        firstRecordTimestamp: "2026-01-14T03:12:04.835Z",
        lastRecordTimestamp: "2026-01-14T03:12:05.580Z",
    };
    return JSON.stringify({
        requestContext: {
            requestId: "0f0c9bd4-6c2a-4d5c-9f2e-4c4f7a1f6c10",
            functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
            condition: "RetryAttemptsExhausted",
            approximateInvokeCount: 3,
        },
        responseContext: {
            statusCode: 200,
            executedVersion: "$LATEST",
            functionError: "Unhandled",
        },
        version: "1.0",
        timestamp: "2026-01-14T03:12:06.021Z",
        KafkaBatchInfo: {
            batchSize: 2,
            bootstrapServers: "b-2.example.com:9096,b-1.example.com:9096",
            payloadSize: 1162,
            recordsInfo: Object.fromEntries(
                Object.entries(recordsInfo).map(([key, [firstRecordOffset, lastRecordOffset]]) => [
                    key,
                    { firstRecordOffset, lastRecordOffset, ...times },
                ]),
            ),
        },
    });
}

/** A copy of a JSON text with one member set, or removed where the value is undefined. */
export function changed(text: string, path: readonly string[], value: unknown): string {
    const root = jsonOf(text);
    let owner = root;
    for (const key of path.slice(0, -1)) owner = isIndexed(owner) ? owner[key] : undefined;
    const last = path.at(-1);
    if (!isIndexed(owner) || last === undefined) throw new Error(`nothing at ${path.join(".")}`);
    owner[last] = value;
    return JSON.stringify(root);
}

function isIndexed(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
