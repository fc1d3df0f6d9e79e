import {
    chmodSync,
    cpSync,
    existsSync,
    linkSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { atEnd } from "../ending";
import { messageOf } from "../failure";
import { UnfitError } from "./failure";

/** A place outside the project for everything that the engine writes, and for what stands in its providers' place. */
export interface Scratch {
    readonly folder: string;
    /** A project of the same name, for the commands that write configuration. */
    readonly project: string;
    /** The engine's own log of events. */
    readonly events: string;
    /** The engine's log of calls, to the policy pack among others. */
    readonly calls: string;
    /** Where the providers agree on accounts that they make up. */
    readonly claims: string;
    /** What the providers tell. */
    readonly told: string;
    /** The names of refused providers that the engine started all the same, a line each. */
    readonly refused: string;
    /** What has to stand in the environment of the command. */
    readonly environment: NodeJS.ProcessEnv;
    dispose(): void;
}

const PLUGIN = /^pulumi-resource-([\w-]+?)(?:\.exe|\.cmd)?$/;
const INSTALLED = /^resource-([\w-]+?)-v\d/;

/** What stands in the place of a provider that would reach its cloud. */
const REFUSE = `
const [, , file, name] = process.argv;
require("node:fs").appendFileSync(file, name + "\\n");
process.exitCode = 1;
`;

/** The provider of components that this package itself is: it creates nothing but through the engine. */
const OWN_PACKAGE = "pulumi-lambda-kafka";

/**
 * Makes the place.
 * @param allowed the packages whose real providers may be started
 */
export function makeScratch(cli: string, allowed: readonly string[]): Scratch {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
    const remove = (): void => {
        // A plugin that is just ending may still write there.
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    const release = atEnd(remove);
    const dispose = (): void => {
        release();
        remove();
    };
    try {
        return { ...fill(folder, cli, allowed), dispose };
    } catch (error) {
        dispose();
        throw new UnfitError(
            `The pulumi CLI cannot be given a place of its own: ${messageOf(error)}`,
        );
    }
}

function fill(folder: string, cli: string, allowed: readonly string[]): Omit<Scratch, "dispose"> {
    const at = (name: string): string => join(folder, name);
    for (const name of ["bin", "claims", "home", "project", "state"]) mkdirSync(at(name));
    const refused = at("refused");
    const isAllowed = (name: string): boolean => name === OWN_PACKAGE || allowed.includes(name);
    const path = [dirname(cli), ...(process.env["PATH"] ?? "").split(delimiter)];
    writeExecutable(at("bin"), "pulumi-resource-aws", providerScript());
    writeFileSync(at("refuse.js"), REFUSE);
    const found = path.flatMap((one) => namesIn(one, PLUGIN));
    for (const name of new Set(found)) {
        if (name === "aws" || isAllowed(name)) continue;
        const words = [at("refuse.js"), refused, name];
        writeExecutable(at("bin"), `pulumi-resource-${name}`, words);
    }
    linkInstalledPlugins(at("home"), isAllowed);
    return {
        folder,
        project: at("project"),
        events: at("events.json"),
        calls: at("calls.json"),
        claims: at("claims"),
        told: at("told.json"),
        refused,
        environment: environment(folder, [at("bin"), ...path]),
    };
}

/** The engine's home, with the user's plugins but not the user's login. */
function linkInstalledPlugins(home: string, isAllowed: (name: string) => boolean): void {
    const own = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
    const plugins = join(own, "plugins");
    mkdirSync(join(home, "plugins"));
    if (!existsSync(plugins)) return;
    for (const plugin of readdirSync(plugins, { withFileTypes: true })) {
        const name = INSTALLED.exec(plugin.name)?.[1];
        if (!plugin.isDirectory() || (name !== undefined && !isAllowed(name))) continue;
        // The engine takes no link for a plugin's folder, but what is in the folder may be links.
        const folder = join(home, "plugins", plugin.name);
        mkdirSync(folder);
        for (const part of readdirSync(join(plugins, plugin.name), { withFileTypes: true })) {
            const kind = part.isDirectory() ? "junction" : "file";
            linkOrCopy(join(plugins, plugin.name, part.name), join(folder, part.name), kind);
        }
    }
}

/** Links to files need a privilege on Windows, and not every file system has hard ones. */
function linkOrCopy(from: string, to: string, kind: "junction" | "file"): void {
    try {
        symlinkSync(from, to, kind);
    } catch {
        try {
            linkSync(from, to);
        } catch {
            cpSync(from, to, { recursive: true, dereference: true });
        }
    }
}

function namesIn(directory: string, pattern: RegExp): readonly string[] {
    try {
        return readdirSync(directory).flatMap((file) => pattern.exec(file)?.[1] ?? []);
    } catch {
        return [];
    }
}

/** Neither the user's backend nor anything that would steer the command elsewhere. */
function environment(folder: string, path: readonly string[]): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
        ([name]) => !STEERING.includes(name) && !name.startsWith("PULUMI_OPTION_"),
    );
    return {
        ...Object.fromEntries(inherited),
        PATH: path.join(delimiter),
        PULUMI_HOME: join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_SKIP_CONFIRMATIONS: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
        // The event log is a debugging aid of the CLI.
        PULUMI_DEBUG_COMMANDS: "true",
        // Types are the editor's and CI's affair: checking them takes several times as long as all the rest.
        PULUMI_NODEJS_TRANSPILE_ONLY: process.env["PULUMI_NODEJS_TRANSPILE_ONLY"] ?? "true",
        PYTHONDONTWRITEBYTECODE: "1",
        NO_COLOR: "1",
    };
}

const STEERING: readonly string[] = [
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_API",
    "PULUMI_BACKEND_URL",
    "PULUMI_CONFIG",
    "PULUMI_CONFIG_PASSPHRASE",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_DEBUG_GRPC",
    "PULUMI_DEBUG_PROVIDERS",
    "PULUMI_IGNORE_AMBIENT_PLUGINS",
    "PULUMI_STACK",
    "FORCE_COLOR",
];

/** The script in this directory, compiled or, from the sources, with the loader that this process runs with. */
function providerScript(): readonly string[] {
    const main = join(__dirname, "..", "provider", "main");
    return __filename.endsWith(".ts")
        ? ["--require", require.resolve("tsx/cjs"), `${main}.ts`]
        : [`${main}.js`];
}

function writeExecutable(bin: string, name: string, nodeArguments: readonly string[]): void {
    if (process.platform === "win32") {
        const words = [process.execPath, ...nodeArguments].map((word) => `"${word}"`);
        writeFileSync(join(bin, `${name}.cmd`), `@${words.join(" ")} %*\r\n`);
        return;
    }
    const file = join(bin, name);
    const words = [process.execPath, ...nodeArguments].map(quoted);
    writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
    chmodSync(file, 0o755);
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
