import { Queue, QueuePolicy } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { CreateQueueArgs } from "../args/destination";
import { resourcePolicy } from "../grants";
import { createdTarget, keyOf, keyResources, type Destination } from "./destination";
import { encryptionOf } from "./key";
import { childOf, policyText, type Scope } from "./scope";

/** "MessageRetentionPeriod": 14 days are the most. */
const RETENTION_SECONDS = 1_209_600;

/** A standard queue, encrypted, TLS only, that keeps a failure as long as SQS can. */
export function createQueue(
    name: string,
    args: CreateQueueArgs,
    roleArns: pulumi.Output<string[]>,
    scope: Scope,
): Destination {
    const encryption = encryptionOf(name, "sqs", args, roleArns, scope);
    const queue = new Queue(
        name,
        {
            ...(args.name === undefined ? {} : { name: args.name }),
            messageRetentionSeconds: args.messageRetentionSeconds ?? RETENTION_SECONDS,
            ...(args.visibilityTimeoutSeconds === undefined
                ? {}
                : { visibilityTimeoutSeconds: args.visibilityTimeoutSeconds }),
            ...(encryption.kind === "aws"
                ? { sqsManagedSseEnabled: true }
                : { kmsMasterKeyId: encryption.arn }),
            tags: scope.tags,
        },
        childOf(scope),
    );
    const target = createdTarget("sqs", queue, scope.place);
    const policy = new QueuePolicy(
        `${name}-queue-policy`,
        {
            queueUrl: queue.url,
            policy: policyText(
                pulumi.all([target, roleArns]).apply(([to, arns]) => resourcePolicy(to, arns)),
            ),
        },
        childOf(scope),
    );
    return {
        target,
        ...keyOf(encryption),
        queue,
        resources: [...keyResources(encryption), queue, policy],
    };
}
