import * as pulumi from "@pulumi/pulumi";
import type { OnFailureGrantArgs } from "./args/onFailureGrant";
import type { Place } from "./arns";
import type { Target } from "./grants";
import { describe } from "./destinationChoice";
import { parseDestination } from "./onFailure/destination";
import { createdTarget, type Destination } from "./provide/destination";
import type { Scope } from "./provide/scope";
import type { RoleDocument } from "./rolePolicies";
import { roleOnFailureTopic } from "./sourceGrants";

/** The queue, topic or bucket to which a grant is made; `undefined` where it is a Kafka topic. */
export function grantedDestination(
    args: OnFailureGrantArgs,
    scope: Scope,
): Destination | undefined {
    if (args.mskClusterArn !== undefined) return undefined;
    const { kmsKeyArn, accountId, destinationArn = "" } = args;
    const target = targetOfResource(args, scope.place);
    if (target === undefined) {
        return describe(
            {
                arn: destinationArn,
                ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
                ...(accountId === undefined ? {} : { accountId }),
            },
            scope,
        );
    }
    const key = kmsKeyArn === undefined ? {} : { keyArn: pulumi.output(kmsKeyArn) };
    return { target, ...key, resources: [] };
}

/** What the role needs on a topic of an MSK cluster. */
export function topicDocuments({
    mskClusterArn,
    destinationArn,
}: OnFailureGrantArgs): readonly RoleDocument[] {
    if (mskClusterArn === undefined) return [];
    const statements = pulumi
        .all([mskClusterArn, destinationArn ?? ""])
        .apply(([cluster, destination]) => {
            const parsed = parseDestination(destination);
            return parsed.kind === "parsed" && parsed.value.kind === "kafka"
                ? roleOnFailureTopic(cluster, parsed.value.topic)
                : [];
        });
    return [{ name: "on-failure", statements }];
}

/** What the component's inputs show in the place of resources, which would bring everything that they refer to. */
export function plainDestination(args: OnFailureGrantArgs, place: pulumi.Output<Place>) {
    const { queue, topic, bucket } = args;
    return {
        ...(queue === undefined ? {} : { queue: { name: queue.name } }),
        ...(topic === undefined ? {} : { topic: { name: topic.name } }),
        ...(bucket === undefined ? {} : { bucket: { name: bucket.bucket } }),
        destinationArn: args.destinationArn ?? targetOfResource(args, place)?.arn,
    };
}

function targetOfResource(
    { queue, topic, bucket }: OnFailureGrantArgs,
    place: pulumi.Output<Place>,
): pulumi.Output<Target> | undefined {
    if (queue !== undefined) return createdTarget("sqs", queue, place);
    if (topic !== undefined) return createdTarget("sns", topic, place);
    if (bucket !== undefined) {
        return createdTarget("s3", { name: bucket.bucket, region: bucket.region }, place);
    }
    return undefined;
}
