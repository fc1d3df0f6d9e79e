import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "./arns";

/**
 * Account, Region and partition of the provider that the component's children have. Functions answer in a preview
 * too, so every ARN that is built on them is known there.
 */
function placeOf(parent: pulumi.Resource): pulumi.Output<Place> {
    return pulumi
        .all([
            getCallerIdentityOutput({}, { parent }),
            getRegionOutput({}, { parent }),
            getPartitionOutput({}, { parent }),
        ])
        .apply(([identity, region, partition]) => ({
            accountId: identity.accountId,
            region: region.region,
            partition: partition.partition,
        }));
}

/**
 * A place that a component can name in its own inputs, before it is there to be asked: `settle` asks with the
 * component as parent, so that its provider answers.
 */
export function deferredPlace() {
    const [place, tell] = pulumi.deferredOutput<Place>();
    return {
        place,
        settle: (component: pulumi.Resource): void => {
            tell(placeOf(component));
        },
    };
}

/** What a policy pack reads in a component's inputs, to tell accounts and Regions. */
export function placeInputs(place: pulumi.Output<Place>) {
    return { accountId: place.accountId, region: place.region, partition: place.partition };
}
