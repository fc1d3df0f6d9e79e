import type { TypeRows } from "../row";
import { always, same, text, when } from "../scope";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const CLOUD_WATCH: TypeRows = {
    "aws:cloudwatch/logGroup:LogGroup": {
        autoname: { property: "name", unless: "namePrefix" },
        defaults: { retentionInDays: 0, skipDestroy: false },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:logs:{region}:{account}:log-group:{name}"),
            deletionProtectionEnabled: always(false),
            logGroupClass: always("STANDARD"),
            namePrefix: always(""),
        },
        replaces: ["logGroupClass", "name", "namePrefix", "region"],
    },
    "aws:cloudwatch/logStream:LogStream": {
        id: same("name"),
        outputs: {
            arn: text(
                "arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}:log-stream:{name}",
            ),
        },
        replaces: ["logGroupName", "name", "region"],
    },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
        id: same("policyName"),
        replaces: ["policyName", "region"],
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        defaults: { actionsEnabled: true, treatMissingData: "missing" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"),
            evaluateLowSampleCountPercentiles: always(""),
        },
        replaces: ["name", "region"],
        sets: ["alarmActions", "insufficientDataActions", "metricQueries", "okActions"],
    },
    "aws:cloudwatch/eventRule:EventRule": {
        autoname: { property: "name", maxLength: 64, unless: "namePrefix" },
        defaults: { eventBusName: "default", forceDestroy: false },
        id: when("eventBusName", "default", same("name"), text("{eventBusName}/{name}")),
        outputs: {
            arn: when(
                "eventBusName",
                "default",
                text("arn:{partition}:events:{region}:{account}:rule/{name}"),
                text("arn:{partition}:events:{region}:{account}:rule/{eventBusName}/{name}"),
            ),
            namePrefix: always(""),
        },
        replaces: ["eventBusName", "name", "namePrefix", "region"],
    },
    "aws:cloudwatch/eventTarget:EventTarget": {
        autoname: { property: "targetId" },
        defaults: { eventBusName: "default", forceDestroy: false },
        id: when(
            "eventBusName",
            "default",
            text("{rule}-{targetId}"),
            text("{eventBusName}-{rule}-{targetId}"),
        ),
        replaces: ["eventBusName", "region", "rule", "targetId"],
    },
};
