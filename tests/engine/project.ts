import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isList, isObject } from "../../preview/values";
import { parseWire } from "../../preview/engine/grpc";
import { linesOf, readEvents, type Events } from "../../preview/engine/pulumi/events";
import type { WireObject } from "../../preview/model";
import { runCommand, type Ended } from "./command";
import { PREDICT, RECORD_TO, REFUSE, type Refusal } from "./standIn/instructions";
import { linkPackages, type Workspace } from "./workspace";

/** Ten times as long as an update takes on an idle machine of two cores. */
const TIMEOUT_MILLISECONDS = 240_000;

export interface ProjectOptions {
    /** The project's name, and the folder's. */
    readonly name: string;
    /** The text of `index.ts`, or a folder whose files are copied (its Pulumi.yaml included). */
    readonly program: string | { readonly folder: string };
    /** @default `{ "aws:region": "eu-west-1" }` */
    readonly config?: Readonly<Record<string, string>>;
    readonly secrets?: Readonly<Record<string, string>>;
    /** @default `dev` */
    readonly stack?: string;
    /** The language of a program that is a text. @default `nodejs` */
    readonly runtime?: "nodejs" | "python";
}

export interface RunOptions {
    readonly policyPacks?: readonly string[];
    /** The policy configuration, written to a file for the first pack. */
    readonly policyConfig?: WireObject;
    /** What the provider shall refuse in this run. */
    readonly refusals?: readonly Refusal[];
    /** @default false: what the real provider leaves unknown in a preview is unknown */
    readonly predicted?: boolean;
    readonly args?: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
}

/** A command's end, with what the engine told (warnings and errors among its diagnostics) and asked the provider. */
export interface Run extends Ended, Events {
    readonly requests: readonly ProviderRequest[];
}

/** A request to the stand-in provider, in the order of arrival. */
export interface ProviderRequest {
    readonly method: string;
    readonly request: WireObject;
}

/** A Pulumi project with a stack. */
export interface Project {
    readonly folder: string;
    /** Replaces the program; the stack stays. */
    rewrite(program: string): void;
    preview(options?: RunOptions): Promise<Run>;
    /** Updates without previewing first; say `args: []` in the options to have the preview too. */
    up(options?: RunOptions): Promise<Run>;
    destroy(options?: RunOptions): Promise<Run>;
    refresh(options?: RunOptions): Promise<Run>;
    /** The resources in the state, as exported: secrets stay encrypted. */
    resources(): Promise<readonly WireObject[]>;
    /** The state in a file, for `pulumi policy analyze`. */
    exportState(): Promise<string>;
    /** The stack's outputs, with their secrets shown or not. */
    outputs(showSecrets: boolean): Promise<WireObject>;
    /** `pulumi policy analyze` on an exported state: needs no stack and no provider. */
    analyze(stateFile: string, pack: string, args?: readonly string[]): Promise<Ended>;
    /** Any other command in the project's folder. */
    pulumi(...args: readonly string[]): Promise<Ended>;
}

/** Writes the project, without a stack; answers its folder. */
export function writeProject(workspace: Workspace, options: WrittenOptions): string {
    const folder = path.join(workspace.folder, options.name);
    mkdirSync(folder);
    writeProgram(folder, options);
    linkPackages(folder);
    return folder;
}

/** Writes the project and makes its stack. */
export async function makeProject(workspace: Workspace, options: ProjectOptions): Promise<Project> {
    const folder = writeProject(workspace, options);
    const pulumi = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
        runCommand(workspace.cli, [...args, "--non-interactive"], {
            cwd: folder,
            env: { ...workspace.env, ...env },
            timeout: TIMEOUT_MILLISECONDS,
        });
    await succeed(pulumi(["stack", "init", options.stack ?? "dev"]));
    for (const [key, value] of Object.entries(options.config ?? { "aws:region": "eu-west-1" })) {
        await succeed(pulumi(["config", "set", key, value]));
    }
    for (const [key, value] of Object.entries(options.secrets ?? {})) {
        await succeed(pulumi(["config", "set", "--secret", key, value]));
    }
    return projectIn(path.join(folder, entryPoint(options)), pulumi);
}

type WrittenOptions = Pick<ProjectOptions, "name" | "program" | "runtime">;

function entryPoint({ runtime }: WrittenOptions): string {
    return runtime === "python" ? "__main__.py" : "index.ts";
}

/** Writes a policy pack from the text of its program. */
export function writePack(
    workspace: Workspace,
    name: string,
    program: string,
    main = "index.js",
): string {
    const folder = path.join(workspace.folder, name);
    mkdirSync(folder);
    linkPackages(folder);
    writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(
        path.join(folder, "package.json"),
        JSON.stringify({ name, version: "0.0.1", main }),
    );
    writeFileSync(path.join(folder, main), program);
    return folder;
}

