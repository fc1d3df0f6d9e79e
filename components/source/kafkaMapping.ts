/** The type token of a mapping in the AWS provider. */
export const MAPPING_TYPE = "aws:lambda/eventSourceMapping:EventSourceMapping";

/** The properties that only a Kafka mapping has. */
const KAFKA_PROPERTIES = [
    "selfManagedEventSource",
    "selfManagedKafkaEventSourceConfig",
    "amazonManagedKafkaEventSourceConfig",
] as const;

/** The properties by which a Kafka mapping is told from those of other services. */
export const TELLING: readonly string[] = [...KAFKA_PROPERTIES, "eventSourceArn", "topics"];

/**
 * Whether a resource is an event source mapping of a Kafka cluster, self-managed or MSK, by what its inputs show.
 * A source that is not known yet is taken for Kafka where the mapping names topics, which no other source has.
 */
export function isKafkaMapping(type: string, inputs: Readonly<Record<string, unknown>>): boolean {
    if (type !== MAPPING_TYPE) return false;
    if (KAFKA_PROPERTIES.some((property) => isSet(inputs[property]))) return true;
    const source = inputs["eventSourceArn"];
    if (typeof source === "string" && source.startsWith("arn:")) {
        return source.split(":", 3)[2] === "kafka";
    }
    return isSet(inputs["topics"]);
}

/** A state shows what was never set as null, "", or an empty list or object. */
function isSet(value: unknown): boolean {
    if (value === undefined || value === null || value === "") return false;
    return typeof value !== "object" || Object.keys(value).length > 0;
}
