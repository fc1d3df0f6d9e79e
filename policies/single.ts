import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { policyOf, type Rulebook } from "./rulebook";
import { createSession, type Analysis } from "./session";
import type { PolicyOptions } from "./settings";

/**
 * A single policy, which records the inputs of resources by itself, and reports by itself if it fails inside. The
 * reasons of exemptions, and exemptions that match nothing, are printed by `policies` only.
 */
export type SinglePolicy = (
    options?: PolicyOptions,
) => ResourceValidationPolicy & StackValidationPolicy;

/** A rulebook as a policy that needs no other. */
export function single(rulebook: Rulebook): SinglePolicy {
    return (options = {}) => {
        const session = createSession(options);
        const conclude = rulebook.conclude ?? (({ aside }: Analysis) => aside.failures);
        return {
            ...policyOf(session, { ...rulebook, conclude }, options),
            validateResource: session.recorder.remember,
        };
    };
}
