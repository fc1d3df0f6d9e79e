import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { encryptedNote } from "../configuration";
import type { Deployment } from "../deployment";
import { PreviewError } from "../failure";
import type { CommandEnd } from "./command";
import { wordsOf } from "./failure";
import { placeholdersIn, plainValues, type StackConfiguration } from "./configuration";
import type { Scratch } from "./scratch";

/** Runs the CLI in a directory. */
export type RunCli = (
    directory: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
) => Promise<CommandEnd>;

/** A stack on the scratch backend. */
export interface ScratchStack {
    /** Its configuration file. */
    readonly file: string;
    /** The passphrase of its secrets. */
    readonly environment: NodeJS.ProcessEnv;
}

/** Encrypts what nobody else will ever read. */
const OWN_PASSPHRASE: NodeJS.ProcessEnv = { PULUMI_CONFIG_PASSPHRASE: "preview" };

/**
 * Makes the stack with the user's configuration. Encrypted values are read with the user's passphrase, if that is what
 * encrypts them and it is set; else placeholders stand for them, which is told.
 */
export async function makeStack(
    run: RunCli,
    { project }: Scratch,
    configuration: StackConfiguration,
    deployment: Deployment,
): Promise<ScratchStack> {
    const { name } = deployment;
    const { values, salt, importsEnvironments } = configuration;
    const placeholders = placeholdersIn(configuration);
    const file = join(project, `Pulumi.${name.stack}.yaml`);
    writeFileSync(
        join(project, "Pulumi.yaml"),
        stringify({ name: name.project, runtime: "nodejs" }),
    );
    const init = (content: object, environment: NodeJS.ProcessEnv): Promise<CommandEnd> => {
        writeFileSync(file, stringify(content));
        return run(project, ["stack", "init", name.stack, "--no-select"], environment);
    };
    if (importsEnvironments) {
        deployment.note(
            "unsupported",
            "The stack file imports environments (`environment:`), which only Pulumi Cloud can open; their values are missing. Pass them with --config key=value.",
        );
    }
    const passphrase = usersPassphrase();
    if (placeholders.size > 0 && salt !== undefined && passphrase !== undefined) {
        const { status } = await init({ encryptionsalt: salt, config: values }, passphrase);
        if (status === 0) return { file, environment: passphrase };
    }
    const { status, stderr } = await init({ config: plainValues(configuration) }, OWN_PASSPHRASE);
    if (status !== 0)
        throw new PreviewError(
            `The pulumi CLI could not create a scratch stack: ${wordsOf(stderr)}`,
        );
    const stack = { file, environment: OWN_PASSPHRASE };
    await setPlaceholders(run, stack, placeholders, deployment);
    return stack;
}

async function setPlaceholders(
    run: RunCli,
    { file, environment }: ScratchStack,
    placeholders: ReadonlyMap<string, string>,
    deployment: Deployment,
): Promise<void> {
    if (placeholders.size === 0) return;
    const secrets = [...placeholders].flatMap(([key, text]) => ["--secret", `${key}=${text}`]);
    const where = ["--stack", deployment.name.stack, "--config-file", file];
    const directory = join(file, "..");
    const { status, stderr } = await run(
        directory,
        ["config", "set-all", ...where, ...secrets],
        environment,
    );
    if (status !== 0) {
        throw new PreviewError(
            `The pulumi CLI could not set placeholders for secrets: ${wordsOf(stderr)}`,
        );
    }
    for (const key of placeholders.keys()) deployment.note("secret", encryptedNote(key));
}

/** Empty is a passphrase, too. */
function usersPassphrase(): NodeJS.ProcessEnv | undefined {
    const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = process.env;
    if (PULUMI_CONFIG_PASSPHRASE !== undefined) return { PULUMI_CONFIG_PASSPHRASE };
    return PULUMI_CONFIG_PASSPHRASE_FILE === undefined
        ? undefined
        : { PULUMI_CONFIG_PASSPHRASE_FILE };
}
