import type { Wire } from "../../model";
import type { TypeRow, TypeRows } from "../row";
import type { Scope } from "../scope";
import { always, same, text } from "../scope";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
const BUCKET: TypeRow = {
    autoname: { property: "bucket", maxLength: 63, lowerCase: true, unless: "bucketPrefix" },
    defaults: { forceDestroy: false },
    id: same("bucket"),
    outputs: {
        accelerationStatus: always(""),
        arn: text("arn:{partition}:s3:::{bucket}"),
        bucketNamespace: always("global"),
        bucketDomainName: text("{bucket}.s3.{dnsSuffix}"),
        bucketPrefix: always(""),
        bucketRegion: text("{region}"),
        bucketRegionalDomainName: text("{bucket}.s3.{region}.{dnsSuffix}"),
        objectLockEnabled: always(false),
        requestPayer: always("BucketOwner"),
    },
    // Left unknown before: resources of their own (encryption, versioning, policy) may set these.
    later: {
        policy: always(""),
        serverSideEncryptionConfiguration: always({
            rule: {
                applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
                bucketKeyEnabled: false,
            },
        }),
        serverSideEncryptionConfigurations: always([
            {
                rules: [
                    {
                        applyServerSideEncryptionByDefaults: [
                            { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
                        ],
                        bucketKeyEnabled: false,
                    },
                ],
            },
        ]),
        versioning: always({ enabled: false, mfaDelete: false }),
        versionings: always([{ enabled: false, mfaDelete: false }]),
    },
    replaces: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
};

/** What is set on a bucket by a resource of its own; its id is the bucket's name. */
const OF_BUCKET: TypeRow = { id: same("bucket"), replaces: ["bucket", "region"] };

/** The same, where the owner's account can be demanded. */
const OF_OWNED_BUCKET: TypeRow = {
    id: ownedBucketId,
    replaces: ["bucket", "expectedBucketOwner", "region"],
};

const LIFECYCLE: TypeRow = {
    ...OF_OWNED_BUCKET,
    outputs: {
        expectedBucketOwner: always(""),
        transitionDefaultMinimumObjectSize: always("all_storage_classes_128K"),
    },
};

const OBJECT: TypeRow = {
    autoname: { property: "key", plain: true },
    defaults: { forceDestroy: false },
    id: text("{bucket}/{key}"),
    outputs: {
        arn: text("arn:{partition}:s3:::{bucket}/{key}"),
        storageClass: always("STANDARD"),
    },
    replaces: ["bucket", "key", "region"],
};

/** Buckets and what is set on them, each in its two names: the newer one, and the older with V2. */
export const S3: TypeRows = {
    "aws:s3/bucket:Bucket": BUCKET,
    "aws:s3/bucketV2:BucketV2": BUCKET,
    "aws:s3/bucketPolicy:BucketPolicy": OF_BUCKET,
    "aws:s3/bucketNotification:BucketNotification": {
        ...OF_BUCKET,
        defaults: { eventbridge: false },
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": OF_BUCKET,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
        ...OF_BUCKET,
        defaults: {
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        },
    },
    "aws:s3/bucketAcl:BucketAcl": OF_OWNED_BUCKET,
    "aws:s3/bucketAclV2:BucketAclV2": OF_OWNED_BUCKET,
    "aws:s3/bucketVersioning:BucketVersioning": OF_OWNED_BUCKET,
    "aws:s3/bucketVersioningV2:BucketVersioningV2": OF_OWNED_BUCKET,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        OF_OWNED_BUCKET,
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2":
        OF_OWNED_BUCKET,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": LIFECYCLE,
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": LIFECYCLE,
    "aws:s3/bucketLogging:BucketLogging": OF_OWNED_BUCKET,
    "aws:s3/bucketLoggingV2:BucketLoggingV2": OF_OWNED_BUCKET,
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": OF_OWNED_BUCKET,
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": OF_OWNED_BUCKET,
    "aws:s3/bucketObject:BucketObject": OBJECT,
    "aws:s3/bucketObjectv2:BucketObjectv2": OBJECT,
};

function ownedBucketId(scope: Scope): Wire {
    const owner = scope.get("expectedBucketOwner");
    return owner === null || owner === ""
        ? same("bucket")(scope)
        : text("{bucket},{expectedBucketOwner}")(scope);
}
