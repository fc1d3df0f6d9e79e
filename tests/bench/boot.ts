import { inTurns, milliseconds, residentMemory, type Sample } from "./measure";
import { boot, PACKS, type RunningPack } from "./pack";
import { ratio, rounded, type Section } from "./report";

/** How long a pack takes to listen, and what it holds then. */
export async function bootSection(): Promise<Section> {
    const [noop = {}, ours = {}, typescript = {}] = await inTurns({ turns: 5 }, [
        () => measureBoot(PACKS.noop),
        () => measureBoot(PACKS.ours),
        () => measureBoot(PACKS.typescript),
    ]);
    const [cold = {}] = await inTurns({ turns: 1, warmUp: false }, [
        () => measureBoot(PACKS.typescript, COLD),
    ]);
    const ofNoop = (sample: Sample, what: string) => ratio(sample[what], noop[what]);
    const row = (name: string, sample: Sample) => [
        name,
        rounded(sample["time"]),
        rounded(ofNoop(sample, "time")),
        rounded(sample["memory"]),
        rounded(ofNoop(sample, "memory")),
    ];
    return {
        title: "Boot of a pack",
        note:
            "From the start of the process to the port that it announces, and the resident memory then. The aim is 1.1 of " +
            "a pack of as many policies that do nothing.",
        head: ["pack", "ms", "of no-op", "MiB", "of no-op"],
        rows: [
            row("no-op, JavaScript, as many policies", noop),
            row("this package's, compiled", ours),
            row("no-op, TypeScript, imports @pulumi/aws, compiled before", typescript),
            row("the same on a machine that starts it first, as in CI", cold),
        ],
        aims: [
            { what: "boot time of the no-op pack's", measured: ofNoop(ours, "time"), atMost: 1.1 },
            { what: "memory of the no-op pack's", measured: ofNoop(ours, "memory"), atMost: 1.1 },
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
