import { UNKNOWN } from "../../model";
import type { CheckFailure, Model, WireObject } from "../../model";
import { answersText } from "../answers";
import type { Deployment } from "../deployment";
import { lowered } from "../envelopes";
import { hasUnknown, mapObject, reveal } from "../../values";
import { PreviewError } from "../failure";
import { shownArguments, statedFor, unansweredText } from "../notes";
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
        const entry = { token, args: shownArguments(args), result: {} };
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
            const sent = mapObject(invocation.args, lowered);
            const args = mapObject(sent, reveal);
            deployment.keepSecrets(sent);
            if (token === "pulumi:pulumi:getResource") return found(getResource(deployment, args));
            const stated = statedFor(answers, token, sent);
            if (stated !== undefined) return found(stated);
            if (packageOf(token) !== "aws") {
                return unknownOf(token, sent, "it is a function of another package");
            }
            if (hasUnknown(args)) return unknownOf(token, sent, "an argument is not known");
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
                return unknownOf(token, sent, "its provider's configuration is not known");
            }
            const answer = model.invoke(token, args, place);
            switch (answer.kind) {
                case "answered":
                    return found(answer.value);
                case "failed":
                    return { value: {}, failures: answer.failures };
                case "unanswered":
                    return unknownOf(token, sent, answer.reason);
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
