import {
    AnalyzeRequest,
    AnalyzerPropertyDependencies,
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { WireObject } from "../../model";
import type { PreviewedResource, ResourceOptions } from "../result";
import { lowered } from "../envelopes";
import { mapObject } from "../../values";
import { toStruct } from "../wire";

type ByUrn = ReadonlyMap<string, PreviewedResource>;

/** A resource as the engine shows it by itself: its inputs. */
export function requestFor(resource: PreviewedResource, byUrn: ByUrn): AnalyzeRequest {
    return new AnalyzeRequest()
        .setType(resource.type)
        .setUrn(resource.urn)
        .setName(resource.name)
        .setProperties(toStruct(shown(resource.inputs)))
        .setOptions(optionsOf(resource))
        .setProvider(providerOf(resource, byUrn));
}

/** A resource as the engine shows it within the stack: its outputs, and what it hangs on. */
export function stackResourceFor(resource: PreviewedResource, byUrn: ByUrn): AnalyzerResource {
    const message = new AnalyzerResource()
        .setType(resource.type)
        .setUrn(resource.urn)
        .setName(resource.name)
        .setProperties(toStruct(shown(resource.outputs)))
        .setOptions(optionsOf(resource))
        .setProvider(providerOf(resource, byUrn))
        .setParent(resource.parent ?? "")
        .setDependenciesList([...resource.dependencies]);
    for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
        message
            .getPropertydependenciesMap()
            .set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
    }
    return message;
}

/** Without the engine's and the providers' own properties, which it drops at the top level and nowhere else. */
function shown(properties: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(mapObject(properties, lowered)).filter(([key]) => !key.startsWith("__")),
    );
}

function optionsOf({
    options = NO_OPTIONS,
    parent,
    protect,
}: PreviewedResource): AnalyzerResourceOptions {
    return new AnalyzerResourceOptions()
        .setProtect(protect)
        .setIgnorechangesList([...options.ignoreChanges])
        .setDeletebeforereplace(options.deleteBeforeReplace ?? false)
        .setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined)
        .setAdditionalsecretoutputsList([...options.additionalSecretOutputs])
        .setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts())
        .setParent(parent ?? "");
}

const NO_OPTIONS: ResourceOptions = { ignoreChanges: [], additionalSecretOutputs: [] };

function providerOf(
    { provider }: PreviewedResource,
    byUrn: ByUrn,
): AnalyzerProviderResource | undefined {
    const resource = provider === undefined ? undefined : byUrn.get(provider);
    return resource === undefined
        ? undefined
        : new AnalyzerProviderResource()
              .setType(resource.type)
              .setUrn(resource.urn)
              .setName(resource.name)
              .setProperties(toStruct(shown(resource.inputs)));
}
