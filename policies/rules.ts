import type { RuleId } from "./catalogue";
/** The rule of the catalogue that an action on the destination belongs to. */
export const RULE_OF_ACTION: Readonly<Record<string, RuleId>> = {
    "sqs:SendMessage": "KOF-010",
    "sns:Publish": "KOF-011",
    "s3:PutObject": "KOF-012",
    "s3:ListBucket": "KOF-013",
};

/** The rule of the catalogue that an action on a key belongs to. */
export function keyRule(sameAccount: boolean | undefined, onKey: boolean): RuleId {
    if (sameAccount !== false) return "KOF-030";
    return onKey ? "KOF-031" : "KOF-032";
}

/** The rule of an action on the destination. */
export function ruleOfAction(action: string): RuleId {
    return RULE_OF_ACTION[action] ?? "KOF-010";
}
