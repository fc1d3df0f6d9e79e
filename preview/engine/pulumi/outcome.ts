import { accountsIn } from "../accounts";
import { configurationOf } from "../configuration";
import type { Deployment } from "../deployment";
import { ruleOf, withoutDescription } from "../judge/diagnostics";
import { PreviewError } from "../failure";
import { tellMadeUp } from "../judge/madeUpFindings";
import { accountNote } from "../place";
import { resultOf } from "../publicResult";
import type { CommandEnd } from "./command";
import type { StackConfiguration } from "./configuration";
import { linesOf, readEvents, type Events, type PolicyEvent } from "./events";
import { refusal, unfitness, UnfitError, wordsOf } from "./failure";
import { judgeOtherAccounts } from "./judging";
import { readTold } from "./providerSettings";
import { readCalls, resourcesFrom, withFilled, type PackCalls } from "./recording";
import type { Scratch } from "./scratch";
import type { Finding, PreviewOptions, PreviewResult } from "../result";
import { STACK_TYPE } from "../urn";

/** A preview that the CLI has made. */
export interface Outcome {
    readonly end: CommandEnd;
    readonly scratch: Scratch;
    readonly deployment: Deployment;
    readonly configuration: StackConfiguration;
    readonly options: PreviewOptions;
    /** The directory of the policy pack. */
    readonly pack: string;
    readonly signal: AbortSignal;
}

/** Reads what the engine, the pack and the providers left; rejects with what went wrong. */
export async function conclude(outcome: Outcome): Promise<PreviewResult> {
    const { deployment, scratch, options, signal } = outcome;
    const events = readEvents(scratch.events);
    const calls = await readCalls(scratch.calls);
    for (const properties of calls.sent) deployment.keepSecrets(properties);
    writeLog(events, deployment);
    requireEnd(outcome, events, calls);
    const resources = resourcesFrom(calls, events.steps);
    for (const resource of resources) deployment.add(resource);
    const findings = await judgeOtherAccounts({
        pack: outcome.pack,
        ...(options.policyConfig === undefined ? {} : { policyConfig: options.policyConfig }),
        name: deployment.name,
        configuration: configurationOf(outcome.configuration.settings),
        resources,
        placeholders: tellNotes(outcome),
        findings: events.policies.map((policy) => findingOf(policy, calls, deployment)),
        onLog: (line) => {
            deployment.write(line);
        },
        signal,
    });
    const filled = deployment.resources().map((resource) => withFilled(resource, calls));
    return resultOf(deployment, tellMadeUp(findings, filled));
}

/** The engine's severities; `info#err` is what a program writes to its standard error. */
const LEVELS: Readonly<Record<string, "info" | "warning" | "error">> = {
    info: "info",
    "info#err": "warning",
    warning: "warning",
    error: "error",
};

/** How the engine sums up a failure that it told before. */
const END = "preview failed";

/** Another version of the SDK than the model was made from does no harm. */
const OTHER_VERSION = "resource plugin aws is expected to have version";

function writeLog({ diagnostics }: Events, deployment: Deployment): void {
    for (const { severity, message, urn } of diagnostics) {
        const level = LEVELS[severity];
        if (level === undefined || message === END || message.startsWith(OTHER_VERSION)) continue;
        deployment.write({
            severity: level,
            text: message,
            ...(urn === undefined ? {} : { urn }),
        });
    }
}

/** Throws what the engine has to say when the preview did not come to its end. */
function requireEnd(
    { deployment, scratch, end: { status, stderr } }: Outcome,
    { diagnostics }: Events,
    calls: PackCalls,
): void {
    const errors = diagnostics
        .filter(({ severity, message }) => severity === "error" && message !== END)
        .map(({ message }) => message);
    if (calls.stack !== undefined && (status === 0 || errors.length === 0)) return;
    const text = deployment.mask(errors.length > 0 ? errors.join("\n") : wordsOf(stderr));
    const refused = [...new Set(linesOf(scratch.refused))];
    const reason = refused.length > 0 ? refusal(refused) : unfitness(`${text}\n${stderr}`);
    if (reason !== undefined) throw new UnfitError(reason, deployment.log);
    const unanswered = readTold(scratch.told).flatMap((told) =>
        told.kind === "unanswered" ? [deployment.mask(told.message)] : [],
    );
    if (unanswered.length > 0) throw new UnfitError(unanswered.join("\n"), deployment.log);
    if (calls.refersToStacks) {
        throw new UnfitError(
            `The program uses a StackReference, which the pulumi CLI cannot resolve without your backend: ${text}`,
            deployment.log,
        );
    }
    throw new PreviewError(text === "" ? "pulumi preview failed." : text, deployment.log);
}

/** Tells what the providers told, and answers the accounts that they made up. */
function tellNotes({ deployment, scratch }: Outcome): readonly string[] {
    const seen = accountsIn(deployment.resources());
    const placeholders = new Set<string>();
    for (const told of readTold(scratch.told)) {
        switch (told.kind) {
            case "note":
                deployment.note(told.note, told.message);
                break;
            case "placeholder":
                if (seen.has(told.account) && !placeholders.has(told.account)) {
                    deployment.note(
                        "account",
                        accountNote(told.account, told.provider, told.explicit),
                    );
                }
                placeholders.add(told.account);
                break;
            case "unanswered":
                break;
        }
    }
    return [...placeholders];
}

function findingOf(
    { policy, level, urn, message: told }: PolicyEvent,
    { descriptions }: PackCalls,
    deployment: Deployment,
): Finding {
    const description = descriptions.get(policy) ?? "";
    const message = withoutDescription(told, description);
    const rule = ruleOf(message);
    // The engine puts the stack itself where the pack names no resource.
    const subject = urn === undefined ? undefined : deployment.get(urn);
    return {
        policy,
        level: level === "advisory" ? "advisory" : "mandatory",
        ...(subject === undefined || subject.type === STACK_TYPE ? {} : { urn: subject.urn }),
        message,
        description,
        ...(rule === undefined ? {} : { rule }),
    };
}
