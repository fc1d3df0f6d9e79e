import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import type { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
    ReadResourceResponse,
    RegisterPackageResponse,
    RegisterResourceResponse,
    Result,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { ReadResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Deployment } from "../deployment";
import { lowered } from "../envelopes";
import { mapObject } from "../../values";
import { PreviewError } from "../failure";
import type { Goal } from "./goal";
import type { Invoker } from "./invokes";
import type { Providers } from "./packageProviders";
import { readResource } from "../reads";
import type { ReadRequest } from "../reads";
import type { ProviderChoice } from "./choice";
import type { Registered, Registrar } from "./registration";
import type { Answers } from "../result";
import type { Transforms } from "./transforms";
import { packageOf, urnOf } from "../urn";
import { emptyAnswer, invokeAnswer, toStruct, toWire, unary } from "../wire";
import type { MonitorHandlers } from "../wire";

/** The features of the engine that this one has too. */
const FEATURES: ReadonlySet<string> = new Set([
    "secrets",
    "resourceReferences",
    "outputValues",
    "aliasSpecs",
    "replacementTrigger",
    "deletedWith",
    "replaceWith",
    "transforms",
    "invokeTransforms",
    "parameterization",
    "resourceHooks",
    "errorHooks",
]);

/** What the monitor asks. */
export interface MonitorParts {
    readonly deployment: Deployment;
    readonly providers: Providers;
    readonly choice: ProviderChoice;
    readonly registrar: Registrar;
    readonly invoker: Invoker;
    readonly transforms: Transforms;
    readonly answers: Answers;
}

/** The service with which a program registers its resources, as the engine answers it in a preview of a new stack. */
export function monitorHandlers(parts: MonitorParts): MonitorHandlers {
    return { ...aboutResources(parts), ...aboutFunctions(parts), ...aboutTheRest(parts) };
}

function aboutResources({
    deployment,
    providers,
    choice,
    registrar,
    transforms,
    answers,
}: MonitorParts): MonitorHandlers {
    return {
        registerResource: unary(async (request) => {
            const goal = await transforms.apply(request);
            const { urn, id, outputs, failed } = told(deployment, goal, registrar);
            transforms.remember(urn, goal.parent, request);
            return new RegisterResourceResponse()
                .setUrn(urn)
                .setId(id)
                .setObject(toStruct(outputs))
                .setResult(failed ? Result.FAIL : Result.SUCCESS);
        }),
        registerResourceOutputs: unary((request) => {
            const outputs = mapObject(toWire(request.getOutputs()), lowered);
            if (!deployment.setOutputs(request.getUrn(), outputs)) {
                throw new PreviewError(
                    `cannot complete a resource '${request.getUrn()}' whose registration isn't pending`,
                );
            }
            return emptyAnswer();
        }),
        readResource: unary((request) => {
            const { urn, outputs } = readResource(
                deployment,
                answers,
                readRequestOf(request, choice),
            );
            return new ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
        }),
        registerPackage: unary((request) =>
            new RegisterPackageResponse().setRef(
                providers.registerPackage({
                    packageName: request.getParameterization()?.getName() ?? request.getName(),
                    version: request.getParameterization()?.getVersion() ?? request.getVersion(),
                    pluginDownloadUrl: request.getDownloadUrl(),
                }),
            ),
        ),
    };
}

/** What keeps a resource from being registered is told by the engine, once, and not by the program's stack traces. */
function told(deployment: Deployment, goal: Goal, registrar: Registrar): Registered {
    try {
        return registrar.register(goal);
    } catch (error) {
        if (!(error instanceof PreviewError)) throw error;
        deployment.fail(error.message);
        const urn = urnOf(deployment.name, goal.parent, goal.type, goal.name);
        return { urn, id: "", outputs: {}, failed: true };
    }
}

function aboutFunctions({ transforms, invoker }: MonitorParts): MonitorHandlers {
    return {
        invoke: unary(async (request) => {
            const { value, failures } = invoker.invoke(await transforms.applyToInvoke(request));
            return invokeAnswer()
                .setReturn(toStruct(value))
                .setFailuresList(
                    failures.map(({ property, reason }) =>
                        new CheckFailure().setProperty(property).setReason(reason),
                    ),
                );
        }),
        call: unary((request): CallResponse => {
            throw new PreviewError(
                `The method ${request.getTok()} is not run by this preview: use \`pulumi preview\` for programs that need it.`,
            );
        }),
        registerStackTransform: unary((request) => {
            transforms.addToStack(request);
            return emptyAnswer();
        }),
        registerStackInvokeTransform: unary((request) => {
            transforms.addToInvokes(request);
            return emptyAnswer();
        }),
    };
}

function aboutTheRest({ deployment }: MonitorParts): MonitorHandlers {
    return {
        supportsFeature: unary((request) =>
            new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
        ),
        registerResourceHook: unary((request) => {
            if (request.getOnDryRun()) {
                deployment.note(
                    "unsupported",
                    `The resource hook "${request.getName()}" asks to run in previews; this preview does not run it.`,
                );
            }
            return emptyAnswer();
        }),
        registerErrorHook: unary(emptyAnswer),
        signalAndWaitForShutdown: unary(emptyAnswer),
    };
}

function readRequestOf(request: ReadResourceRequest, choice: ProviderChoice): ReadRequest {
    const type = request.getType();
    const parent = request.getParent();
    const provider = request.getProvider();
    return {
        type,
        name: request.getName(),
        id: request.getId(),
        ...(parent === "" ? {} : { parent }),
        provider: choice.reference({
            packageName: packageOf(type),
            ...(parent === "" ? {} : { parent }),
            ...(provider === "" ? {} : { provider }),
            providers: {},
            version: request.getVersion(),
            pluginDownloadUrl: request.getPlugindownloadurl(),
            packageRef: request.getPackageref(),
        }),
        properties: mapObject(toWire(request.getProperties()), lowered),
        dependencies: request.getDependenciesList(),
    };
}
