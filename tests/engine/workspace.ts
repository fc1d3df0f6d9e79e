import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CLI, toolAt } from "./tools";

/** The repository under test. */
export const REPOSITORY = path.resolve(__dirname, "..", "..");

/** The package under test: the repository with its dist/, or a build of it elsewhere. */
export const PACKAGE = process.env["ENGINE_SUITE_PACKAGE"] ?? REPOSITORY;

/** A place of its own for a suite: engine home, state, plugins, projects. Nothing of the user's is read or written. */
export interface Workspace {
    readonly folder: string;
    readonly cli: string;
    /** The environment of every command: no credentials, no user's home of Pulumi, no network. */
    readonly env: NodeJS.ProcessEnv;
    dispose(): void;
}

/** Makes a workspace; throws where there is no CLI, which the suite's root hook has told by then. */
export function makeWorkspace(cli = toolAt(CLI)): Workspace {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lambda-kafka-engine-"));
    for (const name of ["home", "state", "bin"]) {
        mkdirSync(path.join(folder, name));
    }
    linkPlugins(path.join(folder, "bin"), cli);
    return {
        folder,
        cli,
        env: environment(folder, cli),
        dispose: () => {
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** Makes the packages that a program may import resolve from the folder, this package among them. */
export function linkPackages(folder: string): void {
    const target = path.join(folder, "node_modules");
    mkdirSync(target, { recursive: true });
    symlinkSync(PACKAGE, path.join(target, "pulumi-lambda-kafka"), "dir");
    for (const name of ["@pulumi", "@types", "esbuild", "typescript"]) {
        symlinkSync(path.join(REPOSITORY, "node_modules", name), path.join(target, name), "dir");
    }
}

const HOSTS = ["pulumi-language-nodejs", "pulumi-language-python"];

/** The stand-in provider comes before any installed one; a host only where the CLI has no official one beside it. */
function linkPlugins(bin: string, cli: string): void {
    const official = (host: string): boolean => existsSync(path.join(path.dirname(cli), host));
    for (const name of ["pulumi-resource-aws", ...HOSTS.filter((host) => !official(host))]) {
        symlinkSync(path.join(__dirname, "bin", name), path.join(bin, name));
    }
}

function environment(folder: string, cli: string): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
        ([name]) => !name.startsWith("PULUMI_") && !name.startsWith("AWS_"),
    );
    return {
        ...Object.fromEntries(inherited),
        PATH: [path.join(folder, "bin"), path.dirname(cli), process.env["PATH"] ?? ""].join(
            path.delimiter,
        ),
        PULUMI_HOME: path.join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "engine suite",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_SKIP_CONFIRMATIONS: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
        PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
        // The event log is a debugging aid of the CLI.
        PULUMI_DEBUG_COMMANDS: "true",
        // The type checker has looked at the programs already; at every run it would take seconds.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        NO_COLOR: "1",
    };
}
