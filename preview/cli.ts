import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import pc from "picocolors";
import { checkState } from "./engine/checkState";
import { PreviewError } from "./engine/failure";
import { previewProgram } from "./engine/previewProgram";
import type { ConfigObject, PackOptions, PreviewResult } from "./engine/result";
import { readAnswers, readDocument, readPolicyConfig } from "./files";
import type { Outputs } from "./model";
import { showProgress, type Progress } from "./progress";
import { jsonReport, summarize } from "./report";
import {
    findingsScreen,
    logScreen,
    notesScreen,
    planScreen,
    summaryLine,
    type Look,
} from "./screen";
import { packageVersion, processTerminal, type Terminal } from "./terminal";

/** What the command ends with. */
export const STATUS = { clean: 0, rejected: 1, notRun: 2 } as const;

interface CommonFlags {
    readonly json?: true;
    readonly strict?: true;
    readonly policyConfig?: string;
    readonly policyPack?: string;
}

interface PreviewFlags extends CommonFlags {
    readonly stack?: string;
    readonly configFile?: string;
    readonly config: ConfigObject;
    readonly account?: string;
    readonly region?: string;
    readonly answers?: string;
    readonly outputs: Outputs;
}

/** Runs the command and answers its exit status: 0 clean, 1 rejected, 2 could not run. */
export async function run(
    args: readonly string[],
    terminal: Terminal = processTerminal(),
): Promise<number> {
    let status: number = STATUS.clean;
    const program = commandLine(terminal, (ended) => {
        status = ended;
    });
    try {
        await program.parseAsync([...args], { from: "user" });
        return status;
    } catch (error) {
        if (error instanceof CommanderError) {
            return error.exitCode === 0 ? STATUS.clean : STATUS.notRun;
        }
        if (!(error instanceof PreviewError)) throw error;
        const log = logScreen(error.log);
        terminal.err(`${log === "" ? "" : `${log}\n`}error: ${error.message}\n`);
        return STATUS.notRun;
    }
}

function commandLine(terminal: Terminal, end: (status: number) => void): Command {
    const program = new Command("pulumi-lambda-kafka")
        .description(
            "Tells at preview, without a cloud, whether a Kafka batch that a Lambda function cannot process would be lost.",
        )
        .version(packageVersion())
        .exitOverride()
        .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
        .addHelpText("after", "\nExit status: 0 clean, 1 a mandatory finding, 2 could not run.");
    const preview = program
        .command("preview")
        .description("run a Pulumi program with the policy pack, without cloud credentials")
        .argument("[directory]", "the directory of the program's Pulumi.yaml", ".")
        .option(
            "-s, --stack <name>",
            "the stack (default: the project's only stack file, else dev)",
        )
        .option(
            "--config-file <file>",
            "the stack's configuration file (default: Pulumi.<stack>.yaml)",
        )
        .option(
            "-c, --config <key=value>",
            "a configuration value; may be repeated",
            collectConfig,
            {},
        )
        .option("--account <id>", "the AWS account to predict with", accountId)
        .option("--region <region>", "the AWS Region (default: aws:region, else AWS_REGION)")
        .option("--answers <file>", "what no model can know: invokes, stackReferences, reads")
        .addOption(
            new Option(
                "--outputs <kind>",
                "what providers answer: foretold by AWS's formats, or unknown as in a first preview",
            )
                .choices(["predicted", "unknown"])
                .default("predicted"),
        );
    common(preview).action(async (directory: string, flags: PreviewFlags) => {
        end(await judge(terminal, flags, true, (options) => preview_(directory, flags, options)));
    });
    const check = program
        .command("check")
        .description("judge a stack's state, as `pulumi stack export` writes it")
        .argument("<state>", "the file");
    common(check).action(async (state: string, flags: CommonFlags) => {
        end(
            await judge(terminal, flags, false, async (options) =>
                checkState(await readDocument(state, "state"), options),
            ),
        );
    });
    return program;
}

function common(command: Command): Command {
    return command
        .option(
            "--policy-config <file>",
            "levels, exemptions and settings of the policies, in Pulumi's form",
        )
        .option("--policy-pack <directory>", "another policy pack (default: this package's own)")
        .option("--strict", "what is undecided rejects too")
        .option("--json", "one JSON document on stdout");
}

async function preview_(
    directory: string,
    flags: PreviewFlags,
    options: PackOptions,
): Promise<PreviewResult> {
    return previewProgram(directory, {
        ...options,
        config: flags.config,
        outputs: flags.outputs,
        ...(flags.stack === undefined ? {} : { stack: flags.stack }),
        ...(flags.configFile === undefined ? {} : { stackConfigFile: flags.configFile }),
        ...(flags.account === undefined ? {} : { account: flags.account }),
        ...(flags.region === undefined ? {} : { region: flags.region }),
        ...(flags.answers === undefined ? {} : { answers: await readAnswers(flags.answers) }),
    });
}

async function judge(
    terminal: Terminal,
    flags: CommonFlags,
    planned: boolean,
    find: (options: PackOptions) => Promise<PreviewResult>,
): Promise<number> {
    const progress = showProgress(terminal.progress);
    const result = await withProgress(progress, async () =>
        find({
            onEvent: progress.onEvent,
            ...(flags.policyPack === undefined ? {} : { packDirectory: flags.policyPack }),
            ...(flags.policyConfig === undefined
                ? {}
                : { policyConfig: await readPolicyConfig(flags.policyConfig) }),
        }),
    );
    if (flags.json === true) {
        terminal.out(`${JSON.stringify(jsonReport(result), undefined, 4)}\n`);
    } else {
        const look = { colors: pc.createColors(terminal.colors), planned };
        terminal.out(
            `${screens(result, look)
                .filter((text) => text !== "")
                .join("\n\n")}\n`,
        );
    }
    const { mandatory, undecided } = summarize(result);
    const rejected = mandatory > 0 || (flags.strict === true && undecided > 0);
    return rejected ? STATUS.rejected : STATUS.clean;
}

async function withProgress<T>(progress: Progress, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } finally {
        progress.end();
    }
}

function screens(result: PreviewResult, look: Look): readonly string[] {
    const verb = look.planned ? "Previewing" : "Checking the state of";
    return [
        look.colors.bold(`${verb} ${result.project} (${result.stack})`),
        planScreen(result, look),
        logScreen(result.log),
        notesScreen(result.notes, look),
        findingsScreen(result, look),
        summaryLine(result, look),
    ];
}

function collectConfig(text: string, previous: ConfigObject): ConfigObject {
    const at = text.indexOf("=");
    if (at < 1) throw new InvalidArgumentError("It has the form key=value.");
    return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}

function accountId(text: string): string {
    if (/^\d{12}$/.test(text)) return text;
    throw new InvalidArgumentError("An AWS account is twelve digits.");
}
