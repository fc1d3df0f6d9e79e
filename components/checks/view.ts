import * as pulumi from "@pulumi/pulumi";

/** A value that cannot be judged: an output that is not known yet, or a secret, which no message may show. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** What a view's `kind` says where it is a resource, as no argument can. */
const RESOURCE: unique symbol = Symbol("resource");

/** A resource: present, of a type, and not to be looked into. */
export interface ViewResource {
    readonly kind: typeof RESOURCE;
    /** Its type token; the empty string where it has none. */
    readonly type: string;
}

/** Arguments as a check sees them: what is known, and where nothing is known. */
export type View =
    | string
    | number
    | boolean
    | undefined
    | typeof UNKNOWN
    | ViewResource
    | readonly View[]
    | ViewObject;

/** A group of arguments, by name. */
export interface ViewObject {
    readonly [name: string]: View;
}

/** Whether what is seen is a resource. */
export function isResource(view: View): view is ViewResource {
    return typeof view === "object" && "kind" in view && view.kind === RESOURCE;
}

/** What is known at once: every output and promise is {@link UNKNOWN}. */
export function viewOf(value: unknown): View {
    if (value === null || value === undefined) return undefined;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
        return value;
    }
    if (pulumi.Resource.isInstance(value)) return { kind: RESOURCE, type: typeOf(value) };
    if (Array.isArray(value)) return value.map(viewOf);
    if (typeof value !== "object" || isDeferred(value)) return UNKNOWN;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, viewOf(item)]));
}

/** What is known once all outputs have settled; in a preview some settle as unknown. */
export async function settledViewOf(value: unknown): Promise<View> {
    if (pulumi.Output.isInstance(value)) return await outputView(value);
    if (value instanceof Promise) return await settledViewOf(await value);
    if (Array.isArray(value)) return await Promise.all(value.map(settledViewOf));
    if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) {
        return viewOf(value);
    }
    const entries = Object.entries(value).map(
        async ([key, item]) => [key, await settledViewOf(item)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
}

/** By the SDK's own token, which every copy of @pulumi/aws gives; its declarations leave it out. */
function typeOf(resource: pulumi.Resource): string {
    return "__pulumiType" in resource ? String(resource.__pulumiType) : "";
}

function isDeferred(value: object): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

async function outputView(output: pulumi.Output<unknown>): Promise<View> {
    if (!(await isKnown(output)) || (await pulumi.isSecret(output))) return UNKNOWN;
    return await new Promise((resolve) => {
        output.apply((value) => {
            resolve(viewOf(value));
        });
    });
}

/** Whether an output has a value in this run. The SDK's outputs carry `isKnown`, though its declarations leave it out. */
export async function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
    return "isKnown" in output && (await output.isKnown) === true;
}
