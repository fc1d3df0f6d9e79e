import type { TypeRows } from "../row";
import { always, madeUp, same, text } from "../scope";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const SECRETS_MANAGER: TypeRows = {
    "aws:secretsmanager/secret:Secret": {
        autoname: { property: "name", unless: "namePrefix" },
        defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
        id: same("arn"),
        outputs: {
            // "Secrets Manager […] adds a hyphen and six random characters after the secret name at the end of the ARN."
            arn: text("arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{suffix}"),
            namePrefix: always(""),
            suffix: madeUp("secretSuffix"),
        },
        // Left unknown before: a SecretPolicy may own it.
        later: { policy: always("") },
        replaces: ["name", "namePrefix", "region"],
        sets: ["replicas"],
    },
    "aws:secretsmanager/secretVersion:SecretVersion": {
        id: text("{secretId}|{versionId}"),
        outputs: {
            arn: same("secretId"),
            hasSecretStringWo: always(false),
            secretArn: same("secretId"),
            versionId: madeUp("uuid"),
            versionStages: always(["AWSCURRENT"]),
        },
        replaces: ["region", "secretBinary", "secretId", "secretString", "secretStringWoVersion"],
        sets: ["versionStages"],
    },
    "aws:secretsmanager/secretPolicy:SecretPolicy": {
        id: same("secretArn"),
        replaces: ["region", "secretArn"],
    },
    "aws:secretsmanager/secretRotation:SecretRotation": {
        defaults: { rotateImmediately: true },
        id: same("secretId"),
        outputs: { rotationEnabled: always(true) },
        replaces: ["region", "secretId"],
    },
};
