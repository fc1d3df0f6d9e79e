import path from "node:path";
import { readdirSync } from "node:fs";
import { REPOSITORY } from "./workspace";

const FOLDER = path.join(REPOSITORY, "examples");

/** A program that users copy, and one of its stacks. */
export interface Example {
    readonly name: string;
    readonly stack: string;
    readonly folder: string;
}

/** Every example with each of its stacks: whatever lies in the folder, so that none is forgotten. */
export const EXAMPLES: readonly Example[] = readdirSync(FOLDER).flatMap((name) => {
    const folder = path.join(FOLDER, name);
    return readdirSync(folder).flatMap((file) => {
        const stack = /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1];
        return stack === undefined ? [] : [{ name, stack, folder }];
    });
});
