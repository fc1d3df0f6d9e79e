import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { WireObject } from "../../../preview/model";

/** How a property is written in the SDK's declarations. */
export type Kind = "string" | "number" | "boolean" | "array" | "object";

export interface Property {
    readonly name: string;
    readonly kind: Kind;
    /** Whether a program may set it. */
    readonly input: boolean;
    /** Whether a program must set it. */
    readonly required: boolean;
    /** Whether the provider answers with a value even where the program sets none. */
    readonly computed: boolean;
}

/** What the generated SDK tells of a resource type; `undefined` for a type that it does not have. */
export function shapeOf(type: string): readonly Property[] | undefined {
    const known = shapeByType.get(type);
    if (known !== undefined) {
        return known;
    }
    const declarations = declarationsOf(type);
    const shape = declarations === undefined ? undefined : readShape(declarations, type);
    if (shape !== undefined) {
        shapeByType.set(type, shape);
    }
    return shape;
}

/** The version of the SDK at hand. */
export const SDK_VERSION: string = readVersion();

/** The part of the package's schema that describes these types: enough to refer to them. */
export function schemaOf(types: readonly string[]): string {
    const resources = Object.fromEntries(types.map((type) => [type, resourceSchema(type)]));
    return JSON.stringify({ name: "aws", version: SDK_VERSION, meta: META, resources });
}

/** In SDKs a module is what stands before the slash: `lambda` for `aws:lambda/function:Function`. */
const META = { moduleFormat: "(.*)(?:/[^/]*)" };

const shapeByType = new Map<string, readonly Property[]>();

function sdkFolder(): string {
    return path.dirname(require.resolve("@pulumi/aws/package.json"));
}

function readVersion(): string {
    const text = readFileSync(path.join(sdkFolder(), "package.json"), "utf8");
    return /"version": "v?([^"]+)"/.exec(text)?.[1] ?? "0.0.0";
}

/** `aws:sqs/queue:Queue` is declared in `sqs/queue.d.ts`. */
function declarationsOf(type: string): string | undefined {
    const [, module_] = type.split(":");
    const file = path.join(sdkFolder(), `${module_ ?? ""}.d.ts`);
    return module_ !== undefined && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function readShape(declarations: string, type: string): readonly Property[] | undefined {
    const name = type.split(":")[2] ?? "";
    const outputs = block(declarations, `export declare class ${name} extends`);
    const inputs = block(declarations, `export interface ${name}Args {`);
    if (outputs === undefined || inputs === undefined) {
        return undefined;
    }
    const inputByName = new Map(
        [...inputs.matchAll(/^ {4}(\w+)(\??): /gm)].map(([, key = "", optional]) => [
            key,
            { required: optional === "" },
        ]),
    );
    const written = /^ {4}readonly (\w+): pulumi\.Output<([^]*?)>;$/gm;
    return [...outputs.matchAll(written)].map(([, key = "", declared = ""]) => ({
        name: key,
        kind: kindOf(declared),
        input: inputByName.has(key),
        required: inputByName.get(key)?.required ?? false,
        computed: !declared.endsWith("| undefined"),
    }));
}

/** From a line to the brace in the first column that closes what it opens. */
function block(text: string, start: string): string | undefined {
    const from = text.indexOf(start);
    return from < 0 ? undefined : text.slice(from, text.indexOf("\n}", from));
}

function kindOf(declared: string): Kind {
    const type = declared.replace(/ \| undefined$/, "");
    if (type.endsWith("[]")) {
        return "array";
    }
    switch (type) {
        case "number":
        case "boolean":
            return type;
        case "string":
            return "string";
    }
    return type.startsWith("{") || type.startsWith("outputs.") ? "object" : "string";
}

function resourceSchema(type: string): WireObject {
    const shape = shapeOf(type) ?? [];
    const inputs = shape.filter(({ input }) => input);
    return {
        properties: Object.fromEntries(
            shape.map((property) => [property.name, typeSchema(property)]),
        ),
        required: shape.filter(({ computed }) => computed).map(({ name }) => name),
        inputProperties: Object.fromEntries(
            inputs.map((property) => [property.name, typeSchema(property)]),
        ),
        requiredInputs: inputs.filter(({ required }) => required).map(({ name }) => name),
    };
}

function typeSchema({ kind }: Property): WireObject {
    switch (kind) {
        case "string":
        case "number":
        case "boolean":
            return { type: kind };
        case "array":
        case "object":
            return { $ref: "pulumi.json#/Any" };
    }
}
