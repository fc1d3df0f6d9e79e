import { deepStrictEqual, match } from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runPreview } from "./previewRuns";
import { writeProject } from "./project";
import { makeWorkspace, type Workspace } from "./workspace";

const QUEUE = `import * as aws from "@pulumi/aws"; new aws.sqs.Queue("queue");`;

/** What a user may have or say, and how the command answers. */
interface Situation {
    /** Files beside those of a program that makes a queue; `undefined` takes one away. */
    readonly files?: Readonly<Record<string, string | undefined>>;
    readonly args?: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
    readonly status?: number;
    /** The error, or with status 0 the output; the folder is called FOLDER in it. */
    readonly says: RegExp;
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
    "there is no Pulumi.yaml": {
        files: { "Pulumi.yaml": undefined },
        says: /^error: There is no Pulumi\.yaml in FOLDER\.$/,
    },
    "Pulumi.yaml is cut off": {
        files: { "Pulumi.yaml": "name: odd\nruntime: [nodejs\n" },
        says: /^error: FOLDER\/Pulumi\.yaml cannot be read: .* at line 3, column 1/,
    },
    "Pulumi.yaml is a list": {
        files: { "Pulumi.yaml": "- name: odd\n" },
        says: /^error: FOLDER\/Pulumi\.yaml is malformed: it must be a mapping\.$/,
    },
    "Pulumi.yaml has no name": {
        files: { "Pulumi.yaml": "runtime: nodejs\n" },
        says: /^error: FOLDER\/Pulumi\.yaml has no name\.$/,
    },
    "Pulumi.yaml has no runtime": {
        files: { "Pulumi.yaml": "name: odd\n" },
        says: /^error: FOLDER\/Pulumi\.yaml has no runtime\.$/,
    },
    "the project's name is none": {
        files: { "Pulumi.yaml": "name: odd name\nruntime: nodejs\n" },
        says: /^error: The pulumi CLI could not create a scratch stack: project names may only contain/,
    },
    "no language host knows the runtime": {
        files: { "Pulumi.yaml": "name: odd\nruntime: cobol\n" },
        says: /^error: The pulumi CLI has no language host for cobol\.$/,
    },
    "the stack's file is cut off": {
        files: { "Pulumi.dev.yaml": "config: [\n" },
        says: /^error: FOLDER\/Pulumi\.dev\.yaml cannot be read: /,
    },
    "the stack's configuration is no mapping": {
        files: { "Pulumi.dev.yaml": "config: eu-west-1\n" },
        says: /^error: FOLDER\/Pulumi\.dev\.yaml is malformed: `config` must be a mapping\.$/,
    },
    "a stack's file was named that is not there": {
        args: ["--config-file", "nowhere.yaml"],
        says: /^error: nowhere\.yaml cannot be read: ENOENT/,
    },
    "a stack was named": {
        files: { "Pulumi.prod.yaml": "config: { 'aws:region': eu-west-2 }\n" },
        args: ["--stack", "prod"],
        status: 0,
        says: /^Previewing odd \(prod\)\n/,
    },
    "a stack was named with its organisation": {
        files: { "Pulumi.prod.yaml": "config: { 'aws:region': eu-west-2 }\n" },
        args: ["--stack", "ours/odd/prod"],
        status: 0,
        says: /^Previewing odd \(prod\)\n/,
    },
    "the stack's name is none": {
        args: ["--stack", "no stack"],
        says: /^error: The pulumi CLI could not create a scratch stack: a stack name may only contain/,
    },
    "the program does not parse": {
        files: { "index.ts": "const queue = ;" },
        says: /^error: [^]*index\.ts\(1,15\): error TS1109: Expression expected\.$/,
    },
    "the program has a wrong type, and types are asked for": {
        files: { "index.ts": `const size: number = "large"; export { size };` },
        env: { PULUMI_NODEJS_TRANSPILE_ONLY: "false" },
        says: /index\.ts\(1,7\): error TS2322: Type 'string' is not assignable to type 'number'\.$/,
    },
    "the provider refuses an argument's type": {
        files: { "index.ts": QUEUE.replace(`("queue"`, `("queue", { delaySeconds: "long" }`) },
        says: /^error: aws:sqs\/queue:Queue resource 'queue' has a problem: Expected number type/,
    },
    "an argument has a name that the provider does not know": {
        files: {
            "index.ts": `import { CustomResource } from "@pulumi/pulumi";
                new (class extends CustomResource {})("aws:sqs/queue:Queue", "queue", { colour: "red" });`,
        },
        says: /^error: aws:sqs\/queue:Queue resource 'queue' has a problem: [^]*colour/,
    },
    "there is no policy pack where one was named": {
        args: ["--policy-pack", "nowhere"],
        says: /^error: (?!warning)[^]*nowhere[^]*no such file or directory/,
    },
    "the program makes nothing": {
        files: { "index.ts": "export {};" },
        status: 0,
        says: /^No Kafka event source mapping was found: there is nothing to check\.$/m,
    },
};

describe("The preview command on the real engine, where", () => {
    let workspace: Workspace;

    before(() => {
        workspace = makeWorkspace();
    });

    after(() => {
        workspace.dispose();
    });

    for (const [title, { files = {}, args = [], env, status = 2, says }] of Object.entries(
        SITUATIONS,
    )) {
        it(`${title}, says so`, async () => {
            const parent = path.join(workspace.folder, title.replaceAll(/\W+/g, "-"));
            mkdirSync(parent);
            const folder = writeProject(
                { ...workspace, folder: parent },
                { name: "odd", program: QUEUE },
            );
            for (const [name, text] of Object.entries(files)) {
                const file = path.join(folder, name);
                if (text === undefined) rmSync(file);
                else writeFileSync(file, text);
            }
            const ended = await runPreview(workspace, [folder, ...args], {
                AWS_REGION: "eu-west-1",
                ...env,
            });
            const told = status === 0 ? ended.stdout : ended.stderr;
            match(told.trimEnd().replaceAll(folder, "FOLDER"), says);
            deepStrictEqual(
                { status: ended.status, other: status === 0 ? ended.stderr : ended.stdout },
                { status, other: "" },
            );
        });
    }
});
