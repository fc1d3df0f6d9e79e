import { UNKNOWN } from "../model";
import type { Wire, WireObject } from "../model";
import type { PreviewedResource } from "./result";
import { SIGNATURE, isList, isObject } from "../values";
import { PreviewError } from "./failure";
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

const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Reads a deployment of version 3, as text or parsed; throws one {@link PreviewError} when it is something else. */
export function parseState(state: unknown): State {
    const { version, deployment } = objectAt(wireFrom(state), "the file");
    if (version !== 3) {
        throw malformed(
            `its version is ${JSON.stringify(version ?? null)}; this reads version 3, as \`pulumi stack export\` writes it`,
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
    if (!/^urn:pulumi:.+::.*::.+::/.test(urn)) throw malformed(`${where}.urn is no URN`);
    const opened = (properties: Wire | undefined, key: string): WireObject => {
        if (properties === undefined || properties === null) return {};
        return open(objectAt(properties, `${where}.${key}`), () => encrypted.push(urn));
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
function open(properties: WireObject, onEncrypted: () => void): WireObject {
    const opened = (value: Wire): Wire => {
        if (isList(value)) return value.map(opened);
        if (!isObject(value)) return value;
        if (value[SIGNATURE] !== SECRET) return open(value, onEncrypted);
        const { plaintext } = value;
        if (typeof plaintext === "string") {
            return { [SIGNATURE]: SECRET, value: opened(parseWire(plaintext)) };
        }
        onEncrypted();
        return { [SIGNATURE]: SECRET, value: UNKNOWN };
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

function wireFrom(state: unknown): Wire {
    try {
        return typeof state === "string" ? parseWire(state) : wireOf(state);
    } catch (error) {
        throw malformed(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
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
    if (typeof value !== "string" || value === "") throw malformed(`${where} must be a text`);
    return value;
}

function textsAt(value: Wire | undefined, where: string): readonly string[] {
    if (value === undefined || value === null) return [];
    return listAt(value, where).map((item, at) => textAt(item, `${where}[${at}]`));
}

function malformed(what: string): PreviewError {
    return new PreviewError(`The state is not what \`pulumi stack export\` writes: ${what}.`);
}
