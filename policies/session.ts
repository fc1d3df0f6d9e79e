import type { PolicyResource } from "@pulumi/policy";
import { createRecorder, type Recorder } from "./recorder";
import { gatherFacts, type MappingFacts } from "./facts/gather";
import { createWorld, type World } from "./facts/world";
import type { Finding } from "./findings";
import type { Graph } from "./graph";
import { createEvaluator, type Evaluator } from "./iam/evaluate";
import { createReader, type Reader } from "./iam/policy";
import { remembered } from "./iam/remembered";
import { judgeDelivery, type DeliveryCase } from "./judge/delivery";
import { judgeSource, type SourceCase } from "./judge/source";
import { requirePolicyNames } from "./names";
import { readAhead } from "./readAhead";
import type { Exemption, PolicyOptions } from "./settings";

/** A stack under analysis: what the policies ask, worked out once for all of them. */
export interface Analysis {
    readonly world: World;
    readonly mappings: readonly MappingFacts[];
    readonly evaluator: Evaluator;
    /** The delivery of a mapping's failures; `undefined`: nothing to deliver to, or no role is known. */
    readonly deliveryOf: (facts: MappingFacts) => DeliveryCase | undefined;
    /** Reading from a mapping's source; `undefined`: no role is known. */
    readonly sourceOf: (facts: MappingFacts) => SourceCase | undefined;
    /** What the policies leave for others to tell. */
    readonly aside: Aside;
}

/** Findings that were exempted, exemptions and whether they met one, and rules that failed inside. */
export interface Aside {
    readonly exempted: { readonly finding: Finding; readonly exemption: Exemption }[];
    /** All exemptions that any policy was given, and those that met a finding. */
    readonly given: Exemption[];
    readonly met: Exemption[];
    readonly failures: Finding[];
}

/** The rules that failed inside since the last policy that told them. */
export function failuresSoFar({ aside }: Analysis): readonly Finding[] {
    return aside.failures.splice(0);
}

/** What the policies of one pack share. */
export interface Session {
    readonly recorder: Recorder;
    readonly analysisFor: (policy: string, resources: readonly PolicyResource[]) => Analysis;
}

/**
 * A session with nothing recorded.
 * @throws Error when a level is given to a name that no policy has
 */
export function createSession({ closedWorld = true, levels = {} }: PolicyOptions = {}): Session {
    requirePolicyNames(Object.keys(levels));
    const reader = createReader();
    const recorder = createRecorder(readAhead(reader));
    const analyses = new WeakMap<Graph, Analysis>();
    return {
        recorder,
        analysisFor: (policy, resources) => {
            const graph = recorder.graphFor(policy, resources);
            return remembered(analyses, graph, () => analysisOf(graph, reader, closedWorld));
        },
    };
}

function analysisOf(graph: Graph, reader: Reader, closedWorld: boolean): Analysis {
    const world = createWorld(graph, closedWorld);
    const evaluator = createEvaluator(Date.now(), reader);
    const deliveries = new Map<MappingFacts, DeliveryCase | undefined>();
    const sources = new Map<MappingFacts, SourceCase>();
    return {
        world,
        mappings: gatherFacts(world),
        evaluator,
        deliveryOf: (facts) => {
            if (!deliveries.has(facts)) {
                deliveries.set(facts, judgeDelivery(world, facts, evaluator));
            }
            return deliveries.get(facts);
        },
        sourceOf: (facts) => {
            const { role } = facts;
            return role.kind === "unknown"
                ? undefined
                : remembered(sources, facts, () =>
                      judgeSource(world, facts, role.facts, evaluator),
                  );
        },
        aside: { exempted: [], given: [], met: [], failures: [] },
    };
}
