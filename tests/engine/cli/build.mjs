/**
 * Finds or makes a `pulumi` CLI for the engine suite and prints its path:
 * the one on the PATH, else the one in the cache, else one built with Go from Pulumi's own module.
 *
 *     node tests/engine/cli/build.mjs            find, or build
 *     node tests/engine/cli/build.mjs --find     find only; exit status 1 when there is none
 */
import { build, fail, inCache, onPath } from "./go.mjs";

const found = onPath("pulumi") ?? inCache("pulumi");
if (found !== undefined) {
    console.log(found);
} else if (process.argv.includes("--find")) {
    fail(
        "No pulumi CLI: none on the PATH and none in the cache.",
        "`npm run engine` builds one where Go is installed.",
    );
} else {
    console.log(
        build(
            "pulumi",
            "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
            "Install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/) and try again.",
        ),
    );
}
