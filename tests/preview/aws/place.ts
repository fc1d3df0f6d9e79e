import { partitionOf } from "../../../components/onFailure/partition";
import type { Place } from "../../../preview/model";

/** Stands for the account where none is told: no account of AWS has it. */
const PLACEHOLDER_ACCOUNT = "000000000000";

/** What is told of a place. */
interface PlaceOptions {
    /** @default a placeholder */
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
