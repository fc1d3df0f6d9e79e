import { CLI, findTool } from "./tools";

/** The path of the `pulumi` CLI, on the PATH or in the cache; `undefined` where there is none. Builds nothing. */
export function findCli(): string | undefined {
    return findTool(CLI);
}
