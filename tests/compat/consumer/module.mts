import { KafkaEventSource, type KafkaEventSourceArgs } from "pulumi-lambda-kafka";
import { policies } from "pulumi-lambda-kafka/policies";
import { parseFailureRecord, type FailureRecord } from "pulumi-lambda-kafka/records";
import { previewProgram, type PreviewResult } from "pulumi-lambda-kafka/testing";

export type Named = readonly [KafkaEventSourceArgs?, FailureRecord?, PreviewResult?];

const args: KafkaEventSourceArgs = {
    functionName: "orders",
    roleArn: "arn:aws:iam::111122223333:role/orders",
    bootstrapServers: ["b-1.kafka.example.com:9092"],
    topic: "orders",
    onFailure: { none: true },
};
const record = parseFailureRecord("{}");
console.log(KafkaEventSource.name, args.topic, policies().length > 9, record.kind);

const { findings, resources } = await previewProgram("orders", { stack: "dev" });
console.log(findings.length, resources.length);
