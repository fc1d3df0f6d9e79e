import type { Node } from "../graph";
import type { Json, Text, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { isList, isUnknown, sameText, unknown } from "../values";
import type { ResourceDestination } from "./destinations";
import { keyAt, keyNamed, shownKey, type KeyFacts, type KeyLink } from "./keys";
import { unveil } from "./placeholders";
import { pointersTo } from "./pointers";
import { targetOf } from "./resourcePolicies";
import { outputOf, setting, UNRECORDED, type Path } from "./settings";
import type { World } from "./world";

/** How a destination is encrypted. */
export type Encryption =
    /** Not at all, or by the service without KMS. */
    | { readonly kind: "plain" }
    /** With a key that AWS manages, `alias/aws/sqs`. */
    | { readonly kind: "aws"; readonly alias: string }
    | { readonly kind: "key"; readonly key: KeyFacts; readonly written: "id" | "alias" | "arn" }
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** The encryption of a destination. */
export function encryptionOf(world: World, destination: ResourceDestination): Encryption {
    const { node, service, statedKey, doubt } = destination;
    if (statedKey !== undefined) return fromLink(keyNamed(world, statedKey, destination));
    const hidden = node === undefined || (node.external && outputOf(node, "arn") === undefined);
    if (hidden) {
        const name = typeof destination.arn === "string" ? destination.arn : "the destination";
        const cause = doubt ?? unknown("external", `the encryption of ${name}`);
        return { kind: "unknown", cause };
    }
    return service === "s3"
        ? bucketEncryption(world, node)
        : fromLink(keyAt(world, node, "kmsMasterKeyId"));
}

/**
 * The encryption as a role of an account meets it. Where a bucket names its key by alias, "KMS resolves the key within
 * the requester's account"; "with cross-account … operations, you must use a fully qualified KMS key ARN".
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
export function metFrom(
    account: Text,
    encryption: Encryption,
    { service, account: owner, node }: ResourceDestination,
): Encryption {
    if (service !== "s3" || encryption.kind !== "key" || encryption.written === "arn") {
        return encryption;
    }
    if (sameText(unveil(account), unveil(owner)) === true) return encryption;
    const bucket = node === undefined ? "a bucket" : titleOf(node);
    const what = `the key of ${bucket}, which another account cannot name by ${encryption.written}`;
    return { kind: "unknown", cause: unknown("unsupported", what) };
}

function fromLink(link: KeyLink): Encryption {
    return link.kind === "absent" ? { kind: "plain" } : link;
}

const DEFAULT = "applyServerSideEncryptionByDefault";

/** Where the default encryption stands in a `Bucket` and in a `BucketV2`, whose blocks are all lists. */
const INLINE: readonly (readonly [string, ...string[]])[] = [
    ["serverSideEncryptionConfiguration", "rule", DEFAULT],
    ["serverSideEncryptionConfigurations", "rules", `${DEFAULT}s`],
];

function bucketEncryption(world: World, bucket: Node): Encryption {
    const target = targetOf(world, "s3");
    const { certain, possible } = pointersTo(world, "bucketEncryption", "bucket", target, bucket);
    const [node, ...more] = certain;
    const inline = INLINE.find(([property]) => setting(bucket, property) !== undefined);
    // A state repeats in the bucket what another resource sets: only the program's own input is a second one.
    const both = node !== undefined && inline !== undefined && bucket.inputs !== undefined;
    if (more.length > 0 || both) {
        const what = `which of several encryptions of ${titleOf(bucket)} is in force`;
        return { kind: "unknown", cause: unknown("unsupported", what) };
    }
    if (node !== undefined) return ruleEncryption(world, node, ["rules", DEFAULT]);
    const [maybe] = possible;
    if (maybe !== undefined) return { kind: "unknown", cause: maybe.cause };
    if (inline !== undefined) return ruleEncryption(world, bucket, inline);
    const [shown] = INLINE.flatMap((path) => shownKey(bucket, ...path, "kmsMasterKeyId") ?? []);
    if (shown !== undefined) return { kind: "unknown", cause: shown };
    return !bucket.managed
        ? {
              kind: "unknown",
              cause: bucket.external
                  ? unknown("external", `the encryption of ${titleOf(bucket)}`)
                  : UNRECORDED,
          }
        : { kind: "plain" };
}

function ruleEncryption(world: World, node: Node, path: Path): Encryption {
    const several = severalRules(node, path);
    if (several !== undefined) return { kind: "unknown", cause: several };
    const algorithm: Json | undefined = setting(node, ...path, "sseAlgorithm");
    if (isUnknown(algorithm)) return { kind: "unknown", cause: algorithm };
    if (algorithm === undefined || algorithm === "AES256") return { kind: "plain" };
    const link = keyAt(world, node, ...path, "kmsMasterKeyId");
    // "The default aws/s3 AWS KMS master key is used if this element is absent".
    return link.kind === "absent" ? { kind: "aws", alias: "alias/aws/s3" } : link;
}

function severalRules(node: Node, [property, ...deeper]: Path): Unknown | undefined {
    const ends = [...deeper.keys(), deeper.length].map((end): Path => [
        property,
        ...deeper.slice(0, end),
    ]);
    const several = ends.find((end) => {
        const rules = setting(node, ...end);
        return isList(rules) && rules.length > 1;
    });
    return several === undefined
        ? undefined
        : unknown(
              "unsupported",
              `which of the ${several.join(".")} of ${titleOf(node)} is in force`,
          );
}
