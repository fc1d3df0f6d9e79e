import { formatArn, parseArn } from "../onFailure/arn";

/** An MSK cluster as a mapping names it. */
export interface MskCluster {
    /** The cluster's ARN; behind a VPC connection its id is not known, and `*` stands for it. */
    readonly cluster: string;
    /** The managed VPC connection by which a cluster of another account is read. */
    readonly connection?: string;
}

/**
 * The cluster behind an `eventSourceArn`. For a cluster of another account that is a connection: "use the managed VPC
 * connection ARN instead of the cluster ARN", `…:vpc-connection/cluster's account/cluster's name/id`. Whether that id
 * is the cluster's too is not documented.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/msk-cross-account.html
 */
export function mskClusterOf(arn: string): MskCluster {
    const parsed = parseArn(arn);
    if (parsed.kind === "refused") return { cluster: arn };
    const [kind, account, name] = parsed.value.resource.split("/");
    if (kind !== "vpc-connection" || account === undefined || name === undefined) {
        return { cluster: arn };
    }
    const cluster = formatArn({ ...parsed.value, account, resource: `cluster/${name}/*` });
    return { cluster, connection: arn };
}
