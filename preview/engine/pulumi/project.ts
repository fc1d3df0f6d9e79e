import { basename } from "node:path";
import type { Setting } from "../configuration";
import { PreviewError } from "../failure";
import { isRecord, projectSettings, readProjectFile } from "../project";

/** What Pulumi.yaml says, of a program in any language. */
export interface EngineProject {
    readonly name: string;
    /** Where Pulumi.yaml lies. */
    readonly directory: string;
    /** `nodejs`, `python`, … */
    readonly runtime: string;
    /** Values that every stack has unless it says otherwise, by full key. */
    readonly settings: ReadonlyMap<string, Setting>;
    /** The providers that the project itself says where to find, which then come before those on the PATH. */
    readonly providers: readonly string[];
}

/** Reads Pulumi.yaml; throws a {@link PreviewError} where there is none, or it lacks a name or a runtime. */
export function readEngineProject(directory: string): EngineProject {
    const { root, file, name, content } = readProjectFile(directory);
    const { runtime, plugins, packages, config } = content;
    const language = textIn(recordOf(runtime)["name"]) || textIn(runtime);
    // The engine takes a project without one for a program that makes nothing, and finds nothing wrong with it.
    if (language === "") throw new PreviewError(`${file} has no runtime.`);
    return {
        name,
        directory: root,
        runtime: language,
        settings: projectSettings(config, name),
        providers: [...pluginNames(plugins), ...packageNames(packages)],
    };
}

/** @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/#plugins-options */
function pluginNames(plugins: unknown): readonly string[] {
    const { providers } = recordOf(plugins);
    return Array.isArray(providers)
        ? providers.map((one: unknown) => textIn(recordOf(one)["name"])).filter((one) => one !== "")
        : [];
}

/** A package is named by its key; the provider that serves it may have a name of its own. */
function packageNames(packages: unknown): readonly string[] {
    return Object.entries(recordOf(packages)).flatMap(([key, value]) => {
        const source = textIn(value) || textIn(recordOf(value)["source"]);
        return [key, ...(/[/\\:]/.test(source) || source === "" ? [] : [basename(source)])];
    });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    return isRecord(value) ? value : {};
}

function textIn(value: unknown): string {
    return typeof value === "string" ? value : "";
}
