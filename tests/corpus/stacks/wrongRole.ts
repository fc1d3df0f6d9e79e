import { Policy, Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../engine";
import {
    ACTIONS,
    and,
    attached,
    documentOf,
    KINDS,
    NETWORK,
    orders,
    OTHER,
    RULE,
    STYLES,
    TRUST,
    where,
    without,
    type Change,
    type Kind,
    type Names,
    type Written,
} from "../kit";
import { wrong, type CorpusStack } from "../stack";

/** Roles that may not write to the destination: one thing differs from a right stack. */
export function wrongRoles(): readonly CorpusStack[] {
    return KINDS.flatMap((kind) => [
        ...ACTIONS[kind].flatMap((action) => [
            ...STYLES.map((style) =>
                wrong(`${kind}, ${style} ARNs, without ${action}`, ruleOf(action), () =>
                    orders({ kind, style, role: without(action) }),
                ),
            ),
            ...Object.entries(narrowed(kind, action)).map(([what, members]) =>
                wrong(`${kind}, ${action} ${what}`, ruleOf(action), () =>
                    orders({ kind, role: where(action, members) }),
                ),
            ),
        ]),
        ...Object.entries(useless(kind)).map(([what, statement]) =>
            wrong(`${kind}, granted ${what}`, ACTIONS[kind].map(ruleOf), () =>
                orders({ kind, role: () => [statement, NETWORK] }),
            ),
        ),
        ...Object.entries(denials(kind)).map(([what, statement]) =>
            // All means the network, too.
            wrong(
                `${kind}, denied ${what}`,
                what === "everything" ? ["KOF-016", "KOF-071"] : "KOF-016",
                () => orders({ kind, role: and(statement) }),
            ),
        ),
        ...Object.entries(boundaries(kind)).map(([what, boundary]) =>
            wrong(`${kind}, outside a boundary: ${what}`, "KOF-017", () =>
                orders({ kind, roleArgs: () => ({ permissionsBoundary: boundary() }) }),
            ),
        ),
        wrong(`${kind}, denied by a boundary`, "KOF-016", () =>
            orders({
                kind,
                roleArgs: () => ({
                    permissionsBoundary: boundaryOf(
                        { Effect: "Allow", Action: "*", Resource: "*" },
                        { Effect: "Deny", Action: `${kind}:*`, Resource: "*" },
                    ),
                }),
            }),
        ),
        ...Object.entries(detached).map(([what, attach]) =>
            wrong(`${kind}, ${what}`, ACTIONS[kind].map(ruleOf).concat("KOF-071"), () =>
                orders({ kind, attach }),
            ),
        ),
        ...Object.entries(TRUSTS).map(([what, assumeRolePolicy]) =>
            wrong(`${kind}, a role that Lambda cannot assume: ${what}`, "KOF-022", () =>
                orders({ kind, roleArgs: () => ({ assumeRolePolicy }) }),
            ),
        ),
    ]);
}

function ruleOf(action: string): string {
    return RULE[action] ?? "";
}

type Members = Written | ((names: Names) => Written);

/** Grants of the right action that miss the destination. */
function narrowed(kind: Kind, action: string): Readonly<Record<string, Members>> {
    const bucket = action === "s3:ListBucket";
    const elsewhere = kind === "s3" ? "arn:aws:s3:::" : `arn:aws:${kind}:${REGION}:${ACCOUNT}:`;
    const objects = kind === "s3" && !bucket ? "/*" : "";
    const conditions: Readonly<Record<string, Written>> = {
        "without TLS only": { Bool: { "aws:SecureTransport": "false" } },
        "on things of another account only": { StringEquals: { "aws:ResourceAccount": OTHER } },
        "for another role only": {
            ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/payments` },
        },
        "in another Region only": { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
        "for users only": { StringLike: { "aws:username": "*" } },
    };
    return {
        "on another one": { Resource: `${elsewhere}payments-failed${objects}` },
        "on another kind of thing": { Resource: "arn:aws:dynamodb:*:*:table/*" },
        ...(kind === "s3"
            ? {
                  [bucket ? "on its objects" : "on the bucket, not its objects"]: (
                      names: Names,
                  ) => ({ Resource: bucket ? names.objects : names.destination }),
              }
            : {
                  "on the same in another account": {
                      Resource: `arn:aws:${kind}:*:${OTHER}:*`,
                  },
                  "on the same in another Region": {
                      Resource: `arn:aws:${kind}:us-east-1:*:*`,
                  },
              }),
        ...Object.fromEntries(
            Object.entries(conditions).map(([what, Condition]) => [what, { Condition }]),
        ),
    };
}

/** Grants that look right and grant nothing of what is needed. */
function useless(kind: Kind): Readonly<Record<string, Written>> {
    const allow = { Effect: "Allow", Resource: "*" };
    const misspelt: Readonly<Record<Kind, readonly string[]>> = {
        sqs: ["sqs:SendMessageBatch", "sqs:ReceiveMessage", "sqs:GetQueueUrl"],
        sns: ["sns:PublishBatch", "sns:Subscribe"],
        s3: ["s3:GetObject", "s3:ListBuckets", "s3:ListObjectsV2"],
    };
    return {
        "by names that are no such actions": { ...allow, Action: misspelt[kind] },
        "everything but the service": { ...allow, NotAction: `${kind}:*` },
        "everything but the actions": { ...allow, NotAction: [...ACTIONS[kind], "iam:*"] },
        "everything on everything but its kind": {
            Effect: "Allow",
            Action: "*",
            NotResource: `arn:aws:${kind}:*`,
        },
        "another service": { ...allow, Action: ["dynamodb:*", "logs:*", "ec2:*"] },
    };
}

/** Denials, each of all that the kind needs. */
function denials(kind: Kind): Readonly<Record<string, Members>> {
    const deny = { Effect: "Deny", Action: `${kind}:*`, Resource: "*" };
    return {
        everything: { Effect: "Deny", Action: "*", Resource: "*" },
        "the service": deny,
        "all but other services": { Effect: "Deny", NotAction: ["logs:*", "ec2:*"], Resource: "*" },
        "the service with TLS": {
            ...deny,
            Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
        "the service without a condition key that only users have": {
            ...deny,
            Condition: { StringNotEquals: { "aws:username": "admin" } },
        },
        "the service in this Region": {
            ...deny,
            Condition: { StringEquals: { "aws:RequestedRegion": REGION } },
        },
        "the destination itself": ({ destination, objects }) => ({
            Effect: "Deny",
            Action: `${kind}:*`,
            Resource: [destination, objects],
        }),
        "everything but another one": {
            Effect: "Deny",
            Action: `${kind}:*`,
            NotResource:
                kind === "s3" ? "arn:aws:s3:::payments" : `arn:aws:${kind}:*:${OTHER}:payments`,
        },
    };
}

function boundaryOf(...statements: readonly Written[]): pulumi.Input<string> {
    return new Policy("boundary", { policy: documentOf([...statements, NETWORK]) }).arn;
}

function boundaries(kind: Kind): Readonly<Record<string, () => pulumi.Input<string>>> {
    return {
        "other services": () =>
            boundaryOf({ Effect: "Allow", Action: ["logs:*", "dynamodb:*"], Resource: "*" }),
        "the service elsewhere": () =>
            boundaryOf({
                Effect: "Allow",
                Action: `${kind}:*`,
                Resource: [`arn:aws:${kind}:us-east-1:${OTHER}:payments`, "arn:aws:s3:::payments"],
            }),
        "everything but the service": () =>
            boundaryOf({ Effect: "Allow", NotAction: `${kind}:*`, Resource: "*" }),
    };
}

/** The right policy, on the wrong role or on none. */
const detached: Readonly<Record<string, NonNullable<Change["attach"]>>> = {
    "the policy is another role's": (_, policy) => {
        const other = new Role("payments", { assumeRolePolicy: TRUST });
        new RolePolicy("orders", { role: other.name, policy });
    },
    "the policy is attached to nobody": (_, policy) => {
        new Policy("orders", { policy });
    },
    "the policy is attached to another role": (_, policy) => {
        attached(new Role("payments", { assumeRolePolicy: TRUST }), policy);
    },
    "only the policy for logs is attached": (role) => {
        new RolePolicyAttachment("orders", {
            role: role.name,
            policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        });
    },
    "nothing is attached": () => undefined,
};

const TRUSTS: Readonly<Record<string, string>> = {
    "it trusts EC2": TRUST.replace("lambda.", "ec2."),
    "it trusts an account": TRUST.replace(
        '{"Service":"lambda.amazonaws.com"}',
        `{"AWS":"arn:aws:iam::${ACCOUNT}:root"}`,
    ),
    "it allows tags, not to assume": TRUST.replace("sts:AssumeRole", "sts:TagSession"),
};
