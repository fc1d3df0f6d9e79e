import {
    Bucket,
    BucketLifecycleConfiguration,
    BucketOwnershipControls,
    BucketPolicy,
    BucketPublicAccessBlock,
    BucketServerSideEncryptionConfiguration,
    BucketVersioning,
} from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs } from "../args/destination";
import { resourcePolicy } from "../grants";
import { createdTarget, keyOf, keyResources, type Destination } from "./destination";
import { encryptionOf, type Encryption } from "./key";
import { childOf, policyText, type Scope } from "./scope";

/** A bucket that keeps every version, lets nobody else in, and is never emptied by a destroy. */
export function createBucket(
    name: string,
    args: CreateBucketArgs,
    roleArns: pulumi.Output<string[]>,
    scope: Scope,
): Destination {
    const encryption = encryptionOf(name, "s3", args, roleArns, scope);
    const bucket = new Bucket(
        name,
        {
            ...(args.name === undefined ? {} : { bucket: args.name }),
            forceDestroy: false,
            tags: scope.tags,
        },
        childOf(scope),
    );
    const target = createdTarget("s3", { name: bucket.bucket, region: bucket.region }, scope.place);
    const guards = guard(name, bucket, encryption, scope);
    const policy = new BucketPolicy(
        `${name}-bucket-policy`,
        {
            bucket: bucket.bucket,
            policy: policyText(
                pulumi.all([target, roleArns]).apply(([to, arns]) => resourcePolicy(to, arns)),
            ),
        },
        // S3 answers two changes of one bucket's access at the same time with a conflict.
        childOf(scope, guards),
    );
    return {
        target,
        ...keyOf(encryption),
        bucket,
        resources: [
            ...keyResources(encryption),
            bucket,
            ...guards,
            policy,
            ...expire(name, args, bucket, guards, scope),
        ],
    };
}

function guard(
    name: string,
    bucket: Bucket,
    encryption: Encryption,
    scope: Scope,
): readonly pulumi.Resource[] {
    const of = { bucket: bucket.bucket };
    const options = childOf(scope);
    return [
        new BucketVersioning(
            `${name}-versioning`,
            { ...of, versioningConfiguration: { status: "Enabled" } },
            options,
        ),
        new BucketPublicAccessBlock(
            `${name}-public-access`,
            {
                ...of,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            options,
        ),
        new BucketOwnershipControls(
            `${name}-ownership`,
            { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
            options,
        ),
        new BucketServerSideEncryptionConfiguration(
            `${name}-encryption`,
            { ...of, rules: [encryptionRule(encryption)] },
            options,
        ),
    ];
}

/** With a bucket key S3 asks KMS once for many objects. */
function encryptionRule(encryption: Encryption) {
    if (encryption.kind === "aws") {
        return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    }
    return {
        applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: encryption.arn,
        },
        bucketKeyEnabled: true,
    };
}

function expire(
    name: string,
    args: CreateBucketArgs,
    bucket: Bucket,
    guards: readonly pulumi.Resource[],
    scope: Scope,
): readonly pulumi.Resource[] {
    const days = args.expirationDays;
    if (days === undefined) return [];
    const rule = {
        id: "expire-failures",
        status: "Enabled",
        filter: {},
        expiration: { days },
        noncurrentVersionExpiration: { noncurrentDays: days },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
    return [
        new BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            { bucket: bucket.bucket, rules: [rule] },
            childOf(scope, guards),
        ),
    ];
}
