import { deepStrictEqual } from "node:assert";
import { awsModel } from "../../../preview/aws";
import type { Difference, WireObject } from "../../../preview/model";
import { UNKNOWN } from "../../../preview/model";
import { subjectOf } from "./subject";

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const NONE: Difference = { changed: [], replaced: [] };

function diff(type: string, olds: WireObject, news: WireObject): Difference {
    return awsModel({ outputs: "predicted" }).diff(subjectOf(type), olds, news);
}

/** A policy of one statement, as a text. */
function policy(statement: WireObject): WireObject {
    return { policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
}

const SEND = { Effect: "Allow", Action: "sqs:SendMessage", Resource: ["a", "b"] };

const cases: readonly (readonly [string, string, WireObject, WireObject, Difference])[] = [
    ["nothing where nothing changed", MAPPING, { topics: ["a"] }, { topics: ["a"] }, NONE],
    [
        "nothing in what Check noted",
        MAPPING,
        { __defaults: ["enabled"], destinationConfig: { __defaults: [] } },
        { __defaults: [], destinationConfig: {} },
        NONE,
    ],
    [
        "a new destination in place",
        MAPPING,
        { destinationConfig: { onFailure: { destinationArn: "a" } } },
        { destinationConfig: { onFailure: { destinationArn: "b" } } },
        { changed: ["destinationConfig"], replaced: [] },
    ],
    [
        "no change where the destination is left out: the provider manages it no more",
        MAPPING,
        { destinationConfig: { onFailure: { destinationArn: "a" } } },
        {},
        NONE,
    ],
    [
        "a cleared destination in place",
        MAPPING,
        { destinationConfig: { onFailure: { destinationArn: "a" } } },
        { destinationConfig: { onFailure: { destinationArn: "" } } },
        { changed: ["destinationConfig"], replaced: [] },
    ],
    [
        "another topic as a replacement",
        MAPPING,
        { topics: ["a"], batchSize: 1 },
        { topics: ["b"], batchSize: 2 },
        { changed: ["batchSize", "topics"], replaced: ["topics"] },
    ],
    [
        "an unknown topic as a replacement",
        MAPPING,
        { topics: ["a"] },
        { topics: UNKNOWN },
        { changed: ["topics"], replaced: ["topics"] },
    ],
    [
        "nothing in the order of access configurations",
        MAPPING,
        {
            sourceAccessConfigurations: [
                { type: "A", uri: "1" },
                { type: "B", uri: "2" },
            ],
        },
        {
            sourceAccessConfigurations: [
                { uri: "2", type: "B" },
                { type: "A", uri: "1" },
            ],
        },
        NONE,
    ],
    [
        "nothing in the order of brokers",
        MAPPING,
        { selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b:9092,a:9092" } } },
        { selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "a:9092,b:9092" } } },
        NONE,
    ],
    [
        "nothing between a function's name and its ARN",
        MAPPING,
        { functionName: "orders" },
        { functionName: "arn:aws:lambda:us-east-1:123456789012:function:orders" },
        NONE,
    ],
    [
        "nothing between a secret and its value",
        MAPPING,
        { functionName: "orders" },
        {
            functionName: {
                "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                value: "orders",
            },
        },
        NONE,
    ],
    [
        "nothing between policies that say the same",
        "aws:iam/rolePolicy:RolePolicy",
        policy(SEND),
        policy({ Resource: ["b", "a"], Action: ["sqs:SendMessage"], Effect: "Allow" }),
        NONE,
    ],
    [
        "a policy with one action more in place",
        "aws:iam/rolePolicy:RolePolicy",
        policy(SEND),
        policy({ ...SEND, Action: ["sqs:SendMessage", "sqs:GetQueueUrl"] }),
        { changed: ["policy"], replaced: [] },
    ],
    [
        "another effect",
        "aws:iam/rolePolicy:RolePolicy",
        policy(SEND),
        policy({ ...SEND, Effect: "Deny" }),
        { changed: ["policy"], replaced: [] },
    ],
    [
        "another name of a queue as a replacement",
        "aws:sqs/queue:Queue",
        { name: "a" },
        { name: "b" },
        { changed: ["name"], replaced: ["name"] },
    ],
    [
        "no change where a computed property is left out",
        "aws:sqs/queue:Queue",
        { policy: "{}", delaySeconds: 5 },
        {},
        { changed: ["delaySeconds"], replaced: [] },
    ],
    [
        "any change of a type that the model does not know, in place",
        "aws:xray/group:Group",
        { groupName: "a" },
        { groupName: "b" },
        { changed: ["groupName"], replaced: [] },
    ],
];

describe("Diff", () => {
    for (const [what, type, olds, news, expected] of cases) {
        it(`sees ${what}`, () => {
            deepStrictEqual(diff(type, olds, news), expected);
        });
    }
});
