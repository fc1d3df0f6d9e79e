import type { Caller, Evidence, KeyGrant, PolicyText, Question, Tags } from "../iam/question";
import { remembered } from "../iam/remembered";
import { isPartlyKnown, type Json, type Text, type Unknown } from "../iam/unknown";
import { isUnknown, text, unknown } from "../values";

/**
 * An account that a prediction made up: no real one is below 1,000. It is one and the same account wherever it
 * stands, and may be any account that the program writes out.
 */
const PLACEHOLDER = /(?<![\d-])(0{9}\d{3})(?!\d)/;

/** A text with the made-up accounts taken for what they are: not known. */
export function unveil(value: Text): Text {
    if (typeof value === "string") return mayHoldOne(value) ? text(...split(value)) : value;
    return text(...value.flatMap((part) => (typeof part === "string" ? split(part) : [part])));
}

/** A quick look before the careful one. */
function mayHoldOne(value: string): boolean {
    return value.includes(ZEROS) && PLACEHOLDER.test(value);
}

const ZEROS = "0".repeat(9);

/** A question that takes made-up accounts for unknown. */
export function unveiledQuestion(question: Question): Question {
    const { resourceTags } = question;
    return {
        ...question,
        resource: unveil(question.resource),
        owner: unveil(question.owner),
        caller: remembered(callers, question.caller, () => unveiledCaller(question.caller)),
        ...(resourceTags === undefined ? {} : { resourceTags: unveiledTags(resourceTags) }),
    };
}

/** Evidence in which made-up accounts are unknown. */
export function unveiledEvidence(evidence: Evidence): Evidence {
    const { boundary, resource, grants } = evidence;
    return {
        ...evidence,
        identity: evidence.identity.map(unveiledOnce),
        ...(boundary === undefined ? {} : { boundary: unveiledOnce(boundary) }),
        ...(resource === undefined ? {} : { resource: unveiledOnce(resource) }),
        ...(grants === undefined ? {} : { grants: grants.map(unveiledGrant) }),
    };
}

const callers = new WeakMap<Caller, Caller>();
const policies = new WeakMap<PolicyText, PolicyText>();

/** A role and its policies are asked about many actions: they are looked through once. */
function unveiledOnce(policy: PolicyText): PolicyText {
    return remembered(policies, policy, () => unveiledPolicy(policy));
}

function unveiledPolicy(policy: PolicyText): PolicyText {
    const document = unveiledJson(policy.document);
    return document === policy.document ? policy : { ...policy, document };
}

function unveiledCaller({ arn, account, tags }: Caller): Caller {
    return {
        arn: unveil(arn),
        account: unveil(account),
        ...(tags === undefined ? {} : { tags: unveiledTags(tags) }),
    };
}

function unveiledGrant(grant: KeyGrant): KeyGrant {
    return { ...grant, grantee: unveil(grant.grantee) };
}

function unveiledTags(tags: Tags): Tags {
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, unveil(value)]));
}

function unveiledJson(value: Json): Json {
    if (typeof value === "string") {
        const parts = unveil(value);
        return typeof parts === "string" ? value : { kind: "text", parts };
    }
    if (typeof value !== "object" || value === null || isUnknown(value)) return value;
    if (isPartlyKnown(value)) {
        const parts = unveil(value.parts);
        return { kind: "text", parts: typeof parts === "string" ? [parts] : parts };
    }
    if (Array.isArray(value)) return value.map((each: Json) => unveiledJson(each));
    return Object.fromEntries(
        Object.entries(value).map(([key, each]: readonly [string, Json]) => [
            key,
            unveiledJson(each),
        ]),
    );
}

function split(value: string): readonly (string | Unknown)[] {
    return value
        .split(PLACEHOLDER)
        .map((piece) =>
            mayHoldOne(piece)
                ? unknown(
                      "preview",
                      `account ${piece}, which is a placeholder: pass --account`,
                      `account ${piece}`,
                  )
                : piece,
        );
}
