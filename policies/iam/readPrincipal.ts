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
    return Object.entries(json).reduce(
        (clause, [type, value]) => withType(clause, type, value),
        nobody,
    );
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
            // Whatever the unknown ones are, no role is among them.
            const others = patterns.map((pattern): OtherPrincipal => ({ type, pattern }));
            return { ...clause, others: [...clause.others, ...others] };
        }
        default: {
            const cause = unsupported(`the principal type "${type}"`);
            return { ...clause, hidden: [...clause.hidden, cause] };
        }
    }
}
