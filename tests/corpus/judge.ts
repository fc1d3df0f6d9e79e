import {
    unknownCheckingProxy,
    type PolicyProviderResource,
    type PolicyResource,
    type PolicyResourceOptions,
    type StackValidationArgs,
} from "@pulumi/policy";
import { policies } from "../../policies/index";
import { lowered } from "../../preview/engine/envelopes";
import { mapObject, reveal } from "../../preview/values";
import { ruleOf } from "../../preview/engine/judge/diagnostics";
import type { Finding, PreviewedResource, WireObject } from "../../preview";

/**
 * Hands a stack to the policies as the policy server does, with each resource unpacked once and not once a policy:
 * that both come to the same is proved by a test.
 */
export async function judge(resources: readonly PreviewedResource[]): Promise<readonly Finding[]> {
    const pack = policies();
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const stack = linked(resources, byUrn);
    const findings: Finding[] = [];
    for (const policy of pack) {
        const { name, description, enforcementLevel } = policy;
        const level = enforcementLevel === "advisory" ? "advisory" : "mandatory";
        const report = (message: string, urn?: string): void => {
            const rule = ruleOf(message);
            findings.push({
                ...{ policy: name, level, message, description },
                ...(urn !== undefined && byUrn.has(urn) ? { urn } : {}),
                ...(rule === undefined ? {} : { rule }),
            });
        };
        if ("validateStack" in policy) {
            await policy.validateStack({ ...COMMON, resources: stack }, (message, urn) => {
                report(message, urn);
            });
        } else if (typeof policy.validateResource === "function") {
            for (const resource of resources) {
                const args = {
                    ...COMMON,
                    ...identity(resource),
                    props: guarded(resource.inputs),
                    ...providerOf(resource, byUrn),
                };
                await policy.validateResource(args, (message) => {
                    report(message, resource.urn);
                });
            }
        }
    }
    return findings;
}

type Guarded = PolicyResource["props"];

/** Resources as a stack policy sees them: outputs, with links in the place of URNs. */
function linked(
    resources: readonly PreviewedResource[],
    byUrn: ReadonlyMap<string, PreviewedResource>,
): PolicyResource[] {
    const made = new Map<string, PolicyResource>(
        resources.map((resource) => [
            resource.urn,
            {
                ...identity(resource),
                props: guarded(resource.outputs),
                dependencies: [],
                propertyDependencies: {},
                ...providerOf(resource, byUrn),
            },
        ]),
    );
    const lookUp = (urns: readonly string[]): PolicyResource[] =>
        urns.flatMap((urn) => made.get(urn) ?? []);
    for (const { urn, parent, dependencies, propertyDependencies } of resources) {
        const resource = made.get(urn);
        if (resource === undefined) continue;
        const [above] = parent === undefined ? [] : lookUp([parent]);
        if (above !== undefined) resource.parent = above;
        resource.dependencies = lookUp(dependencies);
        resource.propertyDependencies = Object.fromEntries(
            Object.entries(propertyDependencies).map(([key, urns]) => [key, lookUp(urns)]),
        );
    }
    return [...made.values()];
}

function identity({ type, name, urn }: PreviewedResource) {
    return { type, name, urn, opts: OPTIONS, isType: () => false, asType: () => undefined };
}

function providerOf(
    { provider }: PreviewedResource,
    byUrn: ReadonlyMap<string, PreviewedResource>,
): { readonly provider?: PolicyProviderResource } {
    const found = provider === undefined ? undefined : byUrn.get(provider);
    if (found === undefined) return {};
    const { type, name, urn, inputs } = found;
    return { provider: { type, name, urn, props: guarded(inputs) } };
}

/** The properties as they travel, without envelopes and the engine's own, behind the SDK's guard of unknowns. */
function guarded(properties: WireObject): Guarded {
    const plain = mapObject(mapObject(properties, lowered), reveal);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- its type is lost in the declarations
    const proxy = unknownCheckingProxy as (of: object) => Guarded;
    return proxy(
        Object.fromEntries(Object.entries(plain).filter(([key]) => !key.startsWith("__"))),
    );
}

const OPTIONS: PolicyResourceOptions = {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
};

const COMMON: Omit<StackValidationArgs, "resources"> = {
    stackTags: new Map(),
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as the SDK does
    getConfig: (() => ({})) as StackValidationArgs["getConfig"],
    notApplicable: () => {
        throw new Error("not applicable");
    },
};
