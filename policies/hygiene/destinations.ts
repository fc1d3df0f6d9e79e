import { follow } from "../facts/links";
import { pointersTo } from "../facts/pointers";
import { targetOf } from "../facts/resourcePolicies";
import { outputOf, setting, stated } from "../facts/settings";
import type { Node } from "../graph";
import type { NodeKind } from "../facts/types";
import type { World } from "../facts/world";
import type { DeliveryCase } from "../judge/delivery";
import { titleOf } from "../titles";
import { at, isObject, sameText, show } from "../values";
import { adviceIf, type Advice, type Subject } from "./advice";
import { conditionKeys, principalsOf, statementsOf } from "./documents";
import { isForEveryone } from "./keyPolicies";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";
const QUEUES =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";
const BUCKETS =
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html";

const FOUR_DAYS = 345_600;
const SMALLEST_MESSAGE = 262_144;

/** Advice on the destination itself. */
export function destinationAdvice(subject: Subject): readonly Advice[] {
    const { delivery, analysis, facts, settings } = subject;
    if (delivery === undefined) return [];
    const { destination } = delivery;
    const { node, service } = destination;
    const name = `"${show(destination.name)}"`;
    const encrypted = delivery.encryption.kind === "key" || delivery.encryption.kind === "unknown";
    return [
        ...otherRegion(subject, delivery),
        ...policyAdvice(delivery),
        ...adviceIf(settings.demandCustomerKey && !encrypted && service !== "s3", {
            rule: "KOF-042",
            lack: `${service === "sqs" ? "Queue" : "Topic"} ${name} is not encrypted with a customer managed key, which your settings require.`,
            remedy: "Set kmsMasterKeyId to a key whose policy trusts the execution role.",
            url: PAGE,
        }),
        ...(node === undefined || service !== "sqs" ? [] : queueAdvice(node)),
        ...(node === undefined || service !== "s3" || node.external
            ? []
            : bucketAdvice(analysis.world, node)),
        ...loops(analysis.world, facts.node, facts.function, node),
    ];
}

/** For SNS it is refused; for the others no page forbids it, and none promises it. */
function otherRegion({ facts }: Subject, { destination }: DeliveryCase): readonly Advice[] {
    if (destination.service === "sns") return [];
    if (sameText(destination.region, facts.place.region) !== false) return [];
    return [
        {
            rule: "KOF-004",
            lack: `${show(destination.arn)} is in Region ${show(destination.region)}, and ${facts.title} in ${show(facts.place.region)}.`,
            remedy: "Keep the destination in the Region of the function: AWS documents no other setup.",
            url: PAGE,
        },
    ];
}

function policyAdvice({ policy, destination }: DeliveryCase): readonly Advice[] {
    const statements = statementsOf(policy.policy);
    const useless = statements.filter(
        (each) => each.allows && principalsOf(each, "Service").includes("lambda.amazonaws.com"),
    );
    const open = statements.filter(isForEveryone);
    const headers = statements.filter(
        (each) =>
            !each.allows &&
            conditionKeys(each).some((key) => key.startsWith("s3:x-amz-server-side-encryption")),
    );
    const of = `the policy of "${show(destination.name)}"`;
    return [
        ...useless.map(({ label }): Advice => ({
            rule: "KOF-052",
            lack: `${label} of ${of} allows lambda.amazonaws.com, which has no effect here: Lambda delivers with the execution role.`,
            remedy: "Name the execution role if the destination is in another account; otherwise remove the statement.",
            url: PAGE,
        })),
        ...open.map(({ label }): Advice => ({
            rule: "KOF-052",
            lack: `${label} of ${of} allows everyone.`,
            remedy: "Name who may write, or limit the statement with a condition.",
            url: PAGE,
        })),
        ...headers.map(({ label }): Advice => ({
            rule: "KOF-053",
            lack: `${label} of ${of} denies writing without an encryption header, which Lambda is not documented to send.`,
            remedy: "Rely on the bucket's default encryption: it encrypts every object without a header.",
            url: BUCKETS,
        })),
    ];
}

