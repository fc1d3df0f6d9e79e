import { PreviewError } from "../failure";

/** The real engine cannot preview this program, or not here; another engine may be able to. */
export class UnfitError extends PreviewError {}

/** Why the engine could not begin, in its own words: no language host, a provider that is not there. */
export function unfitness(text: string): string | undefined {
    const host =
        /(?:no language plugin '|unable to find language plugin |failed to load language plugin )([^'\s:]+)/.exec(
            text,
        );
    if (host !== null)
        return `The pulumi CLI has no language host for ${host[1] ?? "this program"}.`;
    const plugin = /no resource plugin 'pulumi-resource-([\w-]+)'/.exec(text)?.[1];
    const missing = plugin ?? /plugin ([\w-]+) \S+ not installed/.exec(text)?.[1];
    return missing === undefined ? undefined : refusal([missing]);
}

/** What is said of providers that are not started. */
export function refusal(names: readonly string[]): string {
    const flags = names.map((name) => `--allow-provider ${name}`).join(" ");
    const them =
        names.length === 1
            ? `The provider of ${names.join()} was`
            : `The providers of ${names.join(", ")} were`;
    return `${them} not started because providers can contact their cloud. To allow it, pass ${flags}; or use --engine embedded, for Node.js programs.`;
}

/** What the CLI says went wrong, without its own ornaments. */
export function wordsOf(stderr: string): string {
    return stderr
        .split("\n")
        .filter((line) => !/^warning: using pulumi-[\w-]+ from \$PATH/.test(line))
        .map((line) => line.replace(/^error: /, ""))
        .join("\n")
        .trim();
}
