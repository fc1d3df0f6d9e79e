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

/** A program's expression for a text: a resource's own property where the text is not known as a whole. */
export function expressionOf(value: Text, node: Node | undefined, suffix = ""): string {
    const known = typeof value === "string" ? value : undefined;
    if (node !== undefined) {
        const property = `${variableOf(node)}.arn`;
        return suffix === "" ? property : `pulumi.interpolate\`\${${property}}${suffix}\``;
    }
    return JSON.stringify(known ?? show(value));
}

/** The variable that a program may have given a resource: its name in camel case. */
export function variableOf(node: Node): string {
    const words = node.name.split(/[^a-zA-Z0-9]+/).filter((word) => word !== "");
    const [first = "resource", ...rest] = words;
    const name = [
        `${first.charAt(0).toLowerCase()}${first.slice(1)}`,
        ...rest.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`),
    ].join("");
    return /^\d/.test(name) ? `_${name}` : name;
}

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
