import type { Evidence, PolicyText, Question } from "../../policies/iam/question";
import type { Json, Unknown } from "../../policies/iam/unknown";
import type { Verdict } from "../../policies/iam/verdict";

/** A question as the policies ask it, and its answer. */
export interface Case {
    readonly name: string;
    readonly question: Question;
    readonly evidence: Evidence;
    readonly expected: Verdict["kind"];
}

const OURS = "111122223333";
const THEIRS = "444455556666";
const QUEUE = `arn:aws:sqs:eu-west-1:${OURS}:orders-on-failure`;
const KEY = `arn:aws:kms:eu-west-1:${THEIRS}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ROLE = `arn:aws:iam::${OURS}:role/service/orders`;

/** May the role send to a queue of its own account? */
export const SEND: Question = {
    action: "sqs:SendMessage",
    resource: QUEUE,
    caller: { arn: ROLE, account: OURS, tags: { team: "orders" } },
    owner: OURS,
    region: "eu-west-1",
};

/** A policy of a role: its statements as JSON text. */
export function rolePolicy(...statements: readonly Json[]): PolicyText {
    const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    return { name: "inline policy", document };
}

/** Only these policies of the role count. */
export function only(...identity: readonly PolicyText[]): Evidence {
    return { identity, unseenIdentity: [] };
}

/** A statement that lets the role send to one queue. */
export function sendTo(resource: string): Json {
    return { Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage", Resource: resource };
}

const READ: Json = {
    Sid: "Read",
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue", "kms:Decrypt"],
    Resource: [`arn:aws:secretsmanager:eu-west-1:${OURS}:secret:kafka/reader-a1b2c3`],
};

const LOGS: Json = {
    Effect: "Allow",
    Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: "*",
};

const HIDDEN_ACCOUNT: Unknown = {
    kind: "unknown",
    why: "preview",
    what: "the account",
    identity: "provider#account",
};

const KEY_POLICY: Json = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "Account",
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${THEIRS}:root` },
            Action: "kms:*",
            Resource: "*",
        },
        {
            Sid: "Orders",
            Effect: "Allow",
            Principal: { AWS: ROLE },
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
        },
    ],
};

const CONDITIONS: readonly Json[] = [
    {
        Sid: "Tls",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
        Sid: "Send",
        Effect: "Allow",
        Action: "sqs:Send*",
        Resource: `arn:aws:sqs:*:${OURS}:\${aws:PrincipalTag/team}-*`,
        Condition: {
            StringEquals: { "aws:ResourceAccount": [THEIRS, OURS] },
            ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OURS}:role/*/orders` },
            StringLikeIfExists: { "aws:RequestedRegion": "eu-*" },
        },
    },
];

/** What is asked of real stacks. */
export const CASES: readonly Case[] = [
    {
        name: "own account, allowed",
        question: SEND,
        evidence: only(rolePolicy(READ, sendTo(QUEUE)), rolePolicy(LOGS)),
        expected: "allowed",
    },
    {
        name: "missing, with what comes nearest",
        question: SEND,
        evidence: only(rolePolicy(READ, sendTo(`${QUEUE}-old`)), rolePolicy(LOGS)),
        expected: "missing",
    },
    {
        name: "another account: role and key policy",
        question: {
            ...SEND,
            action: "kms:GenerateDataKey",
            resource: KEY,
            owner: THEIRS,
            viaService: "sqs",
        },
        evidence: {
            ...only(
                rolePolicy(READ, {
                    Effect: "Allow",
                    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                    Resource: KEY,
                }),
            ),
            resource: { name: "the key's policy", document: JSON.stringify(KEY_POLICY) },
        },
        expected: "allowed",
    },
    {
        name: "conditions, wildcards and a variable",
        question: SEND,
        evidence: only(rolePolicy(...CONDITIONS)),
        expected: "allowed",
    },
    {
        name: "an account that is not known",
        question: {
            ...SEND,
            resource: ["arn:aws:sqs:eu-west-1:", HIDDEN_ACCOUNT, ":orders-on-failure"],
            caller: {
                arn: ["arn:aws:iam::", HIDDEN_ACCOUNT, ":role/orders"],
                account: [HIDDEN_ACCOUNT],
            },
            owner: [HIDDEN_ACCOUNT],
        },
        evidence: only(rolePolicy(READ, sendTo(QUEUE)), rolePolicy(LOGS)),
        expected: "unknown",
    },
];
