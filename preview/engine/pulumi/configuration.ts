import { fullKey, settingOf, type Setting } from "../configuration";
import type { EngineProject } from "./project";
import { configIn, readYaml, stackFile } from "../project";
import type { PreviewOptions } from "../result";

/** A stack's configuration, for a scratch copy of its file. */
export interface StackConfiguration {
    /** By full key, as they stand in the file, encrypted ones included. */
    readonly values: Readonly<Record<string, unknown>>;
    /** The same as a program gets them, over those of Pulumi.yaml, with placeholders for what is encrypted. */
    readonly settings: ReadonlyMap<string, Setting>;
    /** The salt, where a passphrase encrypts the values; absent where a cloud does, or nothing. */
    readonly salt?: string;
    /** The stack file imports environments, which are a cloud's. */
    readonly importsEnvironments: boolean;
}

/** Reads a stack's file; what the options say wins over it. */
export function readConfiguration(
    project: EngineProject,
    stack: string,
    options: Pick<PreviewOptions, "config" | "region" | "stackConfigFile">,
): StackConfiguration {
    const file = options.stackConfigFile ?? stackFile(project.directory, stack);
    const content = file === undefined ? {} : readYaml(file);
    const { encryptionsalt, secretsprovider, encryptedkey, environment } = content;
    const values = {
        ...byFullKey(configIn(content, file ?? ""), project.name),
        ...byFullKey(options.config ?? {}, project.name),
        ...(options.region === undefined ? {} : { "aws:region": options.region }),
    };
    const cloud = secretsprovider !== undefined || encryptedkey !== undefined;
    return {
        values,
        settings: new Map([
            ...project.settings,
            ...Object.entries(values).map(([key, value]) => [key, settingOf(value)] as const),
        ]),
        ...(typeof encryptionsalt === "string" && !cloud ? { salt: encryptionsalt } : {}),
        importsEnvironments: environment !== undefined,
    };
}

/** The values without those that are encrypted. */
export function plainValues({
    values,
    settings,
}: StackConfiguration): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(values).filter(([key]) => settings.get(key)?.secret !== true),
    );
}

/** The keys of encrypted values, with what stands in their place where they cannot be read. */
export function placeholdersIn({
    values,
    settings,
}: StackConfiguration): ReadonlyMap<string, string> {
    return new Map(
        [...settings].flatMap(([key, { text, secret }]) =>
            secret && key in values ? [[key, text]] : [],
        ),
    );
}

function byFullKey(
    config: Readonly<Record<string, unknown>>,
    project: string,
): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [fullKey(key, project), value]),
    );
}
