import { randomBytes } from "node:crypto";
import type { Model } from "../../model";
import { autonamerOf } from "./autonaming";
import { createProviderChoice } from "./choice";
import type { Configuration } from "../configuration";
import type { Deployment } from "../deployment";
import { engineHandlers } from "./engineService";
import { mapTexts } from "../envelopes";
import { PreviewError } from "../failure";
import { createInvoker, unansweredHint } from "./invokes";
import { monitorHandlers } from "./monitor";
import { createProviders } from "./packageProviders";
import type { PlaceFinder } from "../place";
import { startProgram, requireSuccess } from "../program";
import type { Project } from "../project";
import { listen } from "../server";
import { createRegistrar } from "./registration";
import type { Answers } from "../result";
import { seedOf } from "../seed";
import { createTransforms } from "./transforms";
import { addServices, callbackClients } from "../wire";

export interface EngineOptions {
    readonly project: Project;
    readonly deployment: Deployment;
    readonly configuration: Configuration;
    readonly finder: PlaceFinder;
    readonly model: Model;
    readonly answers: Answers;
    /** Ends the program. */
    readonly signal: AbortSignal;
    /** What the random parts of names come from. @default new in every preview, as in the engine */
    readonly seed?: Uint8Array;
}

/** Runs a program to its end; the deployment then holds what it wants. */
export async function runProgram(options: EngineOptions): Promise<void> {
    const { project, deployment, configuration, finder, model, answers, signal } = options;
    const providers = createProviders(deployment, configuration, finder);
    const choice = createProviderChoice(providers);
    const registrar = createRegistrar(
        deployment,
        providers,
        choice,
        model,
        seedOf(options.seed ?? randomBytes(32)),
        autonamerOf(configuration, deployment.name),
    );
    const invoker = createInvoker(
        deployment,
        providers,
        choice,
        model,
        answers,
        project.programDirectory,
    );
    const callbacks = callbackClients();
    const transforms = createTransforms(callbacks.call);
    const server = await listen((grpcServer) => {
        addServices(
            grpcServer,
            monitorHandlers({
                deployment,
                providers,
                choice,
                registrar,
                invoker,
                transforms,
                answers,
            }),
            engineHandlers(deployment),
        );
    });
    try {
        signal.throwIfAborted();
        const program = startProgram({ project, deployment, configuration, port: server.port });
        const stop = (): void => void program.stop();
        signal.addEventListener("abort", stop);
        const status = await program.exited;
        signal.removeEventListener("abort", stop);
        signal.throwIfAborted();
        const hint = unansweredHint(invoker.unanswered());
        requireSuccess(status, deployment, hint);
        providers.tellPlaceholders();
        if (hint !== "") requireNoSpoiltTexts(deployment, hint);
    } finally {
        callbacks.close();
        server.close();
    }
}

/** What JavaScript makes of an unknown that a program puts into a text: no value, and not known as unknown any more. */
const SPOILT = ["[object Object]", "__pulumiUnknown"] as const;

function requireNoSpoiltTexts(deployment: Deployment, hint: string): void {
    for (const { urn, inputs } of deployment.resources()) {
        mapTexts(inputs, (text) => {
            if (SPOILT.some((spoilt) => text.includes(spoilt))) {
                throw new PreviewError(
                    `The program converted the unknown result of a function to a string, in ${urn}.\n${hint}`,
                    deployment.log,
                );
            }
            return text;
        });
    }
}
