/** The policies by which findings are reported, in the order in which they are asked. */
export const POLICY_NAMES = [
    "on-failure-destination",
    "on-failure-role",
    "on-failure-key",
    "on-failure-resource-policy",
    "kafka-source-role",
    "kafka-source-settings",
    "on-failure-required",
    "on-failure-unverified",
    "on-failure-hygiene",
] as const;

/** The name of a policy that reports findings. */
export type PolicyName = (typeof POLICY_NAMES)[number];

/** Throws for names that are no policy's: a level given to one would be lost without a word. */
export function requirePolicyNames(names: readonly string[]): void {
    const known: readonly string[] = POLICY_NAMES;
    const strangers = names.filter((name) => !known.includes(name));
    if (strangers.length === 0) return;
    throw new Error(
        `levels: ${strangers.join(", ")} ${strangers.length === 1 ? "is not a policy" : "are not policies"} of this ` +
            `pack, which has ${POLICY_NAMES.join(", ")}.`,
    );
}
