import { matches } from "./match";
import { HIDDEN, ONE, RUN, type Pattern } from "./pattern";
import { FALSE, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { showText, unsupported } from "./unknown";
import { isStar } from "./resource";

/**
 * Whether an `Action` text names the action asked for, both in small letters: "The prefix and the action name are case
 * insensitive". Whether a wildcard may stand in the service's prefix is not documented: unknown where it matters.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionMatches(pattern: Pattern, asked: Pattern, note: Note): Truth {
    if (isStar(pattern)) return TRUE;
    const matched = matches(pattern, asked, note);
    if (matched === FALSE || !wildcardInPrefix(pattern)) return matched;
    note(unsupported(`the wildcard in the service's name of action "${showText(pattern.text)}"`));
    return UNKNOWN;
}

/** The service of an action, `sqs` of `sqs:SendMessage`, in small letters. */
export function serviceOf(action: string): string {
    return action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
}

function wildcardInPrefix(pattern: Pattern): boolean {
    if (pattern.plain !== undefined) return false;
    const end = pattern.colons[0] ?? pattern.tokens.length;
    const wild = pattern.tokens.findIndex(
        (token) => token === RUN || token === ONE || token === HIDDEN,
    );
    return wild >= 0 && wild < end;
}
