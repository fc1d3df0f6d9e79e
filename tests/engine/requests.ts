import { isObject } from "../../preview/values";
import type { WireObject } from "../../preview/model";
import type { ProviderRequest } from "./project";

export const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";

/** What really changed something: the steps of an update, not those of its preview. */
export function changes(requests: readonly ProviderRequest[]): readonly string[] {
    return requests
        .filter(isChange)
        .map(({ method, request }) => `${method} ${subjectOf(request).name}`);
}

/** The requests of a method about one type, previews left out. */
export function requestsOf(
    requests: readonly ProviderRequest[],
    method: string,
    type: string,
): readonly WireObject[] {
    return requests
        .filter((one) => one.method === method && isChange(one))
        .map(({ request }) => request)
        .filter((request) => subjectOf(request).type === type);
}

/** An object inside another one; an empty one where there is none. */
export function inside(object: WireObject | undefined, key: string): WireObject {
    const value = object?.[key];
    return isObject(value) ? value : {};
}

function isChange({ method, request }: ProviderRequest): boolean {
    return ["create", "update", "delete"].includes(method) && request["preview"] !== true;
}

function subjectOf(request: WireObject): { readonly name: string; readonly type: string } {
    const { name, type } = inside(request, "subject");
    return {
        name: typeof name === "string" ? name : "",
        type: typeof type === "string" ? type : "",
    };
}
