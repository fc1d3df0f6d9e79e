import {
    TransformInvokeOptions,
    TransformInvokeRequest,
    TransformInvokeResponse,
    TransformRequest,
    TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type {
    RegisterResourceRequest,
    ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { WireObject } from "../../model";
import { asOutputValues, withDependencies } from "../envelopes";
import { mapObject } from "../../values";
import { goalOf, optionsOf, requestedDependencies } from "./goal";
import type { Goal } from "./goal";
import { toStruct, toWire } from "../wire";
import type { CallBack } from "../wire";

/** Functions of the program that change resources, and calls of functions, on their way to the engine. */
export interface Transforms {
    addToStack(callback: Callback): void;
    addToInvokes(callback: Callback): void;
    /** Remembers the transforms of a resource for its children. */
    remember(urn: string, parent: string | undefined, request: RegisterResourceRequest): void;
    /** The goal of a request after the transforms of the resource, its ancestors and the stack. */
    apply(request: RegisterResourceRequest): Promise<Goal>;
    applyToInvoke(request: ResourceInvokeRequest): Promise<Invocation>;
}

/** A call of a function as the transforms left it. */
export interface Invocation {
    readonly token: string;
    readonly args: WireObject;
    readonly provider: string;
    readonly version: string;
    readonly pluginDownloadUrl: string;
    readonly packageRef: string;
}

export function createTransforms(call: CallBack): Transforms {
    const stack: Callback[] = [];
    const invokes: Callback[] = [];
    const ownByUrn = new Map<string, readonly Callback[]>();
    const parentByUrn = new Map<string, string | undefined>();

    const inherited = (urn: string | undefined): readonly Callback[] =>
        urn === undefined ? [] : [...(ownByUrn.get(urn) ?? []), ...inherited(parentByUrn.get(urn))];

    return {
        addToStack: (callback) => void stack.push(callback),
        addToInvokes: (callback) => void invokes.push(callback),
        remember(urn, parent, request) {
            ownByUrn.set(urn, request.getTransformsList());
            parentByUrn.set(urn, parent);
        },
        apply(request) {
            const own = request.getTransformsList();
            const parent = request.getParent();
            const all = [...own, ...inherited(parent === "" ? undefined : parent), ...stack];
            return transformed(request, own.length > 0, all, call);
        },
        applyToInvoke: (request) => transformedInvoke(request, invokes, call),
    };
}

/** As in the engine: transforms of the resource's own see which resources each property comes from. */
async function transformed(
    request: RegisterResourceRequest,
    hasOwn: boolean,
    callbacks: readonly Callback[],
    call: CallBack,
): Promise<Goal> {
    const sent = mapObject(toWire(request.getObject()), asOutputValues);
    let properties = hasOwn ? tracked(request, sent) : sent;
    let options = optionsOf(request);
    for (const callback of callbacks) {
        const bytes = await call(
            callback,
            new TransformRequest()
                .setType(request.getType())
                .setName(request.getName())
                .setCustom(request.getCustom())
                .setParent(request.getParent())
                .setProperties(toStruct(properties))
                .setOptions(options)
                .serializeBinary(),
        );
        const response = TransformResponse.deserializeBinary(bytes);
        const changed = response.getProperties();
        if (changed !== undefined) properties = toWire(changed);
        options = response.getOptions() ?? options;
    }
    return goalOf(request, properties, options, hasOwn);
}

function tracked(request: RegisterResourceRequest, properties: WireObject): WireObject {
    const dependencies = requestedDependencies(request, properties);
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => {
            const urns = dependencies[key] ?? [];
            return [key, urns.length === 0 ? value : withDependencies(value, urns)];
        }),
    );
}

async function transformedInvoke(
    request: ResourceInvokeRequest,
    callbacks: readonly Callback[],
    call: CallBack,
): Promise<Invocation> {
    let args = toWire(request.getArgs());
    let options = new TransformInvokeOptions()
        .setProvider(request.getProvider())
        .setVersion(request.getVersion())
        .setPluginDownloadUrl(request.getPlugindownloadurl());
    for (const callback of callbacks) {
        const bytes = await call(
            callback,
            new TransformInvokeRequest()
                .setToken(request.getTok())
                .setArgs(toStruct(args))
                .setOptions(options)
                .serializeBinary(),
        );
        const response = TransformInvokeResponse.deserializeBinary(bytes);
        const changed = response.getArgs();
        if (changed !== undefined) args = toWire(changed);
        options = response.getOptions() ?? options;
    }
    return {
        token: request.getTok(),
        args,
        provider: options.getProvider(),
        version: options.getVersion(),
        pluginDownloadUrl: options.getPluginDownloadUrl(),
        packageRef: request.getPackageref(),
    };
}
