import { awsModel } from "../../preview/aws";
import { parseState } from "../../preview/engine/state";
import type { PreviewedResource, Wire, WireObject } from "../../preview";
import type { Ran } from "./engine";

/** A state as `pulumi stack export` writes it, as far as a reader looks. */
export interface Exported {
    readonly version: 3;
    readonly deployment: { readonly resources: readonly ExportedResource[] };
}

export interface ExportedResource {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    readonly inputs: WireObject;
    readonly outputs: WireObject;
    readonly [key: string]: unknown;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const model = awsModel({ outputs: "predicted" });

/** The state after the update that a preview with predicted outputs predicts. */
export function exportState({ resources, placeOf }: Ran): Exported {
    return {
        version: 3,
        deployment: {
            resources: resources.map((resource) => exported(resource, placeOf(resource))),
        },
    };
}

/** What `check` makes of the state's text. */
export function readState(state: Exported): readonly PreviewedResource[] {
    return parseState(JSON.stringify(state)).resources;
}

function exported(
    resource: PreviewedResource,
    place: ReturnType<Ran["placeOf"]>,
): ExportedResource {
    const { urn, type, name, custom, external, parent, provider, options } = resource;
    const inputs = mapped(resource.inputs, revealed);
    const created =
        place !== undefined && model.knows(type)
            ? model.create({ urn, type, name }, inputs, place, false)
            : { id: resource.id, outputs: resource.outputs };
    const { dependencies, propertyDependencies, protect } = resource;
    return {
        ...{ urn, type, custom, external, dependencies, propertyDependencies, protect },
        ...(custom ? { id: created.id ?? "id" } : {}),
        ...(parent === undefined ? {} : { parent }),
        ...(provider === undefined ? {} : { provider: `${provider}::id` }),
        ...options,
        inputs: mapped(resource.inputs, written),
        outputs: mapped(created.outputs, written),
    };
}

/** A state keeps a secret as the text of its JSON. */
function written(value: Wire): Wire {
    if (Array.isArray(value)) return value.map((each: Wire) => written(each));
    if (!isObject(value)) return value;
    if (value[SIGNATURE] !== SECRET) return mapped(value, written);
    return { [SIGNATURE]: SECRET, plaintext: JSON.stringify(revealed(value)) };
}

function revealed(value: Wire): Wire {
    if (Array.isArray(value)) return value.map((each: Wire) => revealed(each));
    if (!isObject(value)) return value;
    return value[SIGNATURE] === SECRET ? revealed(value["value"] ?? null) : mapped(value, revealed);
}

function mapped(object: WireObject, change: (value: Wire) => Wire): WireObject {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function isObject(value: Wire): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
