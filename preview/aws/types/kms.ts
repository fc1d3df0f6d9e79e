import type { Wire } from "../../model";
import { UNKNOWN } from "../../model";
import type { TypeRow, TypeRows } from "../row";
import type { Scope } from "../scope";
import { always, madeUp, same, text, when } from "../scope";
import { isUnknown } from "../../values";

const KEY_ARN = text("arn:{partition}:kms:{region}:{account}:key/{keyId}");
const KEY_ID = when("multiRegion", true, madeUp("hex32", "mrk-"), madeUp("uuid"));

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
export const KMS: TypeRows = {
    "aws:kms/key:Key": {
        defaults: {
            bypassPolicyLockoutSafetyCheck: false,
            customerMasterKeySpec: "SYMMETRIC_DEFAULT",
            enableKeyRotation: false,
            isEnabled: true,
            keyUsage: "ENCRYPT_DECRYPT",
        },
        id: same("keyId"),
        outputs: {
            arn: KEY_ARN,
            description: always(""),
            keyId: KEY_ID,
            multiRegion: always(false),
            rotationPeriodInDays: when("enableKeyRotation", true, always(365), always(0)),
        },
        later: { policy: defaultKeyPolicy },
        replaces: [
            "customKeyStoreId",
            "customerMasterKeySpec",
            "keyUsage",
            "multiRegion",
            "region",
            "xksKeyId",
        ],
    },
    "aws:kms/externalKey:ExternalKey": {
        defaults: {
            bypassPolicyLockoutSafetyCheck: false,
            deletionWindowInDays: 30,
        },
        id: same("keyId"),
        outputs: {
            arn: KEY_ARN,
            expirationModel: always(""),
            keyId: KEY_ID,
            keySpec: always("SYMMETRIC_DEFAULT"),
            keyState: when("keyMaterialBase64", null, always("PendingImport"), always("Enabled")),
            keyUsage: always("ENCRYPT_DECRYPT"),
            multiRegion: always(false),
        },
        later: { policy: defaultKeyPolicy },
        replaces: ["keyMaterialBase64", "keySpec", "keyUsage", "multiRegion", "region"],
    },
    "aws:kms/replicaKey:ReplicaKey": replica("primaryKeyArn"),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": replica("primaryKeyArn"),
    "aws:kms/keyPolicy:KeyPolicy": {
        defaults: { bypassPolicyLockoutSafetyCheck: false },
        id: same("keyId"),
        replaces: ["keyId", "region"],
    },
    "aws:kms/alias:Alias": {
        autoname: {
            property: "name",
            maxLength: 238,
            prefix: "alias/",
            unless: "namePrefix",
        },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:kms:{region}:{account}:{name}"),
            namePrefix: always(""),
            targetKeyArn,
        },
        replaces: ["name", "namePrefix", "region"],
    },
    "aws:kms/grant:Grant": {
        defaults: { retireOnDelete: false },
        id: text("{keyId}:{grantId}"),
        outputs: {
            grantId: madeUp("hex32"),
            grantToken: ({ made }) => made("hex32", "grantToken"),
        },
        replaces: [
            "constraints",
            "grantCreationTokens",
            "granteePrincipal",
            "keyId",
            "name",
            "operations",
            "region",
            "retiringPrincipal",
        ],
        sets: ["constraints", "grantCreationTokens", "operations"],
    },
};

/** "Related multi-Region keys have the same key material and key ID". */
function replica(primary: string): TypeRow {
    return {
        defaults: {
            bypassPolicyLockoutSafetyCheck: false,
            deletionWindowInDays: 30,
            enabled: true,
        },
        id: same("keyId"),
        outputs: {
            arn: KEY_ARN,
            description: always(""),
            keyId: ({ get }) => afterSlash(get(primary)),
            keyRotationEnabled: always(false),
            keySpec: always("SYMMETRIC_DEFAULT"),
            keyUsage: always("ENCRYPT_DECRYPT"),
        },
        later: { policy: defaultKeyPolicy },
        replaces: [primary, "region"],
    };
}

function afterSlash(arn: Wire): Wire {
    return typeof arn === "string" && !isUnknown(arn) ? (arn.split("/")[1] ?? UNKNOWN) : UNKNOWN;
}

function targetKeyArn(scope: Scope): Wire {
    const target = scope.get("targetKeyId");
    if (typeof target === "string" && target.startsWith("arn:")) return target;
    return text("arn:{partition}:kms:{region}:{account}:key/{targetKeyId}")(scope);
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultKeyPolicy(scope: Scope): Wire {
    return JSON.stringify({
        Version: "2012-10-17",
        Id: "key-default-1",
        Statement: [
            {
                Sid: "Enable IAM User Permissions",
                Effect: "Allow",
                Principal: { AWS: text("arn:{partition}:iam::{account}:root")(scope) },
                Action: "kms:*",
                Resource: "*",
            },
        ],
    });
}
