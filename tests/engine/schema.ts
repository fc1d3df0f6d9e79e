import path from "node:path";
import { runCommand } from "./command";
import { unpackPackage } from "./packed";
import { linkPackages, REPOSITORY, type Workspace } from "./workspace";

/** What other languages see of the components, as it is committed. */
export const SCHEMA_FILE = path.join(REPOSITORY, "components", "schema.generated.json");

/** The schema that the engine reads from the package as it would be published. */
export async function readSchema({ folder, cli, env }: Workspace): Promise<string> {
    linkPackages(folder);
    const published = unpackPackage(path.join(folder, "node_modules"));
    const args = ["package", "get-schema", published];
    const { status, stdout, stderr } = await runCommand(cli, args, {
        cwd: folder,
        env,
        timeout: 240_000,
    });
    if (status !== 0) {
        throw new Error(`The engine reads no schema from the package:\n${stderr}`);
    }
    return stdout;
}
