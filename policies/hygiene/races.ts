import { kindOf, type NodeKind } from "../facts/types";
import type { Node } from "../graph";
import { titleOf } from "../titles";
import type { Advice, Subject } from "./advice";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html";

/** The provider retries for five minutes only, and nothing retries what no policy allows yet. */
export function raceAdvice({ analysis, facts, delivery }: Subject): readonly Advice[] {
    if (delivery === undefined) return [];
    const { byUrn } = analysis.world.graph;
    const granting = [...delivery.delivery, ...delivery.key].flatMap(({ verdict }) =>
        verdict.kind === "allowed" ? verdict.by.flatMap(({ urn }) => urn ?? []) : [],
    );
    const needed = [...new Set(granting)]
        .flatMap((urn) => byUrn.get(urn) ?? [])
        .flatMap((node) => [
            node,
            ...delivery.role.attachedBy.filter((by) => by.dependencies.includes(node)),
        ]);
    const reached = reachedFrom(facts.node);
    return [...new Set(needed)]
        .filter((node) => GRANTING.includes(kindOf(node.type) ?? "mapping"))
        .filter((node) => !isReached(node, reached))
        .map((node) => ({
            rule: "KOF-077",
            lack: `${facts.title} does not depend on ${titleOf(node)}, which allows its delivery: it may be created first.`,
            remedy: "Name it in the mapping's dependsOn.",
            url: PAGE,
        }));
}

/** Resources that exist to allow something; a key or a queue is waited for by what uses it. */
const GRANTING: readonly NodeKind[] = [
    "rolePolicy",
    "roleAttachment",
    "policyAttachment",
    "exclusiveAttached",
    "queuePolicy",
    "topicPolicy",
    "bucketPolicy",
    "keyPolicy",
    "grant",
];

/** Who waits for a component waits for what is in it; a component of another language shows itself alone. */
function isReached(node: Node, reached: ReadonlySet<Node>): boolean {
    return reached.has(node) || (node.parent !== undefined && isReached(node.parent, reached));
}

function reachedFrom(start: Node): ReadonlySet<Node> {
    const reached = new Set<Node>();
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (reached.has(node)) continue;
        reached.add(node);
        open.push(...node.dependencies);
    }
    return reached;
}
