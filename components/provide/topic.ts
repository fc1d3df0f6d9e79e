import { Topic, TopicPolicy } from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { CreateTopicArgs } from "../args/destination";
import { resourcePolicy } from "../grants";
import { createdTarget, keyOf, keyResources, type Destination } from "./destination";
import { encryptionOf } from "./key";
import { childOf, policyText, type Scope } from "./scope";

/** SNS has no encryption of its own to switch on; this is the key that AWS manages in every account. */
const AWS_KEY = "alias/aws/sns";

/** A standard topic, encrypted, written to over TLS only. */
export function createTopic(
    name: string,
    args: CreateTopicArgs,
    roleArns: pulumi.Output<string[]>,
    scope: Scope,
): Destination {
    const encryption = encryptionOf(name, "sns", args, roleArns, scope);
    const topic = new Topic(
        name,
        {
            ...(args.name === undefined ? {} : { name: args.name }),
            kmsMasterKeyId: encryption.kind === "aws" ? AWS_KEY : encryption.arn,
            tags: scope.tags,
        },
        childOf(scope),
    );
    const target = createdTarget("sns", topic, scope.place);
    const policy = new TopicPolicy(
        `${name}-topic-policy`,
        {
            arn: topic.arn,
            policy: policyText(
                pulumi.all([target, roleArns]).apply(([to, arns]) => resourcePolicy(to, arns)),
            ),
        },
        childOf(scope),
    );
    return {
        target,
        ...keyOf(encryption),
        topic,
        resources: [...keyResources(encryption), topic, policy],
    };
}
