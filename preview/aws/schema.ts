import generated from "./schema.generated.json";

/**
 * What the SDK declares of a resource type. Types are in a small notation: `string`, `number`, `boolean`, `asset`,
 * `document` (a policy: JSON text or the object), `T[]`, `{T}` (a map), `@name` (a shape).
 */
export interface TypeSchema {
    /** Type by input. */
    readonly inputs: Readonly<Record<string, string>>;
    readonly required: readonly string[];
    /** Inputs that the provider computes when they are left out. */
    readonly computed: readonly string[];
    /** Type by property that is no input. */
    readonly outputs: Readonly<Record<string, string>>;
    /** Properties that are secret whatever the program says. */
    readonly secrets: readonly string[];
}

/** A nested object. */
export interface Shape {
    readonly properties: Readonly<Record<string, string>>;
    readonly required: readonly string[];
}

const RESOURCES: ReadonlyMap<string, TypeSchema> = new Map(Object.entries(generated.resources));
const SHAPES: ReadonlyMap<string, Shape> = new Map(Object.entries(generated.shapes));
const UNDECLARED: TypeSchema = {
    inputs: {},
    required: [],
    computed: [],
    outputs: {},
    secrets: [],
};

/** The version of @pulumi/aws that the declarations were read from. */
export const SDK_VERSION: string = generated.version;

/** What the SDK declares of a type; of a type outside the table nothing. */
export function schemaOf(type: string): TypeSchema {
    return RESOURCES.get(type) ?? UNDECLARED;
}

/** The shape of a type `@name`; `undefined` for any other type. */
export function shapeOf(type: string): Shape | undefined {
    return type.startsWith("@") ? SHAPES.get(type.slice(1)) : undefined;
}

/** The type of a list's elements; `undefined` where the type is no list. */
export function elementOf(type: string): string | undefined {
    return type.endsWith("[]") ? type.slice(0, -2) : undefined;
}

/** The type of a map's values; `undefined` where the type is no map. */
export function valueOf(type: string): string | undefined {
    return type.startsWith("{") && type.endsWith("}") ? type.slice(1, -1) : undefined;
}
