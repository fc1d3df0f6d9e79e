import type { ResourceDestination } from "./facts/destinations";
import type { KeyFacts } from "./facts/keys";
import { setting } from "./facts/settings";
import { sameText, show } from "./values";

/** What makes a key unfit to encrypt what is delivered, whoever asks; empty when nothing known does. */
export function usabilityProblems(
    { node, region }: KeyFacts,
    destination: ResourceDestination,
): readonly string[] {
    const elsewhere =
        sameText(region, destination.region) === false
            ? [`is in Region ${show(region)}, and what it encrypts in ${show(destination.region)}`]
            : [];
    if (node === undefined) return elsewhere;
    // `Key` says `isEnabled`, `ExternalKey` and `ReplicaKey` say `enabled`.
    const disabled = [setting(node, "isEnabled"), setting(node, "enabled")].includes(false);
    const usage = setting(node, "keyUsage");
    const spec = setting(node, "customerMasterKeySpec") ?? setting(node, "keySpec");
    return [
        ...elsewhere,
        ...(disabled ? ["is disabled"] : []),
        ...(typeof usage === "string" && usage !== "ENCRYPT_DECRYPT"
            ? [`has the usage ${usage} instead of ENCRYPT_DECRYPT`]
            : []),
        ...(typeof spec === "string" && spec !== "SYMMETRIC_DEFAULT"
            ? [`has the spec ${spec} instead of SYMMETRIC_DEFAULT`]
            : []),
    ];
}
