import { DEFAULTS } from "../../aws/wire";
import { isList, isUnknown } from "../../values";
import type { Checked, Model, Place, State, Wire, WireObject } from "../../model";
import { shownArguments, unansweredText } from "../notes";
import type {
    ChangeRequest,
    CheckRequest,
    Found,
    Invoked,
    ProviderModel,
    UpdateRequest,
} from "./model";

export interface ModelProviderOptions {
    /** The version of the SDK that the programs use. */
    readonly version: string;
    /** Where a provider with this configuration works; throws where that cannot be told. */
    readonly placeOf: (configuration: WireObject, providerName: string) => Place;
    readonly schema?: () => string;
    /** What is in the cloud already, for programs that read it (`.get()`). */
    readonly reads?: (type: string, id: string) => WireObject | undefined;
}

/** The model as a provider: adds what a provider remembers of a resource from one update to the next. */
export function modelProvider(model: Model, options: ModelProviderOptions): ProviderModel {
    let configured: Place | undefined;
    const place = (): Place => {
        if (configured === undefined) {
            throw new Error("The provider was asked before it was configured.");
        }
        return configured;
    };
    return {
        version: options.version,
        schema: options.schema ?? (() => emptySchema(options.version)),
        configure: ({ name, configuration }) => {
            configured = options.placeOf(configuration, name);
        },
        check: (request) =>
            keepDefaults(
                model.check(request.subject, request.news, request.seed, place()),
                request,
            ),
        diff: ({ subject, oldInputs, news }) => model.diff(subject, oldInputs, news),
        create: ({ subject, inputs, preview }) => model.create(subject, inputs, place(), preview),
        update: (request) => updated(model, request, place()),
        read: ({ subject, id, inputs, outputs }) =>
            Object.keys(outputs).length > 0
                ? { id, inputs, outputs }
                : found(id, options.reads?.(subject.type, id)),
        delete: () => undefined,
        invoke: ({ token, args }) => invoked(model, token, args, place()),
    };
}

function emptySchema(version: string): string {
    return JSON.stringify({ name: "aws", version });
}

/**
 * A value that the provider filled in stays what it was, above all the random part of a name: a new one would replace
 * the resource in every update.
 */
function keepDefaults({ inputs, failures }: Checked, { olds, news }: CheckRequest): Checked {
    const before = namesIn(olds[DEFAULTS]);
    const kept = namesIn(inputs[DEFAULTS]).flatMap((key): [string, Wire][] => {
        const old = olds[key];
        return old !== undefined && before.includes(key) && !(key in news) ? [[key, old]] : [];
    });
    return { inputs: { ...inputs, ...Object.fromEntries(kept) }, failures };
}

function namesIn(list: Wire | undefined): readonly string[] {
    return isList(list) ? list.filter((name) => typeof name === "string") : [];
}

/** What an update leaves alone keeps its value: the ARN, the id, everything that AWS alone sets. */
function updated(model: Model, request: UpdateRequest, place: Place): WireObject {
    const { outputs }: State = model.create(request.subject, request.news, place, request.preview);
    return { ...outputs, ...untouched(outputs, request) };
}

function untouched(
    outputs: WireObject,
    { oldInputs, oldOutputs, news }: ChangeRequest,
): WireObject {
    return Object.fromEntries(
        Object.entries(oldOutputs).filter(
            ([key, value]) =>
                key in outputs && !(key in news) && !(key in oldInputs) && !isUnknown(value),
        ),
    );
}

function found(id: string, outputs: WireObject | undefined): Found | undefined {
    return outputs === undefined ? undefined : { id, inputs: outputs, outputs };
}

function invoked(model: Model, token: string, args: WireObject, place: Place): Invoked {
    const answer = model.invoke(token, args, place);
    switch (answer.kind) {
        case "answered":
            return { value: answer.value, failures: [] };
        case "failed":
            return { value: {}, failures: answer.failures };
        case "unanswered":
            // The engine takes no unknown from a function, so there is nothing left to answer.
            throw new Error(
                unansweredText(token, answer.reason, {
                    token,
                    args: shownArguments(args),
                    result: {},
                }),
            );
    }
}
