import type { Server } from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import {
    ResourceProviderService,
    type IResourceProviderServer,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { CheckFailure, Difference, Subject } from "../../model";
import type { ChangeRequest, ExistingRequest, ProviderModel } from "./model";
import { nameOf, typeOf } from "../urn";
import { emptyAnswer, toStruct, toWire, unary } from "../grpc";

/**
 * Adds the ResourceProvider service over a model.
 *
 * It announces what the bridged AWS provider announces: previews and autonaming, but neither secrets nor resource
 * references. So the engine sends plain values and ids, and itself marks an output secret where the input of that name
 * is. Parameterize, Construct, Call, GetMapping and List stay unimplemented, which the engine takes for "none".
 */
export function addProviderService(server: Server, model: ProviderModel): void {
    const service: Handlers = {
        ...aboutItself(model),
        ...aboutConfiguration(model),
        ...aboutInputs(model),
        ...aboutState(model),
    };
    server.addService(ResourceProviderService, service);
}

type Method =
    | "handshake"
    | "getPluginInfo"
    | "getSchema"
    | "attach"
    | "cancel"
    | "checkConfig"
    | "diffConfig"
    | "configure"
    | "check"
    | "diff"
    | "invoke"
    | "create"
    | "update"
    | "read"
    | "delete";

type Handlers = Pick<IResourceProviderServer, Method>;

function aboutItself(
    model: ProviderModel,
): Pick<Handlers, "handshake" | "getPluginInfo" | "getSchema" | "attach" | "cancel"> {
    return {
        // Who shakes hands supports previews, and says here what else; what could be accepted beside is left out.
        handshake: unary(() =>
            new rpc.ProviderHandshakeResponse().setSupportsAutonamingConfiguration(true),
        ),
        getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(model.version)),
        getSchema: unary(async () => new rpc.GetSchemaResponse().setSchema(await model.schema())),
        attach: unary(emptyAnswer),
        cancel: unary(emptyAnswer),
    };
}

function aboutConfiguration(
    model: ProviderModel,
): Pick<Handlers, "checkConfig" | "diffConfig" | "configure"> {
    return {
        checkConfig: unary((request) =>
            new rpc.CheckResponse().setInputs(toStruct(toWire(request.getNews()))),
        ),
        diffConfig: unary(() =>
            new rpc.DiffResponse().setChanges(rpc.DiffResponse.DiffChanges.DIFF_NONE),
        ),
        configure: unary(async (request) => {
            await model.configure({
                name: nameOf(request.getUrn() ?? ""),
                configuration: toWire(request.getArgs()),
            });
            return new rpc.ConfigureResponse()
                .setSupportspreview(true)
                .setSupportsAutonamingConfiguration(true);
        }),
    };
}

function aboutInputs(model: ProviderModel): Pick<Handlers, "check" | "diff" | "invoke"> {
    return {
        check: unary(async (request) => {
            const { inputs, failures } = await model.check({
                subject: { ...subjectOf(request), ...autonamingOf(request) },
                olds: toWire(request.getOlds()),
                news: toWire(request.getNews()),
                seed: request.getRandomseed_asU8(),
            });
            return new rpc.CheckResponse()
                .setInputs(toStruct(inputs))
                .setFailuresList(failures.map(failureMessage));
        }),
        diff: unary(async (request) => differenceMessage(await model.diff(changeOf(request)))),
        invoke: unary(async (request) => {
            const { value, failures } = await model.invoke({
                token: request.getTok(),
                args: toWire(request.getArgs()),
                preview: request.getPreview(),
            });
            return new rpc.InvokeResponse()
                .setReturn(toStruct(value))
                .setFailuresList(failures.map(failureMessage));
        }),
    };
}

function aboutState(model: ProviderModel): Pick<Handlers, "create" | "update" | "read" | "delete"> {
    return {
        create: unary(async (request) => {
            const { id, outputs } = await model.create({
                subject: subjectOf(request),
                inputs: toWire(request.getProperties()),
                preview: request.getPreview(),
            });
            return new rpc.CreateResponse().setId(id).setProperties(toStruct(outputs));
        }),
        update: unary(async (request) => {
            const outputs = await model.update({
                ...changeOf(request),
                preview: request.getPreview(),
            });
            return new rpc.UpdateResponse().setProperties(toStruct(outputs));
        }),
        read: unary(async (request) => {
            const found = await model.read({
                ...existingOf(request),
                inputs: toWire(request.getInputs()),
            });
            // An empty id is how a provider says that there is nothing.
            return found === undefined
                ? new rpc.ReadResponse()
                : new rpc.ReadResponse()
                      .setId(found.id)
                      .setProperties(toStruct(found.outputs))
                      .setInputs(toStruct(found.inputs));
        }),
        delete: unary(async (request) => {
            await model.delete({ ...existingOf(request), inputs: toWire(request.getOldInputs()) });
            return emptyAnswer();
        }),
    };
}

interface NamedMessage {
    getType(): string;
    getUrn(): string;
    getName(): string;
}

/** What the engine asks of an autoname, by the stack's configuration. */
function autonamingOf(request: rpc.CheckRequest): Pick<Subject, "autonaming"> {
    const options = request.getAutonaming();
    if (options === undefined) return {};
    const name = options.getProposedName();
    switch (options.getMode()) {
        case rpc.CheckRequest.AutonamingOptions.Mode.PROPOSE:
            return { autonaming: { kind: "proposed", name } };
        case rpc.CheckRequest.AutonamingOptions.Mode.ENFORCE:
            return { autonaming: { kind: "enforced", name } };
        case rpc.CheckRequest.AutonamingOptions.Mode.DISABLE:
            return { autonaming: { kind: "disabled" } };
    }
}

/** Type and name stand in the URN, should an older engine not send them by themselves. */
function subjectOf(message: NamedMessage): Subject {
    const urn = message.getUrn();
    return {
        urn,
        type: message.getType() || typeOf(urn),
        name: message.getName() || nameOf(urn),
    };
}

function changeOf(message: rpc.DiffRequest | rpc.UpdateRequest): ChangeRequest {
    return {
        subject: subjectOf(message),
        id: message.getId(),
        oldInputs: toWire(message.getOldInputs()),
        oldOutputs: toWire(message.getOlds()),
        news: toWire(message.getNews()),
    };
}

function existingOf(message: rpc.ReadRequest | rpc.DeleteRequest): Omit<ExistingRequest, "inputs"> {
    return {
        subject: subjectOf(message),
        id: message.getId(),
        outputs: toWire(message.getProperties()),
    };
}

function failureMessage({ property, reason }: CheckFailure): rpc.CheckFailure {
    return new rpc.CheckFailure().setProperty(property).setReason(reason);
}

function differenceMessage({ changed, replaced }: Difference): rpc.DiffResponse {
    const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
    return new rpc.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList([...changed])
        .setReplacesList([...replaced]);
}
