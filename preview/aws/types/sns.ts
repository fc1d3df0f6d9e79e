import type { Wire } from "../../model";
import { UNKNOWN } from "../../model";
import type { TypeRows } from "../row";
import type { Prediction, Scope } from "../scope";
import { always, same, text, when } from "../scope";
import { isUnknown } from "../../values";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const SNS: TypeRows = {
    "aws:sns/topic:Topic": {
        autoname: {
            property: "name",
            maxLength: 80,
            suffix: { when: "fifoTopic", text: ".fifo" },
            unless: "namePrefix",
        },
        defaults: { contentBasedDeduplication: false, fifoTopic: false },
        id: same("arn"),
        outputs: {
            arn: text("arn:{partition}:sns:{region}:{account}:{name}"),
            beginningArchiveTime: always(""),
            fifoThroughputScope: when("fifoTopic", true, always("Topic"), always("")),
            namePrefix: always(""),
            owner: text("{account}"),
            signatureVersion: always(0),
            tracingConfig: always(""),
        },
        // Left unknown before: a TopicPolicy may own it.
        later: { policy: defaultTopicPolicy() },
        replaces: ["fifoTopic", "name", "namePrefix", "region"],
    },
    "aws:sns/topicPolicy:TopicPolicy": {
        id: same("arn"),
        outputs: { owner: text("{account}") },
        replaces: ["arn", "region"],
    },
    "aws:sns/topicSubscription:TopicSubscription": {
        defaults: {
            confirmationTimeoutInMinutes: 1,
            endpointAutoConfirms: false,
            rawMessageDelivery: false,
        },
        id: same("arn"),
        outputs: {
            arn: subscriptionArn,
            confirmationWasAuthenticated: always(true),
            filterPolicyScope: always(""),
            ownerId: text("{account}"),
            pendingConfirmation: always(false),
        },
        replaces: ["endpoint", "protocol", "region", "topic"],
    },
};

function subscriptionArn({ get, made }: Scope): Wire {
    const topic = get("topic");
    return typeof topic === "string" && !isUnknown(topic) ? `${topic}:${made("uuid")}` : UNKNOWN;
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
function defaultTopicPolicy(): Prediction {
    const actions = [
        "GetTopicAttributes",
        "SetTopicAttributes",
        "AddPermission",
        "RemovePermission",
        "DeleteTopic",
        "Subscribe",
        "ListSubscriptionsByTopic",
        "Publish",
    ];
    return ({ get }) =>
        JSON.stringify({
            Version: "2008-10-17",
            Id: "__default_policy_ID",
            Statement: [
                {
                    Sid: "__default_statement_ID",
                    Effect: "Allow",
                    Principal: { AWS: "*" },
                    Action: actions.map((action) => `SNS:${action}`),
                    Resource: get("arn"),
                    Condition: { StringEquals: { "AWS:SourceOwner": get("account") } },
                },
            ],
        });
}
