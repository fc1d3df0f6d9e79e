import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { fullKey, settingOf } from "./configuration";
import type { Setting } from "./configuration";
import { messageOf, PreviewError } from "./failure";

/** What Pulumi.yaml says of a program. */
export interface Project {
    readonly name: string;
    /** Where Pulumi.yaml lies. */
    readonly directory: string;
    /** Where the program lies: `main`, or the directory itself. */
    readonly programDirectory: string;
    /** The file to run, or `.` for what package.json says. */
    readonly entryPoint: string;
    readonly nodeArgs: readonly string[];
    readonly typescript: boolean;
    /** Values that every stack has unless it says otherwise, by full key. */
    readonly settings: ReadonlyMap<string, Setting>;
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"] as const;

/** Reads Pulumi.yaml; throws a {@link PreviewError} on anything but a Node.js program. */
export function readProject(directory: string): Project {
    const { root, file, name, content } = readProjectFile(directory);
    const { main, runtime, config } = content;
    const options = runtimeOptions(runtime, file);
    const nodeArgs = options["nodeargs"];
    const mainPath = join(root, typeof main === "string" ? main : ".");
    const isFile = typeof main === "string" && !isDirectory(mainPath);
    return {
        name,
        directory: root,
        programDirectory: isFile ? join(mainPath, "..") : mainPath,
        entryPoint: isFile ? basename(mainPath) : ".",
        nodeArgs: typeof nodeArgs === "string" ? nodeArgs.split(/\s+/).filter(Boolean) : [],
        typescript: options["typescript"] !== false,
        settings: projectSettings(config, name),
    };
}

/** A project file of a program in any language, as far as it is the same for all. */
export interface ProjectFile {
    readonly file: string;
    /** Where it lies. */
    readonly root: string;
    readonly name: string;
    readonly content: Readonly<Record<string, unknown>>;
}

/** Finds and reads Pulumi.yaml; throws a {@link PreviewError} where there is none, or it has no name. */
export function readProjectFile(directory: string): ProjectFile {
    const root = resolve(directory);
    const file = PROJECT_FILES.map((name) => join(root, name)).find((path) => existsSync(path));
    if (file === undefined) throw new PreviewError(`There is no Pulumi.yaml in ${root}.`);
    const content = readYaml(file);
    const { name } = content;
    if (typeof name !== "string" || name === "") throw new PreviewError(`${file} has no name.`);
    return { file, root, name, content };
}

/** The stack to preview when none is said: the only one that has a file, else `dev`. */
export function defaultStack(directory: string): string {
    const { folder, extension } = stackFiles(directory);
    const files = existsSync(folder) ? readdirSync(folder) : [];
    const stacks = files
        .filter((file) => file.startsWith(PREFIX) && extname(file) === extension)
        .map((file) => file.slice(PREFIX.length, -extension.length))
        .filter((stack) => stack !== "");
    return stacks.length === 1 && stacks[0] !== undefined ? stacks[0] : "dev";
}

/**
 * The configuration that a stack file holds, by full key; empty when there is no file.
 * @param file a file that was named must exist
 */
export function readStackSettings(
    project: Project,
    stack: string,
    file?: string,
): ReadonlyMap<string, Setting> {
    const path = file ?? stackFile(project.directory, stack);
    if (path === undefined) return new Map();
    return new Map(
        Object.entries(configIn(readYaml(path), path)).map(([key, value]) => [
            fullKey(key, project.name),
            settingOf(value),
        ]),
    );
}

/** The file that holds a stack's configuration, if there is one. */
export function stackFile(directory: string, stack: string): string | undefined {
    const { folder, extension } = stackFiles(directory);
    const file = join(folder, `${PREFIX}${stack}${extension}`);
    return existsSync(file) ? file : undefined;
}

const PREFIX = "Pulumi.";

/** Where the CLI writes stack files: beside the project file or where that says, and in the same format. */
function stackFiles(directory: string): { readonly folder: string; readonly extension: string } {
    const { root, file, content } = readProjectFile(directory);
    // A text as `config` is the older form, which the CLI still reads.
    const { stackConfigDir = content["config"] } = content;
    return {
        folder: join(root, typeof stackConfigDir === "string" ? stackConfigDir : "."),
        extension: extname(file),
    };
}

/** The values that a stack file holds, by the keys in it. */
export function configIn(
    content: Readonly<Record<string, unknown>>,
    file: string,
): Readonly<Record<string, unknown>> {
    const config = content["config"] ?? {};
    if (!isRecord(config)) {
        throw new PreviewError(`${file} is malformed: \`config\` must be a mapping.`);
    }
    return config;
}

/** Reads a YAML file that holds a mapping. */
export function readYaml(path: string): Readonly<Record<string, unknown>> {
    let content: unknown;
    try {
        content = parse(readFileSync(path, "utf8"));
    } catch (error) {
        throw new PreviewError(`${path} cannot be read: ${messageOf(error)}`);
    }
    if (content === null || content === undefined) return {};
    if (!isRecord(content)) throw new PreviewError(`${path} is malformed: it must be a mapping.`);
    return content;
}

function runtimeOptions(runtime: unknown, file: string): Readonly<Record<string, unknown>> {
    const name = isRecord(runtime) ? runtime["name"] : runtime;
    if (name !== "nodejs") {
        throw new PreviewError(
            `${file} has the runtime ${JSON.stringify(name)}. The embedded engine runs programs with the runtime nodejs; the pulumi CLI previews programs in every language.`,
        );
    }
    const options = isRecord(runtime) ? runtime["options"] : undefined;
    return isRecord(options) ? options : {};
}

/**
 * Values and defaults that Pulumi.yaml gives its stacks.
 * @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/#config-options
 */
export function projectSettings(config: unknown, project: string): ReadonlyMap<string, Setting> {
    return new Map(
        Object.entries(isRecord(config) ? config : {}).flatMap(
            ([key, declared]): [string, Setting][] => {
                const value = isRecord(declared)
                    ? (declared["value"] ?? declared["default"])
                    : declared;
                return value === undefined ? [] : [[fullKey(key, project), settingOf(value)]];
            },
        ),
    );
}

/** Whether a value that YAML held is a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDirectory(path: string): boolean {
    try {
        readdirSync(path);
        return true;
    } catch {
        return false;
    }
}
