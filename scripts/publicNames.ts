import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "..");

/** The source behind each name that users import from. */
const ENTRIES: Readonly<Record<string, string>> = {
    "pulumi-lambda-kafka": "index.ts",
    "pulumi-lambda-kafka/policies": "policies/index.ts",
    "pulumi-lambda-kafka/records": "components/records/index.ts",
    "pulumi-lambda-kafka/testing": "preview/index.ts",
};

/** What users can name: by entry and export, its members, with `?` on those that may be left out, or its signature. */
export type PublicNames = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Reads the public names from the sources. */
export function publicNames(): PublicNames {
    const options = ts.getParsedCommandLineOfConfigFile(
        join(ROOT, "tsconfig.json"),
        { noEmit: true },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
    )?.options;
    const files = Object.values(ENTRIES).map((file) => join(ROOT, file));
    const program = ts.createProgram(files, options ?? {});
    const checker = program.getTypeChecker();
    return Object.fromEntries(
        Object.entries(ENTRIES).map(([entry, file]) => [
            entry,
            exportsOf(checker, program.getSourceFile(join(ROOT, file))),
        ]),
    );
}

function exportsOf(
    checker: ts.TypeChecker,
    source: ts.SourceFile | undefined,
): Readonly<Record<string, readonly string[]>> {
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error("An entry is no module.");
    const named = checker
        .getExportsOfModule(module)
        .map((symbol): [string, readonly string[]] => [
            symbol.name,
            described(checker, actual(checker, symbol)),
        ]);
    return Object.fromEntries(named.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function actual(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function described(checker: ts.TypeChecker, symbol: ts.Symbol): readonly string[] {
    const { Class, Interface, TypeAlias } = ts.SymbolFlags;
    const types = [Class, Interface, TypeAlias].some((flag) => symbol.flags & flag)
        ? membersOf(checker, symbol, checker.getDeclaredTypeOfSymbol(symbol))
        : [];
    const values = valueOf(checker, symbol);
    return [...types, ...values];
}

/** An alias of a union is its text; all else has members. */
function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol, type: ts.Type): readonly string[] {
    if (symbol.flags & ts.SymbolFlags.TypeAlias) return [`type ${textOf(checker, type)}`];
    const kind = symbol.flags & ts.SymbolFlags.Class ? "class" : "interface";
    return [
        kind,
        ...checker
            .getPropertiesOfType(type)
            .filter(isOurs)
            .map(({ name, flags }) => `.${name}${flags & ts.SymbolFlags.Optional ? "?" : ""}`)
            .toSorted(),
    ];
}

function valueOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly string[] {
    const { valueDeclaration: declaration } = symbol;
    if (declaration === undefined || symbol.flags & ts.SymbolFlags.Interface) return [];
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return symbol.flags & ts.SymbolFlags.Class
        ? type.getConstructSignatures().map((made) => `new ${checker.signatureToString(made)}`)
        : [`value ${textOf(checker, type)}`];
}

function textOf(checker: ts.TypeChecker, type: ts.Type): string {
    const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;
    return checker.typeToString(type, undefined, NoTruncation | InTypeAlias);
}

function isOurs({ declarations = [] }: ts.Symbol): boolean {
    return declarations.some((declaration) => {
        const { fileName } = declaration.getSourceFile();
        return fileName.startsWith(ROOT) && !fileName.includes("node_modules");
    });
}
