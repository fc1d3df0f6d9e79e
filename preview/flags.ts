import { InvalidArgumentError, Option, type Command } from "commander";
import type { ConfigObject, Engine } from "./engine/result";
import type { Outputs } from "./model";

/** What both commands take. */
export interface CommonFlags {
    readonly json?: true;
    readonly strict?: true;
    readonly policyConfig?: string;
    readonly policyPack?: string;
}

/** What `preview` takes. */
export interface PreviewFlags extends CommonFlags {
    readonly stack?: string;
    readonly configFile?: string;
    readonly config?: ConfigObject;
    readonly account?: string;
    readonly region?: string;
    readonly answers?: string;
    readonly outputs: Outputs;
    readonly engine: Engine;
    readonly allowProvider?: readonly string[];
}

/** Adds the options of both commands. */
export function commonOptions(command: Command): Command {
    return command
        .option(
            "--policy-config <file>",
            "policy configuration in Pulumi's format: enforcement levels, exemptions, settings",
        )
        .option("--policy-pack <directory>", "another policy pack (default: this package's own)")
        .option("--strict", "also fail on undecided results")
        .option("--json", "print one JSON document to stdout");
}

/** Adds the options of `preview`. */
export function previewOptions(command: Command): Command {
    return command
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
            "set a configuration value; can be repeated",
            collectConfig,
        )
        .option("--account <id>", "the AWS account ID to predict with", accountId)
        .option("--region <region>", "the AWS Region (default: aws:region, else AWS_REGION)")
        .option(
            "--answers <file>",
            "values that cannot be predicted: invokes, stackReferences, reads",
        )
        .addOption(
            new Option(
                "--outputs <kind>",
                "what to assume for provider outputs: predicted by AWS's formats, or unknown as in a first preview",
            )
                .choices(["predicted", "unknown"])
                .default("predicted"),
        )
        .addOption(
            new Option(
                "--engine <kind>",
                "what runs the program: the pulumi CLI on the PATH, or this package's own engine for Node.js; auto: the CLI if there is one",
            )
                .choices(["auto", "pulumi", "embedded"])
                .default("auto"),
        )
        .option(
            "--allow-provider <package>",
            "with the pulumi CLI: a provider other than aws that may start and contact its cloud; can be repeated",
            collect,
        );
}

function collectConfig(text: string, previous: ConfigObject = {}): ConfigObject {
    const at = text.indexOf("=");
    if (at < 1) throw new InvalidArgumentError("Expected key=value.");
    return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
    return [...previous, text];
}

function accountId(text: string): string {
    if (/^\d{12}$/.test(text)) return text;
    throw new InvalidArgumentError("Expected an AWS account ID of twelve digits.");
}
