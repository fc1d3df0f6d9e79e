import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzeStackRequest,
    ConfigureAnalyzerRequest,
    EnforcementLevel,
    PolicyConfig as PolicyConfigMessage,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzerInfo, AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { diagnosticsOf } from "./diagnostics";
import type { Diagnostics } from "./diagnostics";
import type { PreviewedResource } from "../result";
import { messageOf, PreviewError } from "../failure";
import { textMask } from "../mask";
import { startPackProcess } from "./packProcess";
import type { PackProcess, PackProcessOptions } from "./packProcess";
import { reconcile } from "./policyConfig";
import type { Enforcement, PolicyInfo, PolicySettings } from "./policyConfig";
import type { PolicyConfig } from "../result";
import { requestFor, stackResourceFor } from "./shown";
import { analyzerClient, answered, emptyAnswer, toStruct, toWire } from "../wire";

/** How many resources are shown at once, before the first is judged. */
const RESOURCES_AT_ONCE = 32;

/** How long a failed pack is given to end. */
const ENDING_MILLISECONDS = 500;

export interface PackOptions extends PackProcessOptions {
    readonly policyConfig: PolicyConfig;
}

/** A policy pack that judges one stack; another stack needs another one, for a pack may remember what it has seen. */
export interface Pack {
    /** Shows every resource, then the stack. Rejects with a {@link PreviewError} when the pack cannot judge. */
    judge(resources: readonly PreviewedResource[]): Promise<Judgement>;
    stop(): Promise<void>;
}

export interface Judgement extends Diagnostics {
    readonly policies: ReadonlyMap<string, JudgingPolicy>;
}

/** A policy as it judged. */
export interface JudgingPolicy {
    readonly level: Enforcement;
    readonly description: string;
}

/** Starts a pack at once; {@link Pack.judge} waits for it. */
export function startPack(options: PackOptions): Pack {
    const pack = startPackProcess(options);
    const ready = connect(pack, options.policyConfig);
    // Whoever asks for a judgement hears of it.
    ready.catch(() => undefined);
    return {
        async judge(resources) {
            try {
                return await judgement(await ready, resources);
            } catch (error) {
                if (error instanceof PreviewError) throw error;
                // A connection breaks a little earlier than its process has ended.
                const ended = await pack.endedWithin(ENDING_MILLISECONDS);
                const why = ended ?? `The policy pack failed: ${messageOf(error)}`;
                // It was shown the secrets, and may tell them as it fails.
                const mask = textMask(
                    resources.flatMap(({ inputs, outputs }) => [inputs, outputs]),
                );
                throw new PreviewError(mask(why));
            }
        },
        stop: async () => {
            await pack.stop();
            // What was never judged has not closed it.
            ready.then(
                ({ client }) => {
                    client.close();
                },
                () => undefined,
            );
        },
    };
}

interface Connected {
    readonly client: AnalyzerClient;
    readonly policies: Judgement["policies"];
}

async function connect(pack: PackProcess, policyConfig: PolicyConfig): Promise<Connected> {
    const client = analyzerClient(await pack.port);
    try {
        return { client, policies: await configure(client, policyConfig) };
    } catch (error) {
        client.close();
        throw error;
    }
}

async function configure(
    client: AnalyzerClient,
    policyConfig: PolicyConfig,
): Promise<Judgement["policies"]> {
    const info = await answered<AnalyzerInfo>((answer) =>
        client.getAnalyzerInfo(emptyAnswer(), answer),
    );
    const settings = reconcile(policiesOf(info), initialConfigOf(info), policyConfig);
    const request = new ConfigureAnalyzerRequest();
    for (const [name, { level, properties }] of settings) {
        request
            .getPolicyconfigMap()
            .set(
                name,
                new PolicyConfigMessage()
                    .setEnforcementlevel(NUMBERS[level])
                    .setProperties(toStruct(properties)),
            );
    }
    await answered((answer) => client.configure(request, answer));
    return new Map(
        info.getPoliciesList().map((policy) => [
            policy.getName(),
            {
                level:
                    settings.get(policy.getName())?.level ?? levelOf(policy.getEnforcementlevel()),
                description: policy.getDescription(),
            },
        ]),
    );
}

const NUMBERS: Readonly<Record<Enforcement, EnforcementLevel>> = {
    advisory: EnforcementLevel.ADVISORY,
    mandatory: EnforcementLevel.MANDATORY,
    disabled: EnforcementLevel.DISABLED,
    remediate: EnforcementLevel.REMEDIATE,
};

function policiesOf(info: AnalyzerInfo): readonly PolicyInfo[] {
    return info.getPoliciesList().map((policy) => ({
        name: policy.getName(),
        level: levelOf(policy.getEnforcementlevel()),
        schema: toWire(policy.getConfigschema()?.getProperties()),
        required: policy.getConfigschema()?.getRequiredList() ?? [],
    }));
}

function initialConfigOf(info: AnalyzerInfo): ReadonlyMap<string, PolicySettings> {
    const map = info.getInitialconfigMap();
    return new Map(
        map.getEntryList().flatMap(([name]) => {
            const config = map.get(name);
            return config === undefined
                ? []
                : [
                      [
                          name,
                          {
                              level: levelOf(config.getEnforcementlevel()),
                              properties: toWire(config.getProperties()),
                          },
                      ],
                  ];
        }),
    );
}

function levelOf(level: EnforcementLevel): Enforcement {
    switch (level) {
        case EnforcementLevel.ADVISORY:
            return "advisory";
        case EnforcementLevel.MANDATORY:
            return "mandatory";
        case EnforcementLevel.DISABLED:
            return "disabled";
        case EnforcementLevel.REMEDIATE:
            return "remediate";
    }
}

async function judgement(
    { client, policies }: Connected,
    resources: readonly PreviewedResource[],
): Promise<Judgement> {
    try {
        return { ...(await diagnostics(client, resources)), policies };
    } finally {
        client.close();
    }
}

async function diagnostics(
    client: AnalyzerClient,
    resources: readonly PreviewedResource[],
): Promise<Diagnostics> {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const ofResources: Diagnostics[] = [];
    for (let from = 0; from < resources.length; from += RESOURCES_AT_ONCE) {
        const responses = resources.slice(from, from + RESOURCES_AT_ONCE).map(async (resource) => {
            const request = requestFor(resource, byUrn);
            const response = await answered<AnalyzeResponse>((answer) =>
                client.analyze(request, answer),
            );
            return diagnosticsOf(response, () => resource.urn);
        });
        ofResources.push(...(await Promise.all(responses)));
    }
    const stack = new AnalyzeStackRequest().setResourcesList(
        resources.map((resource) => stackResourceFor(resource, byUrn)),
    );
    const response = await answered<AnalyzeResponse>((answer) =>
        client.analyzeStack(stack, answer),
    );
    const ofStack = diagnosticsOf(response, (urn) => (byUrn.has(urn) ? urn : undefined));
    return { findings: [...ofResources, ofStack].flatMap(({ findings }) => findings) };
}