type Pulumi = (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Ended>;

function projectIn(program: string, pulumi: Pulumi): Project {
    const folder = path.dirname(program);
    const stateFile = path.join(folder, "state.json");
    const exportState = async (): Promise<string> => {
        await succeed(pulumi(["stack", "export", "--file", stateFile]));
        return stateFile;
    };
    const run =
        (command: string, ...always: readonly string[]) =>
        (options: RunOptions = {}): Promise<Run> =>
            runEngine(folder, pulumi, [command, ...always], options);
    return {
        folder,
        rewrite: (text) => {
            writeFileSync(program, text);
        },
        preview: run("preview"),
        up: (options = {}) =>
            run("up", "--yes")({ ...options, args: options.args ?? ["--skip-preview"] }),
        destroy: run("destroy", "--yes", "--skip-preview"),
        refresh: run("refresh", "--yes", "--skip-preview"),
        resources: async () => resourcesIn(await exportState()),
        exportState,
        outputs: async (showSecrets) => {
            const args = ["stack", "output", "--json", ...(showSecrets ? ["--show-secrets"] : [])];
            const { stdout } = await succeed(pulumi(args));
            const outputs = parseWire(stdout);
            return isObject(outputs) ? outputs : {};
        },
        analyze: (file, pack, args = []) =>
            pulumi(["policy", "analyze", "--file", file, "--policy-pack", pack, ...args]),
        pulumi: (...args) => pulumi(args),
    };
}

function writeProgram(folder: string, options: WrittenOptions): void {
    const { name, program, runtime = "nodejs" } = options;
    if (typeof program !== "string") {
        cpSync(program.folder, folder, {
            recursive: true,
            filter: (file) => path.basename(file) !== "node_modules",
        });
    } else {
        writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: ${runtime}\n`);
        writeFileSync(path.join(folder, entryPoint(options)), program);
    }
    // An example has the one of the repository above it.
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, main: "index.ts" }));
}

const WORTH_TELLING: readonly string[] = ["warning", "error"];

async function runEngine(
    folder: string,
    pulumi: Pulumi,
    command: readonly string[],
    options: RunOptions,
): Promise<Run> {
    const events = path.join(folder, "events.json");
    const record = path.join(folder, "requests.json");
    rmSync(events, { force: true });
    rmSync(record, { force: true });
    const args = [...command, "--event-log", events, ...policyArguments(folder, options)];
    const ended = await pulumi([...args, ...(options.args ?? [])], {
        [RECORD_TO]: record,
        ...(options.refusals === undefined ? {} : { [REFUSE]: JSON.stringify(options.refusals) }),
        ...(options.predicted === true ? { [PREDICT]: "1" } : {}),
        ...options.env,
    });
    const { diagnostics, ...told } = readEvents(events);
    return {
        ...ended,
        ...told,
        diagnostics: diagnostics.filter(({ severity }) => WORTH_TELLING.includes(severity)),
        requests: linesOf(record).map(requestOf),
    };
}

function policyArguments(folder: string, { policyPacks, policyConfig }: RunOptions): string[] {
    const packs = (policyPacks ?? []).flatMap((pack) => ["--policy-pack", pack]);
    if (policyConfig === undefined) {
        return packs;
    }
    const file = path.join(folder, "policyConfig.json");
    writeFileSync(file, JSON.stringify(policyConfig));
    return [...packs, "--policy-pack-config", file];
}

function requestOf(line: string): ProviderRequest {
    const recorded = parseWire(line);
    if (!isObject(recorded)) {
        throw new Error(`The stand-in recorded no request: ${line}`);
    }
    const { method, request } = recorded;
    return {
        method: typeof method === "string" ? method : "",
        request: isObject(request) ? request : {},
    };
}

function resourcesIn(stateFile: string): readonly WireObject[] {
    const state = parseWire(readFileSync(stateFile, "utf8"));
    const deployment = isObject(state) ? state["deployment"] : undefined;
    const resources = isObject(deployment) ? deployment["resources"] : undefined;
    return isList(resources) ? resources.filter(isObject) : [];
}

/** Fails with the command's own words when the command does. */
async function succeed(ended: Promise<Ended>): Promise<Ended> {
    const { status, stdout, stderr } = await ended;
    if (status !== 0) {
        throw new Error(`The command ended with status ${String(status)}:\n${stdout}\n${stderr}`);
    }
    return ended;
}
