import type { Graph, Node } from "../graph";
import { isUnknown } from "../values";
import { kindOf, type NodeKind } from "./types";

/**
 * Whether what a property depends on shows that it names some of its candidates. The dependency of a value that is not
 * known is evidence only where
 * - an output that names the candidate is not known itself: were all of them known, `role: role.arn` were known too, so
 *   that an unknown value is something else, of whatever origin (the result of a function leaves no trace);
 * - nothing else on which the property depends brings a name of the same kind: the value might be that one.
 */
export function isProof(
    graph: Graph,
    direct: readonly Node[],
    candidates: readonly Node[],
    named: readonly Node[],
): boolean {
    return named.length > 0 && named.every(hidesName) && bringsNoOther(graph, direct, candidates);
}

/** Whether an output by which a program names a resource is not known: the value of a property may then be that. */
function hidesName({ outputs }: Node): boolean {
    return outputs("arn") === undefined || NAMES.some((name) => isUnknown(outputs(name)));
}

/** All resources that the policies follow have an ARN; a version stands at the end of a function's. */
const NAMES = ["arn", "id", "name", "url", "keyId", "qualifiedArn", "version"] as const;

/** The resources below a component; below any other resource, none is part of it. */
export function descendantsOf(graph: Graph, node: Node): readonly Node[] {
    if (node.provider !== undefined) return [];
    return graph.childrenOf(node).flatMap((child) => [child, ...descendantsOf(graph, child)]);
}

function bringsNoOther(
    graph: Graph,
    direct: readonly Node[],
    candidates: readonly Node[],
): boolean {
    // A component stands for what is in it: beside a candidate, the rest of it is no source of its own.
    const around = direct.flatMap((each) => {
        const inside = descendantsOf(graph, each);
        return inside.some((one) => candidates.includes(one)) ? [each, ...inside] : [];
    });
    return direct.every(
        (each) =>
            candidates.includes(each) ||
            around.includes(each) ||
            isOwnedBy(each, candidates) ||
            namesNothing(graph, each),
    );
}

/** The property by which a resource says whose it is: what it brings is the name of its owner. */
const OWNER: Readonly<Partial<Record<NodeKind, string>>> = {
    functionAlias: "functionName",
    rolePolicy: "role",
    roleAttachment: "role",
    exclusiveInline: "roleName",
    exclusiveAttached: "roleName",
    queuePolicy: "queueUrl",
    topicPolicy: "arn",
    bucketPolicy: "bucket",
    bucketEncryption: "bucket",
    bucketVersioning: "bucket",
    publicAccessBlock: "bucket",
    ownershipControls: "bucket",
    keyPolicy: "keyId",
    secretPolicy: "secretArn",
};

function isOwnedBy({ type, propertyDependencies }: Node, candidates: readonly Node[]): boolean {
    const kind = kindOf(type);
    const owners = propertyDependencies[OWNER[kind ?? "mapping"] ?? ""] ?? [];
    return owners.length > 0 && owners.every((each) => candidates.includes(each));
}

/** The network that stands in `sourceAccessConfigurations` beside secrets, and made-up parts of names. */
const NAMELESS: readonly string[] = ["aws:ec2/", "random:index/"];

function namesNothing(graph: Graph, node: Node): boolean {
    if (node.provider !== undefined) return NAMELESS.some((start) => node.type.startsWith(start));
    const inside = descendantsOf(graph, node);
    return inside.length > 0 && inside.every((each) => namesNothing(graph, each));
}
