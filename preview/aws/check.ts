import type { Checked, Place, Subject, Wire, WireObject } from "../model";
import { autonameOf, nameFor } from "./autoname";
import type { Complaints } from "./inputs";
import { checkedProperties } from "./inputs";
import type { TypeRow } from "./row";
import type { TypeSchema } from "./schema";
import { DEFAULTS } from "./wire";

/**
 * Check as the bridge does it: what the program wrote, with the region of the provider, the autoname and the defaults
 * of the schema that are not 0, false or "" filled in; `__defaults` lists the latter two.
 */
export function checkInputs(
    subject: Subject,
    row: TypeRow,
    schema: TypeSchema,
    inputs: WireObject,
    seed: Uint8Array,
    place?: Place,
): Checked {
    const failures: Complaints = [];
    const shape = { properties: schema.inputs, required: schema.required };
    const given = checkedProperties(inputs, shape, subject.name, failures);
    const filled = new Map<string, Wire>();
    for (const [property, value] of Object.entries(row.defaults ?? {})) {
        if (!(property in given) && Boolean(value)) filled.set(property, value);
    }
    const named = nameFor(autonameOf(row, schema), subject, given, seed);
    if (named.kind === "named") filled.set(named.property, named.name);
    if (named.kind === "refused") failures.push({ property: "", reason: named.reason });
    return {
        inputs: {
            [DEFAULTS]: [...filled.keys()].toSorted(),
            ...regionOf(schema, place),
            ...given,
            ...Object.fromEntries(filled),
        },
        failures,
    };
}

/** "This matches the behavior of the upstream AWS provider", says the provider of its own region. */
function regionOf(schema: TypeSchema, place: Place | undefined): WireObject {
    return place !== undefined && "region" in schema.inputs ? { region: place.region } : {};
}
