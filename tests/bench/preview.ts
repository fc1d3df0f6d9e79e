import assert from "node:assert/strict";
import { join } from "node:path";
import { findCli } from "../engine/cli";
import { runCommand } from "../engine/command";
import { makeProject } from "../engine/project";
import { makeWorkspace } from "../engine/workspace";
import { inTurns, milliseconds, type Sample, type Turns } from "./measure";
import { PACKS, ROOT } from "./pack";
import { ratio, rounded, type Aim, type Section } from "./report";
import { PROGRAM } from "./stacks";

const SIZES: readonly (Turns & { readonly mappings: number })[] = [
    { mappings: 10, turns: 2 },
    { mappings: 100, turns: 1, warmUp: false },
];

/** No preview takes so long, not even on a busy machine. */
const TIMEOUT_MILLISECONDS = 600_000;

/** Where the whole previews run, and with what. */
interface Place {
    readonly folder: string;
    readonly mappings: number;
    readonly env: NodeJS.ProcessEnv;
    /** Absent: there is no CLI. */
    readonly cli?: string;
    readonly dispose: () => void;
}

/** A way to preview a program: `undefined` when it cannot be taken here. */
interface Way {
    readonly name: string;
    readonly command: (place: Place) => Command | undefined;
}

/** A program and its arguments. */
type Command = readonly [string, ...string[]];

const WAYS: readonly Way[] = [
    { name: "`pulumi preview`, no-op pack", command: (place) => pulumi(place, PACKS.noop) },
    { name: "`pulumi preview`, this pack", command: (place) => pulumi(place, PACKS.ours) },
    {
        name: "the preview command, `--engine pulumi`",
        command: (place) => (place.cli === undefined ? undefined : ownCommand("pulumi", place)),
    },
    {
        name: "the preview command, `--engine embedded`",
        command: (place) => ownCommand("embedded", place),
    },
];

/** What a whole preview takes, from the command to its end. */
export async function previewSection(): Promise<Section> {
    const rows: string[][] = [];
    const aims: Aim[] = [];
    for (const { mappings, ...turns } of SIZES) {
        const place = await placeFor(mappings);
        try {
            const commands = WAYS.map((way) => way.command(place));
            const possible = commands.filter((one) => one !== undefined);
            const samples = await inTurns(
                turns,
                possible.map((one) => () => timed(one, place)),
            );
            const seconds = commands.map((one) =>
                one === undefined ? undefined : samples[possible.indexOf(one)]?.["seconds"],
            );
            const [noop, ours] = seconds;
            rows.push(
                ...WAYS.map(({ name }, at) => [
                    String(mappings),
                    name,
                    seconds[at] === undefined ? NO_CLI : rounded(seconds[at]),
                    rounded(ratio(seconds[at], noop)),
                ]),
            );
            if (place.cli !== undefined) aims.push(againstNoop(mappings, ratio(ours, noop)));
        } finally {
            place.dispose();
        }
    }
    return {
        title: "A whole preview",
        note:
            "Ten resources a mapping, all of them new, on the real engine with a stand-in for the AWS provider, and by the " +
            "preview command: the program starts, resources are registered, the pack starts and judges. The aim is 1.3 of a " +
            "preview with the pack that does nothing.",
        head: ["mappings", "preview", "s", "of no-op"],
        rows,
        aims,
    };
}

const NO_CLI = "not measured: `npm run engine` gets a pulumi CLI";

function againstNoop(mappings: number, measured: number): Aim {
    const what = `a \`pulumi preview\` of ${mappings} mappings with this pack, of that with the no-op pack,`;
    return { what, measured, atMost: 1.3 };
}

function pulumi({ cli }: Place, pack: string): Command | undefined {
    if (cli === undefined) return undefined;
    return [cli, "preview", "--non-interactive", "--policy-pack", pack];
}

function ownCommand(engine: "embedded" | "pulumi", { folder, mappings }: Place): Command {
    const config = ["--config", `mappings=${mappings}`];
    return [process.execPath, MAIN, "preview", folder, "--engine", engine, ...config];
}

const MAIN = join(ROOT, "dist", "preview", "main.js");

/** A copy of the program with a stack of its own; without a CLI the program itself, which a preview leaves as it is. */
async function placeFor(mappings: number): Promise<Place> {
    const cli = findCli();
    if (cli === undefined) {
        return { folder: PROGRAM, mappings, env: process.env, dispose: () => undefined };
    }
    const workspace = makeWorkspace();
    const { folder } = await makeProject(workspace, {
        name: "bench",
        program: { folder: PROGRAM },
        config: { mappings: String(mappings) },
    });
    const { env } = workspace;
    return {
        folder,
        mappings,
        cli,
        env,
        dispose: () => {
            workspace.dispose();
        },
    };
}

async function timed([file, ...args]: Command, { folder, env }: Place): Promise<Sample> {
    const time = await milliseconds(async () => {
        const options = { cwd: folder, env, timeout: TIMEOUT_MILLISECONDS };
        const { status, stdout, stderr } = await runCommand(file, args, options);
        assert.equal(status, 0, `${file} ${args.join(" ")}\n${stdout}\n${stderr}`);
    });
    return { seconds: time / 1000 };
}
