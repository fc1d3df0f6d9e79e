/**
 * Where the engine meets generated code: the services it serves, the clients it uses, and their messages.
 * The general part, gRPC itself and the conversion of properties, is that of the provider.
 */
import type { Server, ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import type { Callback, CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Wire } from "../model";
import { grpc, MESSAGE_LIMITS, parseWire } from "./grpc";

export { emptyAnswer, parseWire, toStruct, toWire, unary } from "./grpc";

/** The handlers of a service by name, without the index signature of gRPC's own type. */
type Handlers<Service> = {
    [Name in keyof Service as string extends Name ? never : Name]: Service[Name];
};

export type MonitorHandlers = Partial<Handlers<IResourceMonitorServer>>;
export type EngineHandlers = Partial<Handlers<IEngineServer>>;

/** Adds the services that a program talks to; a method without a handler is unimplemented, as in an older engine. */
export function addServices(
    server: Server,
    monitor: MonitorHandlers,
    engine: EngineHandlers,
): void {
    server.addService(ResourceMonitorService, { ...monitor });
    server.addService(EngineService, { ...engine });
}

/** An empty answer to Invoke, of the class that the SDK at hand serialises: since 3.256 the monitor has one of its own. */
export function invokeAnswer(): InvokeResponse {
    const invoke: unknown = ResourceMonitorService.invoke;
    const { responseType: Answer } = invoke as { responseType: new () => InvokeResponse };
    return new Answer();
}

/** A client of a policy pack that listens on a port of the loopback interface. */
export function analyzerClient(port: number): AnalyzerClient {
    return new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), LIMITS);
}

/** Calls back into the program: what `callback` names, with the bytes of a request. */
export type CallBack = (callback: Callback, request: Uint8Array) => Promise<Uint8Array>;

/** One client for each address that the program serves callbacks on. */
export function callbackClients(): { readonly call: CallBack; readonly close: () => void } {
    const clientByTarget = new Map<string, CallbacksClient>();
    const clientOf = (target: string): CallbacksClient => {
        const known = clientByTarget.get(target);
        if (known !== undefined) return known;
        const made = new CallbacksClient(target, grpc.credentials.createInsecure(), LIMITS);
        clientByTarget.set(target, made);
        return made;
    };
    return {
        call: async (callback, bytes) => {
            const request = new CallbackInvokeRequest();
            request.setToken(callback.getToken());
            request.setRequest(bytes);
            const client = clientOf(callback.getTarget());
            const response = await answered<CallbackInvokeResponse>((answer) =>
                client.invoke(request, answer),
            );
            return response.getResponse_asU8();
        },
        close: () => {
            for (const client of clientByTarget.values()) client.close();
        },
    };
}

type Answering<Response> = (error: ServiceError | null, response: Response) => void;

/** Waits for a call; rejects with what the other side said, without gRPC's number in front. */
export function answered<Response>(
    call: (answer: Answering<Response>) => unknown,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        call((error, response) => {
            if (error === null) resolve(response);
            else reject(new Error(error.details === "" ? error.message : error.details));
        });
    });
}

/** A value of this process as JSON has it; throws on one that JSON cannot hold. */
export function wireOf(value: unknown): Wire {
    return isWire(value) ? value : parseWire(JSON.stringify(value));
}

/** Whether a value is what a JSON parser makes; a large state need not be written and read again. */
function isWire(value: unknown): value is Wire {
    if (typeof value !== "object" || value === null) {
        return (
            value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value)
        );
    }
    if (Array.isArray(value)) return value.every(isWire);
    return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isWire);
}

/** The engine's limits, in the form that clients take. */
const LIMITS: Record<string, number> = { ...MESSAGE_LIMITS };
