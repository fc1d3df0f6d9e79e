import type { Evidence, KeyGrant, PolicyText, Question, Tags } from "../../policies/iam/question";
import type { Json, Text, Unknown } from "../../policies/iam/unknown";
import type { Verdict } from "../../policies/iam/verdict";

/** A case of a table: a question, the documents, and the verdict in words. */
export interface Case {
    readonly name: string;
    /** The AWS page that decides it. */
    readonly url?: string;
    readonly ask: {
        readonly action: string;
        readonly resource: Text;
        readonly role?: Text;
        readonly account?: Text;
        readonly owner?: Text;
        readonly region?: Text;
        readonly via?: "sqs" | "sns" | "s3" | "secretsmanager";
        readonly roleTags?: Tags;
        readonly resourceTags?: Tags;
        readonly now?: string;
        readonly context?: Readonly<Record<string, readonly Text[]>>;
    };
    readonly identity?: readonly Json[];
    readonly unseenIdentity?: readonly Unknown[];
    readonly boundary?: Json;
    readonly resource?: Json;
    readonly unseenResource?: Unknown;
    readonly grants?: readonly KeyGrant[];
    readonly restrictPublicBuckets?: boolean;
    readonly expected: Verdict["kind"];
    /** Deciding statements, lacks or causes, as {@link inWords} puts them. */
    readonly because: readonly string[];
}

/** The question of a case; what it leaves out is the same in all. */
export function questionOf({ ask }: Case): Question {
    const account = ask.account ?? "111122223333";
    return {
        action: ask.action,
        resource: ask.resource,
        caller: {
            arn: ask.role ?? "arn:aws:iam::111122223333:role/orders",
            account,
            ...(ask.roleTags === undefined ? {} : { tags: ask.roleTags }),
        },
        owner: ask.owner ?? "111122223333",
        region: ask.region ?? "us-east-2",
        ...(ask.via === undefined ? {} : { viaService: ask.via }),
        ...(ask.resourceTags === undefined ? {} : { resourceTags: ask.resourceTags }),
        ...(ask.now === undefined ? {} : { now: Date.parse(ask.now) }),
        ...(ask.context === undefined ? {} : { context: ask.context }),
    };
}

/** The evidence of a case; policies are named by their place. */
export function evidenceOf(one: Case): Evidence {
    const { boundary, resource, unseenResource, grants, restrictPublicBuckets } = one;
    return {
        identity: (one.identity ?? []).map((document, at) =>
            named(at === 0 ? "role policy" : `role policy ${at + 1}`, document),
        ),
        unseenIdentity: one.unseenIdentity ?? [],
        ...(boundary === undefined ? {} : { boundary: named("boundary", boundary) }),
        ...(resource === undefined ? {} : { resource: named("resource policy", resource) }),
        ...(unseenResource === undefined ? {} : { unseenResource }),
        ...(grants === undefined ? {} : { grants }),
        ...(restrictPublicBuckets === undefined ? {} : { restrictPublicBuckets }),
    };
}

/** A verdict's reasons, each in one line. */
export function inWords(verdict: Verdict): readonly string[] {
    switch (verdict.kind) {
        case "allowed":
        case "denied":
            return verdict.by.map(({ policy, statement }) => `${policy}: ${statement}`);
        case "missing":
            return verdict.lacks.map(({ side, reason }) => `${side}: ${reason}`);
        case "unknown":
            return verdict.causes.map(({ why, what }) => `${why}: ${what}`);
    }
}

function named(name: string, document: Json): PolicyText {
    return { name, document };
}
