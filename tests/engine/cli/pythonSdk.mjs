/**
 * Finds or makes the generator of Python SDKs that the stand-in host of Python programs uses, and prints its path.
 *
 *     node tests/engine/cli/pythonSdk.mjs            find, or build; says so where there is no Go
 *     node tests/engine/cli/pythonSdk.mjs --find     find only; exit status 1 when there is none
 */
import { build, fail, inCache, onPath } from "./go.mjs";

const NAME = "pulumi-python-sdk";

const found = inCache(NAME);
if (found !== undefined) {
    console.log(found);
} else if (process.argv.includes("--find")) {
    fail("No generator of Python SDKs: `npm run engine` builds one where Go is installed.");
} else if (onPath("go") === undefined) {
    console.error("No Go on the PATH: the engine suite takes the host of Python beside the CLI.");
} else {
    console.log(build(NAME, "./pythonSdk", "The engine suite cannot write Python SDKs."));
}
