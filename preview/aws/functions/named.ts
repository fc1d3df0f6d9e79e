import { dnsSuffixOf, partitionOf } from "../../../components/onFailure/partition";
import { UNKNOWN } from "../../model";
import type { Place, WireObject } from "../../model";
import { stringOf } from "../../values";
import type { ProviderFunction } from "./answer";
import { answered } from "./answer";

// What exists outside the stack and is asked for by its name: the ARN follows from that, by AWS's formats. Everything
// else about it is unknown.

/** A queue by its name: `aws:sqs/getQueue:getQueue`. */
export const getQueue: ProviderFunction = (args, place) => {
    const { name, region, account, partition } = named(args, "name", place);
    const url = `https://sqs.${region}.${dnsSuffixOf(region)}/${account}/${name}`;
    return answered({
        arn: `arn:${partition}:sqs:${region}:${account}:${name}`,
        id: url,
        name,
        region,
        tags: args["tags"] ?? UNKNOWN,
        url,
    });
};

/** A topic by its name: `aws:sns/getTopic:getTopic`. */
export const getTopic: ProviderFunction = (args, place) => {
    const { name, region, account, partition } = named(args, "name", place);
    const arn = `arn:${partition}:sns:${region}:${account}:${name}`;
    return answered({ arn, id: arn, name, region, tags: args["tags"] ?? UNKNOWN });
};

/** The Region of a bucket does not follow from its name. */
export const getBucket: ProviderFunction = (args, place) => {
    const { name, region, partition, suffix } = named(args, "bucket", place);
    return answered({
        arn: `arn:${partition}:s3:::${name}`,
        bucket: name,
        bucketDomainName: `${name}.s3.${suffix}`,
        bucketRegion: UNKNOWN,
        bucketRegionalDomainName: UNKNOWN,
        hostedZoneId: UNKNOWN,
        id: name,
        region,
        websiteDomain: UNKNOWN,
        websiteEndpoint: UNKNOWN,
    });
};

interface Named extends Pick<Place, "account" | "region" | "partition"> {
    readonly name: string;
    readonly suffix: string;
}

/** The name that is asked for, in the Region that the call names, else in the provider's. */
function named(args: WireObject, property: string, place: Place): Named {
    const stated = stringOf(args["region"]);
    const region = stated === "" ? place.region : stated;
    return {
        name: stringOf(args[property]),
        account: place.account,
        region,
        partition: partitionOf(region),
        suffix: dnsSuffixOf(region),
    };
}
