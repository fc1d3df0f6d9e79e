import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { previewProgram, PreviewError } from "../../preview";
import { PACK, preview, withProgram } from "./programs/program";

/** The programs and packs that a process runs. */
function childrenOf(parent: number | undefined): readonly number[] {
    return execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, ppid, ...args]) => Number(ppid) === parent && args.some(isRunner))
        .map(([pid]) => Number(pid));
}

function isRunner(argument: string): boolean {
    return /@pulumi\/pulumi\/cmd\/run(-policy-pack)?\//.test(argument);
}

function lives(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
}

async function failure(running: Promise<unknown>): Promise<PreviewError> {
    let failed: unknown;
    await running.catch((error: unknown) => {
        failed = error;
    });
    ok(failed instanceof PreviewError, "the preview was expected to fail");
    return failed;
}

describe("running a program", () => {
    it("hands the configuration over: values, structures, secrets, defaults of the project, in this order of weight", async () => {
        const { outputs, notes } = await preview(
            {
                project: `
                    name: test
                    runtime: { name: nodejs, options: { typescript: false } }
                    config: { size: 1, color: { default: red }, "test:shape": { value: round } }
                `,
                stack: `config: { test:size: 2, test:list: [{ a: 1 }], test:password: { secure: v1:abc }, other:key: x }`,
                program: `
                    const pulumi = require("@pulumi/pulumi");
                    const config = new pulumi.Config();
                    exports.all = [config.requireNumber("size"), config.require("color"), config.require("shape"),
                        config.requireObject("list"), new pulumi.Config("other").require("key")];
                    exports.password = config.requireSecret("password");
                    exports.names = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), pulumi.runtime.isDryRun()];
                `,
            },
            { config: { "test:size": 3 } },
        );
        deepStrictEqual(outputs, {
            all: [3, "red", "round", [{ a: 1 }], "x"],
            password: {
                "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                value: "[secret]",
            },
            names: ["organization", "test", "dev", true],
        });
        deepStrictEqual(notes, [
            {
                kind: "secret",
                message:
                    "The value of test:password is encrypted; using a placeholder. Pass --config test:password=… to set another value.",
            },
        ]);
    });

    it("runs TypeScript, from the file that Pulumi.yaml names", async () => {
        const { outputs } = await previewProgram(join(__dirname, "programs", "queue"), {
            packDirectory: PACK,
            account: "123456789012",
        });
        const { url } = outputs;
        ok(typeof url === "string");
        match(
            url,
            /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/123456789012\/orders-dlq-[0-9a-f]{7}$/,
        );
    });

    it("keeps what the program prints and logs", async () => {
        const { log } = await preview(`
            const pulumi = require("@pulumi/pulumi");
            console.log("printed");
            console.error("cried");
            pulumi.log.warn("warned");
        `);
        deepStrictEqual(
            log.toSorted((one, other) => one.text.localeCompare(other.text)),
            [
                { severity: "warning", text: "cried" },
                { severity: "info", text: "printed" },
                { severity: "warning", text: "warned" },
            ],
        );
    });

    const failing: readonly {
        readonly name: string;
        readonly program: string;
        readonly message: RegExp;
    }[] = [
        {
            name: "an error that it throws",
            program: `throw new Error("no such luck")`,
            message:
                /^Running program '.*' failed with an unhandled exception:\nError: no such luck\n +at .*index\.js:1:7/,
        },
        {
            name: "a syntax error",
            program: `const = 3`,
            message: /SyntaxError: Unexpected token '='/,
        },
        {
            name: "a module that it does not find",
            program: `require("./missing")`,
            message: /Cannot find module '.\/missing'/,
        },
        {
            name: "an error in an apply",
            program: `exports.x = require("@pulumi/pulumi").output(1).apply(() => { throw new Error("no such luck"); })`,
            message: /Error: no such luck/,
        },
        {
            name: "all errors of a component's arguments, with their paths",
            program: `
                const pulumi = require("@pulumi/pulumi");
                throw new pulumi.InputPropertiesError({ message: "Two mistakes", errors: [
                    { propertyPath: "topic", reason: "is missing" }, { propertyPath: "onFailure.sqs", reason: "is too much" } ] });
            `,
            message: /Two mistakes[^]*topic[^]*is missing[^]*onFailure\.sqs[^]*is too much/,
        },
        {
            name: "an exit status of its own",
            program: `console.error("giving up"); process.exit(3)`,
            message: /^The program failed with exit status 3\.\ngiving up$/,
        },
    ];
    for (const { name, program, message } of failing) {
        it(`tells ${name}`, async () => {
            const error = await failure(preview(program));
            match(error.message, message);
            ok(!error.message.includes("\u001b"), "an error is not coloured");
        });
    }

    it("tells a failing apply of the SDK's within seconds", async () => {
        const begun = Date.now();
        await failure(preview(`throw new Error("no such luck")`));
        // Node.js 20 takes half a minute to colour the SDK's stack traces.
        ok(Date.now() - begun < 15_000);
    });

    const refused: readonly {
        readonly name: string;
        readonly project: string;
        readonly message: RegExp;
    }[] = [
        {
            name: "a program in another language",
            project: "{ name: test, runtime: python }",
            message:
                /Pulumi\.yaml has the runtime "python"\. .*the pulumi CLI previews programs in every language\.$/,
        },
        {
            name: "a project without a name",
            project: "{ runtime: nodejs }",
            message: /Pulumi\.yaml has no name\.$/,
        },
        {
            name: "a project file that is no YAML",
            project: "{ name",
            message: /Pulumi\.yaml cannot be read: /,
        },
        {
            name: "a project file that is a list",
            project: "- name",
            message: /Pulumi\.yaml is malformed: it must be a mapping\.$/,
        },
    ];
    for (const { name, project, message } of refused) {
        it(`refuses ${name}`, async () => {
            const error = await failure(preview({ project, program: "" }));
            match(error.message, message);
        });
    }

    it("refuses a directory without a project", async () => {
        await rejects(previewProgram(__dirname), {
            message: `There is no Pulumi.yaml in ${__dirname}.`,
        });
    });

    describe("ends its children", () => {
        const endless = `
            process.on("SIGINT", () => undefined);
            process.on("SIGTERM", () => undefined);
            setInterval(() => undefined, 1000);
        `;

        it("when the program takes too long", () =>
            withProgram(endless, async (directory) => {
                const error = await failure(
                    previewProgram(directory, { packDirectory: PACK, timeout: 3000 }),
                );
                strictEqual(
                    error.message,
                    "The preview was stopped after 3 seconds because the program or the policy pack did not finish.",
                );
                deepStrictEqual(childrenOf(process.pid), []);
            }));

        it("when the caller cancels", () =>
            withProgram(endless, async (directory) => {
                const cancel = new AbortController();
                const running = failure(
                    previewProgram(directory, { packDirectory: PACK, signal: cancel.signal }),
                );
                await sleep(1500);
                strictEqual(childrenOf(process.pid).length, 2);
                cancel.abort();
                strictEqual((await running).message, "The preview was canceled.");
                deepStrictEqual(childrenOf(process.pid), []);
            }));

        for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
            it(`when ${signal} ends the process that previews`, () =>
                withProgram(`setInterval(() => undefined, 1000);`, async (directory) => {
                    const script = `
                        const { previewProgram } = require(${JSON.stringify(join(__dirname, "..", "..", "preview"))});
                        previewProgram(${JSON.stringify(directory)}, { packDirectory: ${JSON.stringify(PACK)} });
                    `;
                    const parent = spawn(process.execPath, ["-r", "tsx/cjs", "-e", script], {
                        stdio: "ignore",
                    });
                    const ended = new Promise((resolve) =>
                        parent.once("exit", (_, by) => {
                            resolve(by);
                        }),
                    );
                    while (childrenOf(parent.pid).length < 2) await sleep(100);
                    const children = childrenOf(parent.pid);
                    parent.kill(signal);
                    strictEqual(await ended, signal);
                    for (let wait = 0; children.some(lives) && wait < 50; wait += 1) {
                        await sleep(100);
                    }
                    deepStrictEqual(children.filter(lives), []);
                }));
        }
    });
});
