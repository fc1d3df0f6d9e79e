import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "..", "..");

export type Manager = "npm" | "pnpm@10" | "pnpm@12";

/** What a user has installed. */
export interface Setting {
    readonly node: string;
    readonly manager: Manager;
    /** Version by package, beside the tarball. */
    readonly packages: Readonly<Record<string, string>>;
}

export interface Ran {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** An empty folder in which a user has installed the tarball, and runs commands under a Node of his own. */
export interface Folder {
    readonly path: string;
    run(command: string, ...args: readonly string[]): Ran;
    versionOf(packageName: string): string;
    remove(): void;
}

/** Makes the folder; where it does not install, removes it and throws with what the package manager said. */
export function install(tarball: string, setting: Setting): Folder {
    const path = mkdtempSync(join(tmpdir(), "pulumi-lambda-kafka-"));
    const folder = folderAt(path, setting);
    try {
        fill(path, tarball, setting);
    } catch (error) {
        folder.remove();
        throw error;
    }
    return folder;
}

function folderAt(path: string, { node }: Setting): Folder {
    return {
        path,
        run: (command, ...args) =>
            spawn(path, [join(path, "node_modules", ".bin"), node], command, args),
        versionOf: (packageName) =>
            versionIn(join(path, "node_modules", packageName, "package.json")),
        remove: () => {
            rmSync(path, { recursive: true, force: true });
        },
    };
}

function fill(path: string, tarball: string, { node, manager, packages }: Setting): void {
    const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    writeFileSync(join(path, "package.json"), JSON.stringify({ private: true }));
    succeed(spawn(path, [node], ...add(manager, [tarball, ...names])));
    for (const example of ["orders", "broken"]) {
        cpSync(join(ROOT, "examples", example), join(path, example), { recursive: true });
    }
    mkdirSync(join(path, "compiled"));
    cpSync(join(__dirname, "consumer"), join(path, "consumer"), { recursive: true });
}

/** The directory of a Node's `node`, which npm brings like any package; made once a version. */
export function nodeOf(major: string, cache: string): string {
    const path = join(cache, `node${major}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "package.json"), JSON.stringify({ private: true }));
    succeed(spawn(path, [], "npm", ["install", ...QUIET, `node@${major}`]));
    return join(path, "node_modules", "node", "bin");
}

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/** The command that adds packages as a user would; with pnpm as the README has it. */
export function add(manager: Manager, specifiers: readonly string[]): [string, string[]] {
    switch (manager) {
        case "npm":
            return ["npm", ["install", ...QUIET, ...specifiers]];
        case "pnpm@10":
        case "pnpm@12":
            // The build script of a dependency of the SDK only checks versions; pnpm 12 ends with an error unless it is allowed.
            return ["npx", ["--yes", manager, "add", "--allow-build=protobufjs", ...specifiers]];
    }
}

function spawn(
    cwd: string,
    first: readonly string[],
    command: string,
    args: readonly string[],
): Ran {
    const path = [...first, process.env["PATH"]].join(delimiter);
    const { status, stdout, stderr } = spawnSync(command, args, {
        cwd,
        encoding: "utf8",
        env: { ...process.env, PATH: path, CI: "true", NO_COLOR: "1" },
    });
    return { status, stdout, stderr };
}

function succeed({ status, stdout, stderr }: Ran): void {
    if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
}

function versionIn(manifest: string): string {
    return /"version": "([^"]+)"/.exec(readFileSync(manifest, "utf8"))?.[1] ?? "";
}
