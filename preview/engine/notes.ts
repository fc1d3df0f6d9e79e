import type { WireObject } from "../model";
import { mapObject, reveal } from "../values";
import { answerFor, answersText } from "./answers";
import { MASK, masked } from "./mask";
import type { Answers } from "./result";

/** What is told of a type that no model knows. */
export function unknownTypeNote(type: string): string {
    return `${type} is unknown to this preview: its inputs are kept, and everything else about it is unknown.`;
}

/** What is said of a call without an answer that the program cannot go on without. */
export function unansweredText(token: string, reason: string, entry: WireObject): string {
    return [
        `The result of ${token} is unknown: ${reason}.`,
        "Add it to the file passed with --answers:",
        answersText({ invokes: [entry] }),
    ].join("\n");
}

/**
 * The arguments of a function as they are told. The SDKs open secret ones before they send them, so that often nothing
 * but an argument's name tells.
 */
export function shownArguments(args: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(args).map(([name, value]) => [
            name,
            TELLING.test(name) ? MASK : reveal(masked(value)),
        ]),
    );
}

/**
 * The answer that the user states for a call. What is told of a call fits it when it is put into the answers file as it
 * is.
 */
export function statedFor(
    answers: Answers,
    token: string,
    sent: WireObject,
): WireObject | undefined {
    return (
        answerFor(answers, token, mapObject(sent, reveal)) ??
        answerFor(answers, token, shownArguments(sent))
    );
}

/** What names a secret, as `secretId`, is no secret. */
const TELLING =
    /credential|passphrase|password|payload|plaintext|privateKey|secret(?!Arn|Id|Name)|token/i;
