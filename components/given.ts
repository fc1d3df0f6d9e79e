import * as pulumi from "@pulumi/pulumi";

/**
 * The arguments without those that are null: JavaScript and other languages send null for what was left out, and only
 * here is it an absence. Outputs and resources stay what they are.
 */
export function given<T extends object>(args: T): T {
    const copy = { ...args };
    for (const [name, value] of entriesOf(copy)) {
        if (value === null) Reflect.deleteProperty(copy, name);
        else if (isGroup(value)) Reflect.set(copy, name, given(value));
    }
    return copy;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
    return Object.entries(value);
}

function isGroup(value: unknown): value is object {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !(value instanceof Promise) &&
        !pulumi.Output.isInstance(value) &&
        !pulumi.Resource.isInstance(value)
    );
}
