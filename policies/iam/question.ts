import type { Json, Text, Unknown } from "./unknown";

/** One question: may this role do this action on this resource? */
export interface Question {
    /** `sqs:SendMessage`; never a wildcard. */
    readonly action: string;
    /**
     * The ARN asked for. Where AWS chooses a part (the key of the record in a bucket), that part is unknown,
     * and an Allow must cover every value of it.
     */
    readonly resource: Text;
    readonly caller: Caller;
    /** The account that owns the resource. */
    readonly owner: Text;
    /** The Region of the resource. */
    readonly region: Text;
    /** The service that calls KMS on the role's behalf, `sqs`; absent when the role calls itself. */
    readonly viaService?: "sqs" | "sns" | "s3" | "secretsmanager";
    /** The resource's tags, for `aws:ResourceTag/…`; absent: not known. */
    readonly resourceTags?: Tags;
    /** No call is made before this moment, in milliseconds since 1970; absent: dates decide nothing. */
    readonly now?: number;
    /** Keys of the request of which more is known than the tables say: their values, none when the key is absent. */
    readonly context?: Readonly<Record<string, readonly Text[]>>;
}

/** The execution role, whose session Lambda's poller uses. */
export interface Caller {
    /** The role's ARN with its path. */
    readonly arn: Text;
    readonly account: Text;
    /** The role's tags, for `aws:PrincipalTag/…`; absent: not known. */
    readonly tags?: Tags;
}

export type Tags = Readonly<Record<string, Text>>;

/** A policy document: JSON as text, as an object, or not known at all. */
export interface PolicyText {
    /** What a reader calls it: `inline policy "send" of role "orders"`. */
    readonly name: string;
    /** The resource it comes from, where the stack shows one. */
    readonly urn?: string;
    readonly document: Json;
    /** Why it may not be in force; what it says may count then, or not. Absent: it is in force. */
    readonly doubt?: Unknown;
}

/** A grant of a KMS key to a principal. */
export interface KeyGrant {
    readonly urn?: string;
    readonly grantee: Text;
    readonly operations: readonly Text[];
    /** Grants with constraints hold for some encryption contexts only: they decide nothing. */
    readonly constrained: boolean;
}

/** Everything that may allow or deny. */
export interface Evidence {
    /** Inline and attached policies of the role. */
    readonly identity: readonly PolicyText[];
    /**
     * Policies of the role that the stack does not show: they may allow what is missing, and are assumed not to deny.
     * Empty: the role is the stack's own and `identity` is all there is.
     */
    readonly unseenIdentity: readonly Unknown[];
    /** The permissions boundary; absent: the role has none. */
    readonly boundary?: PolicyText;
    /** The policy of the queue, topic, bucket or key; absent: it has none. */
    readonly resource?: PolicyText;
    /** The resource's policy lies outside the stack: it may allow what is missing, and is assumed not to deny. */
    readonly unseenResource?: Unknown;
    /** Grants of the key that the stack shows. */
    readonly grants?: readonly KeyGrant[];
    /**
     * The bucket's Block Public Access setting of this name: a bucket with a public policy then serves its own account
     * alone. Absent: not known.
     */
    readonly restrictPublicBuckets?: boolean;
}
