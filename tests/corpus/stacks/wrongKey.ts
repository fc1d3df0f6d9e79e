import { Alias, Key } from "@pulumi/aws/kms";
import type { KeyArgs } from "@pulumi/aws/kms";
import { ACCOUNT, REGION } from "../engine";
import {
    and,
    FOREIGN_KEY_ACTIONS,
    KEY_ACTIONS,
    KINDS,
    orders,
    OTHER,
    STYLES,
    where,
    without,
    type Change,
    type Kind,
    type Written,
} from "../kit";
import { wrong, type CorpusStack } from "../stack";

/** Keys that the role may not use: one thing differs from a right stack. */
export function wrongKeys(): readonly CorpusStack[] {
    return KINDS.flatMap((kind) => [
        ...KEY_ACTIONS[kind].flatMap((action) => [
            wrong(`${kind}, the key by IAM, the role without ${action}`, "KOF-030", () =>
                orders({ kind, key: "delegated", role: without(action) }),
            ),
            wrong(`${kind}, AWS's key policy, the role without ${action}`, "KOF-030", () =>
                orders({ kind, style: "literal", key: "default", role: without(action) }),
            ),
            ...STYLES.map((style) =>
                wrong(`${kind}, ${style} ARNs, the key's policy without ${action}`, "KOF-030", () =>
                    orders({ kind, style, key: "direct", keyPolicy: without(action) }),
                ),
            ),
        ]),
        ...FOREIGN_KEY_ACTIONS[kind].flatMap((action) => [
            wrong(`${kind}, key of another account, the role without ${action}`, "KOF-032", () =>
                orders({ kind, otherAccountKey: true, key: "direct", role: without(action) }),
            ),
            wrong(
                `${kind}, all in another account, the key's policy without ${action}`,
                "KOF-031",
                () =>
                    orders({ kind, otherAccount: true, key: "direct", keyPolicy: without(action) }),
            ),
        ]),
        ...Object.entries(principals()).map(([what, Principal]) =>
            wrong(`${kind}, the key's policy trusts ${what}`, "KOF-030", () =>
                orders({
                    kind,
                    key: "direct",
                    keyPolicy: where("kms:GenerateDataKey", { Principal }),
                }),
            ),
        ),
        ...Object.entries(conditions(kind)).map(([what, Condition]) =>
            wrong(`${kind}, the key's policy trusts the role ${what}`, "KOF-030", () =>
                orders({
                    kind,
                    key: "direct",
                    keyPolicy: where("kms:GenerateDataKey", { Condition }),
                }),
            ),
        ),
        ...Object.entries(roleSide(kind)).map(([what, members]) =>
            wrong(`${kind}, the role may use ${what}`, "KOF-030", () =>
                orders({ kind, key: "delegated", role: where("kms:GenerateDataKey", members) }),
            ),
        ),
        ...Object.entries(keyDenials(kind)).map(([what, statement]) =>
            wrong(`${kind}, the key's policy denies ${what}`, "KOF-030", () =>
                orders({ kind, key: "direct", keyPolicy: and(statement) }),
            ),
        ),
        wrong(`${kind}, the role is denied KMS`, "KOF-030", () =>
            orders({
                kind,
                key: "direct",
                role: and({ Effect: "Deny", Action: "kms:*", Resource: "*" }),
            }),
        ),
        wrong(`${kind}, AWS's key, the role is denied KMS`, "KOF-030", () =>
            orders({
                kind,
                key: "aws",
                role: and({ Effect: "Deny", Action: "kms:*", Resource: "*" }),
            }),
        ),
        wrong(
            `${kind}, the key's policy lets nobody decide but its administrators`,
            "KOF-030",
            () =>
                orders({
                    kind,
                    key: "delegated",
                    keyPolicy: where("kms:*", {
                        Action: [
                            "kms:Describe*",
                            "kms:Put*",
                            "kms:Enable*",
                            "kms:ScheduleKeyDeletion",
                        ],
                    }),
                }),
        ),
        wrong(`${kind}, the key's statement has no Resource`, "KOF-030", () =>
            orders({
                kind,
                key: "direct",
                keyPolicy: where("kms:GenerateDataKey", { Resource: undefined }),
            }),
        ),
        ...Object.entries(unusable).map(([what, keyArgs]) =>
            wrong(`${kind}, the key ${what}`, "KOF-040", () =>
                orders({ kind, key: "direct", keyArgs }),
            ),
        ),
        wrong(`${kind}, the key is in another Region`, "KOF-040", () =>
            orders({ kind, key: "direct", keyRegion: "us-east-1" }),
        ),
        wrong(`${kind}, AWS's key in another account`, "KOF-033", () =>
            orders({ kind, otherAccount: true, key: "aws" }),
        ),
        wrong(`${kind}, the alias is of another key than the role may use`, "KOF-030", () =>
            orders({ kind, key: "delegated", keyId: aliasOfAnotherKey }),
        ),
    ]);
}

