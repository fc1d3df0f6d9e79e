// Writes what the declarations of @pulumi/aws say: about the types of the model's table into
// preview/aws/schema.generated.json, about the functions of their modules into preview/aws/functions.generated.json.
//
//     node scripts/generateAwsSchema.mjs           writes the files
//     node scripts/generateAwsSchema.mjs --check   fails where a file is not what the declarations say
//
// Types are written in a small notation: string, number, boolean, any, asset, document; T[] a list; {T} a map; @name a shape.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import ts from "typescript";

const require = createRequire(import.meta.url);
const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const root = fileURLToPath(new URL("..", import.meta.url));
const nested = { inputs: namespaces("input"), outputs: namespaces("output") };
const shapes = {};
const resources = {};
for (const token of tokens()) resources[token] = describe(token);
const version = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")).version;

await put("schema", { version, resources: sorted(resources), shapes: sorted(shapes) });
await put("functions", sorted(functions()));

async function put(name, value) {
    const target = join(root, `preview/aws/${name}.generated.json`);
    const options = { ...(await prettier.resolveConfig(target)), parser: "json" };
    const text = await prettier.format(JSON.stringify(value), options);
    if (!process.argv.includes("--check")) {
        writeFileSync(target, text);
    } else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
        console.error(`${target} is stale: run node scripts/generateAwsSchema.mjs`);
        process.exitCode = 1;
    }
}

/** By function of the modules in the table, the texts in its result that are not among its arguments. */
function functions() {
    const modules = [...new Set(tokens().map((token) => token.split(/[:/]/)[1]))];
    const found = {};
    for (const module of ["index", ...modules]) {
        const folder = join(sdk, module === "index" ? "." : module);
        for (const file of readdirSync(folder)) {
            const name = /^(get\w+)\.d\.ts$/.exec(file)?.[1];
            if (name === undefined) continue;
            const members = membersOf(join(folder, file));
            const type = `${name[0].toUpperCase()}${name.slice(1)}`;
            const given = (members.get(`${type}Args`) ?? []).map((member) => member.name.text);
            const texts = (members.get(`${type}Result`) ?? [])
                .filter((member) => typeText(member.type, "outputs") === "string")
                .map((member) => member.name.text)
                .filter((member) => !given.includes(member));
            found[`aws:${module}/${name}:${name}`] = texts;
        }
    }
    return found;
}

/** The types of the table, read from its rows. */
function tokens() {
    const folder = join(root, "preview/aws/types");
    const found = readdirSync(folder).flatMap((file) =>
        [...readFileSync(join(folder, file), "utf8").matchAll(/"(aws:\w+\/\w+:\w+)":/g)].map(
            (match) => match[1],
        ),
    );
    return [...new Set(found)].sort();
}

function describe(token) {
    const [, module, file, name] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(token);
    const path = join(sdk, module, `${file}.d.ts`);
    const members = membersOf(path);
    const inputs = members.get(`${name}Args`).map((member) => {
        const type = typeText(member.type, "inputs");
        return { name: member.name.text, type, optional: member.questionToken !== undefined };
    });
    const inputNames = new Set(inputs.map((input) => input.name));
    const outputs = members.get(name).filter((member) => !isStatic(member));
    const sensitive = /additionalSecretOutputs: (\[[^\]]*\])/.exec(
        readFileSync(path.replace(/\.d\.ts$/, ".js"), "utf8"),
    );
    return {
        inputs: Object.fromEntries(inputs.map((input) => [input.name, input.type])),
        required: inputs.filter((input) => !input.optional).map((input) => input.name),
        computed: outputs
            .filter((member) => inputNames.has(member.name.text) && !mayBeUndefined(member.type))
            .map((member) => member.name.text)
            .filter((property) => inputs.find((input) => input.name === property).optional),
        outputs: Object.fromEntries(
            outputs
                .filter((member) => !inputNames.has(member.name.text))
                .map((member) => [member.name.text, typeText(member.type, "outputs")]),
        ),
        secrets: sensitive === null ? [] : JSON.parse(sensitive[1]),
    };
}

