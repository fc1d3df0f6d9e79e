// Behind an S3 destination: repeats the invocations that failed, with the very events that S3 kept.
// The function has to bear an event twice, as every function that reads Kafka has to.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
    recordsFromS3,
    replayPlan,
    toJson,
    type Invocation,
    type ObjectLocation,
} from "pulumi-lambda-kafka/records";

const s3 = new S3Client();
const lambda = new LambdaClient();

/** Throws where anything is left to do, so that Lambda tries again and then gives up loudly. */
export async function handler(event: unknown): Promise<void> {
    const deliveries = await recordsFromS3(event, read);
    const unread = deliveries.filter(({ kind }) => kind === "invalid");
    const records = deliveries.flatMap((delivery) =>
        delivery.kind === "record" ? [delivery.record] : [],
    );
    const { invocations, ranges, unplaced } = replayPlan(records);
    const failed: object[] = [];
    for (const invocation of invocations) {
        const { functionArn, topic, partition, firstOffset, requestId } = invocation;
        const summary = { functionArn, topic, partition, firstOffset, requestId };
        const error = await errorOf(invocation);
        console.log(toJson({ repeated: summary, error }));
        if (error !== undefined) failed.push({ ...summary, error });
    }
    if (unread.length + ranges.length + unplaced.length + failed.length > 0) {
        throw new Error(`not repeated: ${toJson({ unread, ranges, unplaced, failed })}`);
    }
}

async function read({ bucket, key, versionId }: ObjectLocation): Promise<string> {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...version }));
    if (Body === undefined) throw new Error("the object has no content");
    return Body.transformToString("utf-8");
}

async function errorOf({ functionArn, payload }: Invocation): Promise<string | undefined> {
    try {
        const answer = await lambda.send(
            new InvokeCommand({ FunctionName: functionArn, Payload: payload }),
        );
        const text = new TextDecoder().decode(answer.Payload);
        if (answer.FunctionError !== undefined) return `${answer.FunctionError}: ${text}`;
        return reportsFailures(text) ? `failed in part: ${text}` : undefined;
    } catch (error) {
        return String(error);
    }
}

/** A function with ReportBatchItemFailures succeeds and names what failed. */
function reportsFailures(text: string): boolean {
    const answer: unknown = text === "" ? null : JSON.parse(text);
    if (typeof answer !== "object" || answer === null) return false;
    if (!("batchItemFailures" in answer)) return false;
    const { batchItemFailures } = answer;
    return Array.isArray(batchItemFailures) && batchItemFailures.length > 0;
}
