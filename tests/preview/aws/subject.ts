import { awsModel } from "../../../preview/aws";
import { placeOf } from "./place";
import type { Outputs, State, Subject, Wire, WireObject } from "../../../preview/model";

export const SEED: Uint8Array = new Uint8Array([1, 2, 3, 4]);
export const PLACE = placeOf({ account: "123456789012", region: "us-east-1" });

export function subjectOf(type: string, name = "orders"): Subject {
    return { type, name, urn: `urn:pulumi:dev::shop::${type}::${name}` };
}

/** A value that a test takes for a text. */
export function textOf(value: Wire | undefined): string {
    if (typeof value !== "string") throw new Error(`no text: ${JSON.stringify(value)}`);
    return value;
}

/** Check and create in one, as the engine does it. */
export function created(
    type: string,
    inputs: WireObject,
    { outputs = "predicted", preview = true, place = PLACE, name = "orders" }: Options = {},
): State {
    const model = awsModel({ outputs });
    const subject = subjectOf(type, name);
    const checked = model.check(subject, inputs, SEED, place);
    return model.create(subject, checked.inputs, place, preview);
}

export interface Options {
    readonly outputs?: Outputs;
    readonly preview?: boolean;
    readonly place?: typeof PLACE;
    readonly name?: string;
}
