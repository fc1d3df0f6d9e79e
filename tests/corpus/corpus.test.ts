import { deepStrictEqual, ok } from "node:assert";
import { CORPUS } from "./stacks";
import type { CorpusStack } from "./stack";
import { judgeStack, type Judged, type Reading, type Said } from "./verdicts";

const READINGS: readonly Reading[] = ["unknown", "predicted", "known"];

/** What became of the stacks, in one reading. */
interface Figures {
    caught: number;
    missed: number;
    falseAlarms: number;
    undecided: number;
    /** Of all stacks: rejected where they are wrong, and nothing undecided where they are right. */
    decided: number;
    stacks: number;
}

describe("the corpus", function () {
    this.timeout(30_000);
    const names = new Set<string>();
    const counts = { right: 0, wrong: 0 };
    const figures: Record<Reading, Figures> = {
        unknown: none(),
        predicted: none(),
        known: none(),
    };

    for (const [about, stacks] of Object.entries(CORPUS)) {
        describe(about, () => {
            for (const stack of stacks()) {
                it(`${stack.rejected.length === 0 ? "passes" : "rejects"} ${stack.name}`, async () => {
                    ok(!names.has(stack.name), "every stack has a name of its own");
                    names.add(stack.name);
                    counts[stack.rejected.length === 0 ? "right" : "wrong"] += 1;
                    const judged = await judgeStack(stack);
                    for (const reading of READINGS) count(figures[reading], stack, judged[reading]);
                    asExpected(stack, judged);
                });
            }
        });
    }

    after(() => {
        for (const reading of READINGS) {
            const { caught, missed, falseAlarms, undecided, decided, stacks } = figures[reading];
            console.log(
                `    ${reading}: ${caught} caught, ${missed} missed, ${falseAlarms} false alarms, ` +
                    `${undecided} undecided; ${Math.round((100 * decided) / stacks)} % decided`,
            );
        }
        console.log(`    ${counts.right} right stacks, ${counts.wrong} wrong ones`);
    });
});

/** With everything known exactly what was stated; in a first preview nothing that was not, and never silence. */
function asExpected(stack: CorpusStack, { unknown, predicted, known }: Judged): void {
    const expected = [stack.rejected.toSorted(), stack.outside.toSorted()];
    deepStrictEqual([predicted.rejected, predicted.unverified], expected);
    deepStrictEqual([known.rejected, known.unverified], expected);
    deepStrictEqual(
        unknown.rejected.filter((line) => !stack.rejected.includes(line)),
        [],
        "a false alarm in a first preview",
    );
    const silent = stack.rejected.filter(
        (line) => !unknown.rejected.includes(line) && !unknown.unverified.includes(line),
    );
    const told = unknown.rejected.length + unknown.unverified.length > 0;
    ok(silent.length === 0 || told, "a silent pass in a first preview");
    if (stack.component) {
        deepStrictEqual([unknown.rejected, unknown.unverified], expected);
    }
}

function count(figures: Figures, { rejected, outside }: CorpusStack, said: Said): void {
    const right = rejected.length === 0;
    const open = said.unverified.some((line) => !outside.includes(line));
    const found = said.rejected.length > 0;
    figures.stacks += 1;
    if (right && found) figures.falseAlarms += 1;
    if (!right && found) figures.caught += 1;
    if (!right && !found && said.unverified.length === 0) figures.missed += 1;
    const undecided = right ? open : !found;
    if (undecided) figures.undecided += 1;
    else figures.decided += 1;
}

function none(): Figures {
    return { caught: 0, missed: 0, falseAlarms: 0, undecided: 0, decided: 0, stacks: 0 };
}
