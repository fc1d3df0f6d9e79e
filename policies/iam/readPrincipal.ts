import { patternOf } from "./pattern";
import { textsOf } from "./texts";
import type { OtherPrincipal, PrincipalClause } from "./statement";
import { isPartlyKnown, isRecord, isUnknown, unsupported, type Json } from "./unknown";

/** Reads `Principal` or `NotPrincipal`. */
export function readPrincipal(json: Json, negated: boolean): PrincipalClause {
    const nobody: PrincipalClause = { negated, aws: [], others: [], hidden: [] };
    if (json === "*") return { ...nobody, aws: [patternOf("*", "literal")] };
    if (isUnknown(json)) return { ...nobody, hidden: [json] };
    if (!isRecord(json) || isPartlyKnown(json)) {
        return { ...nobody, hidden: [unsupported("the principal")] };
    }
    const entries = Object.entries(json);
    if (entries.length === 0) return { ...nobody, hidden: [unsupported("an empty principal")] };
    return entries.reduce((clause, [type, value]) => withType(clause, type, value), nobody);
}

function withType(clause: PrincipalClause, type: string, json: Json): PrincipalClause {
    const { texts, hidden } = textsOf(json, "principals");
    const patterns = texts.map((text) => patternOf(text, "literal"));
    switch (type) {
        case "AWS":
            return {
                ...clause,
                aws: [...clause.aws, ...patterns],
                hidden: [...clause.hidden, ...hidden],
            };
        case "Service":
        case "Federated":
        case "CanonicalUser": {
            // Whatever the unknown ones are, no role is among them; a canonical user is an account.
            const known = patterns.map((pattern): OtherPrincipal => ({ type, pattern }));
            const open = type === "CanonicalUser" ? hidden : [];
            return {
                ...clause,
                others: [...clause.others, ...known],
                hidden: [...clause.hidden, ...open],
            };
        }
        default: {
            const cause = unsupported(`the principal type "${type}"`);
            return { ...clause, hidden: [...clause.hidden, cause] };
        }
    }
}
