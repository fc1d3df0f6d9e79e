import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { awsModel } from "../../preview/aws";
import { configurationOf } from "../../preview/engine/configuration";
import { createProviderChoice } from "../../preview/engine/embedded/choice";
import { Deployment } from "../../preview/engine/deployment";
import { engineHandlers } from "../../preview/engine/embedded/engineService";
import { createInvoker } from "../../preview/engine/embedded/invokes";
import { monitorHandlers } from "../../preview/engine/embedded/monitor";
import { createProviders } from "../../preview/engine/embedded/packageProviders";
import type { Providers } from "../../preview/engine/embedded/packageProviders";
import { placeFinder } from "../../preview/engine/place";
import { resultOf } from "../../preview/engine/publicResult";
import { createRegistrar } from "../../preview/engine/embedded/registration";
import { createTransforms } from "../../preview/engine/embedded/transforms";
import type { Outputs, PreviewedResource } from "../../preview";
import type { Place } from "../../preview/model";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const PROJECT = "orders";
export const STACK = "dev";

/** What a program came to, and the pieces that tell more about it. */
export interface Ran {
    readonly resources: readonly PreviewedResource[];
    /** The resources as a preview's result tells them. */
    readonly told: readonly PreviewedResource[];
    /** The account and Region in which a resource is. */
    readonly placeOf: (resource: PreviewedResource) => Place | undefined;
}

/**
 * Runs a program through the SDK against the embedded engine's own monitor, in this process and without gRPC: many
 * small stacks are run one after the other. That it answers as a preview does is proved by a test.
 */
export async function runInProcess(program: () => unknown, outputs: Outputs): Promise<Ran> {
    const deployment = new Deployment({
        organization: "organization",
        project: PROJECT,
        stack: STACK,
    });
    const { monitor, providers } = serve(deployment, outputs);
    await sdk.withLocalStorage(async () => {
        pulumi.runtime.setMockOptions(monitor, PROJECT, STACK, true, "organization");
        sdk.getStore().settings.engine = called(engineHandlers(deployment));
        await toItsEnd(program);
    });
    const { failures } = deployment;
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const managed = deployment.resources().filter(({ external }) => !external);
    return {
        resources: managed,
        told: resultOf(deployment, []).resources,
        placeOf: ({ provider }) =>
            provider === undefined ? undefined : providers.placeOf(`${provider}::id`),
    };
}

async function toItsEnd(program: () => unknown): Promise<void> {
    // The SDK keeps the stack of every promise it makes: most of the time would go into that.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        await pulumi.runtime.runInPulumiStack(async () => {
            await program();
            return {};
        });
        await pulumi.runtime.disconnect();
    } finally {
        Error.stackTraceLimit = limit;
    }
}

/** What the SDK keeps of one deployment, as its own server for inline programs uses it; it has no public name. */
interface SdkState {
    readonly withLocalStorage: (run: () => Promise<void>) => Promise<void>;
    readonly getStore: () => { readonly settings: { engine: object } };
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a module without declarations
const sdk: SdkState = createRequire(__filename)("@pulumi/pulumi/runtime/state");

type Reply = (error: Error | null, response: unknown) => void;

/** The engine's services for one deployment. */
function serve(
    deployment: Deployment,
    outputs: Outputs,
): { monitor: object; providers: Providers } {
    const configuration = configurationOf(
        new Map([["aws:region", { text: REGION, secret: false }]]),
    );
    const finder = placeFinder({ account: ACCOUNT, region: REGION, environment: {} });
    const model = awsModel({ outputs });
    const providers = createProviders(deployment, configuration, finder);
    const choice = createProviderChoice(providers);
    // One seed for all: a name is the same in every run.
    const registrar = createRegistrar(deployment, providers, choice, model, (urn) =>
        Buffer.from(urn.padEnd(64, "0")),
    );
    const invoker = createInvoker(deployment, providers, choice, model, {}, __dirname);
    const transforms = createTransforms(() => {
        throw new Error("no stack of the corpus uses transforms");
    });
    const answers = {};
    const handlers = monitorHandlers({
        deployment,
        providers,
        choice,
        registrar,
        invoker,
        transforms,
        answers,
    });
    return { monitor: called(handlers), providers };
}

/** What the SDK calls instead of a gRPC client: the handlers, by name. */
function called(handlers: object): object {
    const methods = Object.entries(handlers).map(
        ([name, handle]: [string, Handle]): [string, Method] => [
            name,
            (request, reply) => {
                handle({ request }, reply);
            },
        ],
    );
    return Object.fromEntries<Method | (() => void)>([...methods, ["close", () => undefined]]);
}

type Method = (request: unknown, reply: Reply) => void;

type Handle = (call: { readonly request: unknown }, reply: Reply) => void;
