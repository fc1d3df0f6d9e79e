import type { Json, Unknown } from "../iam/unknown";
import { saidOf, trustStatements } from "../judge/trust";
import { at, isList, isObject, isUnknown, unknown } from "../values";

/** Why it cannot be told whether a trust policy lets Lambda in; `policy` names it, `the trust policy of role "orders"`. */
export function trustDoubts(trust: Json, policy: string): readonly Unknown[] {
    if (isUnknown(trust)) return [trust];
    const statements = trustStatements(trust);
    if (statements === undefined) {
        return [unknown("unsupported", `${policy}, which is no policy document`)];
    }
    if (isUnknown(statements)) return [statements];
    const isAllowed = statements.some((statement) => saidOf(statement).allows === true);
    return statements.flatMap((statement, place) => {
        const { allows, denies } = saidOf(statement);
        if (denies !== undefined && (isAllowed || allows !== undefined)) return [];
        const hidden = hiddenIn(statement);
        if (hidden !== undefined) return [hidden];
        const sid = at(statement, "Sid");
        const label = typeof sid === "string" ? `statement "${sid}"` : `Statement[${place}]`;
        return [unknown("unsupported", `${notJudged(statement)} of ${label} of ${policy}`)];
    });
}

/** What of a statement keeps it from being judged. */
function notJudged(statement: Json): string {
    if (!isObject(statement)) return "the form";
    const part = ["NotPrincipal", "NotAction"].find((name) => Object.hasOwn(statement, name));
    if (part !== undefined) return part;
    if (at(statement, "Effect") !== "Allow" && at(statement, "Effect") !== "Deny") {
        return "the Effect";
    }
    return at(statement, "Condition") === undefined ? "the Action or Principal" : "the Condition";
}

/** The first part of a value that is not known. */
function hiddenIn(value: Json): Unknown | undefined {
    if (isUnknown(value)) return value;
    const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const part of parts) {
        const hidden = hiddenIn(part);
        if (hidden !== undefined) return hidden;
    }
    return undefined;
}