function queueAdvice(node: Node): readonly Advice[] {
    const retention = numberAt(node, "messageRetentionSeconds") ?? Infinity;
    const size = numberAt(node, "maxMessageSize") ?? Infinity;
    const name = titleOf(node);
    return [
        ...adviceIf(retention < FOUR_DAYS, {
            rule: "KOF-075",
            lack: `${name} keeps failure records for only ${retention} seconds.`,
            remedy: "Set messageRetentionSeconds to 1209600, the fourteen days that SQS allows.",
            url: QUEUES,
        }),
        ...adviceIf(size < SMALLEST_MESSAGE, {
            rule: "KOF-075",
            lack: `${name} accepts messages of at most ${size} bytes: the record of a batch of many partitions may be larger.`,
            remedy: "Leave maxMessageSize out.",
            url: QUEUES,
        }),
    ];
}

function numberAt(node: Node, property: string): number | undefined {
    const value = stated(node, property);
    return typeof value === "number" ? value : undefined;
}

function bucketAdvice(world: World, bucket: Node): readonly Advice[] {
    const versioning = aside(world, bucket, "bucketVersioning");
    const status = versioning.map((node) => at(setting(node, "versioningConfiguration"), "status"));
    const isVersioned =
        status.some((each) => each === "Enabled" || isObject(each)) ||
        at(setting(bucket, "versioning"), "enabled") === true;
    const blocks = aside(world, bucket, "publicAccessBlock");
    const isOpen = blocks.some((node) =>
        ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].some(
            (each) => setting(node, each) === false,
        ),
    );
    const owners = aside(world, bucket, "ownershipControls").map((node) =>
        at(setting(node, "rule"), "objectOwnership"),
    );
    const ownedByOthers = owners.some(
        (each) => typeof each === "string" && each !== "BucketOwnerEnforced",
    );
    const faults = [
        ...(isVersioned ? [] : ["is not versioned"]),
        ...(isOpen ? ["does not block all public access"] : []),
        ...(ownedByOthers ? ["lets writers own the objects they upload"] : []),
        ...(setting(bucket, "forceDestroy") === true
            ? ["can be destroyed with the records in it (forceDestroy)"]
            : []),
    ];
    return faults.map((fault): Advice => ({
        rule: "KOF-054",
        lack: `${titleOf(bucket)} ${fault}.`,
        remedy: "Version the bucket, block public access, let its owner own the objects, and keep forceDestroy off.",
        url: BUCKETS,
    }));
}

/** The resources that set something of a bucket. */
function aside(world: World, bucket: Node, kind: NodeKind): readonly Node[] {
    return pointersTo(world, kind, "bucket", targetOf(world, "s3"), bucket).certain;
}

/** A queue of failures that feeds the same function brings every failure back. */
function loops(
    world: World,
    mapping: Node,
    called: Node | undefined,
    destination: Node | undefined,
): readonly Advice[] {
    if (destination === undefined || called === undefined) return [];
    const feeding = fedByArn(world).filter((other) => {
        if (other === mapping) return false;
        const source = follow(world.graph, other, ["eventSourceArn"], {
            candidates: [destination],
            names: (candidate, value) => outputOf(candidate, "arn") === value,
        });
        const target = follow(world.graph, other, ["functionName"], {
            candidates: [called],
            names: (candidate, value) => {
                const named = outputOf(candidate, "name");
                return (
                    typeof named === "string" && (value === named || value.endsWith(`:${named}`))
                );
            },
        });
        return source.kind === "node" && target.kind === "node";
    });
    return feeding.map((other): Advice => ({
        rule: "KOF-076",
        lack: `${titleOf(other)} feeds ${titleOf(destination)} back to the function whose failures it takes.`,
        remedy: "Process failures with another function, or by hand: what failed once fails again.",
        url: PAGE,
    }));
}

const fed = new WeakMap<World, readonly Node[]>();

/** The mappings of queues, streams and clusters: those that name their source by ARN. */
function fedByArn(world: World): readonly Node[] {
    const known =
        fed.get(world) ??
        world.of("mapping").filter((each) => setting(each, "eventSourceArn") !== undefined);
    fed.set(world, known);
    return known;
}
