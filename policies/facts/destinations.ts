import {
    parseDestination,
    type Destination,
    type RefusalRule,
} from "../../components/onFailure/destination";
import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import { remembered } from "../iam/remembered";
import type { Text, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { at, isUnknown, unknown } from "../values";
import { arnOf, isArnOf, nameOf } from "./arns";
import { componentOf } from "./functions";
import { follow, type Link, type NarrowTarget } from "./links";
import { setting } from "./settings";
import { kindOf, type NodeKind } from "./types";
import { lastPart, type World } from "./world";

/** What a mapping's `onFailure` points at. */
export type DestinationFacts =
    /** There is none: left out, or cleared with the empty ARN. */
    | { readonly kind: "none" }
    /** A text that Lambda does not accept. */
    | { readonly kind: "refused"; readonly rule: RefusalRule; readonly reason: string }
    | { readonly kind: "kafka"; readonly topic: string }
    | ResourceDestination
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** A queue, topic or bucket. */
export interface ResourceDestination {
    readonly kind: "resource";
    readonly service: "sqs" | "sns" | "s3";
    readonly arn: Text;
    readonly name: Text;
    readonly account: Text;
    readonly region: Text;
    readonly partition: Text;
    /** Absent: it lies outside the stack. */
    readonly node?: Node;
    /** A FIFO queue or topic. */
    readonly fifo: boolean;
    /** It may be a resource of the stack, or not: why that cannot be told. */
    readonly doubt?: Unknown;
    /** Our component's claim about the key of a destination outside the stack. */
    readonly statedKey?: string;
}

const SERVICE: Readonly<Partial<Record<NodeKind, ResourceDestination["service"]>>> = {
    queue: "sqs",
    topic: "sns",
    bucket: "s3",
};

const PATH = ["destinationConfig", "onFailure", "destinationArn"] as const;

/** Follows `destinationConfig.onFailure.destinationArn`. */
export function destinationOf(world: World, mapping: Node): DestinationFacts {
    const config = setting(mapping, "destinationConfig");
    const onFailure = at(config, "onFailure");
    if (config === undefined || onFailure === undefined) return { kind: "none" };
    const stated = statedArn(mapping);
    const value = setting(mapping, ...PATH);
    const known = typeof value === "string" ? value : isUnknown(value) ? stated : undefined;
    if (known !== undefined) return byText(world, mapping, known);
    const link = follow(world.graph, mapping, [...PATH], destinationTarget(world));
    return byLink(world, link, value, mapping);
}

function byLink(world: World, link: Link, value: unknown, mapping: Node): DestinationFacts {
    switch (link.kind) {
        case "absent":
            return { kind: "none" };
        case "outside":
            return byText(world, mapping, link.value);
        case "node":
            return ofNode(world, link.node);
        case "unknown": {
            const own = isUnknown(value) ? ownDestination(world, mapping) : undefined;
            return own === undefined ? { kind: "unknown", cause: link.cause } : ofNode(world, own);
        }
    }
}

/** The destination that our component made beside the mapping: its parent is evidence as a dependency is. */
function ownDestination(world: World, mapping: Node): Node | undefined {
    const component = componentOf(mapping);
    if (component === undefined) return undefined;
    const [only, ...others] = world.graph
        .childrenOf(component)
        .filter((child) => SERVICE[kindOf(child.type) ?? "mapping"] !== undefined);
    return others.length === 0 ? only : undefined;
}

function byText(world: World, mapping: Node, value: string): DestinationFacts {
    // Whether FIFO is accepted is for a policy to say; here it is a queue or topic like another.
    const parsed = parseDestination(value, { allowFifo: true });
    if (parsed.kind === "refused") return parsed;
    if (parsed.value.kind === "kafka") return { kind: "kafka", topic: parsed.value.topic };
    const { names, narrow } = destinationTarget(world);
    const near = narrow(value);
    const node = near.find((candidate) => names(candidate, value, mapping) === true);
    if (node !== undefined) return ofNode(world, node);
    const link = follow(world.graph, mapping, [...PATH], destinationTarget(world));
    if (link.kind === "node") return ofNode(world, link.node);
    const elsewhere = outside(mapping, value, parsed.value);
    return link.kind === "unknown" ? { ...elsewhere, doubt: link.cause } : elsewhere;
}

function ofNode(world: World, node: Node): DestinationFacts {
    const kind = kindOf(node.type);
    const service = kind === undefined ? undefined : SERVICE[kind];
    if (service === undefined) {
        return { kind: "unknown", cause: unknown("unsupported", titleOf(node)) };
    }
    const place = world.placeOf(node);
    const arn = arnOf(node, place);
    const fifo = setting(node, "fifoQueue") === true || setting(node, "fifoTopic") === true;
    if (node.external)
        return {
            kind: "resource",
            service,
            arn,
            name: nameOf(node),
            node,
            fifo,
            ...foreign(arn, place.region, node),
        };
    return { kind: "resource", service, arn, name: nameOf(node), node, fifo, ...place };
}

/** A resource that is only read may belong to another account than its provider; its ARN tells. */
function foreign(
    arn: Text,
    region: Text,
    node: Node,
): { readonly account: Text; readonly region: Text; readonly partition: Text } {
    const parsed = typeof arn === "string" ? parseArn(arn) : undefined;
    const account: Text = [
        unknown("external", `the account of ${titleOf(node)}`, `${node.urn}#account`),
    ];
    if (parsed?.kind !== "parsed") {
        return {
            account,
            region,
            partition: [unknown("external", `the partition of ${titleOf(node)}`)],
        };
    }
    const { value } = parsed;
    return {
        account: value.account === "" ? account : value.account,
        region: value.region === "" ? region : value.region,
        partition: value.partition,
    };
}

function outside(
    mapping: Node,
    arn: string,
    destination: Exclude<Destination, { readonly kind: "kafka" }>,
): ResourceDestination {
    const { kind: service, name, partition } = destination;
    const hidden = (what: string): Text => [
        unknown("external", `the ${what} of ${arn}`, `${arn}#${what}`),
    ];
    const stated = statedFor(mapping, service, "accountId");
    const key = statedFor(mapping, service, "kmsKeyArn");
    return {
        kind: "resource",
        service,
        arn,
        name,
        fifo: name.endsWith(".fifo"),
        partition,
        account: destination.account === "" ? (stated ?? hidden("account")) : destination.account,
        region: destination.region === "" ? hidden("Region") : destination.region,
        ...(key === undefined ? {} : { statedKey: key }),
    };
}

/** What a program told our component about a destination that exists. */
function statedFor(mapping: Node, service: string, property: string): string | undefined {
    const component = componentOf(mapping);
    if (component === undefined) return undefined;
    const value = setting(component, "onFailure", service, property);
    return typeof value === "string" ? value : undefined;
}

function statedArn(mapping: Node): string | undefined {
    const component = componentOf(mapping);
    const value =
        component === undefined ? undefined : setting(component, "resolved", "destinationArn");
    return typeof value === "string" ? value : undefined;
}

const targets = new WeakMap<World, NarrowTarget>();

function destinationTarget(world: World): NarrowTarget {
    return remembered(targets, world, () => newTarget(world));
}

function newTarget(world: World): NarrowTarget {
    const kinds: readonly NodeKind[] = ["queue", "topic", "bucket"];
    return {
        candidates: kinds.flatMap((kind) => world.of(kind)),
        narrow: (value) => kinds.flatMap((kind) => world.named(kind, lastPart(value))),
        names: (candidate, value) => isArnOf(candidate, world.placeOf(candidate), value),
    };
}
