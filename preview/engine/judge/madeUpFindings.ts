import { PROGRAM } from "../../../policies/findings";
import { isMadeUp } from "../../aws";
import { DEFAULTS } from "../../aws/wire";
import { isList } from "../../values";
import type { Finding, PreviewedResource } from "../result";

/** Findings that show what will be another one at the update say so: an id that the model made up, or a drawn name. */
export function tellMadeUp(
    findings: readonly Finding[],
    resources: readonly PreviewedResource[],
): readonly Finding[] {
    const names = drawnNames(resources);
    return findings.map((finding) => {
        const notes = notesOn(finding.message, names);
        return notes.length === 0
            ? finding
            : { ...finding, message: [finding.message, ...notes].join("\n") };
    });
}

function notesOn(message: string, names: readonly string[]): readonly string[] {
    const shown = showsStatementAlone(message)
        ? names.filter((name) => message.includes(name))
        : [];
    return [
        ...(isMadeUp(message)
            ? ["(The ID or suffix with the zeros is a placeholder; AWS assigns the real one.)"]
            : []),
        ...shown.map(
            (name) =>
                `(The random suffix of ${name} changes on every preview; paste the name that the update gives it.)`,
        ),
    ];
}

/** Whether a reader has nothing but JSON to paste: in a program a resource stands by its property. */
function showsStatementAlone(message: string): boolean {
    return message.includes('"Effect": "Allow"') && !message.includes(`\n  ${PROGRAM}`);
}

const DRAWN = /-[0-9a-f]{7}(\.fifo)?$/;

/** The names that Check filled in with a random end. */
function drawnNames(resources: readonly PreviewedResource[]): readonly string[] {
    const names = resources.flatMap(({ inputs }) => {
        const filled = inputs[DEFAULTS];
        return filled === undefined || !isList(filled)
            ? []
            : filled.flatMap((key) => (typeof key === "string" ? [inputs[key]] : []));
    });
    return [...new Set(names.filter((name) => typeof name === "string"))].filter((name) =>
        DRAWN.test(name),
    );
}
