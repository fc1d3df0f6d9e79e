import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    watch,
    writeFileSync,
} from "node:fs";
import path from "node:path";
import { digests, MAIN, runPreview } from "./previewRuns";
import { makeProject, writeProject, type Project } from "./project";
import { startProcess } from "./command";
import { isGone, until } from "./waiting";
import { makeWorkspace, REPOSITORY, type Workspace } from "./workspace";

const PASSWORD = "swordfish";

describe("The preview command and what belongs to the user", () => {
    let workspace: Workspace;
    /** Deployed, its stack selected, with a secret in its configuration. */
    let project: Project;

    before(async () => {
        workspace = makeWorkspace();
        project = await makeProject(workspace, {
            name: "orders",
            program: { folder: path.join(REPOSITORY, "examples", "sqs") },
            config: {},
            secrets: { password: PASSWORD },
        });
        await project.pulumi("stack", "init", "prod", "--no-select");
        strictEqual((await project.up()).status, 0);
        mkdirSync(path.join(project.folder, ".pulumi", "stacks"), { recursive: true });
        writeFileSync(path.join(project.folder, ".pulumi", "meta.yaml"), "version: 1\n");
        writeFileSync(path.join(project.folder, ".env"), "PULUMI_STACK=dev\n");
    });

    after(() => {
        workspace.dispose();
    });

    /** The project, Pulumi's home with the selected stack, and the backend with the state. */
    const belongings = (): readonly string[] => [
        project.folder,
        path.join(workspace.folder, "home"),
        path.join(workspace.folder, "state"),
    ];

    it("leaves a deployed project, its state, its stacks and the one selected as they were, byte for byte", async () => {
        const before = belongings().map(digests);
        ok(Object.keys(before[2] ?? {}).some((file) => file.endsWith("dev.json")));
        const selected = await project.pulumi("stack", "--show-name");
        strictEqual(selected.stdout.trim(), "dev");
        const now = belongings().map(digests);
        for (const stack of ["dev", "prod"]) {
            const { status, stderr } = await runPreview(workspace, [
                ...[project.folder, "--engine", "pulumi", "--stack", stack],
                ...["--region", "eu-west-1"],
            ]);
            deepStrictEqual({ status, stderr }, { status: 0, stderr: "" });
        }
        deepStrictEqual(belongings().map(digests), now);
    });

    it("writes nothing there even for a while", async () => {
        const seen: string[] = [];
        const watchers = belongings()
            .flatMap(foldersIn)
            .map((folder) =>
                watch(folder, (event, file) => {
                    seen.push(`${event} ${path.join(folder, file ?? "")}`);
                }),
            );
        try {
            const args = [project.folder, "--engine", "pulumi", "--stack", "dev"];
            strictEqual((await runPreview(workspace, args)).status, 0);
            // What watches works.
            const own = path.join(project.folder, "witness");
            writeFileSync(own, "");
            await until(() => seen.length > 0);
            deepStrictEqual([...new Set(seen.map((event) => event.split(" ")[1]))], [own]);
        } finally {
            for (const watcher of watchers) watcher.close();
        }
    });

    it("takes a folder that nobody may write to", async () => {
        const folder = writeProject(workspace, {
            name: "read-only",
            program: { folder: path.join(REPOSITORY, "examples", "sqs") },
        });
        chmodSync(folder, 0o555);
        try {
            const { status, stderr } = await runPreview(workspace, [folder, "--engine", "pulumi"]);
            deepStrictEqual({ status, stderr }, { status: 0, stderr: "" });
        } finally {
            chmodSync(folder, 0o755);
        }
    });

    it("is not disturbed by another preview of the same folder", async () => {
        const args = [project.folder, "--engine", "pulumi", "--stack", "dev"];
        const runs = await Promise.all([1, 2, 3].map(() => runPreview(workspace, args)));
        deepStrictEqual(
            runs.map(({ status, stderr }) => ({ status, stderr })),
            runs.map(() => ({ status: 0, stderr: "" })),
        );
    });

    it("asks the CLI on the PATH for nothing but a scratch stack and a preview; the embedded engine asks for nothing", async () => {
        const log = path.join(workspace.folder, "asked");
        const bin = mkdtempSync(path.join(workspace.folder, "witness-"));
        writeFileSync(
            path.join(bin, "pulumi"),
            `#!/bin/sh\necho "$1 $2 $PULUMI_BACKEND_URL" >> '${log}'\nexec '${workspace.cli}' "$@"\n`,
        );
        chmodSync(path.join(bin, "pulumi"), 0o755);
        const env = { PATH: `${bin}${path.delimiter}${workspace.env["PATH"] ?? ""}` };
        strictEqual(
            (await runPreview(workspace, [project.folder, "--stack", "dev"], env)).status,
            0,
        );
        const asked = readFileSync(log, "utf8").trimEnd().split("\n");
        deepStrictEqual(
            asked.map((line) => line.split(" ").slice(0, 2).join(" ")),
            ["stack init", "preview --stack"],
        );
        const backends = new Set(asked.map((line) => line.split(" ")[2] ?? ""));
        strictEqual(backends.size, 1);
        strictEqual(backends.has(workspace.env["PULUMI_BACKEND_URL"] ?? ""), false);
        const args = [project.folder, "--stack", "dev", "--engine", "embedded"];
        strictEqual((await runPreview(workspace, args, env)).status, 0);
        deepStrictEqual(readFileSync(log, "utf8").trimEnd().split("\n"), asked);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`leaves neither a folder nor a process behind when ${signal} ends it`, async () => {
            const folder = writeProject(workspace, { name: `hanging-${signal}`, program: "" });
            const pidFile = path.join(folder, "pid");
            writeFileSync(
                path.join(folder, "index.ts"),
                `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`,
            );
            const scratch = mkdtempSync(path.join(workspace.folder, "tmp-"));
            const running = startProcess(process.execPath, [MAIN, "preview", folder], {
                cwd: workspace.folder,
                env: { ...workspace.env, TMPDIR: scratch, AWS_REGION: "eu-west-1" },
            });
            await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "");
            ok(ours(scratch).length > 0);
            running.kill(signal);
            strictEqual(await running.endedBy, signal);
            strictEqual(await isGone(Number(readFileSync(pidFile, "utf8"))), true);
            deepStrictEqual(ours(scratch), []);
        });
    }
});

function ours(folder: string): readonly string[] {
    return readdirSync(folder).filter((name) => name.startsWith("pulumi-lambda-kafka-"));
}

function foldersIn(folder: string): readonly string[] {
    return [
        folder,
        ...readdirSync(folder, { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .flatMap(({ name }) => foldersIn(path.join(folder, name))),
    ];
}
