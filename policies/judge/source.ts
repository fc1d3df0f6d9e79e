import { clusterOf, type ClusterFacts } from "../facts/clusters";
import type { MappingFacts } from "../facts/gather";
import type { RoleFacts } from "../facts/roles";
import { secretsOf, type SecretFacts } from "../facts/secrets";
import type { World } from "../facts/world";
import type { Node } from "../graph";
import type { Evaluator } from "../iam/evaluate";
import type { Question } from "../iam/question";
import type { Unknown } from "../iam/unknown";
import { roleEvidence, rulingOf, type Ruling } from "./ruling";
import { accessOf } from "../mappingSettings/access";
import {
    clusterNeeds,
    DESCRIBE,
    needsOf,
    registryNeeds,
    secretNeeds,
    type Need,
    type SourceRule,
} from "./sourceNeeds";
import { isUnknown } from "../values";

/** One thing that reading from the source needs, and what the policies say to it. */
export interface SourceRuling extends Ruling {
    readonly rule: SourceRule;
    /** What makes it necessary: `the brokers are reached in a VPC`. */
    readonly when: string;
    readonly url: string;
    /** The resource of the stack on which it is needed; absent: it lies outside, or only a part of one is meant. */
    readonly on: Node | undefined;
}

/** What reading from the source needs. */
export interface SourceCase {
    readonly rulings: readonly SourceRuling[];
    /** Secrets, or a cluster, that cannot be told. */
    readonly open: readonly Unknown[];
    readonly secrets: readonly SecretFacts[];
}

/** Judges what the execution role needs to read from the source. */
export function judgeSource(
    world: World,
    { node, source, place }: MappingFacts,
    role: RoleFacts,
    evaluator: Evaluator,
): SourceCase {
    const ask = (need: Need): SourceRuling => asked(evaluator, role, need);
    const links = secretsOf(world, node);
    const secrets = links.flatMap((link) => (link.kind === "secret" ? [link.secret] : []));
    const cluster = source === "msk" ? clusterOf(world, node) : undefined;
    const known = cluster === undefined || isUnknown(cluster) ? undefined : cluster;
    const anywhere = { owner: role.caller.account, region: place.region };
    const network = inVpc(node) && source === "selfManaged" ? needsOf("vpc", "*", anywhere) : [];
    const needs: readonly Need[] = [
        ...network,
        ...secrets.flatMap((secret) => secretNeeds(secret)),
        ...(source === "msk" ? clusterNeeds(node, known, links, anywhere) : []),
        ...registryNeeds(node, anywhere),
    ];
    return {
        rulings: eitherDescribe(needs.map(ask), known, (action) =>
            ask({ ...DESCRIBE, action, resource: known?.arn ?? "*", ...anywhere }),
        ),
        open: [
            ...links.flatMap((link) => (link.kind === "unknown" ? [link.cause] : [])),
            ...(cluster !== undefined && isUnknown(cluster) ? [cluster] : []),
        ],
        secrets,
    };
}

/** On a provisioned cluster the older `DescribeCluster` serves as well. */
function eitherDescribe(
    rulings: readonly SourceRuling[],
    cluster: ClusterFacts | undefined,
    ask: (action: string) => SourceRuling,
): readonly SourceRuling[] {
    return rulings.map((ruling) => {
        if (ruling.action !== "kafka:DescribeClusterV2" || cluster?.provisioned === false) {
            return ruling;
        }
        if (ruling.verdict.kind !== "missing") return ruling;
        const older = ask("kafka:DescribeCluster");
        if (older.verdict.kind === "missing") return ruling;
        if (cluster?.provisioned === true) return older;
        const why = hiddenCause(cluster);
        return { ...ruling, verdict: { kind: "unknown", causes: [why], assumptions: [] } };
    });
}

function hiddenCause(cluster: ClusterFacts | undefined): Unknown {
    const title = cluster?.title ?? "the cluster";
    return { kind: "unknown", why: "external", what: `whether ${title} is provisioned` };
}

function asked(evaluator: Evaluator, role: RoleFacts, need: Need): SourceRuling {
    const { rule, when, url, action, resource, owner, region, viaService, evidence, on } = need;
    const question: Question = {
        action,
        resource,
        caller: role.caller,
        owner,
        region,
        ...(viaService === undefined ? {} : { viaService }),
    };
    const ruling = rulingOf(evaluator, question, { ...roleEvidence(role), ...evidence });
    return { ...ruling, rule, when, url, on };
}

function inVpc(mapping: MappingFacts["node"]): boolean {
    const types = (accessOf(mapping) ?? []).map(({ type }) => type ?? "");
    return types.some((type) => type.startsWith("VPC_"));
}
