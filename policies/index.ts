/**
 * The policies, for a policy pack of your own.
 *
 * @module pulumi-lambda-kafka/policies
 */

import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import * as books from "./rulebooks";
import { policyOf } from "./rulebook";
import { createSession } from "./session";
import type { PolicyOptions, SinglePolicy } from "./settings";
import { single } from "./single";

/**
 * All policies, for a `PolicyPack`; a new set each time. Keep their order: the first only records the inputs of
 * resources, and the last reports what the others could not decide.
 *
 * @example
 * new PolicyPack("our-rules", { policies: policies({ levels: { "on-failure-unverified": "mandatory" } }) });
 */
export function policies(
    options: PolicyOptions = {},
): (ResourceValidationPolicy | StackValidationPolicy)[] {
    const session = createSession(options);
    return [
        session.recorder.policy,
        ...books.RULEBOOKS.map((rulebook) => policyOf(session, rulebook, options)),
    ];
}

/** The execution role is allowed every action that the destination's type asks for. */
export const onFailureRole: SinglePolicy = single(books.onFailureRole);
/** Role and key policy together allow the key actions, in one account and across two. */
export const onFailureKey: SinglePolicy = single(books.onFailureKey);
/** The queue's, topic's or bucket's own policy lets a role of another account in, and does not deny ours. */
export const onFailureResourcePolicy: SinglePolicy = single(books.onFailureResourcePolicy);
/** The destination is one that Lambda accepts for a Kafka mapping. */
export const onFailureDestination: SinglePolicy = single(books.onFailureDestination);
/** The role can read what the source needs: secrets and their keys, the network, the MSK cluster. */
export const kafkaSourceRole: SinglePolicy = single(books.kafkaSourceRole);
/** Settings that AWS refuses or silently changes, and those that lose data. */
export const kafkaSourceSettings: SinglePolicy = single(books.kafkaSourceSettings);
/** A Kafka mapping without a destination blocks its partition on one bad record. */
export const onFailureRequired: SinglePolicy = single(books.onFailureRequired);
/** Good practice: what works today, but should be done differently. */
export const onFailureHygiene: SinglePolicy = single(books.onFailureHygiene);
/** Reports everything that could not be decided, and why. */
export const onFailureUnverified: SinglePolicy = single(books.onFailureUnverified);

export type { PolicyName } from "./names";
export type { Exemption, PolicyOptions, Settings, SinglePolicy } from "./settings";