/** The properties of the classes and interfaces of a file. */
function membersOf(path) {
    const members = new Map();
    parse(path).forEachChild((node) => {
        if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node))
            members.set(node.name.text, node.members.filter(isProperty));
    });
    return members;
}

/** The notation of a type, its `pulumi.Input` and `pulumi.Output` taken off. */
function typeText(node, side) {
    if (ts.isUnionTypeNode(node)) return unionText(node, side);
    if (ts.isParenthesizedTypeNode(node)) return typeText(node.type, side);
    if (ts.isArrayTypeNode(node)) return `${typeText(node.elementType, side)}[]`;
    if (ts.isTypeLiteralNode(node)) return `{${typeText(node.members[0].type, side)}}`;
    if (ts.isTypeReferenceNode(node)) return referenceText(node, side);
    switch (node.kind) {
        case ts.SyntaxKind.StringKeyword:
            return "string";
        case ts.SyntaxKind.NumberKeyword:
            return "number";
        case ts.SyntaxKind.BooleanKeyword:
            return "boolean";
        default:
            return "any";
    }
}

/** A document or a resource beside a string is the string: Check turns one into the other. */
function unionText(node, side) {
    const parts = node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
    if (parts.length === 1) return typeText(parts[0], side);
    const names = parts.map((part) => part.getText());
    if (names.some((name) => /PolicyDocument$/.test(name))) return "document";
    if (names.some((name) => /asset\./.test(name))) return "asset";
    const texts = [...new Set(parts.map((part) => typeText(part, side)))];
    return texts.find((text) => text === "string") ?? (texts.length === 1 ? texts[0] : "any");
}

function referenceText(node, side) {
    const name = node.typeName.getText();
    if (/^pulumi\.(Input|Output)$/.test(name)) return typeText(node.typeArguments[0], side);
    if (/^pulumi\.asset\./.test(name)) return "asset";
    if (/^enums\.|\.(ARN|ID)$|^ARN$/.test(name)) return "string";
    const match = /^(inputs|outputs)\.(.+)$/.exec(name);
    if (match === null) return "string";
    addShape(match[1], match[2]);
    return `@${shapeName(match[1], match[2])}`;
}

function shapeName(side, name) {
    return side === "inputs" ? name : `out.${name}`;
}

function addShape(side, name) {
    const key = shapeName(side, name);
    if (key in shapes) return;
    const members = nested[side].get(name);
    if (members === undefined) throw new Error(`no declaration of ${side}.${name}`);
    const shape = (shapes[key] = { properties: {}, required: [] });
    for (const member of members) {
        shape.properties[member.name.text] = typeText(member.type, side);
        if (member.questionToken === undefined) shape.required.push(member.name.text);
    }
}

/** The interfaces of the SDK's nested types, by `module.Name`. */
function namespaces(side) {
    const found = new Map();
    const visit = (node, prefix) => {
        if (ts.isModuleDeclaration(node)) {
            node.body.forEachChild((child) => visit(child, `${prefix}${node.name.text}.`));
        } else if (ts.isInterfaceDeclaration(node)) {
            found.set(`${prefix}${node.name.text}`, node.members.filter(isProperty));
        }
    };
    parse(join(sdk, "types", `${side}.d.ts`)).forEachChild((node) => visit(node, ""));
    return found;
}

function parse(path) {
    return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
}

function isProperty(member) {
    return ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
}

function isStatic(member) {
    return (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
}

/** `Output<T | undefined>`: the provider does not compute it when it is left out. */
function mayBeUndefined(node) {
    const inner = ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
    return (
        inner !== undefined &&
        ts.isUnionTypeNode(inner) &&
        inner.types.some((type) => type.kind === ts.SyntaxKind.UndefinedKeyword)
    );
}

function sorted(record) {
    return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
