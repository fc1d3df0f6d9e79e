import type { Wire, WireObject } from "../model";
import { isList, isObject } from "./envelopes";
import { PreviewError } from "./failure";
import type { Answers, InvokeAnswer, ReadAnswer } from "./result";
import { parseWire } from "./wire";

/**
 * Reads an answers file: JSON with `invokes`, `stackReferences` and `reads`. Throws a {@link PreviewError} that names
 * the place where it is something else.
 */
export function parseAnswers(text: string): Answers {
    let parsed: Wire;
    try {
        parsed = parseWire(text);
    } catch (error) {
        throw new PreviewError(
            `The answers are no JSON: ${error instanceof Error ? error.message : String(error)}`,
        );
    }
    const { invokes, stackReferences, reads, ...others } = objectAt(parsed, "the file");
    const [other] = Object.keys(others);
    if (other !== undefined) {
        throw malformed(
            `"${other}" is none of its keys, which are invokes, stackReferences and reads`,
        );
    }
    return {
        ...(invokes === undefined ? {} : { invokes: listAt(invokes, "invokes").map(invokeAnswer) }),
        ...(stackReferences === undefined
            ? {}
            : {
                  stackReferences: Object.fromEntries(
                      Object.entries(objectAt(stackReferences, "stackReferences")).map(
                          ([stack, outputs]) => [
                              stack,
                              objectAt(outputs, `stackReferences["${stack}"]`),
                          ],
                      ),
                  ),
              }),
        ...(reads === undefined ? {} : { reads: listAt(reads, "reads").map(readAnswer) }),
    };
}

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

function invokeAnswer(value: Wire, at: number): InvokeAnswer {
    const where = `invokes[${at}]`;
    const { token, args, result } = objectAt(value, where);
    return {
        token: textAt(token, `${where}.token`),
        ...(args === undefined ? {} : { args: objectAt(args, `${where}.args`) }),
        result: objectAt(result, `${where}.result`),
    };
}

function readAnswer(value: Wire, at: number): ReadAnswer {
    const where = `reads[${at}]`;
    const { type, id, state } = objectAt(value, where);
    return {
        type: textAt(type, `${where}.type`),
        id: textAt(id, `${where}.id`),
        state: objectAt(state, `${where}.state`),
    };
}

function objectAt(value: Wire | undefined, where: string): WireObject {
    if (!isObject(value)) throw malformed(`${where} must be an object`);
    return value;
}

function listAt(value: Wire, where: string): readonly Wire[] {
    if (!isList(value)) throw malformed(`${where} must be a list`);
    return value;
}

function textAt(value: Wire | undefined, where: string): string {
    if (typeof value !== "string") throw malformed(`${where} must be a text`);
    return value;
}

function malformed(what: string): PreviewError {
    return new PreviewError(`The answers are malformed: ${what}.`);
}
