import type { RuleId } from "../catalogue";
import { finding, sentence, type Finding } from "../findings";
import type { Json, Unknown } from "../iam/unknown";

/** Something that could not be decided. */
export interface Undecided {
    readonly rule: RuleId;
    readonly urn: string | undefined;
    /** What is asked, after "whether": `role "orders" is allowed sqs:SendMessage on arn:…`. */
    readonly whether: string;
    readonly causes: readonly Unknown[];
    /** What the owner of something outside the stack must allow. */
    readonly statement?: Json;
    /** Whose policy the statement belongs in. */
    readonly statementFor?: string;
    readonly url: string;
}

/** Tells what is not decided, why, and how it can be decided now. */
export function undecided(each: Undecided): Finding {
    const { rule, urn, whether, causes, statement, statementFor, url } = each;
    const remedy = [
        howToDecide(causes),
        ...(statement === undefined ? [] : [`What ${statementFor ?? "the owner"} must allow:`]),
    ].join(" ");
    return finding(rule, urn, {
        lack: `${sentence(`whether ${whether}`)} ${phraseOf(causes)}.`,
        reasons: causes.map(reasonOf),
        remedy,
        ...(statement === undefined ? {} : { statement }),
        url,
    });
}

/** A rule that failed inside: said, never passed over, and never the end of the run. */
export function failedInside(policy: string, urn: string | undefined, error: unknown): Finding {
    const told = error instanceof Error ? error.message : String(error);
    return finding(ruleOfPolicy(policy), urn, {
        lack: `${policy} failed with an internal error and checked nothing here: ${told}`,
        remedy: "Please report it with the stack that shows it; the other policies are not affected.",
        url: ISSUES,
    });
}

const ISSUES = "https://www.npmjs.com/package/pulumi-lambda-kafka";

/** A policy as a whole has no rule of its own: what it could not check is undecided. */
function ruleOfPolicy(policy: string): RuleId {
    return FIRST_RULE[policy] ?? "KOF-020";
}

const FIRST_RULE: Readonly<Record<string, RuleId>> = {
    "on-failure-role": "KOF-010",
    "on-failure-key": "KOF-030",
    "on-failure-resource-policy": "KOF-050",
    "on-failure-destination": "KOF-001",
    "kafka-source-role": "KOF-071",
    "kafka-source-settings": "KOF-065",
    "on-failure-required": "KOF-007",
    "on-failure-hygiene": "KOF-015",
    "on-failure-unverified": "KOF-020",
};

function phraseOf(causes: readonly Unknown[]): string {
    if (causes.length > 0 && causes.every(isOfRequest)) {
        return "cannot be determined: it depends on what Lambda's request will contain";
    }
    const whys = new Set(causes.map((cause) => cause.why));
    if (whys.has("external")) return "cannot be determined: part of it lies outside the stack";
    if (whys.has("unsupported"))
        return "cannot be determined: part of it is written in a way that this pack does not evaluate";
    if (whys.has("secret")) return "cannot be determined: part of it is encrypted";
    return "cannot be known until the update";
}

function reasonOf({ why, what, statement }: Unknown): string {
    switch (why) {
        case "preview":
            return `not known in a preview: ${what}`;
        case "external":
            return statement === undefined
                ? `outside the stack: ${what}`
                : `not predictable: ${what}, on which ${statement} depends`;
        case "unsupported":
            return `not evaluated by this pack: ${what}`;
        case "secret":
            return `encrypted in the state: ${what}`;
    }
}

function howToDecide(causes: readonly Unknown[]): string {
    const ways = [...new Set(causes.map((cause) => (isOfRequest(cause) ? ASK : WAY[cause.why])))];
    return sentence(`${ways.join("; ")}.`);
}

/** Whether a condition asks for something of the request that is not documented, or that nobody can predict. */
function isOfRequest({ requestKey }: Unknown): boolean {
    return requestKey !== undefined;
}

const ASK = "remove the condition for this role, or verify that its requests satisfy it";

const WAY: Readonly<Record<Unknown["why"], string>> = {
    preview:
        "to decide it now, run `pulumi-lambda-kafka preview`, which predicts what AWS will answer and takes the rest " +
        "from --answers, or use the component KafkaEventSource, whose documents are known in a first preview",
    external: "confirm with the owner of what lies outside the stack",
    unsupported: "simplify it, or verify it manually",
    secret: "run the check where the stack's secrets can be read",
};
