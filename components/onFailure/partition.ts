interface Partition {
    readonly name: string;
    /** How the names of its Regions begin. */
    readonly prefix: string;
    readonly dnsSuffix: string;
}

/**
 * AWS's partitions, but for the commercial one, whose Regions follow no prefix of their own.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITIONS: readonly Partition[] = [
    { name: "aws-cn", prefix: "cn-", dnsSuffix: "amazonaws.com.cn" },
    { name: "aws-us-gov", prefix: "us-gov-", dnsSuffix: "amazonaws.com" },
    { name: "aws-iso", prefix: "us-iso-", dnsSuffix: "c2s.ic.gov" },
    { name: "aws-iso-b", prefix: "us-isob-", dnsSuffix: "sc2s.sgov.gov" },
    { name: "aws-iso-e", prefix: "eu-isoe-", dnsSuffix: "cloud.adc-e.uk" },
    { name: "aws-iso-f", prefix: "us-isof-", dnsSuffix: "csp.hci.ic.gov" },
    { name: "aws-eusc", prefix: "eusc-", dnsSuffix: "amazonaws.eu" },
];
const COMMERCIAL: Partition = { name: "aws", prefix: "", dnsSuffix: "amazonaws.com" };

/** The partition of a Region; an unknown Region is taken for a new one of the commercial partition. */
export function partitionOf(region: string): string {
    return lookUp(region).name;
}

/** The end of the names of a Region's endpoints. */
export function dnsSuffixOf(region: string): string {
    return lookUp(region).dnsSuffix;
}

function lookUp(region: string): Partition {
    return PARTITIONS.find(({ prefix }) => region.startsWith(prefix)) ?? COMMERCIAL;
}
