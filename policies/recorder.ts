import type {
    PolicyResource,
    ResourceValidationArgs,
    ResourceValidationPolicy,
} from "@pulumi/policy";
import { buildGraph, propertiesOf, type Graph, type Properties } from "./graph";
import type { Look } from "./readAhead";

/** What the policies of one pack share: the inputs of the resource phase, and one graph a stack analysis. */
export interface Recorder {
    /** The resource policy that keeps the inputs, and reports nothing. */
    readonly policy: ResourceValidationPolicy;
    /** Keeps the inputs of one resource. */
    readonly remember: (args: ResourceValidationArgs) => void;
    /** The graph of the stack that is analysed; built once for all policies of one analysis. */
    readonly graphFor: (policy: string, resources: readonly PolicyResource[]) => Graph;
}

/** The services whose resources a verdict may rest on; the properties of others are never read. */
const READ = /^aws:(lambda|iam|sqs|sns|s3|kms|msk|secretsmanager|glue|ec2)\/|^pulumi-lambda-kafka:/;

/** A recorder with nothing recorded; `look` is shown the inputs of every resource that a verdict may rest on. */
export function createRecorder(look: Look = () => undefined): Recorder {
    const inputs = new Map<string, Properties>();
    const served = new Set<string>();
    let current: { readonly graph: Graph; readonly of: readonly PolicyResource[] } | undefined;
    const remember = ({ type, urn, name, props }: ResourceValidationArgs): void => {
        current = undefined;
        if (!READ.test(type)) return;
        const properties = propertiesOf(props, { urn, type, name });
        inputs.set(urn, properties);
        look(type, properties);
    };
    return {
        remember,
        policy: {
            name: "on-failure-inputs",
            description:
                "Remembers what resources ask for, so that the other policies of this pack can judge what a " +
                "preview hides in their outputs. Reports nothing.",
            enforcementLevel: "advisory",
            severity: "low",
            tags: ["lambda", "kafka"],
            validateResource: remember,
        },
        graphFor: (policy, resources) => {
            // A policy is asked once an analysis: asked again, it is a new one.
            if (current === undefined || served.has(policy) || !sameList(current.of, resources)) {
                served.clear();
                current = { graph: buildGraph(resources, inputs), of: resources };
            }
            served.add(policy);
            return current.graph;
        },
    };
}

function sameList(one: readonly PolicyResource[], other: readonly PolicyResource[]): boolean {
    return one.length === other.length && one.every(({ urn }, at) => urn === other[at]?.urn);
}
