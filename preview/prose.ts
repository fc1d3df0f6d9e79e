/** A line of a message: prose, however long, or code to paste. */
export interface Line {
    readonly kind: "prose" | "code";
    readonly text: string;
}

/**
 * The lines of a message, with prose that was broken before put together again.
 *
 * Our policies break their prose at a width of their own, and indent what they continue by two columns more. A sentence
 * ends in a full stop, and its line is broken where the next word would not have fitted: a line that begins by its own
 * will is not taken for a continuation.
 */
export function linesOf(message: string): readonly Line[] {
    const lines: Line[] = [];
    let codeIndent: number | undefined;
    let broken = "";
    for (const text of message.split("\n")) {
        const previous = lines.at(-1);
        if (codeIndent !== undefined && !isWithin(text, codeIndent)) codeIndent = undefined;
        if (codeIndent === undefined && /^\s*[{[]/.test(text)) codeIndent = indentOf(text);
        if (codeIndent !== undefined) {
            lines.push({ kind: "code", text });
        } else if (previous?.kind === "prose" && continues(text, broken, indentOf(previous.text))) {
            lines.splice(-1, 1, { kind: "prose", text: `${previous.text} ${text.trimStart()}` });
        } else {
            lines.push({ kind: "prose", text });
            if (/^\s*In a program:$/.test(text)) codeIndent = indentOf(text);
        }
        broken = text;
    }
    return lines;
}

/** The message with every sentence on one line. */
export function unbroken(message: string): string {
    return linesOf(message)
        .map(({ text }) => text)
        .join("\n");
}

/** The number of columns by which a line is indented. */
export function indentOf(text: string): number {
    return text.length - text.trimStart().length;
}

/** Where policies/findings.ts breaks prose. */
const WIDTH = 90;

/**
 * Whether a line goes on with the prose before it.
 * @param before the line before it, as it stands in the message
 * @param indent of the first line of the prose
 */
function continues(text: string, before: string, indent: number): boolean {
    const [word = ""] = text.trimStart().split(" ");
    return (
        indentOf(text) === indent + 2 &&
        !/^(-$|https?:)/.test(word) &&
        !before.endsWith(".") &&
        (before.length <= WIDTH || !before.trim().includes(" ")) &&
        before.length + 1 + word.length > WIDTH
    );
}

/** Code ends with a bracket as far to the left as it began. */
function isWithin(text: string, indent: number): boolean {
    return indentOf(text) > indent || (indentOf(text) === indent && /^\s*[}\]]/.test(text));
}
