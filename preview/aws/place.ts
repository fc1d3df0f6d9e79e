import type { Place } from "../model";

interface Partition {
    readonly name: string;
    /** How the names of its regions begin. */
    readonly regions: readonly string[];
    readonly dnsSuffix: string;
}

/**
 * AWS's partitions; the first, whose regions follow no prefix of their own, takes the rest.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITIONS: readonly Partition[] = [
    { name: "aws-cn", regions: ["cn-"], dnsSuffix: "amazonaws.com.cn" },
    { name: "aws-us-gov", regions: ["us-gov-"], dnsSuffix: "amazonaws.com" },
    { name: "aws-iso", regions: ["us-iso-"], dnsSuffix: "c2s.ic.gov" },
    { name: "aws-iso-b", regions: ["us-isob-"], dnsSuffix: "sc2s.sgov.gov" },
    { name: "aws-iso-e", regions: ["eu-isoe-"], dnsSuffix: "cloud.adc-e.uk" },
    { name: "aws-iso-f", regions: ["us-isof-"], dnsSuffix: "csp.hci.ic.gov" },
    { name: "aws-eusc", regions: ["eusc-"], dnsSuffix: "amazonaws.eu" },
];
const COMMERCIAL: Partition = { name: "aws", regions: [""], dnsSuffix: "amazonaws.com" };

/** Stands for the account where none is told: no account of AWS has it. */
export const PLACEHOLDER_ACCOUNT = "000000000000";

/** What is told of a place. */
export interface PlaceOptions {
    /** @default a placeholder, {@link PLACEHOLDER_ACCOUNT} */
    readonly account?: string;
    readonly region: string;
}

/** Where a provider works that is told an account, or none, and a region. */
export function placeOf({ account, region }: PlaceOptions): Place {
    return {
        account: account ?? PLACEHOLDER_ACCOUNT,
        accountIsPlaceholder: account === undefined,
        region,
        partition: partitionOf(region),
    };
}

/** The partition of a region; an unheard-of region is taken for a new one of the commercial partition. */
export function partitionOf(region: string): string {
    return partition(region).name;
}

/** The end of the names of a region's endpoints. */
export function dnsSuffixOf(region: string): string {
    return partition(region).dnsSuffix;
}

function partition(region: string): Partition {
    return (
        PARTITIONS.find(({ regions }) => regions.some((prefix) => region.startsWith(prefix))) ??
        COMMERCIAL
    );
}
