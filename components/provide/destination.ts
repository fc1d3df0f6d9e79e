import type { Key } from "@pulumi/aws/kms";
import type { Bucket } from "@pulumi/aws/s3";
import type { Topic } from "@pulumi/aws/sns";
import type { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs, CreateQueueArgs, CreateTopicArgs } from "../args/destination";
import { destinationArn, type Place } from "../arns";
import type { Target } from "../grants";
import type { Encryption } from "./key";

/** A queue, topic or bucket, created or existing, as the rest of a component sees it. */
export interface Destination {
    readonly target: pulumi.Output<Target>;
    /** The customer managed key; `undefined` when there is none. */
    readonly keyArn?: pulumi.Output<string>;
    readonly key?: Key;
    readonly queue?: Queue;
    readonly topic?: Topic;
    readonly bucket?: Bucket;
    /** What has to be there before Lambda can write. */
    readonly resources: readonly pulumi.Resource[];
}

/** What to create. */
export type Creation =
    | { readonly kind: "sqs"; readonly args: CreateQueueArgs }
    | { readonly kind: "sns"; readonly args: CreateTopicArgs }
    | { readonly kind: "s3"; readonly args: CreateBucketArgs };

/** A queue, topic or bucket in the program, as far as its ARN depends on it. */
export interface Named {
    readonly name: pulumi.Output<string>;
    readonly region: pulumi.Output<string | undefined>;
}

/**
 * A destination in the program by its name and Region, which a preview knows, where it does not know the ARN. Every
 * resource can be in a Region of its own, whatever its provider's.
 */
export function createdTarget(
    kind: Target["kind"],
    { name, region }: Named,
    place: pulumi.Output<Place>,
): pulumi.Output<Target> {
    return pulumi.all([name, region, place]).apply(([text, own, at]) => ({
        kind,
        // Mocks in unit tests need not answer what the provider always does.
        arn: destinationArn(kind, { ...at, region: own ?? at.region }, text),
        accountId: at.accountId,
    }));
}

/** What has to be there besides, where a key was created. */
export function keyResources(encryption: Encryption): readonly pulumi.Resource[] {
    return encryption.kind === "created" ? [encryption.key] : [];
}

/** What a destination shows of its key. */
export function keyOf(encryption: Encryption): Pick<Destination, "key" | "keyArn"> {
    switch (encryption.kind) {
        case "created":
            return { key: encryption.key, keyArn: encryption.arn };
        case "given":
            return { keyArn: encryption.arn };
        case "aws":
            return {};
    }
}
