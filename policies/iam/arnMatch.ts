import { coversSpan, matches, type Span } from "./match";
import { HIDDEN, patternOfTokens, type Pattern } from "./pattern";
import { and, FALSE, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { showText, unsupported } from "./unknown";

/**
 * Whether an ARN is one that a condition wants: "Each of the six colon-delimited components of the ARN is checked
 * separately and each can include multi-character match wildcards (*) or single-character match wildcards (?)". What
 * a pattern with fewer parts means is not documented: unknown, unless nothing could match it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnMatches(wanted: Pattern, given: Pattern, note: Note): Truth {
    const parts = [partsOf(wanted), partsOf(given)] as const;
    if (!mayHoldColons(wanted) && parts[0].length === 6 && parts[1].length === 6) {
        return parts[0].reduce<Truth>((truth, part, place) => {
            const other = parts[1][place];
            if (truth === FALSE || other === undefined) return FALSE;
            return and(truth, partMatches(part, other, note));
        }, TRUE);
    }
    const truth = matches(wanted, given, note);
    if (truth !== TRUE) return truth;
    note(unsupported(`"${showText(wanted.text)}" in the place of an ARN`));
    return UNKNOWN;
}

/** What is not known of a policy's ARN may be more than one part of it. */
function mayHoldColons({ tokens, colons }: Pattern): boolean {
    const hidden = tokens.indexOf(HIDDEN);
    return hidden >= 0 && hidden < (colons[4] ?? tokens.length);
}

function partsOf(pattern: Pattern): readonly Span[] {
    const { tokens, colons } = pattern;
    return [...colons, tokens.length].map((to, place) => {
        const from = place === 0 ? 0 : (colons[place - 1] ?? 0) + 1;
        return { pattern, from, to };
    });
}

function partMatches(wanted: Span, given: Span, note: Note): Truth {
    if (coversSpan(wanted, given)) return TRUE;
    if (wanted.pattern.known && given.pattern.known) return FALSE;
    return matches(alone(wanted), alone(given), note);
}

/** A part of a pattern as a pattern. */
function alone({ pattern: { text, tokens, causes }, from, to }: Span): Pattern {
    return patternOfTokens(text, tokens.slice(from, to), causes);
}
