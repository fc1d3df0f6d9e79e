import { remembered } from "../iam/remembered";
import { enumerate } from "../findings";
import type { Lack } from "../iam/verdict";
import type { Ruling } from "./ruling";
import { show } from "../values";

/** Actions on one resource that lack the same: one finding reports them, and one statement mends it. */
export interface LackGroup<R extends Ruling = Ruling> {
    /** Stands for the others: they differ in their actions alone. */
    readonly first: R;
    readonly actions: readonly string[];
    /** What they lack, each reason with all the actions in the place of one. */
    readonly lacks: readonly Lack[];
}

/** Groups rulings by what they lack; `differ` tells apart those that no one statement could mend. */
export function groupedByLack<R extends Ruling>(
    rulings: readonly R[],
    lacksOf: (ruling: R) => readonly Lack[],
    differ: (ruling: R) => string = () => "",
): readonly LackGroup<R>[] {
    const groups = new Map<string, R[]>();
    for (const ruling of rulings) {
        const lacks = lacksOf(ruling);
        if (lacks.length === 0) continue;
        const key = JSON.stringify([
            show(ruling.resource),
            differ(ruling),
            lacks.map(({ side, reason }) => [side, reason.replaceAll(ruling.action, ACTION)]),
        ]);
        remembered(groups, key, (): R[] => []).push(ruling);
    }
    return [...groups.values()].flatMap((group) => {
        const [first] = group;
        return first === undefined ? [] : [{ first, ...togetherOf(group, lacksOf(first)) }];
    });
}

/** No action is called so. */
const ACTION = "\0";

function togetherOf(
    group: readonly Ruling[],
    lacks: readonly Lack[],
): Pick<LackGroup, "actions" | "lacks"> {
    // One resource may be needed twice, as a secret for the brokers and for the registry.
    const actions = [...new Set(group.map(({ action }) => action))];
    const [first = ""] = actions;
    return {
        actions,
        lacks: lacks.map((lack) => ({
            ...lack,
            reason: lack.reason.replaceAll(first, () => enumerate(actions)),
        })),
    };
}
