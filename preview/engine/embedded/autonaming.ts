import { createHash } from "node:crypto";
import type { Autonaming, Subject, Wire, WireObject } from "../../model";
import { isObject } from "../../values";
import type { Configuration } from "../configuration";
import { PreviewError } from "../failure";
import type { StackName } from "../urn";
import { packageOf } from "../urn";
import { parseWire } from "../wire";

/** What the stack's configuration asks of the name of a resource; `undefined`: nothing. */
export type Autonamer = (subject: Subject, seed: Uint8Array) => Autonaming | undefined;

/** One section of the configuration: for everything, for a package, or for one type. */
type Section = (name: string, seed: Uint8Array) => Autonaming | undefined;

/**
 * Reads `pulumi:autonaming`. What is said of a type counts, else what is said of its package, else what is said of all;
 * a package with a section of its own does not inherit.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export function autonamerOf(configuration: Configuration, stack: StackName): Autonamer {
    const written = configuration.settings.get("pulumi:autonaming");
    if (written === undefined) return () => undefined;
    const read = (section: Wire | undefined): Section =>
        sectionOf(objectOf(section), (pattern) => resolved(pattern, stack, configuration));
    const root = objectOf(parsed(written.text));
    const everything = read(root);
    const packages = new Map(
        Object.entries(objectOf(root["providers"])).map(([name, section]) => [
            name,
            {
                everything: read(section),
                types: new Map(
                    Object.entries(objectOf(objectOf(section)["resources"])).map(
                        ([type, one]) => [type, read(one)] as const,
                    ),
                ),
            },
        ]),
    );
    return ({ type, name }, seed) => {
        const own = packages.get(packageOf(type));
        const section = own === undefined ? everything : (own.types.get(type) ?? own.everything);
        return section(name, seed);
    };
}

function sectionOf(section: WireObject, resolve: (pattern: string) => string): Section {
    const { mode, pattern, enforce } = section;
    if (mode !== undefined && (pattern !== undefined || enforce !== undefined)) {
        throw refused("cannot specify both mode and pattern/enforce");
    }
    if (typeof pattern === "string") {
        const kind = enforce === true ? "enforced" : "proposed";
        const stated = resolve(pattern);
        return (name, seed) => ({ kind, name: generated(stated, name, seed) });
    }
    if (mode === undefined || mode === "default") return () => undefined;
    if (mode === "verbatim") return (name) => ({ kind: "enforced", name });
    if (mode === "disabled") return () => ({ kind: "disabled" });
    throw refused(`invalid naming mode: ${JSON.stringify(mode)}`);
}

/** What is the same for all resources of the stack. */
function resolved(pattern: string, stack: StackName, { settings }: Configuration): string {
    return (
        pattern
            // A function each: in a string of its own `$&` would stand for what is replaced.
            .replaceAll("${organization}", () => stack.organization)
            .replaceAll("${project}", () => stack.project)
            .replaceAll("${stack}", () => stack.stack)
            .replace(/\$\{config\.([^}]+)\}/g, (_, key: string) => {
                const setting = settings.get(`${stack.project}:${key}`);
                if (setting === undefined) throw refused(`no value found for key "${key}"`);
                return setting.text;
            })
    );
}

const CHARACTERS: Readonly<Record<string, string>> = {
    hex: "0123456789abcdef",
    alphanum: "abcdefghijklmnopqrstuvwxyz0123456789",
    string: "abcdefghijklmnopqrstuvwxyz",
    num: "0123456789",
};

/** The name of one resource; its random parts follow from the seed, and are not those that the engine will draw. */
function generated(pattern: string, name: string, seed: Uint8Array): string {
    let drawn = 0;
    const draw = (characters: string, length: number): string =>
        Array.from({ length }, () => {
            const hash = createHash("sha256").update(seed).update(String(drawn++)).digest();
            return characters[hash.readUInt32BE() % characters.length] ?? "";
        }).join("");
    return pattern
        .replaceAll("${name}", () => name)
        .replace(/\$\{(hex|alphanum|string|num)\((\d+)\)\}/g, (_, kind: string, length: string) =>
            draw(CHARACTERS[kind] ?? "", Number(length)),
        )
        .replaceAll("${uuid}", () =>
            [8, 4, 4, 4, 12].map((length) => draw(CHARACTERS["hex"] ?? "", length)).join("-"),
        );
}

function parsed(text: string): Wire {
    try {
        return parseWire(text);
    } catch {
        throw refused(`it is not an object: ${text}`);
    }
}

function objectOf(value: Wire | undefined): WireObject {
    if (value === undefined) return {};
    if (!isObject(value)) throw refused(`${JSON.stringify(value)} is not an object`);
    return value;
}

function refused(reason: string): PreviewError {
    return new PreviewError(`pulumi:autonaming cannot be read: ${reason}.`);
}
