import type { ResourceDestination } from "../facts/destinations";
import type { KeyFacts } from "../facts/keys";
import { effective, outputOf, setting } from "../facts/settings";
import type { Node } from "../graph";
import type { Unknown } from "../iam/unknown";
import { sameText, show, unknown } from "../values";

/**
 * "All AWS managed keys use a kms:ViaService condition key in their key policy document. This condition allows the KMS
 * key to be used only for requests that come from the service that created the KMS key."
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function servesDestination(alias: string, { service }: ResourceDestination): boolean {
    return alias === `alias/aws/${service}`;
}

const EXTERNAL_KEYS: readonly string[] = [
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/**
 * "Until you import key material, the KMS key cannot be used": into a key whose program brings none, it may be imported
 * beside the program.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
 */
export function materialDoubts({ node, title }: KeyFacts): readonly Unknown[] {
    if (node === undefined || !EXTERNAL_KEYS.includes(node.type)) return [];
    const brought = setting(node, "keyMaterialBase64") !== undefined;
    return brought || effective(node, "keyState") === "Enabled"
        ? []
        : [unknown("external", `whether key material was imported into ${title}`)];
}

/** A key that its outputs alone show as disabled: something else than the program did that, and an update may undo it. */
export function stateDoubts({ node, title }: KeyFacts): readonly Unknown[] {
    if (node === undefined || isSetDisabled(node)) return [];
    // Until key material is imported, a key is not enabled either.
    const imported = EXTERNAL_KEYS.includes(node.type);
    const disabled =
        outputOf(node, "keyState") === "Disabled" ||
        (!imported && [outputOf(node, "isEnabled"), outputOf(node, "enabled")].includes(false));
    return disabled
        ? [unknown("external", `whether ${title} is enabled, which shows that it is not`)]
        : [];
}

/** `Key` says `isEnabled`, the others say `enabled`. */
function isSetDisabled(node: Node): boolean {
    return [setting(node, "isEnabled"), setting(node, "enabled")].includes(false);
}

/** What makes a key unfit to encrypt what is delivered, whoever asks; empty when nothing known does. */
export function usabilityProblems(
    { node, region }: KeyFacts,
    destination: ResourceDestination,
): readonly string[] {
    const elsewhere =
        sameText(region, destination.region) === false
            ? [
                  `is in Region ${show(region)}, but what it encrypts is in ${show(destination.region)}`,
              ]
            : [];
    if (node === undefined) return elsewhere;
    const usage = setting(node, "keyUsage");
    const spec = setting(node, "customerMasterKeySpec") ?? setting(node, "keySpec");
    return [
        ...elsewhere,
        ...(isSetDisabled(node) ? ["is disabled"] : []),
        ...(typeof usage === "string" && usage !== "ENCRYPT_DECRYPT"
            ? [`has the usage ${usage} instead of ENCRYPT_DECRYPT`]
            : []),
        ...(typeof spec === "string" && spec !== "SYMMETRIC_DEFAULT"
            ? [`has the spec ${spec} instead of SYMMETRIC_DEFAULT`]
            : []),
    ];
}
