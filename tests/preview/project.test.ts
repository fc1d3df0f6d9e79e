import { deepStrictEqual } from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { defaultStack, readProject, readStackSettings } from "../../preview/engine/project";

describe("stack files", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "project-"));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    /** The default stack, and its configuration. */
    function found(files: Readonly<Record<string, string>>): readonly unknown[] {
        for (const [name, content] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, name)), { recursive: true });
            writeFileSync(join(folder, name), content);
        }
        const stack = defaultStack(folder);
        return [stack, Object.fromEntries(readStackSettings(readProject(folder), stack))];
    }

    const PROJECT = "name: shop\nruntime: nodejs\n";
    const STACK = "config:\n  aws:region: eu-west-1\n";
    const FOUND = ["prod", { "aws:region": { text: "eu-west-1", secret: false } }];

    // What the CLI writes: `pulumi config set aws:region eu-west-1`.
    const places: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
        ["beside the project file", { "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": STACK }],
        [
            "in the folder of stackConfigDir",
            {
                "Pulumi.yaml": `${PROJECT}stackConfigDir: config\n`,
                "config/Pulumi.prod.yaml": STACK,
            },
        ],
        [
            "in the folder that the project file calls config, in the older form",
            { "Pulumi.yaml": `${PROJECT}config: config\n`, "config/Pulumi.prod.yaml": STACK },
        ],
        [
            "in JSON as the project file",
            {
                "Pulumi.json": '{\n    "name": "shop",\n    "runtime": "nodejs"\n}\n',
                "Pulumi.prod.json":
                    '{\n    "config": {\n        "aws:region": "eu-west-1"\n    }\n}\n',
            },
        ],
        [
            "with the project file's short extension",
            { "Pulumi.yml": PROJECT, "Pulumi.prod.yml": STACK },
        ],
    ];
    for (const [where, files] of places) {
        it(`are found ${where}`, () => {
            deepStrictEqual(found(files), FOUND);
        });
    }

    const elsewhere: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
        ["in another format than the project file's", { "Pulumi.prod.yml": STACK }],
        ["where the project file does not say", { "config/Pulumi.prod.yaml": STACK }],
    ];
    for (const [where, files] of elsewhere) {
        it(`are not sought ${where}, as the CLI does not`, () => {
            deepStrictEqual(found({ "Pulumi.yaml": PROJECT, ...files }), ["dev", {}]);
        });
    }

    it("may be in a folder that is not there yet", () => {
        const files = { "Pulumi.yaml": `${PROJECT}stackConfigDir: config\n` };
        deepStrictEqual(found(files), ["dev", {}]);
    });
});
