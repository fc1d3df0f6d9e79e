import { Command, CommanderError } from "commander";
import pc from "picocolors";
import { checkState } from "./engine/checkState";
import { PreviewError } from "./engine/failure";
import { failureScreen } from "./failureScreen";
import { previewProgram } from "./engine/previewProgram";
import type { PackOptions, PreviewResult } from "./engine/result";
import { readAnswers, readDocument, readPolicyConfig } from "./files";
import { commonOptions, previewOptions, type CommonFlags, type PreviewFlags } from "./flags";
import { showProgress, type Progress } from "./progress";
import { jsonReport, summarize } from "./report";
import {
    findingsScreen,
    logScreen,
    notesScreen,
    planScreen,
    summaryLine,
    widthIn,
    type Look,
} from "./screen";
import { packageVersion, processTerminal, type Terminal } from "./terminal";

/** What the command ends with. */
export const STATUS = { clean: 0, rejected: 1, notRun: 2 } as const;

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
        terminal.err(`${failureScreen(error)}\n`);
        return STATUS.notRun;
    }
}

function commandLine(terminal: Terminal, end: (status: number) => void): Command {
    const program = new Command("pulumi-lambda-kafka")
        .description(
            "Checks, before deployment and without cloud access, whether failed Kafka batches would be lost.",
        )
        .version(packageVersion())
        .exitOverride()
        .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
        .addHelpText("after", "\nExit status: 0 clean, 1 a mandatory finding, 2 could not run.");
    const preview = program
        .command("preview")
        .description("run a Pulumi program with the policy pack, without cloud credentials")
        .argument("[directory]", "the directory of the program's Pulumi.yaml", ".");
    previewOptions(preview);
    commonOptions(preview).action(async (directory: string, flags: PreviewFlags) => {
        end(await judge(terminal, flags, true, (options) => preview_(directory, flags, options)));
    });
    const check = program
        .command("check")
        .description("check a stack's state, as exported by `pulumi stack export`")
        .argument("<state>", "the file");
    commonOptions(check).action(async (state: string, flags: CommonFlags) => {
        end(
            await judge(terminal, flags, false, async (options) =>
                checkState(await readDocument(state, "state"), options),
            ),
        );
    });
    return program;
}

async function preview_(
    directory: string,
    flags: PreviewFlags,
    options: PackOptions,
): Promise<PreviewResult> {
    return previewProgram(directory, {
        ...options,
        outputs: flags.outputs,
        engine: flags.engine,
        ...(flags.config === undefined ? {} : { config: flags.config }),
        ...(flags.allowProvider === undefined ? {} : { allowProviders: flags.allowProvider }),
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
        const colors = pc.createColors(terminal.colors);
        const look = { colors, planned, width: widthIn(terminal.columns) };
        terminal.out(
            `${screens(result, look)
                .map((text) => text.trimEnd())
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
