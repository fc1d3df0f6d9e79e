import type { Wire } from "../../model";
import { UNKNOWN } from "../../model";
import type { TypeRows } from "../row";
import type { Prediction, Scope } from "../scope";
import { always, madeUp, same, text, when } from "../scope";
import { isObject, isUnknown, mapObject } from "../../values";
import { functionArn, functionNameOf } from "./functionArn";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export const EVENT_SOURCE_MAPPING: TypeRows = {
    "aws:lambda/eventSourceMapping:EventSourceMapping": {
        defaults: { enabled: true },
        id: same("uuid"),
        outputs: {
            amazonManagedKafkaEventSourceConfig: consumerGroup(isManagedKafka),
            arn: text("arn:{partition}:lambda:{region}:{account}:event-source-mapping:{uuid}"),
            functionArn,
            lastProcessingResult: always("No records processed"),
            selfManagedKafkaEventSourceConfig: consumerGroup(
                ({ get }) => get("selfManagedEventSource") !== null,
            ),
            state: when("enabled", false, always("Disabled"), always("Enabled")),
            stateTransitionReason: always("User action"),
            uuid: madeUp("uuid"),
        },
        later: { batchSize, lastModified: always("2020-01-01T00:00:00Z") },
        replaces: [
            "amazonManagedKafkaEventSourceConfig",
            "eventSourceArn",
            "queues",
            "region",
            "selfManagedEventSource",
            "selfManagedKafkaEventSourceConfig",
            "startingPosition",
            "startingPositionTimestamp",
            "topics",
        ],
        sets: ["functionResponseTypes", "sourceAccessConfigurations", "topics"],
        // The provider takes a block that is left out for one that nobody manages: nothing changes at AWS.
        keeps: ["destinationConfig"],
        compares: {
            functionName: functionNameOf,
            selfManagedEventSource: sortedBrokers,
        },
    },
};

/** "If not specified, the consumer group ID defaults to the UUID of the event source mapping." */
function consumerGroup(applies: (scope: Scope) => boolean | undefined): Prediction {
    return (scope) => {
        const answer = applies(scope);
        if (answer === undefined) return UNKNOWN;
        return answer ? { consumerGroupId: scope.get("uuid") } : null;
    };
}

/** "Amazon SQS – Default 10. […] All other services – Default 100." */
function batchSize({ get }: Scope): Wire {
    const arn = get("eventSourceArn");
    return typeof arn === "string" && arn.split(":")[2] === "sqs" ? 10 : 100;
}

function isManagedKafka({ get }: Scope): boolean | undefined {
    const arn = get("eventSourceArn");
    if (arn === null) return false;
    return typeof arn !== "string" || isUnknown(arn) ? undefined : arn.split(":")[2] === "kafka";
}

/** AWS returns the bootstrap brokers in sorted order, and the provider compares them so. */
function sortedBrokers(value: Wire): Wire {
    if (typeof value === "string") {
        return isUnknown(value) ? value : value.split(",").toSorted().join(",");
    }
    return isObject(value) ? mapObject(value, sortedBrokers) : value;
}
