import { UNKNOWN } from "../model";
import type { Wire, WireObject } from "../model";
import type { PreviewedResource } from "./result";
import { isList, isObject, isSecret, parseJson, secret } from "../values";
import { messageOf, PreviewError } from "./failure";
import type { Note } from "./result";
import { nameOf, providerUrnOf, STACK_TYPE } from "./urn";
import type { StackName } from "./urn";
import { parseWire, wireOf } from "./wire";

/** What a state tells. */
export interface State {
    readonly name: StackName;
    /** Without those that are to be deleted. */
    readonly resources: readonly PreviewedResource[];
    readonly notes: readonly Note[];
}

/** Reads a deployment of version 3, as text or parsed; throws one {@link PreviewError} when it is something else. */
export function parseState(state: unknown): State {
    const { version, deployment } = objectAt(wireFrom(state), "the file");
    if (version !== 3) {
        throw malformed(
            `${version === undefined ? "it has no version" : `its version is ${JSON.stringify(version)}`}; this reads version 3`,
        );
    }
    const { resources } = objectAt(deployment, "deployment");
    // A stack that was destroyed has no list at all.
    const all = resources === undefined || resources === null ? [] : listAt(resources, "resources");
    const encrypted: string[] = [];
    const kept = all.flatMap((value, at) => {
        const where = `deployment.resources[${at}]`;
        const resource = objectAt(value, where);
        return resource["delete"] === true ? [] : [resourceAt(resource, where, encrypted)];
    });
    return {
        name: stackNameOf(kept),
        resources: kept,
        notes: [...new Set(encrypted)].map((urn) => ({
            kind: "secret",
            message: `${nameOf(urn)} has encrypted values, which are unknown here: \`pulumi stack export --show-secrets\` writes them in plain text.`,
        })),
    };
}

function resourceAt(resource: WireObject, where: string, encrypted: string[]): PreviewedResource {
    const urn = textAt(resource["urn"], `${where}.urn`);
    if (!/^urn:pulumi:.+::.*::.+::/.test(urn)) throw malformed(`${where}.urn is not a URN`);
    const opened = (properties: Wire | undefined, key: string): WireObject => {
        if (properties === undefined || properties === null) return {};
        return open(objectAt(properties, `${where}.${key}`), urn, encrypted);
    };
    const { id, parent, provider, dependencies, propertyDependencies } = resource;
    return {
        urn,
        type: textAt(resource["type"], `${where}.type`),
        name: nameOf(urn),
        custom: resource["custom"] === true,
        external: resource["external"] === true,
        ...(typeof id === "string" && id !== "" ? { id } : {}),
        inputs: opened(resource["inputs"], "inputs"),
        outputs: opened(resource["outputs"], "outputs"),
        ...(typeof parent === "string" && parent !== "" ? { parent } : {}),
        dependencies: textsAt(dependencies, `${where}.dependencies`),
        propertyDependencies: Object.fromEntries(
            Object.entries(isObject(propertyDependencies) ? propertyDependencies : {}).map(
                ([key, urns]) => [key, textsAt(urns, `${where}.propertyDependencies.${key}`)],
            ),
        ),
        ...(typeof provider === "string" && provider !== ""
            ? { provider: providerUrnOf(provider) }
            : {}),
        protect: resource["protect"] === true,
        options: {
            ignoreChanges: textsAt(resource["ignoreChanges"], `${where}.ignoreChanges`),
            additionalSecretOutputs: textsAt(
                resource["additionalSecretOutputs"],
                `${where}.additionalSecretOutputs`,
            ),
        },
    };
}

/** Properties with every encrypted value unknown, and every secret in plain text as an envelope of the wire. */
function open(properties: WireObject, urn: string, encrypted: string[]): WireObject {
    const opened = (value: Wire): Wire => {
        if (isList(value)) return value.map(opened);
        if (!isObject(value)) return value;
        if (!isSecret(value)) return open(value, urn, encrypted);
        const { plaintext } = value;
        if (typeof plaintext === "string") {
            return secret(opened(secretFrom(plaintext, urn)));
        }
        encrypted.push(urn);
        return secret(UNKNOWN);
    };
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, opened(value)]),
    );
}

function stackNameOf(resources: readonly PreviewedResource[]): StackName {
    const urn = (resources.find(({ type }) => type === STACK_TYPE) ?? resources[0])?.urn ?? "";
    const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
    return { organization: "organization", project, stack };
}

/** Properties of resources come nowhere near this; recursion ends some ten times as deep. */
const MOST_LEVELS = 256;

function wireFrom(state: unknown): Wire {
    let value: unknown;
    try {
        value = typeof state === "string" ? parseWire(state) : state;
        if (!isNestedDeeper(value, MOST_LEVELS)) return wireOf(value);
    } catch (error) {
        throw malformed(`it is not JSON: ${messageOf(error)}`);
    }
    throw malformed(`it is nested deeper than ${MOST_LEVELS} levels`);
}

function isNestedDeeper(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null) return false;
    return levels === 0 || Object.values(value).some((item) => isNestedDeeper(item, levels - 1));
}

/** The value of a secret in plain text; what is wrong with it is not shown. */
function secretFrom(plaintext: string, urn: string): Wire {
    const value = parseJson(plaintext);
    if (value === undefined || isNestedDeeper(value, MOST_LEVELS)) {
        throw malformed(
            `a secret of ${nameOf(urn)} is not JSON, or is nested deeper than ${MOST_LEVELS} levels`,
        );
    }
    return value;
}

function objectAt(value: Wire | undefined, where: string): WireObject {
    if (!isObject(value)) throw malformed(`${where} must be an object`);
    return value;
}

function listAt(value: Wire, where: string): readonly Wire[] {
    if (!isList(value)) throw malformed(`${where} must be a list`);
    return value;
}

function textAt(value: Wire | undefined, where: string): string {
    if (typeof value !== "string" || value === "") throw malformed(`${where} must be a string`);
    return value;
}

function textsAt(value: Wire | undefined, where: string): readonly string[] {
    if (value === undefined || value === null) return [];
    return listAt(value, where).map((item, at) => textAt(item, `${where}[${at}]`));
}

function malformed(what: string): PreviewError {
    return new PreviewError(`The state is not what \`pulumi stack export\` writes: ${what}.`);
}
