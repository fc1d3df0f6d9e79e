import type { Node } from "../graph";
import type { PolicyText } from "../iam/question";
import type { Json, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { sameText, show, unknown } from "../values";
import { all, isArnOf, nameOf } from "./arns";
import type { ResourceDestination } from "./destinations";
import type { Target } from "./links";
import { pointersOutside, pointersTo } from "./pointers";
import { isQueueUrl } from "./queueUrl";
import { effective, notKnown, setting, UNRECORDED } from "./settings";
import type { NodeKind } from "./types";
import { lastPart, type World } from "./world";

/** The policy of a queue, topic, bucket or key, as far as the stack shows it. */
export interface ResourcePolicy {
    /** Absent: it has none. */
    readonly policy?: PolicyText;
    /** The policy lies outside the stack. */
    readonly unseen?: Unknown;
    /** The resources that set it. */
    readonly by: readonly Node[];
    /**
     * The stack restricts a bucket with a public policy to its own account. Absent: that is not known; the account's
     * own setting, which no stack shows, may restrict it too.
     */
    readonly restrictPublicBuckets?: true;
}

/** How another resource says whose policy it is. */
interface PolicyResourceKind {
    readonly kind: NodeKind;
    readonly property: string;
}

const POLICY_OF: Readonly<Record<ResourceDestination["service"], PolicyResourceKind>> = {
    sqs: { kind: "queuePolicy", property: "queueUrl" },
    sns: { kind: "topicPolicy", property: "arn" },
    s3: { kind: "bucketPolicy", property: "bucket" },
};

/** The policy of a destination. */
export function destinationPolicy(world: World, destination: ResourceDestination): ResourcePolicy {
    const { node, service } = destination;
    if (node === undefined) return outsidePolicy(world, destination);
    const { kind, property } = POLICY_OF[service];
    const found = policyOf(world, node, kind, property, targetOf(world, service));
    return service === "s3" && isRestricted(world, node)
        ? { ...found, restrictPublicBuckets: true }
        : found;
}

function isRestricted(world: World, bucket: Node): boolean {
    return pointersTo(
        world,
        "publicAccessBlock",
        "bucket",
        targetOf(world, "s3"),
        bucket,
    ).certain.some((block) => setting(block, "restrictPublicBuckets") === true);
}

/**
 * The policy of a destination that is only named: where the stack writes it, that is all there is, as
 * SetQueueAttributes, SetTopicAttributes and PutBucketPolicy replace the whole policy.
 */
function outsidePolicy(
    world: World,
    { service, arn, name: called, doubt }: ResourceDestination,
): ResourcePolicy {
    const title = `the policy of ${typeof arn === "string" ? arn : "the destination"}`;
    const { kind, property } = POLICY_OF[service];
    const written =
        typeof arn === "string" && typeof called === "string"
            ? pointersOutside(world, kind, property, targetOf(world, service), called)
                  .filter(({ value }) => namesDestination(service, value, arn, called))
                  .map(({ node }) => node)
            : [];
    const [only] = written;
    if (only === undefined) return { unseen: doubt ?? unknown("external", title), by: [] };
    const name = `${title} (${titleOf(only)})`;
    const document = documentOf(only, written, show(arn));
    return { policy: { name, urn: only.urn, document }, by: written };
}

/** The document that a resource sets: the whole policy, unless others set it too. */
export function documentOf(setter: Node, all: readonly Node[], whose: string): Json {
    return all.length > 1
        ? unknown("unsupported", `which of several policies of ${whose} is in force`)
        : (effective(setter, "policy") ?? notKnown(setter, "policy"));
}

/** Whether a text by which policies name their resource names the destination of an ARN. */
function namesDestination(
    service: ResourceDestination["service"],
    value: string,
    arn: string,
    name: string,
): boolean {
    switch (service) {
        case "sqs":
            return isQueueUrl(value, arn);
        case "sns":
            return value === arn;
        case "s3":
            return value === name;
    }
}

/** The policy of a resource of the stack: its own property, or a resource that sets it. */
export function policyOf(
    world: World,
    node: Node,
    kind: NodeKind,
    property: string,
    target: Target,
): ResourcePolicy {
    const { certain, possible } = pointersTo(world, kind, property, target, node);
    const [separate, ...more] = certain;
    const name = `the policy of ${titleOf(node)}`;
    const inline = setting(node, "policy");
    if (more.length > 0 || (separate !== undefined && inlineIsSet(node))) {
        const what = `which of several policies of ${titleOf(node)} is in force`;
        return {
            policy: { name, urn: node.urn, document: unknown("unsupported", what) },
            by: certain,
        };
    }
    if (separate !== undefined) {
        const document = effective(separate, "policy") ?? notKnown(separate, "policy");
        return { policy: { name, urn: separate.urn, document }, by: certain };
    }
    const [maybe] = possible;
    if (maybe !== undefined) {
        return { policy: { name, urn: node.urn, document: maybe.cause }, by: [] };
    }
    const document = effective(node, "policy") ?? inline;
    if (document !== undefined) {
        return { policy: { name, urn: node.urn, document }, by: [node] };
    }
    return !node.managed
        ? { unseen: node.external ? unknown("external", name) : UNRECORDED, by: [] }
        : { by: [] };
}

/** How a destination is named by the resources around it: a queue by URL, a topic by ARN, a bucket by name. */
export function targetOf(world: World, service: ResourceDestination["service"]): Target {
    switch (service) {
        case "sqs":
            return {
                candidates: world.of("queue"),
                narrow: (value) => world.named("queue", lastPart(value)),
                names: (queue, value) => isUrlOf(world, queue, value),
            };
        case "sns":
            return {
                candidates: world.of("topic"),
                narrow: (value) => world.named("topic", lastPart(value)),
                names: (topic, value) => isArnOf(topic, world.placeOf(topic), value),
            };
        case "s3":
            return {
                candidates: world.of("bucket"),
                narrow: (value) => world.named("bucket", value),
                names: (bucket, value) => sameText(nameOf(bucket), value),
            };
    }
}

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/orders` */
function isUrlOf(world: World, queue: Node, url: string): boolean | undefined {
    const known = effective(queue, "url");
    if (typeof known === "string") return known === url;
    const [, , host = "", account = "", name = ""] = url.split("/");
    const [, region = ""] = host.split(".");
    const place = world.placeOf(queue);
    return all([
        sameText(nameOf(queue), name),
        sameText(place.account, account),
        sameText(place.region, region),
    ]);
}

/** A state repeats in the resource what another resource sets: only the program's own input counts as a second policy. */
function inlineIsSet(node: Node): boolean {
    return node.inputs !== undefined && setting(node, "policy") !== undefined;
}
