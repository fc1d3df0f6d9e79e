import { UNKNOWN } from "../../model";
import type { CheckFailure, Model, WireObject } from "../../model";
import { answerFor, answersText } from "../answers";
import type { Deployment } from "../deployment";
import { lowered } from "../envelopes";
import { hasUnknown, mapObject, reveal } from "../../values";
import { PreviewError } from "../failure";
import type { Providers } from "./packageProviders";
import type { ProviderChoice } from "./choice";
import type { Answers } from "../result";
import { resultProperties } from "./resultShape";
import type { Invocation } from "./transforms";
import { packageOf } from "../urn";

/** What a call of a function came to. */
export interface Invoked {
    readonly value: WireObject;
    readonly failures: readonly CheckFailure[];
}

export interface Invoker {
    invoke(invocation: Invocation): Invoked;
    /** What would have to stand in the answers file, for every call that got no answer. */
    unanswered(): readonly WireObject[];
}

/** Answers the functions of providers: from the answers file, by the model, or with unknowns. */
export function createInvoker(
    deployment: Deployment,
    providers: Providers,
    choice: ProviderChoice,
    model: Model,
    answers: Answers,
    directory: string,
): Invoker {
    const missing: WireObject[] = [];

    const unknownOf = (token: string, args: WireObject, reason: string): Invoked => {
        const entry = { token, args, result: {} };
        const properties = resultProperties(token, directory);
        if (properties === undefined) throw new PreviewError(unansweredText(token, reason, entry));
        missing.push(entry);
        deployment.note(
            "unanswered",
            `The result of ${token} is unknown: ${reason}. To provide it, add to "invokes" in the answers file:\n${answersText(entry)}`,
        );
        return {
            value: Object.fromEntries(properties.map((name) => [name, UNKNOWN])),
            failures: [],
        };
    };

    return {
        unanswered: () => missing,
        invoke(invocation) {
            const { token } = invocation;
            const args = mapObject(mapObject(invocation.args, lowered), reveal);
            if (token === "pulumi:pulumi:getResource") return found(getResource(deployment, args));
            const stated = answerFor(answers, token, args);
            if (stated !== undefined) return found(stated);
            if (packageOf(token) !== "aws") {
                return unknownOf(token, args, "it is a function of another package");
            }
            if (hasUnknown(args)) return unknownOf(token, args, "an argument is not known");
            const place = providers.placeOf(
                choice.reference({
                    packageName: packageOf(token),
                    ...(invocation.provider === "" ? {} : { provider: invocation.provider }),
                    providers: {},
                    version: invocation.version,
                    pluginDownloadUrl: invocation.pluginDownloadUrl,
                    packageRef: invocation.packageRef,
                }),
            );
            if (place === undefined) {
                return unknownOf(token, args, "its provider's configuration is not known");
            }
            const answer = model.invoke(token, args, place);
            switch (answer.kind) {
                case "answered":
                    return found(answer.value);
                case "failed":
                    return { value: {}, failures: answer.failures };
                case "unanswered":
                    return unknownOf(token, args, answer.reason);
            }
        },
    };
}

/** What is said when a program fails that had calls without an answer. */
export function unansweredHint(missing: readonly WireObject[]): string {
    if (missing.length === 0) return "";
    return [
        "The program may not be able to continue without the results of these functions.",
        'Add them to the file passed with --answers, under "invokes":',
        answersText({ invokes: missing }),
    ].join("\n");
}

function found(value: WireObject): Invoked {
    return { value, failures: [] };
}

function getResource(deployment: Deployment, { urn }: WireObject): WireObject {
    const resource = typeof urn === "string" ? deployment.get(urn) : undefined;
    if (resource === undefined) throw new PreviewError(`unknown resource ${JSON.stringify(urn)}`);
    return { urn: resource.urn, id: resource.id ?? "", state: resource.outputs };
}

/** What is said of a call without an answer that the program cannot go on without. */
export function unansweredText(token: string, reason: string, entry: WireObject): string {
    return [
        `The result of ${token} is unknown: ${reason}.`,
        "Add it to the file passed with --answers:",
        answersText({ invokes: [entry] }),
    ].join("\n");
}
