import { createHash } from "node:crypto";

/** What the random part of a resource's name comes from, given what all of a preview's come from. */
export function seedOf(seed: Uint8Array): (urn: string) => Uint8Array {
    return (urn) => createHash("sha256").update(seed).update(urn).digest();
}
