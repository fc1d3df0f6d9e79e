import { Policy } from "@pulumi/aws/iam";
import { Alias, type Key } from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../engine";
import {
    ACTIONS,
    and,
    attached,
    documentOf,
    KEYS,
    KINDS,
    NETWORK,
    orders,
    STYLES,
    where,
    type Change,
    type Kind,
    type Written,
} from "../kit";
import { right, type CorpusStack } from "../stack";

/** Right stacks, from the table of kinds, keys and ways to write a grant. */
export function rightStacks(): readonly CorpusStack[] {
    return [
        ...KINDS.flatMap((kind) =>
            STYLES.flatMap((style) => [
                ...KEYS.map((key) =>
                    right(`${kind}, ${style} ARNs, key: ${key}`, () =>
                        orders({ kind, style, key }),
                    ),
                ),
                right(`${kind}, ${style} ARNs, a policy of its own, attached`, () =>
                    orders({ kind, style, attach: attached }),
                ),
                right(`${kind}, ${style} ARNs, all in another account`, () =>
                    orders({ kind, style, otherAccount: true }),
                ),
                right(`${kind}, ${style} ARNs, all in another account, and a key`, () =>
                    orders({ kind, style, otherAccount: true, key: "direct" }),
                ),
            ]),
        ),
        ...KINDS.flatMap((kind) => [
            right(`${kind}, key of another account`, () =>
                orders({ kind, otherAccountKey: true, key: "direct" }),
            ),
            ...Object.entries(grants(kind)).map(([what, statements]) =>
                right(`${kind}, granted by ${what}`, () =>
                    orders({ kind, role: () => [...statements, NETWORK] }),
                ),
            ),
            ...Object.entries(harmless(kind)).map(([what, change]) =>
                right(`${kind}, ${what}`, () => orders({ kind, ...change })),
            ),
            ...Object.entries(boundaries(kind)).map(([what, boundary]) =>
                right(`${kind}, within a boundary: ${what}`, () =>
                    orders({
                        kind,
                        roleArgs: () => ({ permissionsBoundary: boundary() }),
                    }),
                ),
            ),
            ...Object.entries(keyIds()).map(([what, keyId]) =>
                right(`${kind}, its key by ${what}`, () =>
                    orders({ kind, key: "delegated", keyId }),
                ),
            ),
            right(`${kind}, its key for this service only`, () =>
                orders({
                    kind,
                    key: "direct",
                    keyPolicy: where("kms:GenerateDataKey", {
                        Condition: {
                            StringEquals: { "kms:ViaService": `${kind}.${REGION}.amazonaws.com` },
                        },
                    }),
                }),
            ),
            right(`${kind}, its key for the whole account by kms:CallerAccount`, () =>
                orders({
                    kind,
                    key: "direct",
                    keyPolicy: where("kms:GenerateDataKey", {
                        Principal: "*",
                        Condition: { StringEquals: { "kms:CallerAccount": ACCOUNT } },
                    }),
                }),
            ),
        ]),
    ];
}

/** Statements that grant what is needed, and more. */
function grants(kind: Kind): Readonly<Record<string, readonly Written[]>> {
    const [first = ""] = ACTIONS[kind];
    const beginning = first.slice(0, first.indexOf(":") + 3);
    const allow = { Effect: "Allow", Resource: "*" };
    return {
        "everything on everything": [{ ...allow, Action: "*" }],
        "the whole service": [{ ...allow, Action: `${kind}:*` }],
        "a wildcard in the actions": [{ ...allow, Action: [`${beginning}*`, "s3:List*"] }],
        "actions in capitals": [
            { ...allow, Action: ACTIONS[kind].map((action) => action.toUpperCase()) },
        ],
        "everything but other services": [{ ...allow, NotAction: ["iam:*", "organizations:*"] }],
        "everything but another resource": [
            { Effect: "Allow", Action: ACTIONS[kind], NotResource: `arn:aws:${kind}:::elsewhere` },
        ],
        "one statement an action": ACTIONS[kind].map((Action) => ({ ...allow, Action })),
        "a condition that TLS meets": [
            {
                ...allow,
                Action: ACTIONS[kind],
                Condition: { Bool: { "aws:SecureTransport": "true" } },
            },
        ],
        "a condition on the account": [
            {
                ...allow,
                Action: ACTIONS[kind],
                Condition: { StringEquals: { "aws:ResourceAccount": [ACCOUNT] } },
            },
        ],
        "a condition on the role's own name": [
            {
                ...allow,
                Action: ACTIONS[kind],
                Condition: {
                    ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/orders*` },
                },
            },
        ],
    };
}

/** Denials that do not concern the delivery. */
function harmless(kind: Kind): Readonly<Record<string, Change>> {
    const everybody = { Effect: "Deny", Principal: "*", Action: `${kind}:*` };
    const action = kind === "sns" ? "sns:Publish" : `${kind}:*`;
    return {
        "denied without TLS by its policy": {
            destinationPolicy: and(({ destination, objects }) => ({
                ...everybody,
                Action: action,
                Resource: kind === "s3" ? [destination, objects] : destination,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            })),
        },
        "denied to other accounts by its policy": {
            destinationPolicy: and(({ destination, objects }) => ({
                ...everybody,
                Action: action,
                Resource: kind === "s3" ? [destination, objects] : destination,
                Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
            })),
        },
        "denied to another role by its policy": {
            destinationPolicy: and(({ destination }) => ({
                Effect: "Deny",
                Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/intern` },
                Action: action,
                Resource: destination,
            })),
        },
        "the role is denied something else": {
            role: and({
                Effect: "Deny",
                Action: ["iam:*", "sqs:DeleteQueue", "sns:DeleteTopic", "s3:DeleteBucket"],
                Resource: "*",
            }),
        },
        "the role is denied the same elsewhere": {
            role: and({
                Effect: "Deny",
                Action: ACTIONS[kind],
                Resource: [
                    `arn:aws:${kind}:us-east-1:${ACCOUNT}:payments`,
                    "arn:aws:s3:::payments",
                    "arn:aws:s3:::payments/*",
                ],
            }),
        },
        "the role is denied all without TLS": {
            role: and({
                Effect: "Deny",
                Action: "*",
                Resource: "*",
                Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
            }),
        },
        "the role is denied other Regions": {
            role: and({
                Effect: "Deny",
                NotAction: ["iam:*", "sts:*"],
                Resource: "*",
                Condition: { StringNotEquals: { "aws:RequestedRegion": [REGION, "us-east-1"] } },
            }),
        },
    };
}

function boundaries(kind: Kind): Readonly<Record<string, () => pulumi.Input<string>>> {
    const allow = (statement: Written) => (): pulumi.Input<string> =>
        new Policy("boundary", { policy: documentOf([statement, NETWORK]) }).arn;
    return {
        AdministratorAccess: () => "arn:aws:iam::aws:policy/AdministratorAccess",
        PowerUserAccess: () => "arn:aws:iam::aws:policy/PowerUserAccess",
        "the service": allow({ Effect: "Allow", Action: `${kind}:*`, Resource: "*" }),
    };
}

function keyIds(): Readonly<Record<string, NonNullable<Change["keyId"]>>> {
    const alias = (key: Key): Alias =>
        new Alias("orders", { name: "alias/orders", targetKeyId: key.keyId });
    return {
        "its id": (key) => key.keyId,
        "an alias": (key) => alias(key).name,
        "an alias's ARN": (key) => alias(key).arn,
    };
}
