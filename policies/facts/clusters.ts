import type { Node } from "../graph";
import { mskClusterOf } from "../../components/source/mskArn";
import type { Cause, Json, Text, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { at, text, unknown } from "../values";
import { nameOf } from "./arns";
import { follow } from "./links";
import { computed, notKnown, setting } from "./settings";
import type { World } from "./world";

/** The MSK cluster that a mapping reads. */
export interface ClusterFacts {
    readonly title: string;
    /** Absent: it lies outside the stack. */
    readonly node?: Node;
    readonly arn: Text;
    /** The managed VPC connection by which a cluster of another account is read. */
    readonly connection?: string;
    /** Whether the older `kafka:DescribeCluster` serves as well. `undefined`: that cannot be told. */
    readonly provisioned: boolean | undefined;
    /** Whether the stack shows that IAM authentication is on. `undefined`: it does not show the cluster. */
    readonly iam: boolean | undefined;
}

const SERVERLESS = "aws:msk/serverlessCluster:ServerlessCluster";

/** The cluster of an MSK mapping. `undefined`: the mapping names none that is known. */
export function clusterOf(world: World, mapping: Node): ClusterFacts | Unknown | undefined {
    const link = follow(world.graph, mapping, ["eventSourceArn"], {
        candidates: world.of("cluster"),
        names: (candidate, value) => {
            const arn = computed(candidate, "arn");
            return typeof arn === "string" ? arn === value : undefined;
        },
    });
    switch (link.kind) {
        case "absent":
            return undefined;
        case "unknown":
            return link.cause;
        case "outside":
            return outside(mapping, link.value);
        case "node":
            return ofNode(world, link.node);
    }
}

/** A cluster that the stack does not show; one of another account is named by the connection to it. */
function outside(mapping: Node, value: string): ClusterFacts {
    const { cluster, connection } = mskClusterOf(value);
    if (connection === undefined) {
        return { title: `cluster ${value}`, arn: value, provisioned: undefined, iam: undefined };
    }
    const id = hiddenPart(mapping, "the ID in the ARN of the cluster", "external");
    return {
        title: `the cluster behind ${value}`,
        arn: text(cluster.slice(0, -"*".length), id),
        connection,
        // "You can't create cross-account event source mappings for serverless MSK clusters."
        provisioned: true,
        iam: undefined,
    };
}

function ofNode(world: World, node: Node): ClusterFacts {
    const serverless = node.type === SERVERLESS;
    const iam = setting(node, "clientAuthentication", "sasl", "iam");
    // A provisioned cluster says `iam: true`; a serverless one has nothing but IAM.
    const isOn = serverless || iam === true || at(iam, "enabled") === true;
    return {
        title: titleOf(node),
        node,
        arn: arnOfCluster(world, node, serverless),
        provisioned: !serverless,
        iam: !node.managed ? undefined : isOn,
    };
}

/** `arn:aws:kafka:region:account:cluster/name/uuid` */
function arnOfCluster(world: World, node: Node, serverless: boolean): Text {
    const known: Json = computed(node, "arn");
    if (typeof known === "string") return known;
    const { partition, region, account } = world.placeOf(node);
    const named = setting(node, "clusterName");
    const name: Text = typeof named === "string" && !serverless ? named : nameText(node, named);
    return text(
        "arn:",
        partition,
        ":kafka:",
        region,
        ":",
        account,
        ":cluster/",
        name,
        "/",
        notKnown(node, "the id in the ARN"),
    );
}

function nameText(node: Node, named: Json | undefined): Text {
    return typeof named === "string" ? named : nameOf(node);
}

/** The ARN of a topic or group of a cluster: the cluster's, with the kind exchanged and the name behind it. */
export function partOfCluster(cluster: Text, kind: "topic" | "group", name: Text | Unknown): Text {
    const parts = typeof cluster === "string" ? [cluster] : cluster;
    const exchanged = parts.map((part) =>
        typeof part === "string" ? part.replace(":cluster/", `:${kind}/`) : part,
    );
    return text(exchanged, "/", name);
}

/** A part of a mapping that is not known, in words. */
export function hiddenPart(mapping: Node, what: string, why: Cause = "preview"): Unknown {
    return unknown(why, `${what} of ${titleOf(mapping)}`, `${mapping.urn}#${what}`);
}
