import { deepStrictEqual, strictEqual } from "node:assert/strict";
import path from "node:path";
import { previewProgram } from "../../preview";
import type { PreviewOptions, PreviewResult } from "../../preview";
import { EXAMPLES } from "./examples";
import { PROGRAMS } from "./programs";
import { writeProject } from "./project";
import { makeWorkspace, PACKAGE, type Workspace } from "./workspace";

/** What a program is previewed with; the seed makes the random parts of names the same. */
const OPTIONS: PreviewOptions = {
    region: "eu-west-1",
    seed: "the same in both engines",
    packDirectory: path.join(PACKAGE, "dist", "policies"),
};

describe("The embedded engine and the real one", () => {
    let workspace: Workspace;
    const { PATH } = process.env;

    before(() => {
        workspace = makeWorkspace();
        process.env["PATH"] = workspace.env["PATH"];
    });

    after(() => {
        process.env["PATH"] = PATH;
        workspace.dispose();
    });

    for (const outputs of ["predicted", "unknown"] as const) {
        for (const { name, stack, folder: example } of EXAMPLES) {
            it(`come to the same with the example ${name}, stack ${stack}, outputs ${outputs}`, async () => {
                const folder = writeProject(workspace, {
                    name: `${name}-${stack}-${outputs}`,
                    program: { folder: example },
                });
                await compare(folder, { ...OPTIONS, stack, outputs });
            });
        }
        for (const [name, { program, options }] of Object.entries(PROGRAMS)) {
            it(`come to the same with ${name}, outputs ${outputs}`, async () => {
                const slug = name.replaceAll(/\W+/g, "-");
                const folder = writeProject(workspace, { name: `${slug}-${outputs}`, program });
                await compare(folder, { ...OPTIONS, ...options, outputs });
            });
        }
    }
});

async function compare(folder: string, options: PreviewOptions): Promise<void> {
    const real = await previewProgram(folder, { ...options, engine: "pulumi" });
    const embedded = await previewProgram(folder, { ...options, engine: "embedded" });
    strictEqual(embedded.resources.length > 1, true);
    deepStrictEqual(comparable(embedded), comparable(real));
}

/** Everything but the order in which things happened to be done. */
function comparable({
    project,
    stack,
    resources,
    outputs,
    findings,
    notes,
}: PreviewResult): object {
    return {
        project,
        stack,
        resources: Object.fromEntries(resources.map((resource) => [resource.urn, resource])),
        outputs,
        findings: findings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        notes: notes.toSorted((a, b) => (a.message < b.message ? -1 : 1)),
    };
}
