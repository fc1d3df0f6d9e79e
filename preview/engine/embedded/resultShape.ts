import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The names of the properties that a function answers, from the declarations of the SDK that the program uses.
 * `undefined` when they cannot be found.
 *
 * A program may read any of them, and each must then be unknown: one that was left out would be known to be absent.
 */
export function resultProperties(token: string, directory: string): readonly string[] | undefined {
    const [packageName = "", path = ""] = token.split(":");
    if (!/^[\w-]+$/.test(packageName) || !/^[\w/-]+$/.test(path)) return undefined;
    const resolve = createRequire(join(directory, "index.js")).resolve;
    try {
        // What is of the module `index` lies in the package's own folder.
        const file = `@pulumi/${packageName}/${path.replace(/^index\//, "")}.d.ts`;
        const declarations = readFileSync(resolve(file), "utf8");
        const body = /^export interface \w+Result \{$([^]*?)^\}$/m.exec(declarations)?.[1];
        if (body === undefined) return undefined;
        return [...body.matchAll(/^ {4}readonly (\w+)\??:/gm)].map((match) => match[1] ?? "");
    } catch {
        return undefined;
    }
}
