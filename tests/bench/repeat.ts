import { Bench } from "tinybench";

/** Milliseconds for which each is repeated, after some to get warm. */
const TIME = { time: 250, warmupTime: 100, warmupIterations: 2, iterations: 3 } as const;

/** How many microseconds each of several short works takes, as the median of very many times. */
export async function microseconds(
    works: readonly (readonly [string, () => void])[],
): Promise<ReadonlyMap<string, number>> {
    const bench = new Bench({ ...TIME, throws: true });
    for (const [name, work] of works) bench.add(name, work);
    await bench.run();
    return new Map(
        bench.tasks.map(({ name, result }) => [
            name,
            "latency" in result ? result.latency.p50 * 1000 : NaN,
        ]),
    );
}
