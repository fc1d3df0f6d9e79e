import { appendFileSync } from "node:fs";
import { isList, isObject } from "../../../preview/values";
import type { Wire } from "../../../preview/model";
import type { ProviderModel } from "../../../preview/engine/provider/model";
import { parseWire } from "../../../preview/engine/grpc";

/** The environment variables by which a test speaks to the stand-in, which the engine starts in a process of its own. */
export const RECORD_TO = "AWS_STAND_IN_RECORD";
export const REFUSE = "AWS_STAND_IN_REFUSE";
/** Set: previews answer what AWS will answer, instead of what the real provider leaves known. */
export const PREDICT = "AWS_STAND_IN_PREDICT";

/** The steps that change something, and may be refused. */
export type Step = "create" | "update" | "delete";

/** A step to refuse; never one of a preview, which reaches no cloud. */
export interface Refusal {
    readonly step: Step;
    readonly type: string;
    /** The error's text, or `crash` for a provider that dies in the middle of the step. */
    readonly answer: { readonly error: string } | "crash";
}

/** A request as the engine sent it. */
export interface Recorded {
    readonly method: Exclude<keyof ProviderModel, "version" | "schema">;
    readonly request: Wire;
}

/** The model with every request written to the file, a line each, before it is answered. */
export function recording(model: ProviderModel, file: string): ProviderModel {
    const note = (method: Recorded["method"], request: object): void => {
        appendFileSync(file, `${JSON.stringify({ method, request })}\n`);
    };
    return {
        version: model.version,
        schema: () => model.schema(),
        configure: (request) => (note("configure", request), model.configure(request)),
        check: (request) => (
            note("check", { ...request, seed: Buffer.from(request.seed).toString("hex") }),
            model.check(request)
        ),
        diff: (request) => (note("diff", request), model.diff(request)),
        create: (request) => (note("create", request), model.create(request)),
        update: (request) => (note("update", request), model.update(request)),
        read: (request) => (note("read", request), model.read(request)),
        delete: (request) => (note("delete", request), model.delete(request)),
        invoke: (request) => (note("invoke", request), model.invoke(request)),
    };
}

/** The model, but refusing what it is told to refuse. */
export function refusing(model: ProviderModel, refusals: readonly Refusal[]): ProviderModel {
    const refuse = (step: Step, type: string): void => {
        const refusal = refusals.find((one) => one.step === step && one.type === type);
        if (refusal?.answer === "crash") {
            process.exit(1);
        }
        if (refusal !== undefined) {
            throw new Error(refusal.answer.error);
        }
    };
    return {
        ...model,
        create: (request) => {
            if (!request.preview) {
                refuse("create", request.subject.type);
            }
            return model.create(request);
        },
        update: (request) => {
            if (!request.preview) {
                refuse("update", request.subject.type);
            }
            return model.update(request);
        },
        delete: (request) => {
            refuse("delete", request.subject.type);
            return model.delete(request);
        },
    };
}

/** The refusals in the variable; throws on a text that is none, so that a test with a mistake does not pass. */
export function parseRefusals(text: string | undefined): readonly Refusal[] {
    const listed = text === undefined ? [] : parseWire(text);
    if (!isList(listed)) {
        throw new Error(`${REFUSE} must be a JSON list.`);
    }
    return listed.map(parseRefusal);
}

function parseRefusal(value: Wire): Refusal {
    const { step, type, answer } = isObject(value) ? value : {};
    if ((step !== "create" && step !== "update" && step !== "delete") || typeof type !== "string") {
        throw new Error(`${REFUSE}: no refusal: ${JSON.stringify(value)}`);
    }
    return { step, type, answer: answer === "crash" ? answer : { error: errorOf(answer) } };
}

function errorOf(answer: Wire | undefined): string {
    const error = isObject(answer) ? answer["error"] : undefined;
    if (typeof error !== "string") {
        throw new Error(`${REFUSE}: an answer is "crash" or has an error's text.`);
    }
    return error;
}
