import * as pulumi from "@pulumi/pulumi";
import type { CreateBucketArgs, CreateQueueArgs, CreateTopicArgs } from "./args/destination";
import type { OnFailureArgs } from "./args/onFailure";
import type { Target } from "./grants";
import { parseDestination } from "./onFailure/destination";
import { createBucket } from "./provide/bucket";
import type { Creation, Destination } from "./provide/destination";
import { createQueue } from "./provide/queue";
import type { Scope } from "./provide/scope";
import { createTopic } from "./provide/topic";

/** A destination that exists. */
export interface Existing {
    readonly arn: pulumi.Input<string>;
    readonly kmsKeyArn?: pulumi.Input<string>;
    readonly accountId?: pulumi.Input<string>;
}

/** What `onFailure` asks for. */
export type Choice =
    | { readonly kind: "create"; readonly creation: Creation }
    | { readonly kind: "existing"; readonly existing: Existing }
    | { readonly kind: "kafka"; readonly topic: pulumi.Input<string> }
    | { readonly kind: "none" }
    | { readonly kind: "removed" };

/** Reads the one choice out of arguments that have passed the checks. */
export function choiceOf(args: OnFailureArgs): Choice {
    const creations = {
        ...(args.sqs?.create === undefined ? {} : { sqs: args.sqs.create }),
        ...(args.sns?.create === undefined ? {} : { sns: args.sns.create }),
        ...(args.s3?.create === undefined ? {} : { s3: args.s3.create }),
    };
    if (Object.keys(creations).length > 0) {
        return { kind: "create", creation: creationOf(creations) };
    }
    const given = [args.sqs, args.sns, args.s3].find((kind) => kind?.arn !== undefined);
    if (given?.arn !== undefined)
        return { kind: "existing", existing: { ...given, arn: given.arn } };
    if (args.kafkaTopic !== undefined) return { kind: "kafka", topic: args.kafkaTopic.topic };
    return { kind: args.removed === true ? "removed" : "none" };
}

/** Reads the one kind to create out of arguments that have passed the checks. */
export function creationOf(args: {
    readonly sqs?: CreateQueueArgs;
    readonly sns?: CreateTopicArgs;
    readonly s3?: CreateBucketArgs;
}): Creation {
    if (args.sqs !== undefined) return { kind: "sqs", args: args.sqs };
    if (args.sns !== undefined) return { kind: "sns", args: args.sns };
    return { kind: "s3", args: args.s3 ?? {} };
}

/** Creates or describes what was chosen; `undefined` where it is nothing that AWS keeps. */
export function provide(
    name: string,
    choice: Choice,
    roleArn: pulumi.Output<string>,
    scope: Scope,
): Destination | undefined {
    switch (choice.kind) {
        case "create":
            return create(
                name,
                choice.creation,
                roleArn.apply((arn) => [arn]),
                scope,
            );
        case "existing":
            return describe(choice.existing, scope);
        case "kafka":
        case "none":
        case "removed":
            return undefined;
    }
}

/** What the mapping points at; `undefined` where nothing is sent. */
export function destinationArnOf(
    choice: Choice,
    destination: Destination | undefined,
): pulumi.Output<string> | undefined {
    if (choice.kind === "kafka") return pulumi.interpolate`kafka://${choice.topic}`;
    return destination?.target.apply(({ arn }) => arn);
}

/** Creates a destination to which the roles may write. */
export function create(
    name: string,
    creation: Creation,
    roleArns: pulumi.Output<string[]>,
    scope: Scope,
): Destination {
    switch (creation.kind) {
        case "sqs":
            return createQueue(name, creation.args, roleArns, scope);
        case "sns":
            return createTopic(name, creation.args, roleArns, scope);
        case "s3":
            return createBucket(name, creation.args, roleArns, scope);
    }
}

/** Describes a destination that exists; a bucket's owner is the provider's account unless said otherwise. */
export function describe(existing: Existing, scope: Scope): Destination {
    const owner = existing.accountId ?? scope.place.accountId;
    const target = pulumi
        .all([existing.arn, owner, scope.checked])
        .apply(([arn, account]) => targetOf(arn, account));
    const { kmsKeyArn } = existing;
    return {
        target,
        ...(kmsKeyArn === undefined ? {} : { keyArn: pulumi.output(kmsKeyArn) }),
        resources: [],
    };
}

function targetOf(arn: string, bucketOwner: string): Target {
    const parsed = parseDestination(arn);
    // Everything but secrets has been checked, and told in more detail.
    if (parsed.kind === "refused") {
        throw new Error("the secret ARN of the destination is not one that Lambda accepts");
    }
    const { value } = parsed;
    switch (value.kind) {
        case "kafka":
            throw new Error("the secret ARN of the destination is a Kafka topic's");
        case "s3":
            return { kind: "s3", arn, accountId: bucketOwner };
        case "sqs":
        case "sns":
            return { kind: value.kind, arn, accountId: value.account };
    }
}
