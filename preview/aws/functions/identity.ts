import type { Place, WireObject } from "../../model";
import { stringOf } from "../../values";
import { makeUp } from "../madeUp";
import { dnsSuffixOf, partitionOf } from "../../../components/onFailure/partition";
import type { ProviderFunction } from "./answer";
import { answered, failed } from "./answer";
import { REGIONS } from "./regions";

/** Who will deploy is not known; the account is. */
export const getCallerIdentity: ProviderFunction = (_, { account, partition }) =>
    answered({
        accountId: account,
        arn: `arn:${partition}:iam::${account}:user/caller-${makeUp("hex17", account)}`,
        id: account,
        userId: `AIDA${makeUp("unique", account)}`,
    });

/** `aws.getRegion`: the region that the call names, else the provider's. */
export const getRegion: ProviderFunction = (args, place) => {
    const region = regionOf(args, place, "region", "name");
    return answered({
        description: REGIONS[region] ?? "",
        endpoint: `ec2.${region}.${dnsSuffixOf(region)}`,
        id: region,
        name: region,
        region,
    });
};

/** `aws.getPartition` of the provider's region. */
export const getPartition: ProviderFunction = (_, { partition, region }) =>
    answered({
        dnsSuffix: dnsSuffixOf(region),
        id: partition,
        partition,
        reverseDnsPrefix: reversed(dnsSuffixOf(region)),
    });

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const getArn: ProviderFunction = (args) => {
    const arn = stringOf(args["arn"]);
    const [scheme, partition, service, region, account, ...resource] = arn.split(":");
    if (scheme !== "arn") return failed(`parsing "${arn}": arn: invalid prefix`);
    if (partition === undefined || service === undefined || region === undefined) {
        return failed(`parsing "${arn}": arn: not enough sections`);
    }
    if (account === undefined || resource.length === 0) {
        return failed(`parsing "${arn}": arn: not enough sections`);
    }
    const parts = { account, partition, region, resource: resource.join(":"), service };
    return answered({ arn, id: arn, ...parts });
};

/** `aws.getDefaultTags`: the tags that the provider puts on everything. */
export const getDefaultTags: ProviderFunction = (_, { partition, defaultTags }) =>
    answered({ id: partition, tags: defaultTags ?? {} });

/** `aws.getServicePrincipal` in the region that the call names, else in the provider's. */
export const getServicePrincipal: ProviderFunction = (args, place) => {
    const region = regionOf(args, place, "region");
    const service = stringOf(args["serviceName"]);
    const suffix = principalSuffix(service, partitionOf(region));
    return answered({
        id: `${service}.${region}.${suffix}`,
        name: `${service}.${suffix}`,
        region,
        serviceName: service,
        suffix,
    });
};

/** Service principals end in amazonaws.com everywhere, but for a few services in China and the isolated partitions. */
function principalSuffix(service: string, partition: string): string {
    const own = OWN_SUFFIX[partition];
    return own?.services.includes(service) === true ? own.suffix : "amazonaws.com";
}

const OWN_SUFFIX: Readonly<
    Record<string, { readonly services: readonly string[]; readonly suffix: string } | undefined>
> = {
    "aws-cn": {
        services: ["codedeploy", "elasticmapreduce", "logs"],
        suffix: "amazonaws.com.cn",
    },
    "aws-iso": {
        services: ["cloudhsm", "config", "workspaces"],
        suffix: "c2s.ic.gov",
    },
    "aws-iso-b": {
        services: ["dms", "logs"],
        suffix: "sc2s.sgov.gov",
    },
};

/** The region that the call names, else the provider's. */
function regionOf(args: WireObject, place: Place, ...names: readonly string[]): string {
    const named = names.map((name) => stringOf(args[name])).find((region) => region !== "");
    return named ?? place.region;
}

function reversed(name: string): string {
    return name.split(".").toReversed().join(".");
}
