import { OUTPUT_REMEDY, OUTPUT_TEXT } from "./outputText";
import { listed } from "./resourceWords";
import type { PrincipalClause, Statement } from "./statement";
import { showText } from "./unknown";

/** Whom a statement allows, when the role is not among them: `to arn:… only`. */
export function principalWords({ principal }: Statement): string {
    if (principal === undefined) return "to nobody: it has no Principal";
    // The role is not among "everyone" in the statement that SNS gives a topic: see isDefaultOfTopic.
    if (principal.aws.some(({ plain }) => plain === "*")) return "to the topic's own account only";
    const aws = principal.aws.map(({ text }) => showText(text));
    const others = principal.others.map(({ pattern }) => showText(pattern.text));
    const all = listed([...aws, ...others]);
    if (principal.negated) return `to everyone but ${all}`;
    return `to ${all} only${remedyFor(principal, aws)}`;
}

/** Why a principal that looks right is not. */
function remedyFor({ others }: PrincipalClause, aws: readonly string[]): string {
    if (aws.some((text) => text.includes(OUTPUT_TEXT))) return OUTPUT_REMEDY;
    if (aws.length === 0 && others.some(({ type }) => type === "Service")) {
        return ", and Lambda calls with the function's execution role, which no service principal matches";
    }
    // "You cannot use a wildcard to match part of a principal name or ARN."
    return aws.some((text) => text.length > 1 && text.includes("*"))
        ? ", and a wildcard in the ARN of a principal matches nothing"
        : "";
}
