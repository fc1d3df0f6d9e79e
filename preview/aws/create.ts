import type { Outputs, Place, State, Subject, Wire, WireObject } from "../model";
import { UNKNOWN } from "../model";
import { autonameOf } from "./autoname";
import { makeUp } from "./madeUp";
import type { TypeRow } from "./row";
import type { TypeSchema } from "./schema";
import { elementOf } from "./schema";
import type { Prediction, Predictions } from "./scope";
import { predictor } from "./scope";
import { withoutDefaults, withoutNulls } from "./wire";
import { hasSecret, hasUnknown, isObject, isUnknown, mapObject, reveal, secret } from "../values";

/** When the outputs are asked for. */
export type Moment = Outputs | "updated";

/** The outputs of a resource that is created with these inputs. */
export function createState(
    subject: Subject,
    row: TypeRow,
    schema: TypeSchema,
    inputs: WireObject,
    place: Place,
    moment: Moment,
): State {
    const set = withoutNulls(inputs);
    const outputs = { id: row.id, ...namedByProvider(row, schema), ...row.outputs };
    const later = moment === "updated" ? row.later : undefined;
    const predict = predictor(subject, set, place, { ...outputs, ...later });
    const answer = (prediction: Prediction | undefined): Wire =>
        prediction === undefined || moment === "unknown" ? UNKNOWN : predict(prediction);
    const valueOf = (property: string, type: string): Wire => {
        if (property === "tagsAll") return allTags(set["tags"], place);
        const given = set[property] ?? row.defaults?.[property];
        if (given !== undefined) return withoutDefaults(given);
        if (property === "region") return place.region;
        const prediction = own({ ...outputs, ...later }, property);
        const answers = isComputed(schema, property) || moment === "updated";
        if (!answers || (prediction === undefined && moment === "updated")) {
            return unset(type, moment);
        }
        const value = answer(prediction);
        return moment === "updated" && isUnknown(value) ? unset(type, moment) : value;
    };
    const types = { ...schema.inputs, ...schema.outputs };
    const properties = Object.entries(types).map(([property, type]): [string, Wire] => {
        const value = valueOf(property, type);
        return [property, schema.secrets.includes(property) ? concealed(value) : value];
    });
    const id = idOf(answer(row.id), subject, moment);
    return { id, outputs: { ...Object.fromEntries(properties), id } };
}

/** The state of a resource of a type that the model does not know: what the program wrote, and nothing else. */
export function unknownState(subject: Subject, inputs: WireObject, moment: Moment): State {
    const id = idOf(UNKNOWN, subject, moment);
    return { id, outputs: { ...mapObject(withoutNulls(inputs), withoutDefaults), id } };
}

/** Beside the tags of the program AWS shows those that the provider puts on everything. */
function allTags(tags: Wire | undefined, place: Place): Wire {
    if (tags !== undefined && hasUnknown(tags)) return UNKNOWN;
    const own = tags === undefined ? {} : reveal(tags);
    const all = { ...place.defaultTags, ...(isObject(own) ? own : {}) };
    const plain = withoutDefaults(all);
    return tags !== undefined && hasSecret(tags) ? secret(plain) : plain;
}

/** The name that the provider makes from a prefix: another random part, of its own. */
function namedByProvider(row: TypeRow, schema: TypeSchema): Predictions {
    const rule = autonameOf(row, schema);
    const prefix = rule?.unless;
    if (rule === undefined || prefix === undefined) return {};
    return {
        [rule.property]: ({ get, made }) => {
            const start = get(prefix);
            return typeof start === "string" && !isUnknown(start)
                ? `${start}${made("hex17", prefix)}`
                : UNKNOWN;
        },
    };
}

function own(predictions: Predictions, property: string): Prediction | undefined {
    return Object.hasOwn(predictions, property) ? predictions[property] : undefined;
}

function isComputed(schema: TypeSchema, property: string): boolean {
    return property in schema.outputs || schema.computed.includes(property);
}

/** A plan leaves null what the program left out, but for blocks; after an update the zero value of the type shows. */
function unset(type: string, moment: Moment): Wire {
    const element = elementOf(type);
    if (element !== undefined) return moment === "updated" || element.startsWith("@") ? [] : null;
    if (moment !== "updated") return null;
    switch (type) {
        case "string":
        case "document":
            return "";
        case "number":
            return 0;
        case "boolean":
            return false;
        default:
            return null;
    }
}

function concealed(value: Wire): Wire {
    return value === null ? null : secret(value);
}

function idOf(id: Wire, subject: Subject, moment: Moment): string {
    const plain = reveal(id);
    if (typeof plain === "string" && !isUnknown(plain)) return plain;
    return moment === "updated" ? makeUp("uuid", `${subject.urn} id`) : UNKNOWN;
}
