import type { Wire, WireObject } from "../model";
import { isList, isObject } from "../values";
import type { Answers } from "./result";

/** The answer for a call, the first that fits; one that states no arguments fits every call. */
export function answerFor(
    answers: Answers,
    token: string,
    args: WireObject,
): WireObject | undefined {
    return answers.invokes?.find(
        (answer) =>
            answer.token === token &&
            Object.entries(answer.args ?? {}).every(([key, value]) => sameWire(value, args[key])),
    )?.result;
}

/** The state of a resource that the program reads. */
export function readFor(answers: Answers, type: string, id: string): WireObject | undefined {
    return answers.reads?.find((answer) => answer.type === type && answer.id === id)?.state;
}

/** What a user puts into the answers file, ready to paste. */
export function answersText(entry: WireObject): string {
    return JSON.stringify(entry, undefined, 2);
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameWire(one: Wire | undefined, other: Wire | undefined): boolean {
    if (isList(one) && isList(other)) {
        return one.length === other.length && one.every((item, at) => sameWire(item, other[at]));
    }
    if (isObject(one) && isObject(other)) {
        const keys = Object.keys(one);
        return (
            keys.length === Object.keys(other).length &&
            keys.every((key) => sameWire(one[key], other[key]))
        );
    }
    return one === other;
}
