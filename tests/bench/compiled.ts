import { createRequire } from "node:module";
import { join } from "node:path";
import type * as evaluateModule from "../../policies/iam/evaluate";
import { ROOT } from "./pack";

/** The evaluator as it is published: what runs the benchmarks from their sources would slow its functions. */
export const { createEvaluator } = evaluator();

function evaluator(): Pick<typeof evaluateModule, "createEvaluator"> {
    const file = join(ROOT, "dist", "policies", "iam", "evaluate.js");
    const loaded: unknown = createRequire(__filename)(file);
    if (!isEvaluator(loaded)) throw new Error(`${file} has no evaluator`);
    return loaded;
}

function isEvaluator(loaded: unknown): loaded is typeof evaluateModule {
    return typeof loaded === "object" && loaded !== null && "createEvaluator" in loaded;
}
