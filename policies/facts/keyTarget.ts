import type { Node } from "../graph";
import { remembered } from "../iam/remembered";
import type { Text } from "../iam/unknown";
import { asText, isUnknown, sameText } from "../values";
import { all, isArnOf, nameOf } from "./arns";
import type { NarrowTarget } from "./links";
import type { Place } from "./places";
import { computed, setting } from "./settings";
import { kindOf } from "./types";
import { lastPart, type World } from "./world";

const targets = new WeakMap<World, NarrowTarget>();

/**
 * A key is named by id or ARN, or by an alias of the stack. An id or an alias means the key of the place of the
 * resource that names it.
 */
export function keyTarget(world: World): NarrowTarget {
    return remembered(targets, world, () => newTarget(world));
}

/** The keys and aliases that a text is known to name in a place. */
export function keysNamed(world: World, value: string, place: Place): readonly Node[] {
    return keyTarget(world)
        .narrow(value)
        .filter((candidate) => namesAt(world, candidate, value, place) === true);
}

function newTarget(world: World): NarrowTarget {
    return {
        candidates: [...world.of("key"), ...world.of("keyAlias")],
        narrow: (value) => [
            ...world.named("key", lastPart(value)),
            ...world.named("keyAlias", lastPart(value)),
        ],
        names: (candidate, value, from) => namesAt(world, candidate, value, world.placeOf(from)),
        namesakes: (candidate, from) => relatedKeys(world, candidate, world.placeOf(from).region),
    };
}

function namesAt(world: World, candidate: Node, value: string, place: Place): boolean | undefined {
    const own = world.placeOf(candidate);
    if (value.startsWith("arn:")) return isArnOf(candidate, own, value);
    const isAlias = kindOf(candidate.type) === "keyAlias";
    // Every alias begins so, and no id does: a key whose id is not known is none that an alias names.
    if (isAlias !== value.startsWith("alias/")) return false;
    const name = isAlias ? nameOf(candidate) : asText(computed(candidate, "keyId"), "keyId");
    const named = sameText(name, value);
    if (named !== true) return named;
    return all([sameText(own.account, place.account), sameText(own.region, place.region)]);
}

/**
 * "AWS KMS creates a replica key in the specified Region with the same key ID": what depends on one of them and stands
 * in another Region may be the id, which means the key there, or the ARN of either.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/mrk-how-it-works.html
 */
function relatedKeys(world: World, key: Node, region: Text): readonly Node[] | undefined {
    const regionOf = (node: Node): Text => world.placeOf(node).region;
    if (!mayBeMultiRegion(key) || sameText(regionOf(key), region) === true) return undefined;
    return world
        .of("key")
        .filter(
            (each) =>
                each !== key &&
                mayBeMultiRegion(each) &&
                sameText(regionOf(each), region) !== false,
        );
}

const REPLICAS: readonly string[] = [
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

function mayBeMultiRegion(node: Node): boolean {
    const multiRegion = setting(node, "multiRegion");
    return REPLICAS.includes(node.type) || multiRegion === true || isUnknown(multiRegion);
}
