import * as fc from "fast-check";
import type { Evidence, PolicyText, Question } from "../../policies/iam/question";
import type { Json, Text, Unknown } from "../../policies/iam/unknown";

/** A question with its evidence, all of it known. */
export interface Situation {
    readonly question: Question;
    readonly evidence: Evidence;
}

/** One statement, as JSON. */
export type StatementJson = Readonly<Record<string, Json>>;

const ACCOUNTS = ["111122223333", "444455556666"] as const;
const REGION = "eu-west-1";

const QUEUE = `arn:aws:sqs:${REGION}:111122223333:orders-dlq`;
const KEY = `arn:aws:kms:${REGION}:111122223333:key/mrk-1`;
const ROLE = "arn:aws:iam::111122223333:role/svc/orders";

/** What is asked, and on what: one of each kind that the package asks about. */
const asked: fc.Arbitrary<Pick<Question, "action" | "resource">> = fc.constantFrom(
    { action: "sqs:SendMessage", resource: QUEUE },
    { action: "sns:Publish", resource: `arn:aws:sns:${REGION}:111122223333:orders-dlq` },
    { action: "s3:PutObject", resource: "arn:aws:s3:::orders-dlq/*" },
    { action: "s3:ListBucket", resource: "arn:aws:s3:::orders-dlq" },
    { action: "kms:Decrypt", resource: KEY },
    { action: "kms:GenerateDataKey", resource: KEY },
);

const question: fc.Arbitrary<Question> = fc
    .record({
        asked,
        owner: fc.constantFrom(...ACCOUNTS),
        via: fc.constantFrom("sqs", "sns", undefined),
        tags: fc.constantFrom({ team: "orders" }, { team: "*" }, {}),
        now: fc.constantFrom(Date.UTC(2026, 0, 1), undefined),
    })
    .map(({ asked: what, owner, via, tags, now }) => ({
        ...what,
        caller: { arn: ROLE, account: "111122223333", tags },
        owner,
        region: REGION,
        resourceTags: tags,
        ...(via === undefined ? {} : { viaService: via }),
        ...(now === undefined ? {} : { now }),
    }));

const effect = fc.constantFrom("Allow", "Allow", "Deny");

const actions = oneOrMore(
    "sqs:SendMessage",
    "SQS:send*",
    "sns:*",
    "s3:PutObject",
    "s3:List?ucket",
    "kms:Decrypt",
    "kms:ReEncrypt",
    "kms:*Data*",
    "*",
    "s*:SendMessage",
);

const resources = oneOrMore(
    "*",
    QUEUE,
    `arn:aws:sqs:*:111122223333:orders-*`,
    "arn:aws:sqs:*",
    "arn:aws:sqs:*:orders-dlq",
    `arn:aws:sns:${REGION}:*:orders-dl?`,
    "arn:aws:s3:::orders-dlq",
    "arn:aws:s3:::orders-dlq/*",
    "arn:aws:s3:::orders-dlq/aws/*",
    "arn:aws:s3:::${aws:PrincipalTag/team}-dlq/*",
    `arn:aws:sqs:${REGION}:111122223333:\${aws:PrincipalTag/team}-dlq`,
    `arn:aws:sqs:${REGION}:111122223333:\${aws:username}-dlq`,
    KEY,
    `arn:aws:kms:*:111122223333:key/*`,
    `arn:aws:kms:${REGION}:111122223333:alias/orders`,
    "https://sqs.eu-west-1.amazonaws.com/111122223333/orders-dlq",
);

const aws = oneOrMore(
    "*",
    ROLE,
    "arn:aws:iam::111122223333:root",
    "111122223333",
    "444455556666",
    "arn:aws:iam::111122223333:role/other",
    "arn:aws:sts::111122223333:assumed-role/orders/poller",
    "AROAEXAMPLEID",
);

const principal: fc.Arbitrary<Json> = fc.oneof(
    fc.constant("*"),
    aws.map((value) => ({ AWS: value })),
    fc.constant({ Service: "lambda.amazonaws.com" }),
    aws.map((value) => ({ AWS: value, Service: "sqs.amazonaws.com" })),
);

