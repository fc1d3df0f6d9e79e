// Leaves in a build what users need of it: the declarations that the public entries lead to, code without comments, data on one line.
// The comments stay in the sources and, where editors show them, in the declarations.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Trims the build in `folder`, whose public declarations are `entries`, relative to it. */
export function trim(folder, entries) {
    const needed = declarationsFrom(entries.map((entry) => join(folder, entry)));
    for (const file of filesIn(folder)) {
        if (file.endsWith(".d.ts") && !needed.has(file)) rmSync(file);
        if (file.endsWith(".js")) writeFileSync(file, withoutComments(readFileSync(file, "utf8")));
        if (file.endsWith(".json")) writeFileSync(file, onOneLine(readFileSync(file, "utf8")));
    }
}

function filesIn(folder) {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
}

/** The files, and every declaration of the build that they import, and so on. */
function declarationsFrom(files) {
    const found = new Set();
    const open = [...files];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
        if (found.has(file)) continue;
        found.add(file);
        open.push(...importsOf(file));
    }
    return found;
}

function importsOf(file) {
    return ts
        .preProcessFile(readFileSync(file, "utf8"))
        .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => declarationOf(join(dirname(file), fileName)));
}

function declarationOf(path) {
    const file = [`${path}.d.ts`, join(path, "index.d.ts")].find((candidate) =>
        existsSync(candidate),
    );
    if (file === undefined) throw new Error(`No declaration for ${path}`);
    return file;
}

function onOneLine(json) {
    return JSON.stringify(JSON.parse(json));
}

function withoutComments(code) {
    return ts.transpileModule(code, {
        compilerOptions: {
            module: ts.ModuleKind.CommonJS,
            target: ts.ScriptTarget.ES2023,
            allowJs: true,
            removeComments: true,
        },
        fileName: "compiled.js",
    }).outputText;
}
