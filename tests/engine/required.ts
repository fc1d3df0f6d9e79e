/**
 * Root hooks of the engine suite: without a CLI it is skipped, plainly; with PULUMI_ENGINE_REQUIRED=1, as in CI, it fails.
 */
import { findCli } from "./cli";

export const mochaHooks = {
    beforeAll(this: Mocha.Context): void {
        if (findCli() !== undefined) {
            return;
        }
        const reason = [
            "The engine suite needs a pulumi CLI: there is none on the PATH and none in the cache.",
            "`npm run engine` builds one where Go is installed; https://www.pulumi.com/docs/install/ has the official one.",
        ].join("\n");
        if (process.env["PULUMI_ENGINE_REQUIRED"] === "1") {
            throw new Error(reason);
        }
        console.log(`The engine suite is skipped.\n${reason}\n`);
        this.skip();
    },
};
