// Behind an SQS destination: tells people which offsets were lost, and how to look at them.
// A queue receives metadata alone; the records themselves are still in Kafka, until their retention is over.
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import {
    recordsFromSqs,
    sqsBatchResponse,
    topicPartitions,
    type Delivery,
    type FailureRecord,
    type SqsBatchResponse,
    type TopicPartition,
} from "pulumi-lambda-kafka/records";

const sns = new SNSClient();

/** What cannot be read or told stays in the queue, and goes to the queue's own dead-letter queue in the end. */
export async function handler(event: unknown): Promise<SqsBatchResponse> {
    const failed: Delivery[] = [];
    for (const delivery of recordsFromSqs(event)) {
        try {
            await tell(delivery);
        } catch (error) {
            console.error(`message ${delivery.id}:`, error);
            failed.push(delivery);
        }
    }
    return sqsBatchResponse(failed);
}

async function tell(delivery: Delivery): Promise<void> {
    switch (delivery.kind) {
        case "record":
            await sns.send(
                new PublishCommand({
                    TopicArn: process.env["ALERTS_TOPIC_ARN"],
                    Subject: "A batch of Kafka records was given up",
                    Message: messageFor(delivery.record),
                }),
            );
            break;
        case "invalid": {
            const problems = delivery.problems.map(({ path, reason }) => `${path} ${reason}`);
            throw new Error(`no failure record at ${delivery.path}: ${problems.join("; ")}`);
        }
    }
}

function messageFor(record: FailureRecord): string {
    const { functionArn, condition, approximateInvokeCount, requestId } = record.requestContext;
    const brokers = record.KafkaBatchInfo.bootstrapServers ?? "";
    return [
        `${functionArn} was given up on after ${approximateInvokeCount} attempts: ${condition}.`,
        `Its log has the error under request ${requestId}.`,
        ...topicPartitions(record).flatMap((range) => ["", ...linesFor(range, brokers)]),
    ].join("\n");
}

function linesFor(range: TopicPartition, brokers: string): readonly string[] {
    const { firstOffset, lastOffset, firstTimestamp, lastTimestamp } = range;
    const lost = `offsets ${firstOffset} to ${lastOffset}, ${firstTimestamp} to ${lastTimestamp}`;
    switch (range.kind) {
        case "placed":
            return [
                `${range.topic}, partition ${range.partition}: ${lost}`,
                `kafka-console-consumer.sh --bootstrap-server ${quoted(brokers)} --topic ${quoted(range.topic)}` +
                    ` --partition ${range.partition} --offset ${firstOffset} --max-messages ${lastOffset - firstOffset + 1n}`,
            ];
        case "unplaced":
            return [`in a partition that the record does not tell: ${lost}`];
    }
}

/** For a shell: nothing in a message is to be run because somebody pastes it. */
function quoted(text: string): string {
    return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
