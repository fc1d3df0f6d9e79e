import { deepStrictEqual, ok } from "node:assert/strict";
import path from "node:path";
import { previewProgram } from "../../preview/index";

const ROOT = path.join(__dirname, "..", "..");

describe("the policies' sources", function () {
    this.timeout(240_000);

    it("run as a pack without being compiled first, and find what the compiled pack finds", async () => {
        const said = async (packDirectory: string): Promise<readonly object[]> => {
            const { findings } = await previewProgram(path.join(ROOT, "examples", "broken"), {
                packDirectory: path.join(ROOT, packDirectory),
                engine: "embedded",
                seed: "sources",
            });
            return findings;
        };
        const compiled = await said("dist/policies");
        ok(compiled.length > 0);
        deepStrictEqual(await said("policies"), compiled);
    });
});
