import { createRequire } from "node:module";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { policies } from "../../policies/index";
import { diagnosticsOf } from "../../preview/engine/judge/diagnostics";
import { requestFor, stackResourceFor } from "../../preview/engine/judge/shown";
import type { Finding, PreviewedResource } from "../../preview";

/**
 * Hands a stack to the policies as the engine does, in this process: the policy server's own handlers unpack the
 * requests, so that unknowns, secrets and links arrive as they do over gRPC.
 */
export async function judgeAsServed(
    resources: readonly PreviewedResource[],
): Promise<readonly Finding[]> {
    const pack = policies();
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const analyze = server.makeAnalyzeRpcFun("pulumi-lambda-kafka", "0.0.0", "advisory", pack);
    for (const resource of resources) await answered(analyze, requestFor(resource, byUrn));
    const request = new AnalyzeStackRequest().setResourcesList(
        resources.map((resource) => stackResourceFor(resource, byUrn)),
    );
    const response = await answered(
        server.makeAnalyzeStackRpcFun("pulumi-lambda-kafka", "0.0.0", "advisory", pack),
        request,
    );
    return diagnosticsOf(response, (urn) => (byUrn.has(urn) ? urn : undefined)).findings;
}

type Handler = (
    call: { readonly request: unknown },
    reply: (error: Error | null | undefined, response: AnalyzeResponse) => void,
) => unknown;

type MakeHandler = (
    pack: string,
    version: string,
    level: string,
    policies: readonly (ResourceValidationPolicy | StackValidationPolicy)[],
) => Handler;

/** The handlers of the policy SDK's server, which it exports without telling their types. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a module whose declarations hide them
const server: Readonly<Record<"makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun", MakeHandler>> =
    createRequire(__filename)("@pulumi/policy/server");

function answered(handler: Handler, request: unknown): Promise<AnalyzeResponse> {
    return new Promise((resolve, reject) => {
        handler({ request }, (error, response) => {
            if (error === null || error === undefined) resolve(response);
            else reject(error);
        });
    });
}
