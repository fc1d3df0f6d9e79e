/**
 * The one place where providers and hosts meet generated code: gRPC, protobuf messages and their conversions.
 */
import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as StructPb from "google-protobuf/google/protobuf/struct_pb";
import type * as EmptyPb from "google-protobuf/google/protobuf/empty_pb";
import type { Wire, WireObject } from "../model";
import { messageOf } from "./failure";

export type Struct = StructPb.Struct;

// The stubs of @pulumi/pulumi do not take the messages of a second copy of google-protobuf for their own.
const requireOfSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

/** gRPC as `@pulumi/pulumi` itself loads it. */
export const grpc = requireOfSdk("@grpc/grpc-js") as typeof Grpc;

const structs = requireOfSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof StructPb;
const empties = requireOfSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof EmptyPb;

/** The engine's own limit; gRPC's default of 4 MB is less than one large stack. */
export const MESSAGE_LIMITS = {
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
    "grpc.max_send_message_length": 400 * 1024 * 1024,
} as const;

/** The JSON form of a message's properties; a message without any is an empty object. */
export function toWire(struct: Struct | undefined): WireObject {
    return struct?.toJavaScript() ?? {};
}

/** The message of some properties. */
export function toStruct(properties: WireObject): Struct {
    return structs.Struct.fromJavaScript(properties);
}

/** The answer that says nothing. */
export function emptyAnswer(): EmptyPb.Empty {
    return new empties.Empty();
}

/** JSON text as a wire value; throws on text that is not JSON. */
export function parseWire(text: string): Wire {
    return JSON.parse(text) as Wire;
}

/** A unary method from a function; what it throws becomes the message that the engine prints. */
export function unary<Request, Response>(
    answer: (request: Request) => Response | Promise<Response>,
): Grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve()
            .then(() => answer(call.request))
            .then(
                (response) => {
                    callback(null, response);
                },
                (error: unknown) => {
                    callback({ code: grpc.status.UNKNOWN, details: messageOf(error) });
                },
            );
    };
}
