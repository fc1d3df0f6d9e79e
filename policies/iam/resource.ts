import { covers, coversSpan, overlaps, startApart } from "./match";
import { RUN, type Pattern } from "./pattern";
import { FALSE, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { showText, unsupported } from "./unknown";

/**
 * Whether a `Resource` text covers the resource asked for. AWS matches the six parts of an ARN one by one; a `*` at
 * the very end may stand for all further parts. What only a `*` across other colons would match is unknown. A text
 * that is no ARN, as a queue's URL, names no resource.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatches(pattern: Pattern, asked: Pattern, note: Note): Truth {
    if (pattern.plain !== undefined && pattern.plain === asked.plain && asked.colons.length === 5) {
        return mayBeArn(pattern) ? TRUE : FALSE;
    }
    if (isStar(pattern)) return TRUE;
    if (!mayBeArn(pattern)) return FALSE;
    if (pattern.plain !== undefined && pattern.colons.length < 5) {
        note(unsupported(`the shortened ARN "${showText(pattern.text)}"`));
        return UNKNOWN;
    }
    if (startApart(pattern, asked)) return FALSE;
    if (covers(pattern, asked)) {
        if (partwise(pattern, asked)) return TRUE;
        note(unsupported(`whether "${showText(pattern.text)}" matches across the parts of an ARN`));
        return UNKNOWN;
    }
    if ((pattern.known && asked.known) || !overlaps(pattern, asked)) return FALSE;
    for (const cause of [...pattern.causes, ...asked.causes]) note(cause);
    return UNKNOWN;
}

/** `"*"`, and nothing else. */
export function isStar(pattern: Pattern): boolean {
    return pattern.plain === undefined && pattern.tokens.length === 1 && pattern.tokens[0] === RUN;
}

/** Whether the text begins as an ARN does, as far as it is known. */
export function mayBeArn(pattern: Pattern): boolean {
    if (pattern.plain !== undefined) return pattern.plain.startsWith(ARN);
    for (let at = 0; at < ARN.length; at++) {
        const token = pattern.tokens[at];
        if (typeof token === "string" || (token !== undefined && token < 0)) return true;
        if (token !== ARN.charCodeAt(at)) return false;
    }
    return true;
}

const ARN = "arn:";

function partwise(pattern: Pattern, asked: Pattern): boolean {
    const parts = pattern.colons.length;
    if (asked.colons.length < 5) return false;
    const open = pattern.tokens[pattern.tokens.length - 1] === RUN;
    if (parts < 5 && !(open && parts > 0)) return false;
    let [from, start] = [0, 0];
    for (let part = 0; part < parts; part++) {
        const [to, end] = [pattern.colons[part] ?? 0, asked.colons[part] ?? 0];
        if (!coversSpan({ pattern, from, to }, { pattern: asked, from: start, to: end }))
            return false;
        [from, start] = [to + 1, end + 1];
    }
    return coversSpan(
        { pattern, from, to: pattern.tokens.length },
        { pattern: asked, from: start, to: asked.tokens.length },
    );
}
