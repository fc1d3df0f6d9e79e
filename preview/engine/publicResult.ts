import type { Wire, WireObject } from "../model";
import type { Deployment } from "./deployment";
import { masked, maskedResource } from "./mask";
import { SIGNATURE, isList, isObject, mapObject } from "../values";
import type { Finding, PreviewedResource, PreviewResult } from "./result";

/** What a caller is told in the end, whichever engine ran the program. The pack has seen the secrets, nobody else does. */
export function resultOf(deployment: Deployment, findings: readonly Finding[]): PreviewResult {
    const { mask } = deployment;
    return {
        project: deployment.name.project,
        stack: deployment.name.stack,
        resources: deployment
            .resources()
            .map((resource) => publicResource(maskedResource(resource, mask))),
        outputs: mapObject(deployment.stackOutputs(), (value) => plainAssets(masked(value, mask))),
        findings: findings.map((finding) => ({ ...finding, message: mask(finding.message) })),
        notes: deployment.notes(),
        log: deployment.log,
    };
}

/** Without what engine and providers keep for themselves, and in an order that does not depend on chance. */
function publicResource(resource: PreviewedResource): PreviewedResource {
    const { options, ...rest } = resource;
    return {
        ...rest,
        inputs: publicProperties(resource.inputs),
        outputs: publicProperties(resource.outputs),
        dependencies: resource.dependencies.toSorted(),
        propertyDependencies: Object.fromEntries(
            Object.entries(resource.propertyDependencies).map(([key, urns]) => [
                key,
                urns.toSorted(),
            ]),
        ),
        ...(options === undefined || saysNothing(options) ? {} : { options }),
    };
}

function saysNothing({
    ignoreChanges,
    additionalSecretOutputs,
    deleteBeforeReplace,
}: NonNullable<PreviewedResource["options"]>): boolean {
    return (
        ignoreChanges.length === 0 &&
        additionalSecretOutputs.length === 0 &&
        deleteBeforeReplace === undefined
    );
}

/** Keys with two underscores are the engine's and the providers' own, such as `__defaults`. */
function publicProperties(properties: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(mapObject(properties, plainAssets)).filter(([key]) => !key.startsWith("__")),
    );
}

const ASSETS: readonly Wire[] = [
    "c44067f5952c0a294b673a41bacd8c17",
    "0def7320c3a5731c473e5ecbe6d01bc7",
];

/** Of an asset or archive what it is made of; not its digest, nor what an SDK marks it with. */
function plainAssets(value: Wire): Wire {
    if (isList(value)) return value.map(plainAssets);
    if (!isObject(value)) return value;
    const inner = mapObject(value, plainAssets);
    if (!ASSETS.includes(value[SIGNATURE] ?? null)) return inner;
    const kept = [SIGNATURE, "assets", "path", "text", "uri"];
    return Object.fromEntries(Object.entries(inner).filter(([key]) => kept.includes(key)));
}
