import type { RoleFacts } from "../facts/roles";
import type { Node } from "../graph";
import type { Json, Text } from "../iam/unknown";
import { isUnknown, show } from "../values";

/** What a statement allows, and on what. */
export interface Grant {
    readonly actions: readonly string[];
    readonly resource: Text;
    /** The role that a resource's policy lets in; absent in a policy of the role. */
    readonly principal?: Text;
    /** The owner of a bucket: without this condition, whoever takes over the bucket's name reads the records. */
    readonly resourceAccount?: Text;
    /** The service through which alone the key may be used. */
    readonly via?: { readonly service: string; readonly region: Text };
}

/** The statement as JSON, to be pasted into a policy. */
export function statementOf(grant: Grant): Json {
    const [action = "", ...more] = grant.actions;
    return {
        Effect: "Allow",
        ...(grant.principal === undefined ? {} : { Principal: { AWS: show(grant.principal) } }),
        Action: more.length === 0 ? action : grant.actions,
        Resource: show(grant.resource),
        ...conditionOf(grant),
    };
}

/** What a program's expression for the ARN of a resource needs to know. */
export interface Named {
    /** The resource, where the stack has it. */
    readonly node: Node | undefined;
    /** Another resource in the same text, which may have the same name. */
    readonly beside: Node | undefined;
}

/** A program's expression for an ARN: the property of a resource of the stack, else the text. */
export function expressionOf(value: Text, { node, beside }: Named, suffix = ""): string {
    if (node === undefined) return JSON.stringify(show(value));
    const property = `${variableOf(node, beside)}.arn`;
    return suffix === "" ? property : `pulumi.interpolate\`\${${property}}${suffix}\``;
}

/** A program's expression for the name of a role. */
export function roleExpression({ node, name }: RoleFacts, beside: Node | undefined): string {
    return node === undefined ? JSON.stringify(show(name)) : `${variableOf(node, beside)}.name`;
}

/**
 * The variable that a program may have given a resource: its name in camel case; with its type where another resource
 * has the same name, or a program can have no such variable.
 */
function variableOf(node: Node, beside: Node | undefined): string {
    const plain = camelCase(node.name);
    const taken = beside !== undefined && beside !== node && camelCase(beside.name) === plain;
    return taken || RESERVED.has(plain)
        ? `${plain}${node.type.slice(node.type.lastIndexOf(":") + 1)}`
        : plain;
}

function camelCase(name: string): string {
    const words = name.split(/[^a-zA-Z0-9]+/).filter((word) => word !== "");
    const [first = "resource", ...rest] = words;
    const joined = [
        `${first.charAt(0).toLowerCase()}${first.slice(1)}`,
        ...rest.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`),
    ].join("");
    return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** Words that a resource may well be called by, and no variable can be. */
const RESERVED: ReadonlySet<string> = new Set(
    "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
        " ",
    ),
);

/** The statement as an object of a program, in which a resource is an expression. */
export function programStatement(grant: Grant, resource: string, principal?: string): string {
    const actions = grant.actions.map((action) => JSON.stringify(action)).join(", ");
    const condition = conditionOf(grant);
    return [
        "{",
        '    Effect: "Allow",',
        ...(principal === undefined ? [] : [`    Principal: { AWS: ${principal} },`]),
        `    Action: ${grant.actions.length === 1 ? actions : `[${actions}]`},`,
        `    Resource: ${resource},`,
        ...(condition.Condition === undefined
            ? []
            : [`    Condition: ${inline(condition.Condition)},`]),
        "}",
    ].join("\n");
}

function conditionOf({ resourceAccount, via }: Grant): { readonly Condition?: Json } {
    if (via !== undefined) {
        // "Use the .amazonaws.com suffix of the AWS KMS ViaService name in all AWS partitions."
        const value = `${via.service}.${show(via.region)}.amazonaws.com`;
        return { Condition: { StringEquals: { "kms:ViaService": value } } };
    }
    const isKnown = resourceAccount !== undefined && typeof resourceAccount === "string";
    return isKnown
        ? { Condition: { StringEquals: { "s3:ResourceAccount": resourceAccount } } }
        : {};
}

/** JSON on one line, in a program's manner. */
function inline(value: Json): string {
    if (typeof value !== "object" || value === null || isUnknown(value)) {
        return JSON.stringify(value);
    }
    const entries = Object.entries(value).map(
        ([key, each]: readonly [string, Json]) => `${keyOf(key)}: ${inline(each)}`,
    );
    return `{ ${entries.join(", ")} }`;
}

function keyOf(key: string): string {
    return /^[a-zA-Z]+$/.test(key) ? key : JSON.stringify(key);
}
