import { Key, KeyPolicy, ReplicaExternalKey, ReplicaKey } from "@pulumi/aws/kms";
import { Bucket } from "@pulumi/aws/s3";
import { Queue } from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../engine";
import { documentOf, NETWORK, orders, type Written } from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

const ELSEWHERE = "us-east-1";

/** Keys that are one key in several Regions: their id means the one of the Region in which it is written. */
export function multiRegionKeys(): readonly CorpusStack[] {
    return [...named(), ...policies(), ...imported()];
}

const USE: Written = {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`,
};

const WRITE: Written = { Effect: "Allow", Action: ["sqs:SendMessage", "s3:*"], Resource: "*" };

const IDS: Readonly<Record<string, (primary: Key) => pulumi.Output<string>>> = {
    "its id": ({ keyId }) => keyId,
    "the id of its resource": ({ id }) => id,
    "the replica's ARN, made of its own": ({ arn }) =>
        arn.apply((text) => text.replace(ELSEWHERE, REGION)),
};

interface Made {
    readonly primary: Key;
    readonly replica: ReplicaKey;
    readonly keyId: pulumi.Output<string>;
}

function keys(keyId: (primary: Key, replica: ReplicaKey) => pulumi.Output<string>): Made {
    const primary = new Key("primary", { multiRegion: true, region: ELSEWHERE });
    const replica = new ReplicaKey("replica", { primaryKeyArn: primary.arn });
    return { primary, replica, keyId: keyId(primary, replica) };
}

function queue(kmsMasterKeyId: pulumi.Output<string>, use: Written = USE): void {
    const { arn } = new Queue("failed", { kmsMasterKeyId });
    orders({ destinationArn: () => arn, role: () => [NETWORK, WRITE, use] });
}

function bucket(kmsMasterKeyId: pulumi.Output<string>): void {
    const byDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
    const { arn } = new Bucket("failed", {
        serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: byDefault },
        },
    });
    orders({ destinationArn: () => arn, role: () => [NETWORK, WRITE, USE] });
}

function named(): readonly CorpusStack[] {
    return [
        ...Object.entries(IDS).flatMap(([how, keyId]) => [
            right(`a queue names a multi-Region key by ${how}`, () => {
                queue(keys(keyId).keyId);
            }),
            right(`a bucket names a multi-Region key by ${how}`, () => {
                bucket(keys(keyId).keyId);
            }),
        ]),
        wrong("a queue names a multi-Region key by its ARN in another Region", "KOF-040", () => {
            queue(keys(({ arn }) => arn).keyId, { ...USE, Resource: "*" });
        }),
        wrong("a queue names a key by its ARN in another Region", "KOF-040", () => {
            const { arn } = new Key("elsewhere", { region: ELSEWHERE });
            queue(arn, { ...USE, Resource: "*" });
        }),
    ];
}

function policies(): readonly CorpusStack[] {
    const closed = (region: string) => (): void => {
        const { primary, replica } = keys(({ keyId }) => keyId);
        const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:role/admin` };
        new KeyPolicy("closed", {
            region,
            keyId: primary.keyId,
            policy: documentOf([{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }]),
        });
        queue(replica.arn);
    };
    return [
        wrong("a key policy by id closes the replica of its Region", "KOF-030", closed(REGION)),
        right("a key policy by id closes the primary key of its Region", closed(ELSEWHERE)),
    ];
}

function imported(): readonly CorpusStack[] {
    const replica = (principal: string) => (): void => {
        const primary = new Key("primary", { multiRegion: true, region: ELSEWHERE });
        const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:${principal}` };
        const { arn } = new ReplicaExternalKey("replica", {
            primaryKeyArn: primary.arn,
            keyMaterialBase64: "Wblj06fduthWggmsT0cLVoIMOkeLbc2kVfMud77i/JY=",
            policy: documentOf([{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }]),
        });
        queue(arn);
    };
    return [
        right("a replica with imported material that lets IAM decide", replica("root")),
        wrong("a replica with imported material that is closed", "KOF-030", replica("role/admin")),
    ];
}
