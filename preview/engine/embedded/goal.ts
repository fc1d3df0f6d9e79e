import { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { WireObject } from "../../model";
import { dependenciesOf } from "../envelopes";

export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** What a program wants a resource to be, after transforms. */
export interface Goal {
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    /** A component that another package builds. */
    readonly remote: boolean;
    readonly parent?: string;
    /** As the program sent them: output values and references to resources among them. */
    readonly properties: WireObject;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Dependencies;
    /** Reference of an explicit provider; absent: that of the parent, or the default one. */
    readonly provider?: string;
    /** References by package, for the children of a component. */
    readonly providers: Readonly<Record<string, string>>;
    readonly version: string;
    readonly pluginDownloadUrl: string;
    readonly packageRef: string;
    readonly ignoreChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    readonly protect?: boolean;
    readonly deleteBeforeReplace?: boolean;
    /** The id of a resource that exists and is to be imported; empty: none. */
    readonly importId: string;
}

/** The options of a request, in the form in which transforms see and change them. */
export function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
    const options = new TransformResourceOptions()
        .setImport(request.getImportid())
        .setDependsOnList(request.getDependenciesList())
        .setIgnoreChangesList(request.getIgnorechangesList())
        .setReplaceOnChangesList(request.getReplaceonchangesList())
        .setVersion(request.getVersion())
        .setAliasesList(request.getAliasesList())
        .setProvider(request.getProvider())
        .setCustomTimeouts(request.getCustomtimeouts())
        .setPluginDownloadUrl(request.getPlugindownloadurl())
        .setDeletedWith(request.getDeletedwith())
        .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
        .setHooks(request.getHooks());
    const protect = request.getProtect();
    if (request.hasProtect() && protect !== undefined) options.setProtect(protect);
    const retain = request.getRetainondelete();
    if (request.hasRetainondelete() && retain !== undefined) options.setRetainOnDelete(retain);
    if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
        options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    for (const [name, reference] of request.getProvidersMap().toArray()) {
        options.getProvidersMap().set(name, reference);
    }
    return options;
}

/**
 * The goal of a request.
 * @param transformed transforms of the resource's own replaced what the request says of dependencies
 */
export function goalOf(
    request: RegisterResourceRequest,
    properties: WireObject,
    options: TransformResourceOptions,
    transformed: boolean,
): Goal {
    const propertyDependencies = transformed
        ? fromOutputValues(properties)
        : merged(requestedDependencies(request, properties), fromOutputValues(properties));
    const parent = request.getParent();
    const provider = options.getProvider();
    const protect = options.hasProtect() ? options.getProtect() : undefined;
    const deleteBeforeReplace = options.hasDeleteBeforeReplace()
        ? options.getDeleteBeforeReplace()
        : undefined;
    return {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        remote: request.getRemote(),
        ...(parent === "" ? {} : { parent }),
        properties,
        dependencies: [
            ...new Set([
                ...options.getDependsOnList(),
                ...(transformed ? Object.values(propertyDependencies).flat() : []),
            ]),
        ],
        propertyDependencies,
        ...(provider === "" ? {} : { provider }),
        providers: Object.fromEntries(options.getProvidersMap().toArray()),
        version: options.getVersion(),
        pluginDownloadUrl: options.getPluginDownloadUrl(),
        packageRef: request.getPackageref(),
        ignoreChanges: options.getIgnoreChangesList(),
        additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
        ...(protect === undefined ? {} : { protect }),
        ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
        importId: options.getImport(),
    };
}

/** What a request says of each property; a client too old to say it means every dependency for every property. */
export function requestedDependencies(
    request: RegisterResourceRequest,
    properties: WireObject,
): Dependencies {
    const stated = request.getPropertydependenciesMap();
    if (stated.getLength() === 0 && !request.getRemote()) {
        const all = request.getDependenciesList();
        return Object.fromEntries(Object.keys(properties).map((key) => [key, all]));
    }
    return Object.fromEntries(
        stated.getEntryList().map(([key]) => [key, stated.get(key)?.getUrnsList() ?? []]),
    );
}

/** The engine keeps no empty entries. */
export function withoutEmpty(dependencies: Dependencies): Dependencies {
    return Object.fromEntries(Object.entries(dependencies).filter(([, urns]) => urns.length > 0));
}

function fromOutputValues(properties: WireObject): Dependencies {
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [
            key,
            [...new Set(dependenciesOf(value))],
        ]),
    );
}

function merged(one: Dependencies, other: Dependencies): Dependencies {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries(
        [...keys].map((key) => [key, [...new Set([...(one[key] ?? []), ...(other[key] ?? [])])]]),
    );
}
