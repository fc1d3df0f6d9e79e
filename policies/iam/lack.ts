import type { Address } from "./address";
import type { Asked } from "./applied";
import type { Policy } from "./policy";
import type { Lack } from "./verdict";

export function identityLack(
    side: "identity" | "boundary",
    _policies: readonly Policy[],
    asked: Asked,
): Lack {
    return { side, reason: `no statement allows ${asked.question.action}` };
}

export function resourceLack(_policies: readonly Policy[], asked: Asked, _address: Address): Lack {
    return { side: "resource", reason: `no statement allows ${asked.question.action}` };
}
