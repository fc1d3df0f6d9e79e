import { createHash } from "node:crypto";
import type { Autonaming, Subject, WireObject } from "../model";
import type { Autoname, TypeRow } from "./row";
import type { TypeSchema } from "./schema";
import { reveal } from "../values";

const MAX_LENGTH = 255;
const RANDOM_LENGTH = 7;

/** What came of naming a resource. */
export type Named =
    | { readonly kind: "named"; readonly property: string; readonly name: string }
    /** The program named it, or the type has no names. */
    | { readonly kind: "unnamed" }
    | { readonly kind: "refused"; readonly reason: string };

/** How resources of a type are named: by its row, else by the `name` among its inputs, if there is one. */
export function autonameOf(row: TypeRow, schema: TypeSchema): Autoname | undefined {
    const usual = schema.inputs["name"] === "string" && !schema.required.includes("name");
    return row.autoname ?? (usual ? { property: "name" } : undefined);
}

/** The name that the bridge gives a resource which the program left unnamed. */
export function nameFor(
    rule: Autoname | undefined,
    subject: Subject,
    inputs: WireObject,
    seed: Uint8Array,
): Named {
    if (rule === undefined || rule.property in inputs) return { kind: "unnamed" };
    if (rule.unless !== undefined && rule.unless in inputs) return { kind: "unnamed" };
    const { property } = rule;
    if (subject.autonaming !== undefined) return namedBy(subject.autonaming, rule, inputs);
    if (rule.plain === true) return { kind: "named", property, name: subject.name };
    const base = `${rule.lowerCase === true ? subject.name.toLowerCase() : subject.name}-`;
    const maxLength = rule.maxLength ?? MAX_LENGTH;
    if (base.length + RANDOM_LENGTH > maxLength) {
        return { kind: "refused", reason: tooLong(subject, base, maxLength) };
    }
    const name = `${base}${randomPart(seed, base)}`;
    return { kind: "named", property, name: withAffixes(name, rule, inputs) };
}

/** The name that the engine asks for: the bridge adapts a proposal, and takes what is enforced as it is. */
function namedBy(autonaming: Autonaming, rule: Autoname, inputs: WireObject): Named {
    const { property, maxLength = MAX_LENGTH } = rule;
    switch (autonaming.kind) {
        case "enforced":
            return { kind: "named", property, name: autonaming.name };
        case "disabled":
            return {
                kind: "refused",
                reason: "automatic naming is disabled but no explicit name was provided",
            };
        case "proposed": {
            const name = rule.lowerCase === true ? autonaming.name.toLowerCase() : autonaming.name;
            return name.length > maxLength
                ? {
                      kind: "refused",
                      reason: `calculated name '${name}' exceeds maximum length of ${maxLength}`,
                  }
                : { kind: "named", property, name: withAffixes(name, rule, inputs) };
        }
    }
}

/** As the bridge words it; it stops a preview of the real provider, too. */
function tooLong(subject: Subject, base: string, maxLength: number): string {
    return (
        `could not make instance of '${subject.type}': name '${base}' plus ` +
        `${RANDOM_LENGTH} random chars is longer than maximum length ${maxLength}`
    );
}

function randomPart(seed: Uint8Array, base: string): string {
    return createHash("sha256").update(seed).update(base).digest("hex").slice(0, RANDOM_LENGTH);
}

function withAffixes(name: string, rule: Autoname, inputs: WireObject): string {
    const prefix = rule.prefix === undefined || name.startsWith(rule.prefix) ? "" : rule.prefix;
    const ends =
        rule.suffix !== undefined && reveal(inputs[rule.suffix.when] ?? null) === true
            ? rule.suffix.text
            : "";
    return `${prefix}${name}${ends}`;
}
