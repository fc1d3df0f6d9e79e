import type { Node } from "../graph";
import { stated } from "../facts/settings";
import type { Json } from "../iam/unknown";

/** A setting by which a mapping gives up for good. `undefined`: it retries until the records expire. */
export function givesUp(
    mapping: Node,
): { readonly setting: string; readonly value: Json } | undefined {
    for (const setting of ["maximumRetryAttempts", "maximumRecordAgeInSeconds"]) {
        const value = stated(mapping, setting);
        if (typeof value === "number" && value >= 0) return { setting, value };
    }
    return undefined;
}