function principals(): Readonly<Record<string, unknown>> {
    return {
        "another role": { AWS: `arn:aws:iam::${ACCOUNT}:role/payments` },
        "the role under another path": { AWS: `arn:aws:iam::${ACCOUNT}:role/service/orders` },
        "the role of another account": { AWS: `arn:aws:iam::${OTHER}:role/orders` },
        Lambda: { Service: "lambda.amazonaws.com" },
        "the services": { Service: ["sqs.amazonaws.com", "sns.amazonaws.com", "s3.amazonaws.com"] },
        "another account": { AWS: OTHER },
    };
}

function conditions(kind: Kind): Readonly<Record<string, Written>> {
    const elsewhere = kind === "sqs" ? "sns" : "sqs";
    return {
        "for another service": {
            StringEquals: { "kms:ViaService": `${elsewhere}.${REGION}.amazonaws.com` },
        },
        "in another Region": {
            StringEquals: { "kms:ViaService": `${kind}.us-east-1.amazonaws.com` },
        },
        "for a service as China writes it": {
            StringEquals: { "kms:ViaService": `${kind}.${REGION}.amazonaws.com.cn` },
        },
        "when it is of another account": { StringEquals: { "kms:CallerAccount": OTHER } },
    };
}

function roleSide(kind: Kind): Readonly<Record<string, Written>> {
    return {
        "another key": {
            Resource: `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
        },
        aliases: { Resource: `arn:aws:kms:*:*:alias/*` },
        "keys of another account": { Resource: `arn:aws:kms:*:${OTHER}:key/*` },
        "keys of another Region": { Resource: "arn:aws:kms:us-east-1:*:key/*" },
        "the key without its text": {
            Action: [
                "kms:Encrypt",
                "kms:GenerateDataKeyWithoutPlaintext",
                ...(kind === "s3" ? [] : ["kms:Decrypt"]),
            ],
        },
    };
}

function keyDenials(kind: Kind): Readonly<Record<string, Written>> {
    const deny = { Effect: "Deny", Principal: "*", Resource: "*" };
    return {
        everybody: { ...deny, Action: "kms:GenerateDataKey*" },
        "the role": {
            ...deny,
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/orders` },
            Action: "kms:*",
        },
        "the account": {
            ...deny,
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Action: "kms:*",
        },
        "the service": {
            ...deny,
            Action: "kms:GenerateDataKey",
            Condition: {
                StringEquals: { "kms:ViaService": `${kind}.${REGION}.amazonaws.com` },
            },
        },
    };
}

const unusable: Readonly<Record<string, KeyArgs>> = {
    "is disabled": { isEnabled: false },
    signs: { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_2048" },
    "is for MACs": { keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" },
};

const aliasOfAnotherKey: NonNullable<Change["keyId"]> = () => {
    const other = new Key("payments", {});
    return new Alias("payments", { name: "alias/payments", targetKeyId: other.keyId }).arn;
};
