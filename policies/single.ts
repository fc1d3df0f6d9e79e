import { policyOf, type Rulebook } from "./rulebook";
import { createSession, type Analysis } from "./session";
import type { SinglePolicy } from "./settings";

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
