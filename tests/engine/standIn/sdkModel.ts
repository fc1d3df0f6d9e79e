import { createHash } from "node:crypto";
import { UNKNOWN } from "../../../preview/model";
import type {
    Checked,
    CheckFailure,
    Difference,
    Model,
    Place,
    Subject,
    Wire,
    WireObject,
} from "../../../preview/model";
import { shapeOf, type Property } from "./sdkShape";

/**
 * A model of any resource of @pulumi/aws, from nothing but the SDK's own declarations: what is required, what the
 * provider computes. It knows no formats and no rules of AWS.
 */
export const SDK_MODEL: Model = {
    knows: (type) => shapeOf(type) !== undefined,
    check,
    create: (subject, inputs, place, preview) => {
        const filled = (property: Property): Wire => {
            if (property.name === "region") {
                return place.region;
            }
            return preview ? UNKNOWN : madeUp(property, subject, place);
        };
        const outputs = Object.fromEntries(
            (shapeOf(subject.type) ?? []).map((property): [string, Wire] => [
                property.name,
                inputs[property.name] ?? (property.computed ? filled(property) : null),
            ]),
        );
        return { id: preview ? UNKNOWN : idOf(subject), outputs };
    },
    diff,
    invoke: (token, args) => ({
        kind: "unanswered",
        reason: "the declarations tell no results",
        answersEntry: { token, args },
    }),
};

/** Properties that name a thing at AWS; under another name it is another thing. */
const NAMES = ["name", "bucket", "region"];

function check(subject: Subject, inputs: WireObject, seed: Uint8Array): Checked {
    const shape = shapeOf(subject.type);
    if (shape === undefined) {
        return { inputs, failures: [{ property: "", reason: `unknown type ${subject.type}` }] };
    }
    const named =
        inputs["name"] === undefined && shape.some(({ name, input }) => name === "name" && input);
    const random = Buffer.from(seed).toString("hex").slice(0, 7);
    return {
        inputs: {
            ...inputs,
            ...(named ? { name: `${subject.name}-${random}`, __defaults: ["name"] } : {}),
        },
        failures: [...unknownNames(shape, inputs), ...missingNames(shape, inputs)],
    };
}

function unknownNames(shape: readonly Property[], inputs: WireObject): readonly CheckFailure[] {
    const names = new Set(shape.filter(({ input }) => input).map(({ name }) => name));
    return Object.keys(inputs)
        .filter((key) => !names.has(key) && key !== "__defaults")
        .map((property) => ({ property, reason: "is no argument of this resource" }));
}

function missingNames(shape: readonly Property[], inputs: WireObject): readonly CheckFailure[] {
    return shape
        .filter(({ name, required }) => required && inputs[name] === undefined)
        .map(({ name }) => ({ property: name, reason: "is required" }));
}

function diff(_: Subject, olds: WireObject, news: WireObject): Difference {
    const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
        (key) => key !== "__defaults" && JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
    );
    return { changed, replaced: changed.filter((key) => NAMES.includes(key)) };
}

function idOf(subject: Subject): string {
    return createHash("sha256").update(subject.urn).digest("hex").slice(0, 12);
}

function madeUp({ name, kind }: Property, subject: Subject, place: Place): Wire {
    switch (kind) {
        case "string":
            return name === "arn"
                ? `arn:${place.partition}:${serviceOf(subject)}:${place.region}:${place.account}:${subject.name}`
                : `${name} of ${subject.name}`;
        case "number":
            return 0;
        case "boolean":
            return false;
        case "array":
            return [];
        case "object":
            return {};
    }
}

function serviceOf({ type }: Subject): string {
    return type.split(":")[1]?.split("/")[0] ?? "";
}
