import { kafkaSourceRole } from "./kafkaSourceRole";
import { kafkaSourceSettings } from "./kafkaSourceSettings";
import { onFailureDestination } from "./onFailureDestination";
import { onFailureHygiene } from "./onFailureHygiene";
import { onFailureKey } from "./onFailureKey";
import { onFailureRequired } from "./onFailureRequired";
import { onFailureResourcePolicy } from "./onFailureResourcePolicy";
import { onFailureRole } from "./onFailureRole";
import { onFailureUnverified } from "./onFailureUnverified";
import type { Rulebook } from "./rulebook";

/** In the order in which they are asked: the last tells what was exempted in all of them. */
export const RULEBOOKS: readonly Rulebook[] = [
    onFailureDestination,
    onFailureRole,
    onFailureKey,
    onFailureResourcePolicy,
    kafkaSourceRole,
    kafkaSourceSettings,
    onFailureRequired,
    onFailureUnverified,
    onFailureHygiene,
];

export {
    kafkaSourceRole,
    kafkaSourceSettings,
    onFailureDestination,
    onFailureHygiene,
    onFailureKey,
    onFailureRequired,
    onFailureResourcePolicy,
    onFailureRole,
    onFailureUnverified,
};
