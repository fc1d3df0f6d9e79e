import type { Asked } from "./applied";
import { conditionHolds, type Test } from "./condition";
import { listed } from "./resourceWords";
import { MOMENTS } from "./context";
import type { Statement } from "./statement";
import type { Lookup, Template } from "./template";
import { FALSE, unnoted } from "./truth";
import { showText } from "./unknown";

/** The first condition that does not hold, and what the request has instead; `undefined` when none fails. */
export function falseCondition({ conditions }: Statement, { request }: Asked): string | undefined {
    const failed = conditions
        .filter((condition) => condition.kind === "test")
        .find((condition) => conditionHolds(condition, request, unnoted) === FALSE);
    if (failed === undefined) return undefined;
    // Of a moment to come nothing is certain.
    if (MOMENTS.has(failed.key.toLowerCase())) return `only if ${testWords(failed)}, which is past`;
    return `only if ${testWords(failed)}, and the request has ${givenWords(failed, request.lookup)}`;
}

/** A condition in words: `StringEquals s3:ResourceAccount "111122223333"`. */
export function testWords({ written, key, values, hidden }: Test): string {
    const known = values.map((value) => `"${textOf(value)}"`);
    return `${written} ${key} ${listed([...known, ...hidden.map(({ what }) => `<${what}>`)])}`;
}

function givenWords({ key, operator }: Test, lookup: Lookup): string {
    const state = lookup(key);
    if (operator.comparison === "Null" && state.kind === "present") return "it";
    switch (state.kind) {
        case "absent":
            return "no such key";
        case "present":
            return listed(state.values.map((value) => `"${showText(value)}"`));
        case "unknown":
            return "what is not known";
    }
}

function textOf(value: Template): string {
    switch (value.kind) {
        case "pattern":
            return showText(value.pattern.text);
        case "variables":
            return showText(value.text);
        case "unknown":
            return value.cause.what;
    }
}
