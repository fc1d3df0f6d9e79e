import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "../child";
import type { Configuration } from "../configuration";
import { PreviewError } from "../failure";
import { runner } from "../program";
import { readYaml } from "../project";
import type { LogLine } from "../result";
import type { StackName } from "../urn";

export interface PackProcessOptions {
    readonly directory: string;
    readonly name: StackName;
    readonly configuration: Configuration;
    readonly preview: boolean;
    readonly onLog: (line: LogLine) => void;
}

/** A policy pack in a process of its own. */
export interface PackProcess {
    /** Where it listens; rejects with a {@link PreviewError} when it ends before that. */
    readonly port: Promise<number>;
    /** Why it ended, if it has or does so within some milliseconds. */
    endedWithin(milliseconds: number): Promise<string | undefined>;
    stop(): Promise<void>;
}

/** The package's own pack, beside this code: compiled where this is compiled. */
export const OWN_PACK = join(__dirname, "..", "..", "..", "policies");

/** Starts a pack as the Node.js language host does. */
export function startPackProcess(options: PackProcessOptions): PackProcess {
    const { directory, name, configuration, preview, onLog } = options;
    requireNodePack(directory);
    const spoken: string[] = [];
    let listens = false;
    let announce: (port: number) => void = () => undefined;
    const announced = new Promise<number>((resolve) => {
        announce = resolve;
    });
    const child = startChild({
        script: runner(directory, "@pulumi/pulumi/cmd/run-policy-pack"),
        // The engine's address, which the pack does not use, and the pack.
        args: ["127.0.0.1:0", directory],
        directory,
        environment: {
            ...configuration.environment(),
            PULUMI_NODEJS_ORGANIZATION: name.organization,
            PULUMI_NODEJS_PROJECT: name.project,
            PULUMI_NODEJS_STACK: name.stack,
            PULUMI_NODEJS_DRY_RUN: String(preview),
        },
        onLine: (text, stream) => {
            if (!listens && stream === "stdout" && /^\d+$/.test(text)) {
                listens = true;
                announce(Number(text));
                return;
            }
            spoken.push(text);
            onLog({ severity: stream === "stdout" ? "info" : "warning", text });
        },
    });
    const ended = child.exited.then((status) => {
        const how = status === undefined ? "ended" : `ended with exit status ${status}`;
        return [`The policy pack in ${directory} ${how}.`, ...spoken].join("\n");
    });
    const port = Promise.race([
        announced,
        ended.then((why): never => {
            throw new PreviewError(why);
        }),
    ]);
    // Whoever waits for the port hears of it; nobody else needs to.
    port.catch(() => undefined);
    return {
        port,
        endedWithin: (milliseconds) => Promise.race([ended, sleep(milliseconds, undefined)]),
        stop: () => child.stop(),
    };
}

function requireNodePack(directory: string): void {
    const file = join(directory, "PulumiPolicy.yaml");
    if (!existsSync(file)) {
        throw new PreviewError(`${directory} is not a policy pack: it has no PulumiPolicy.yaml.`);
    }
    const { runtime } = readYaml(file);
    const name =
        typeof runtime === "object" && runtime !== null && "name" in runtime
            ? runtime.name
            : runtime;
    if (name !== "nodejs") {
        throw new PreviewError(
            `${file} has the runtime ${JSON.stringify(name)}; only policy packs with the runtime nodejs can be run.`,
        );
    }
}
