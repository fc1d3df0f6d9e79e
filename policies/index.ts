import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { kafkaSourceRole } from "./kafkaSourceRole";
import { kafkaSourceSettings } from "./kafkaSourceSettings";
import { onFailureDestination } from "./onFailureDestination";
import { onFailureKey } from "./onFailureKey";
import { onFailureRequired } from "./onFailureRequired";
import { onFailureResourcePolicy } from "./onFailureResourcePolicy";
import { onFailureRole } from "./onFailureRole";
import { onFailureUnverified } from "./onFailureUnverified";
import { policyOf, type Rulebook } from "./rulebook";
import { createSession } from "./session";
import type { PolicyOptions } from "./settings";

/** In the order in which they are asked: the last tells what the others leave aside. */
const RULEBOOKS: readonly Rulebook[] = [
    onFailureDestination,
    onFailureRole,
    onFailureKey,
    onFailureResourcePolicy,
    kafkaSourceRole,
    kafkaSourceSettings,
    onFailureRequired,
    onFailureUnverified,
];

/**
 * The policies, ready for a `PolicyPack`; a fresh set each time. The first of them only remembers: it must stay.
 *
 * @example
 * new PolicyPack("our-rules", { policies: policies({ levels: { "on-failure-unverified": "mandatory" } }) });
 */
export function policies(
    options: PolicyOptions = {},
): (ResourceValidationPolicy | StackValidationPolicy)[] {
    const session = createSession();
    return [
        session.recorder.policy,
        ...RULEBOOKS.map((rulebook) => policyOf(session, rulebook, options)),
    ];
}

export type { PolicyOptions } from "./settings";
