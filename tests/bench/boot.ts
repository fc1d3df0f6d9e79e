import { inTurns, milliseconds, residentMemory, type Sample } from "./measure";
import { boot, PACKS, type RunningPack } from "./pack";
import { ratio, rounded, type Section } from "./report";

/** How long a pack takes to listen, and what it holds then. */
export async function bootSection(): Promise<Section> {
    const [noop, ours, typescript] = await inTurns(5, [
        () => measureBoot(PACKS.noop),
        () => measureBoot(PACKS.ours),
        () => measureBoot(PACKS.typescript),
    ]);
    const [cold] = await inTurns(2, [() => measureBoot(PACKS.typescript, COLD)]);
    const row = (name: string, sample: Sample = {}) => [
        name,
        rounded(sample["time"]),
        ratio(sample["time"], noop?.["time"]),
        rounded(sample["memory"]),
        ratio(sample["memory"], noop?.["memory"]),
    ];
    return {
        title: "Boot of a pack",
        note: "From the start of the process to the port it announces; resident memory then. Aim: 1.1 of the no-op pack.",
        head: ["pack", "ms", "of no-op", "MiB", "of no-op"],
        rows: [
            row("no-op, JavaScript, as many policies", noop),
            row("this package's, compiled", ours),
            row("no-op, TypeScript, imports @pulumi/aws, compiled before", typescript),
            row("the same on a machine that starts it first, as in CI", cold),
        ],
    };
}

/** The runtime's ts-node keeps what it has compiled in the temporary directory. */
const COLD = { TS_NODE_CACHE: "false" };

async function measureBoot(
    directory: string,
    environment?: Readonly<Record<string, string>>,
): Promise<Sample> {
    let pack: RunningPack | undefined;
    const time = await milliseconds(async () => {
        pack = await boot(directory, environment);
    });
    if (pack === undefined) throw new Error(`${directory} does not start`);
    const memory = residentMemory(pack.pid);
    await pack.stop();
    return { time, memory };
}
