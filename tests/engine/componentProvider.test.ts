import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./command";
import { makeProject } from "./project";
import { SDK_VERSION } from "./standIn/sdkShape";
import { linkPackages, makeWorkspace, type Workspace } from "./workspace";

const PARCEL = `
import * as pulumi from "@pulumi/pulumi";
import { Role } from "@pulumi/aws/iam";
import { Queue } from "@pulumi/aws/sqs";

export interface ParcelArgs {
    /** Who writes. */
    role?: pulumi.Input<Role>;
    delaySeconds: pulumi.Input<number>;
}

/** A queue of its own. */
export class Parcel extends pulumi.ComponentResource {
    public readonly queueArn: pulumi.Output<string>;

    constructor(name: string, args: ParcelArgs, opts?: pulumi.ComponentResourceOptions) {
        super("parcel:index:Parcel", name, args, opts);
        const { delaySeconds } = args;
        const queue = new Queue(\`\${name}-queue\`, { name, delaySeconds }, { parent: this });
        this.queueArn = queue.arn;
        this.registerOutputs({ queueArn: this.queueArn });
    }
}
`;

/** What a generated SDK does, in any language: the component is made by its provider. */
const USER = `
import * as pulumi from "@pulumi/pulumi";

class Parcel extends pulumi.ComponentResource {
    declare readonly queueArn: pulumi.Output<string>;
    constructor(name: string, args: { readonly delaySeconds: number }) {
        super("parcel:index:Parcel", name, { ...args, queueArn: undefined }, {}, true);
    }
}
export const queueArn = new Parcel("small", { delaySeconds: 7 }).queueArn;
`;

describe("A component in a provider of its own, on the real engine", () => {
    let workspace: Workspace;
    let parcel: string;

    before(() => {
        workspace = makeWorkspace();
        parcel = path.join(workspace.folder, "parcel");
        mkdirSync(parcel);
        linkPackages(parcel);
        writeFileSync(path.join(parcel, "PulumiPlugin.yaml"), "runtime: nodejs\n");
        writeFileSync(
            path.join(parcel, "package.json"),
            JSON.stringify({
                name: "parcel",
                version: "0.0.1",
                main: "index.ts",
                dependencies: { "@pulumi/aws": SDK_VERSION },
            }),
        );
        writeFileSync(path.join(parcel, "index.ts"), PARCEL);
    });

    after(() => {
        workspace.dispose();
    });

    it("has a schema that refers to the provider's own types", async () => {
        const { status, stdout } = await runCommand(
            workspace.cli,
            ["package", "get-schema", parcel],
            { cwd: workspace.folder, env: workspace.env, timeout: 240_000 },
        );
        strictEqual(status, 0);
        const schema: unknown = JSON.parse(stdout);
        deepStrictEqual(pick(schema, "resources"), {
            "parcel:index:Parcel": {
                description: "A queue of its own.",
                isComponent: true,
                type: "object",
                inputProperties: {
                    role: {
                        $ref: `/aws/v${SDK_VERSION}/schema.json#/resources/aws:iam%2Frole:Role`,
                        description: "Who writes.",
                    },
                    delaySeconds: { type: "number" },
                },
                requiredInputs: ["delaySeconds"],
                properties: { queueArn: { type: "string" } },
                required: ["queueArn"],
            },
        });
    });

    it("is made by the provider with its children, updated to the same and destroyed", async () => {
        const project = await makeProject(workspace, { name: "user", program: USER });
        writeFileSync(
            path.join(project.folder, "Pulumi.yaml"),
            "name: user\nruntime: nodejs\nplugins:\n  providers:\n    - name: parcel\n      path: ../parcel\n",
        );
        const made = await project.up();
        const QUEUE = "urn:pulumi:dev::user::parcel:index:Parcel$aws:sqs/queue:Queue::small-queue";
        deepStrictEqual(
            {
                status: made.status,
                diagnostics: made.diagnostics,
                delay: made.steps.find(({ urn }) => urn === QUEUE)?.inputs["delaySeconds"],
                outputs: await project.outputs(false),
            },
            {
                status: 0,
                diagnostics: [],
                delay: 7,
                outputs: { queueArn: "arn:aws:sqs:eu-west-1:123456789012:small" },
            },
        );
        deepStrictEqual((await project.up()).changes, { same: 3 });
        deepStrictEqual((await project.destroy()).changes, { delete: 3 });
    });
});

function pick(value: unknown, key: string): unknown {
    return typeof value === "object" && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(key)
        : undefined;
}
