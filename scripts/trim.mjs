// Leaves in a build what users need of it: the declarations that the public entries lead to, code without comments, data on one line.
// The comments stay in the sources and, where editors show them, in the declarations.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import ts from "typescript";

/** Trims the build in `folder`, whose public declarations are `entries`, relative to it. */
export function trim(folder, entries) {
    const declarations = entries.map((entry) => join(folder, entry));
    const needed = declarationsFrom(declarations);
    const modules = declarations.map((file) => file.replace(/\.d\.ts$/, ".js"));
    for (const file of filesIn(folder)) {
        if (file.endsWith(".d.ts") && !needed.has(file)) rmSync(file);
        if (file.endsWith(".js")) {
            const code = readFileSync(file, "utf8");
            writeFileSync(file, withoutComments(code, !modules.includes(file)));
        }
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

/**
 * As esbuild writes it: shorter than the compiler's own, with its names, and with lines for stack traces to point at. An
 * entry keeps a statement for each of its exports, by which Node.js tells their names to ES modules.
 */
function withoutComments(code, minifySyntax) {
    const style = { minifySyntax, minifyWhitespace: true, lineLimit: 200 };
    return transformSync(code, { platform: "node", target: "node20", ...style }).code;
}
