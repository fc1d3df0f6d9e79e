import type { RuleId } from "./catalogue";
import type { Json } from "./iam/unknown";

/** Something a policy has to say about a mapping. */
export interface Finding {
    /** The rule of the catalogue, `KOF-010`. */
    readonly rule: string;
    /** The mapping it is about; absent: the whole stack. */
    readonly urn?: string;
    /** Subject and lack, one sentence. */
    readonly lack: string;
    /** What the engine prints, headed by the rule. */
    readonly message: string;
}

/** The parts of a message, in the order in which they are read. */
export interface Parts {
    /** Subject and lack, one sentence. */
    readonly lack: string;
    /** Why it is so, a clause each. */
    readonly reasons?: readonly string[];
    /** What to do, one sentence. */
    readonly remedy: string;
    /** The policy statement to paste. */
    readonly statement?: Json;
    /** The same in a program. */
    readonly program?: string;
    /** What AWS answers when nothing is done. */
    readonly awsError?: string;
    readonly url: string;
}

/** What stands above a program to paste. */
export const PROGRAM = "In TypeScript:";

/** Everything a reader needs stands in the message: the engine prints neither remedies nor links of policies. */
export function finding(rule: RuleId, urn: string | undefined, parts: Parts): Finding {
    return findingAs(rule, urn, parts);
}

/** The same under the ID that somebody wrote, which may be no rule's. */
export function findingAs(rule: string, urn: string | undefined, parts: Parts): Finding {
    const { lack, reasons = [], remedy, statement, program, awsError, url } = parts;
    const lines = [
        ...wrap(`${rule}: ${lack}`, ""),
        ...reasons.flatMap((reason) => wrap(`- ${reason}`, "  ")),
        ...wrap(remedy, "  "),
        ...(statement === undefined ? [] : indented(JSON.stringify(statement, undefined, 2))),
        ...(program === undefined ? [] : [`  ${PROGRAM}`, ...indented(program)]),
        ...(awsError === undefined ? [] : wrap(`Otherwise AWS fails with: "${awsError}".`, "  ")),
        `  ${url}`,
    ];
    return { rule, ...(urn === undefined ? {} : { urn }), lack, message: lines.join("\n") };
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[]): string {
    const [last = "", ...before] = items.toReversed();
    return before.length === 0 ? last : `${before.toReversed().join(", ")} and ${last}`;
}

/** The start of a sentence. */
export function sentence(clause: string): string {
    return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}

/** Engines indent what they print: with this width a line ends before a hundred columns. */
const WIDTH = 90;

/** Breaks prose at spaces; what is longer than a line, as an ARN can be, stays whole. */
function wrap(prose: string, indent: string): readonly string[] {
    const lines: string[] = [];
    let line = indent;
    for (const word of prose.split(" ")) {
        const joined = line.trim() === "" ? `${indent}${word}` : `${line} ${word}`;
        if (joined.length > WIDTH && line.trim() !== "") {
            lines.push(line);
            line = `${indent === "" ? "  " : `${indent}  `}${word}`;
        } else {
            line = joined;
        }
    }
    return [...lines, line];
}

function indented(code: string): readonly string[] {
    return code.split("\n").map((line) => `      ${line}`.trimEnd());
}
