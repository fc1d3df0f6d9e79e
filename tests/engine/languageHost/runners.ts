import { createRequire } from "node:module";
import path from "node:path";

/** The runners that `@pulumi/pulumi` carries. */
export type Runner = "run" | "run-plugin" | "run-policy-pack";

/** The runner's script in the `@pulumi/pulumi` that the code in this directory uses; throws when it has none. */
export function runnerOf(runner: Runner, directory: string): string {
    return createRequire(path.join(directory, "package.json")).resolve(
        `@pulumi/pulumi/cmd/${runner}`,
    );
}
