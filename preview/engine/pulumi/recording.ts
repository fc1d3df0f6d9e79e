import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { DEFAULTS } from "../../aws/wire";
import type { Wire, WireObject } from "../../model";
import { knownId } from "../deployment";
import { lowered } from "../envelopes";
import { isUnknown, listOf, mapObject, objectOf, parseJson, stringOf } from "../../values";
import type { StepEvent } from "./events";
import type { PreviewedResource } from "../result";
import { isProviderType, nameOf, providerUrnOf } from "../urn";

/** What the engine asked and told a policy pack, which is everything about a stack, its secrets in plain text. */
export interface PackCalls {
    /** Inputs by URN, in the order in which they were shown. */
    readonly inputs: ReadonlyMap<string, WireObject>;
    /** The properties that the program sent: all that is known of its secrets when it did not come to its end. */
    readonly sent: readonly WireObject[];
    /** The resources of the whole stack; `undefined` when the program did not come that far. */
    readonly stack: ReadonlyMap<string, WireObject> | undefined;
    /** By URN the inputs that a provider filled in, of which the engine tells a pack nothing. */
    readonly filled: ReadonlyMap<string, readonly string[]>;
    /** The descriptions of the policies, by name. */
    readonly descriptions: ReadonlyMap<string, string>;
    /** The program referred to another stack. */
    readonly refersToStacks: boolean;
}

/** Reads the engine's log of calls. */
export async function readCalls(file: string): Promise<PackCalls> {
    const inputs = new Map<string, WireObject>();
    const sent: WireObject[] = [];
    const filled = new Map<string, readonly string[]>();
    const descriptions = new Map<string, string>();
    let stack: Map<string, WireObject> | undefined;
    let refersToStacks = false;
    // A CLI that ends before it calls anything writes no log.
    const lines = existsSync(file) ? createInterface({ input: createReadStream(file) }) : [];
    for await (const line of lines) {
        const method = METHOD.exec(line)?.[1];
        if (method === undefined) continue;
        const { request, response } = objectOf(parseJson(line));
        switch (method) {
            case "ResourceProvider/Check": {
                const checked = objectOf(objectOf(response)["inputs"]);
                filled.set(
                    stringOf(objectOf(request)["urn"]),
                    listOf(checked[DEFAULTS]).map(stringOf),
                );
                break;
            }
            case "Analyzer/GetAnalyzerInfo":
                for (const policy of listOf(objectOf(response)["policies"]).map(objectOf)) {
                    descriptions.set(stringOf(policy["name"]), stringOf(policy["description"]));
                }
                break;
            case "Analyzer/Analyze": {
                const { urn, properties } = objectOf(request);
                inputs.set(stringOf(urn), objectOf(properties));
                break;
            }
            case "Analyzer/AnalyzeStack": {
                const shown = listOf(objectOf(request)["resources"]).map(objectOf);
                stack = new Map(shown.map((one) => [stringOf(one["urn"]), one]));
                break;
            }
            case "ResourceMonitor/RegisterResource":
                sent.push(mapObject(objectOf(objectOf(request)["object"]), lowered));
                break;
            case "ResourceMonitor/ReadResource":
                refersToStacks ||= objectOf(request)["type"] === "pulumi:pulumi:StackReference";
                break;
        }
    }
    return { inputs, sent, stack, filled, descriptions, refersToStacks };
}

const METHOD =
    /^\{"method":"\/pulumirpc\.(Analyzer\/(?:GetAnalyzerInfo|Analyze|AnalyzeStack)|ResourceMonitor\/(?:ReadResource|RegisterResource)|ResourceProvider\/Check)"/;

/** A resource with the mark of what the provider filled in. */
export function withFilled(resource: PreviewedResource, { filled }: PackCalls): PreviewedResource {
    const names = filled.get(resource.urn) ?? [];
    return { ...resource, inputs: { ...resource.inputs, [DEFAULTS]: names } };
}

/** The resources as the engine showed them, in the order in which it met them. */
export function resourcesFrom(
    { inputs, stack }: PackCalls,
    steps: readonly StepEvent[],
): readonly PreviewedResource[] {
    const stepByUrn = new Map(steps.map((step) => [step.urn, step]));
    const managed = [...inputs].flatMap(([urn, shownInputs]) => {
        const shown = stack?.get(urn);
        return shown === undefined ? [] : [managedResource(shown, shownInputs, stepByUrn.get(urn))];
    });
    const read = steps.filter(({ op, urn }) => op === "read" && stack?.has(urn) !== true);
    return [...managed, ...read.map(readResource)];
}

function managedResource(
    shown: WireObject,
    inputs: WireObject,
    step: StepEvent | undefined,
): PreviewedResource {
    const urn = stringOf(shown["urn"]);
    const type = stringOf(shown["type"]);
    const options = objectOf(shown["options"]);
    const provider = stringOf(objectOf(shown["provider"])["urn"]);
    const parent = stringOf(shown["parent"]);
    return {
        urn,
        type,
        name: stringOf(shown["name"]),
        custom: step?.custom ?? isProviderType(type),
        external: false,
        ...knownId(isUnknown(step?.id) ? "" : (step?.id ?? "")),
        inputs,
        outputs: objectOf(shown["properties"]),
        ...(parent === "" ? {} : { parent }),
        dependencies: textsIn(shown["dependencies"]),
        propertyDependencies: Object.fromEntries(
            Object.entries(objectOf(shown["propertyDependencies"])).map(([key, value]) => [
                key,
                textsIn(objectOf(value)["urns"]),
            ]),
        ),
        ...(provider === "" ? {} : { provider }),
        protect: options["protect"] === true,
        options: {
            ignoreChanges: textsIn(options["ignoreChanges"]),
            additionalSecretOutputs: textsIn(options["additionalSecretOutputs"]),
            ...(options["deleteBeforeReplaceDefined"] === true
                ? { deleteBeforeReplace: options["deleteBeforeReplace"] === true }
                : {}),
        },
    };
}

/** The engine does not show a pack what the program only reads. */
function readResource(step: StepEvent): PreviewedResource {
    const { urn, type, id, parent, provider, inputs, outputs } = step;
    return {
        urn,
        type,
        name: nameOf(urn),
        custom: true,
        external: true,
        ...knownId(isUnknown(id) ? "" : id),
        inputs,
        outputs,
        ...(parent === undefined ? {} : { parent }),
        dependencies: [],
        propertyDependencies: {},
        ...(provider === "" ? {} : { provider: providerUrnOf(provider) }),
        protect: false,
        options: { ignoreChanges: [], additionalSecretOutputs: [] },
    };
}

function textsIn(value: Wire | undefined): readonly string[] {
    return listOf(value).map(stringOf);
}
