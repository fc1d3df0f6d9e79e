import type { Model, Outputs } from "../model";
import { checkInputs } from "./check";
import type { Moment } from "./create";
import { createState, unknownState } from "./create";
import { differenceOf } from "./diff";
import { invokeFunction } from "./functions/table";
import { schemaOf } from "./schema";
import { rowOf } from "./table";
import { withoutNulls } from "./wire";

/** How the model answers. */
export interface AwsModelOptions {
    /** What a preview leaves known. */
    readonly outputs: Outputs;
}

/** The model of the AWS provider. */
export function awsModel(options: AwsModelOptions): Model {
    const momentOf = (preview: boolean): Moment => (preview ? options.outputs : "updated");
    return {
        knows: (type) => rowOf(type) !== undefined,
        check: (subject, inputs, seed, place) => {
            const row = rowOf(subject.type);
            return row === undefined
                ? { inputs: withoutNulls(inputs), failures: [] }
                : checkInputs(subject, row, schemaOf(subject.type), inputs, seed, place);
        },
        create: (subject, inputs, place, preview) => {
            const row = rowOf(subject.type);
            return row === undefined
                ? unknownState(subject, inputs, momentOf(preview))
                : createState(
                      subject,
                      row,
                      schemaOf(subject.type),
                      inputs,
                      place,
                      momentOf(preview),
                  );
        },
        diff: (subject, olds, news) =>
            differenceOf(rowOf(subject.type), schemaOf(subject.type), olds, news),
        invoke: invokeFunction,
    };
}
