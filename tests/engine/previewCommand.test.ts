import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseWire } from "../../preview/engine/grpc";
import { listOf, objectOf, stringOf } from "../../preview/values";
import type { WireObject } from "../../preview/model";
import type { Ended } from "./command";
import { digests, runPreview } from "./previewRuns";
import { makeProject, writeProject } from "./project";
import { makeWorkspace, REPOSITORY, type Workspace } from "./workspace";

/** A program with a resource of a package that is not aws. */
const OTHER_PACKAGE = (name: string): string => `
    import * as aws from "@pulumi/aws";
    import * as pulumi from "@pulumi/pulumi";
    class Thing extends pulumi.CustomResource {
        constructor(name: string) { super("${name}:index:Thing", name, { size: 1 }); }
    }
    new Thing("thing");
    new aws.sqs.Queue("queue");
`;

const SECRETIVE = `
    import * as aws from "@pulumi/aws";
    import * as pulumi from "@pulumi/pulumi";
    new aws.sqs.Queue("queue", { tags: { password: new pulumi.Config().requireSecret("password") } });
`;

describe("The preview command on the real engine", () => {
    let workspace: Workspace;
    let home: string;

    before(() => {
        workspace = makeWorkspace();
        home = path.join(workspace.folder, "user");
        mkdirSync(path.join(home, "workspaces"), { recursive: true });
        writeFileSync(path.join(home, "credentials.json"), `{"current":"https://api.example.com"}`);
        writeFileSync(path.join(home, "workspaces", "orders-1-workspace.json"), `{"stack":"live"}`);
        mkdirSync(path.join(home, "plugins", "resource-installed-v1.0.0"), { recursive: true });
    });

    after(() => {
        workspace.dispose();
    });

    /** Runs the command as a user would, with a login and a home of Pulumi's that must not be touched. */
    const preview = (
        folder: string,
        args: readonly string[],
        env: NodeJS.ProcessEnv = {},
    ): Promise<Ended> => {
        return runPreview(workspace, [folder, ...args], {
            PULUMI_CONFIG_PASSPHRASE: undefined,
            PULUMI_HOME: home,
            PULUMI_BACKEND_URL: "https://api.example.com",
            ...env,
        });
    };
    const write = (name: string, program: string | { readonly folder: string }): string =>
        writeProject(workspace, { name, program });
    const example = (name: string): string =>
        write(name, { folder: path.join(REPOSITORY, "examples", name) });
    const aws = ["--region", "eu-west-1", "--account", "111122223333"];

    it("finds nothing in a right program, and leaves project, login and home as they were", async () => {
        const folder = example("orders");
        const before = [digests(folder), digests(home)];
        const { status, stdout, stderr } = await preview(folder, ["--engine", "pulumi"]);
        strictEqual(stderr, "");
        strictEqual(status, 0);
        strictEqual(
            stdout.trimEnd().split("\n").at(-1),
            "3 mappings: 3 passed, 0 findings (0 mandatory), 0 undecided",
        );
        deepStrictEqual([digests(folder), digests(home)], before);
    });

    it("rejects a broken one with the pack's own words", async () => {
        const { status, stdout } = await preview(example("broken"), []);
        strictEqual(status, 1);
        match(stdout, /KOF-010: Role "orders[^"]*" is not allowed sqs:SendMessage on/);
        match(stdout, /^3 mappings: 0 passed, \d+ findings \(3 mandatory\), 0 undecided$/m);
    });

    it("reads encrypted configuration with the user's passphrase, else puts a placeholder and says so", async () => {
        const program = {
            name: "secretive",
            program: SECRETIVE,
            secrets: { password: "swordfish" },
        };
        const { folder } = await makeProject(workspace, program);
        const before = digests(folder);
        const told = async (env: NodeJS.ProcessEnv = {}): Promise<object> => {
            const { status, stdout } = await preview(
                folder,
                ["--engine", "pulumi", "--json", ...aws],
                env,
            );
            strictEqual(status, 0);
            const { resources, notes } = objectOf(parseWire(stdout));
            const queue = listOf(resources)
                .map(objectOf)
                .find(({ name }) => name === "queue");
            return { password: tagsOf(queue)["password"], notes: notesIn(notes, "secret") };
        };
        // Which value it was, the notes tell: the command shows none.
        const password = {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            value: "[secret]",
        };
        const file = path.join(workspace.folder, "passphrase");
        writeFileSync(file, "engine suite\n");
        for (const env of [
            { PULUMI_CONFIG_PASSPHRASE: "engine suite" },
            { PULUMI_CONFIG_PASSPHRASE_FILE: file },
        ]) {
            deepStrictEqual(await told(env), { password, notes: [] });
        }
        const placeholder = {
            password,
            notes: [
                "The value of secretive:password is encrypted; using a placeholder. Pass --config secretive:password=… to set another value.",
            ],
        };
        deepStrictEqual(await told(), placeholder);
        const other = { PULUMI_CONFIG_PASSPHRASE: "not the passphrase" };
        deepStrictEqual(await told(other), placeholder);
        const nowhere = { PULUMI_CONFIG_PASSPHRASE_FILE: path.join(workspace.folder, "nowhere") };
        deepStrictEqual(await told(nowhere), placeholder);
        deepStrictEqual(digests(folder), before);
    });

    for (const name of ["onpath", "installed", "absent"]) {
        it(`starts no provider that is not allowed: one that is ${name}`, async () => {
            const folder = write(`other-${name}`, OTHER_PACKAGE(name));
            const started = placeProvider(name);
            const refused = await preview(folder, ["--engine", "pulumi", ...aws]);
            strictEqual(refused.status, 2);
            strictEqual(
                refused.stderr.trimEnd().split("\n").at(-1),
                `error: The provider of ${name} was not started because providers can contact their cloud. To allow it, pass --allow-provider ${name}; or use --engine embedded, for Node.js programs.`,
            );
            const auto = await preview(folder, ["--json", ...aws]);
            strictEqual(auto.status, 0, auto.stderr);
            const [note = ""] = notesIn(objectOf(parseWire(auto.stdout))["notes"], "engine");
            match(
                note,
                new RegExp(
                    "^The embedded engine previewed this program because the pulumi CLI could not. The provider of",
                ),
            );
            strictEqual(existsSync(started), false);
            await preview(folder, ["--engine", "pulumi", "--allow-provider", name, ...aws]);
            strictEqual(existsSync(started), name !== "absent");
        });
    }

    it("does not run where the project brings a provider for aws of its own", async () => {
        const folder = write("own-provider", OTHER_PACKAGE("aws"));
        writeFileSync(
            path.join(folder, "Pulumi.yaml"),
            "name: own-provider\nruntime: nodejs\nplugins:\n  providers:\n    - { name: aws, path: ./bin }\n",
        );
        const { status, stderr } = await preview(folder, ["--engine", "pulumi", ...aws]);
        deepStrictEqual(
            { status, stderr: stderr.trimEnd() },
            {
                status: 2,
                stderr: "error: Pulumi.yaml specifies its own aws provider, which the model cannot replace.",
            },
        );
    });

    it("leaves a program to the embedded engine when the CLI has no language host, and says so", async () => {
        const folder = write(
            "hostless",
            `import * as aws from "@pulumi/aws"; new aws.sqs.Queue("queue");`,
        );
        const bare = { PATH: `${path.dirname(workspace.cli)}${path.delimiter}/usr/bin:/bin` };
        const auto = await preview(folder, ["--json", ...aws], bare);
        strictEqual(auto.status, 0, auto.stderr);
        deepStrictEqual(notesIn(objectOf(parseWire(auto.stdout))["notes"], "engine"), [
            "The embedded engine previewed this program because the pulumi CLI could not. The pulumi CLI has no language host for nodejs.",
        ]);
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: hostless\nruntime: python\n");
        const python = await preview(folder, aws, bare);
        deepStrictEqual(
            { status: python.status, last: python.stderr.trimEnd().split("\n").at(-1) },
            { status: 2, last: "error: The pulumi CLI has no language host for python." },
        );
    });

    it("shows what to answer where the engine cannot live with an unknown answer; the embedded one can", async () => {
        const folder = write(
            "asking",
            `import * as aws from "@pulumi/aws"; new aws.sqs.Queue("queue", { tags: { vpc: aws.ec2.getVpcOutput({ default: true }).id } });`,
        );
        const { status, stderr } = await preview(folder, ["--engine", "pulumi", ...aws]);
        strictEqual(status, 2);
        ok(stderr.includes("The result of aws:ec2/getVpc:getVpc is unknown"), stderr);
        ok(stderr.includes(`"token": "aws:ec2/getVpc:getVpc"`), stderr);
        const embedded = await preview(folder, aws);
        strictEqual(embedded.status, 0, embedded.stderr);
    });

    it("says so when no Region is known, and when the program fails", async () => {
        const folder = write(
            "failing",
            `import * as aws from "@pulumi/aws"; new aws.sqs.Queue("queue");`,
        );
        const regionless = await preview(folder, ["--engine", "pulumi"]);
        strictEqual(regionless.status, 2);
        match(regionless.stderr, /The AWS Region is unknown\. Pass --region/);
        writeFileSync(path.join(folder, "index.ts"), `throw new Error("no luck today");`);
        const failed = await preview(folder, aws);
        strictEqual(failed.status, 2);
        match(failed.stderr, /no luck today/);
    });

    /** A provider that does nothing but leave a mark when it is started. */
    function placeProvider(name: string): string {
        const mark = path.join(workspace.folder, `${name}-started`);
        const folder = {
            onpath: path.join(workspace.folder, "bin"),
            installed: path.join(home, "plugins", "resource-installed-v1.0.0"),
        }[name];
        if (folder !== undefined) {
            const file = path.join(folder, `pulumi-resource-${name}`);
            writeFileSync(file, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`);
            chmodSync(file, 0o755);
        }
        return mark;
    }
});

function tagsOf(resource: WireObject | undefined): WireObject {
    return objectOf(objectOf(resource?.["inputs"])["tags"]);
}

function notesIn(notes: WireObject[string] | undefined, kind: string): readonly string[] {
    return listOf(notes)
        .map(objectOf)
        .filter((note) => note["kind"] === kind)
        .map((note) => stringOf(note["message"]));
}
