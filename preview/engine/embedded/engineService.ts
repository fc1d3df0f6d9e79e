import {
    GetRootResourceResponse,
    LogSeverity,
    RequirePulumiVersionResponse,
    SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import type { Deployment } from "../deployment";
import type { LogLine } from "../result";
import { emptyAnswer, unary } from "../wire";
import type { EngineHandlers } from "../wire";

/** The service with which a program logs. */
export function engineHandlers(deployment: Deployment): EngineHandlers {
    let root = "";
    return {
        log: unary((request) => {
            const urn = request.getUrn();
            const severity = SEVERITY[request.getSeverity()];
            if (severity !== undefined && request.getMessage() !== "") {
                deployment.write({
                    severity,
                    text: request.getMessage().trimEnd(),
                    ...(urn === "" ? {} : { urn }),
                });
            }
            return emptyAnswer();
        }),
        getRootResource: unary(() => new GetRootResourceResponse().setUrn(root)),
        setRootResource: unary((request) => {
            root = request.getUrn();
            return new SetRootResourceResponse();
        }),
        startDebugging: unary(emptyAnswer),
        requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
    };
}

/** Debug lines stay out. */
const SEVERITY: Readonly<Record<LogSeverity, LogLine["severity"] | undefined>> = {
    [LogSeverity.DEBUG]: undefined,
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
};