const condition: fc.Arbitrary<Json> = fc.constantFrom<Json>(
    { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
    { StringNotEquals: { "aws:ResourceAccount": ["111122223333", "444455556666"] } },
    { StringEquals: { "kms:ViaService": `sqs.${REGION}.amazonaws.com` } },
    { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*orders" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/svc/*" } },
    { ArnNotEquals: { "aws:PrincipalArn": ROLE } },
    { Bool: { "aws:SecureTransport": "false" } },
    { BoolIfExists: { "aws:SecureTransport": true } },
    { StringEqualsIfExists: { "aws:username": "x" } },
    { StringNotLike: { "aws:username": "x*" } },
    { Null: { "aws:username": "true" } },
    { Null: { "aws:PrincipalTag/team": "false" } },
    { "ForAllValues:StringEquals": { "aws:CalledVia": ["x"] } },
    { "ForAnyValue:StringLike": { "aws:PrincipalTag/team": ["ord*", "x"] } },
    { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
    { DateGreaterThan: { "aws:CurrentTime": "2025-01-01T00:00:00Z" } },
    { StringEquals: { "aws:SourceArn": "x" } },
    { NumericLessThan: { "s3:max-keys": 10 } },
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
);

/** A statement of a role's policy, or, with a principal, of a resource's. */
export function statement(side: "identity" | "resource"): fc.Arbitrary<StatementJson> {
    return fc
        .record({
            effect,
            actions,
            resources,
            principal,
            condition: fc.option(condition, { nil: undefined }),
            negated: fc.record({ action: rarely, resource: rarely, principal: rarely }),
        })
        .map(({ negated, condition: when, ...parts }) => ({
            Effect: parts.effect,
            [negated.action ? "NotAction" : "Action"]: parts.actions,
            [negated.resource ? "NotResource" : "Resource"]: parts.resources,
            ...(side === "identity"
                ? {}
                : { [negated.principal ? "NotPrincipal" : "Principal"]: parts.principal }),
            ...(when === undefined ? {} : { Condition: when }),
        }));
}

const rarely = fc.constantFrom(false, false, false, false, true);

/** A policy document of a few statements. */
export function document(side: "identity" | "resource"): fc.Arbitrary<Json> {
    return fc
        .record({
            version: fc.constantFrom("2012-10-17", "2012-10-17", "2008-10-17", undefined),
            statements: fc.array(statement(side), { minLength: 0, maxLength: 4 }),
        })
        .map(({ version, statements }) => ({
            ...(version === undefined ? {} : { Version: version }),
            Statement: statements,
        }));
}

/** A question with its evidence. */
export const situation: fc.Arbitrary<Situation> = fc
    .record({
        question,
        identity: fc.array(document("identity"), { maxLength: 2 }),
        boundary: fc.option(document("identity"), { nil: undefined }),
        resource: fc.option(document("resource"), { nil: undefined }),
    })
    .map(({ question: one, identity, boundary, resource }) => ({
        question: one,
        evidence: {
            identity: identity.map((json, at) => policy(`policy ${at}`, json)),
            unseenIdentity: [],
            ...(boundary === undefined ? {} : { boundary: policy("boundary", boundary) }),
            ...(resource === undefined ? {} : { resource: policy("resource policy", resource) }),
            restrictPublicBuckets: false,
        },
    }));

/** A policy with a document. */
export function policy(name: string, json: Json): PolicyText {
    return { name, document: json };
}

/** The cause in the place of what is masked. */
export const MASK: Unknown = { kind: "unknown", why: "preview", what: "what is masked" };

/** A text with a part of it masked: parts of an ARN are masked as wholes, or to the end. */
export function maskText(text: Text, at: number): Text {
    if (typeof text !== "string") return [MASK];
    const parts = text.split(":");
    const place = at % (parts.length + 1);
    if (place === parts.length) return [MASK];
    const before = parts.slice(0, place).map((part) => `${part}:`);
    const after = parts.slice(place + 1).map((part) => `:${part}`);
    return [before.join(""), MASK, after.join("")].filter((part) => part !== "");
}

function oneOrMore(...values: readonly string[]): fc.Arbitrary<Json> {
    const one = fc.constantFrom(...values);
    return fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
}
