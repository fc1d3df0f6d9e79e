import type { Wire, WireObject } from "../../model";
import { isList, isObject } from "../../values";
import { PreviewError } from "../failure";
import type { PolicyConfig } from "../result";

const LEVELS = ["advisory", "mandatory", "disabled", "remediate"] as const;

/** How the engine weighs a policy. */
export type Enforcement = (typeof LEVELS)[number];

/** A policy as the pack describes it. */
export interface PolicyInfo {
    readonly name: string;
    readonly level: Enforcement;
    /** JSON schemas of the policy's own properties, by name. */
    readonly schema: WireObject;
    readonly required: readonly string[];
}

/** What a policy is configured with in the end. */
export interface PolicySettings {
    readonly level: Enforcement;
    readonly properties: WireObject;
}

/**
 * The settings of every policy as the engine reconciles them: the policy's own, then what the pack sets, then what the
 * user does; in each, `all` before the policy's name. Throws a {@link PreviewError} with everything that is wrong.
 */
export function reconcile(
    policies: readonly PolicyInfo[],
    initial: ReadonlyMap<string, PolicySettings>,
    config: PolicyConfig,
): ReadonlyMap<string, PolicySettings> {
    const names = new Set(policies.map(({ name }) => name));
    const strangers = Object.keys(config).filter((name) => name !== "all" && !names.has(name));
    const settings = new Map(
        policies.map((policy) => {
            const own: PolicySettings = {
                level: policy.level,
                properties: defaultsOf(policy.schema),
            };
            const configured = [
                initial.get("all"),
                initial.get(policy.name),
                partOf("all", config["all"]),
                partOf(policy.name, config[policy.name]),
            ];
            return [
                policy.name,
                configured.reduce<PolicySettings>(
                    (result, part) => ({
                        level: part?.level ?? result.level,
                        properties: { ...result.properties, ...part?.properties },
                    }),
                    own,
                ),
            ] as const;
        }),
    );
    const wrong = [
        ...strangers.map((name) => `${name}: the pack has no policy of this name`),
        ...policies.flatMap((policy) =>
            mistakes(policy, settings.get(policy.name)?.properties ?? {}).map(
                (mistake) => `${policy.name}: ${mistake}`,
            ),
        ),
    ];
    if (wrong.length > 0) {
        throw new PreviewError(["The policy configuration is invalid:", ...wrong].join("\n  "));
    }
    return settings;
}

function partOf(name: string, value: string | WireObject | undefined): Partial<PolicySettings> {
    if (value === undefined) return {};
    if (typeof value === "string") return { level: levelOf(name, value) };
    const { enforcementLevel, ...properties } = value;
    return {
        ...(enforcementLevel === undefined ? {} : { level: levelOf(name, enforcementLevel) }),
        ...(name === "all" ? {} : { properties }),
    };
}

function levelOf(name: string, value: Wire): Enforcement {
    const level = LEVELS.find((known) => known === value);
    if (level !== undefined) return level;
    throw new PreviewError(
        `The policy configuration is invalid: ${name}: ${JSON.stringify(value)} is not an enforcement level; use one of ${LEVELS.join(", ")}.`,
    );
}

function defaultsOf(schema: WireObject): WireObject {
    return Object.fromEntries(
        Object.entries(schema).flatMap(([key, property]): [string, Wire][] => {
            const value = isObject(property) ? property["default"] : undefined;
            return value === undefined ? [] : [[key, value]];
        }),
    );
}

/** As the engine does, which takes properties that a policy does not have without a word. */
function mistakes({ schema, required }: PolicyInfo, properties: WireObject): readonly string[] {
    return objectMistakes({ properties: schema, required }, properties, "");
}

function valueMistakes(schema: Wire | undefined, value: Wire, path: string): readonly string[] {
    if (!isObject(schema)) return [];
    const { type, enum: choices, items, minLength = 0 } = schema;
    if (typeof type === "string" && !hasType(value, type)) {
        return [`${path} must be of the type ${type}`];
    }
    if (isList(choices) && !choices.includes(value)) {
        return [`${path} must be one of ${JSON.stringify(choices)}`];
    }
    if (value === "" && minLength !== 0) return [`${path} must not be empty`];
    if (isList(value)) {
        return value.flatMap((each, at) => valueMistakes(items, each, `${path}[${at}]`));
    }
    return isObject(value) ? objectMistakes(schema, value, `${path}.`) : [];
}

function objectMistakes(
    { properties, required, additionalProperties }: WireObject,
    value: WireObject,
    path: string,
): readonly string[] {
    const known = isObject(properties) ? properties : {};
    const strangers = additionalProperties === false ? Object.keys(value) : [];
    return [
        ...(isList(required) ? required : [])
            .filter((key) => typeof key === "string")
            .filter((key) => value[key] === undefined)
            .map((key) => `${path}${key} is required`),
        ...strangers
            .filter((key) => !Object.hasOwn(known, key))
            .map(
                (key) => `${path}${key} is not known; use one of ${Object.keys(known).join(", ")}`,
            ),
        ...Object.entries(known).flatMap(([key, schema]) => {
            const own = value[key];
            return own === undefined ? [] : valueMistakes(schema, own, `${path}${key}`);
        }),
    ];
}

/** @see https://json-schema.org/understanding-json-schema/reference/type */
function hasType(value: Wire, type: string): boolean {
    switch (type) {
        case "array":
            return isList(value);
        case "object":
            return isObject(value);
        case "integer":
            return Number.isInteger(value);
        case "null":
            return value === null;
        default:
            return typeof value === type;
    }
}
