import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { messageOf, PreviewError } from "./engine/failure";
import type { Answers, InvokeAnswer, PolicyConfig, ReadAnswer } from "./engine/result";
import type { Wire, WireObject } from "./model";
import { isList, parseJson } from "./values";

/**
 * Reads an answers file, JSON or YAML: `invokes`, `stackReferences` and `reads`, each as {@link Answers} says.
 * Whatever is wrong in it is told at once, with its path.
 */
export async function readAnswers(path: string): Promise<Answers> {
    const document = new Reading(`the answers file ${path}`);
    const root = document.root(await readDocument(path, "answers file"), [
        "invokes",
        "stackReferences",
        "reads",
    ]);
    const answers: Answers = {
        invokes: document
            .list(root["invokes"], "invokes")
            .map((entry, i) => invokeAnswer(document, entry, i)),
        stackReferences: Object.fromEntries(
            Object.entries(document.object(root["stackReferences"] ?? {}, "stackReferences")).map(
                ([stack, outputs]) => [
                    stack,
                    document.object(outputs, `stackReferences["${stack}"]`),
                ],
            ),
        ),
        reads: document
            .list(root["reads"], "reads")
            .map((entry, i) => readAnswer(document, entry, i)),
    };
    document.end();
    return answers;
}

/** Reads a policy configuration in Pulumi's own form: a level or an object for each policy, or for `all`. */
export async function readPolicyConfig(path: string): Promise<PolicyConfig> {
    const document = new Reading(`the policy configuration ${path}`);
    const root = document.root(await readDocument(path, "policy configuration"));
    const entries = Object.entries(root).map(([policy, value]): [string, string | WireObject] => [
        policy,
        typeof value === "string" ? value : document.object(value, policy),
    ]);
    document.end();
    return Object.fromEntries(entries);
}

/** Reads a JSON or YAML file; one that is neither is one clear error that names it. */
export async function readDocument(path: string, what: string): Promise<unknown> {
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (error) {
        throw new PreviewError(`Cannot read the ${what} ${path}: ${messageOf(error)}`);
    }
    // A state has megabytes: the YAML parser takes a hundred times as long for it as that of JSON.
    const json = parseJson(text);
    if (json !== undefined) return json;
    try {
        return parse(text);
    } catch (error) {
        throw new PreviewError(`The ${what} ${path} is neither JSON nor YAML: ${messageOf(error)}`);
    }
}

function invokeAnswer(document: Reading, entry: Wire, i: number): InvokeAnswer {
    const path = `invokes[${i}]`;
    const { token, args, result } = document.object(entry, path, ["token", "args", "result"]);
    return {
        token: document.text(token, `${path}.token`),
        ...(args === undefined ? {} : { args: document.object(args, `${path}.args`) }),
        result: document.object(result, `${path}.result`),
    };
}

function readAnswer(document: Reading, entry: Wire, i: number): ReadAnswer {
    const path = `reads[${i}]`;
    const { type, id, state } = document.object(entry, path, ["type", "id", "state"]);
    return {
        type: document.text(type, `${path}.type`),
        id: document.text(id, `${path}.id`),
        state: document.object(state, `${path}.state`),
    };
}

/** Reads a document of a known form and remembers everything that is wrong with it. */
class Reading {
    private readonly name: string;
    private readonly problems: string[] = [];

    constructor(name: string) {
        this.name = name;
    }

    /** The whole document. */
    root(value: unknown, allowed?: readonly string[]): WireObject {
        const foreign = foreignIn(value, "");
        this.problems.push(
            ...foreign.map(
                (path) =>
                    `${path === "" ? "the document" : path} is nothing that JSON can hold, as .inf, !!binary and what contains itself are not`,
            ),
        );
        return foreign.length === 0 ? this.object(value, "", allowed) : {};
    }

    object(value: unknown, path: string, allowed?: readonly string[]): WireObject {
        if (!isWireObject(value)) {
            this.problems.push(`${path === "" ? "the document" : path} must be an object`);
            return {};
        }
        for (const key of Object.keys(value)) {
            if (allowed !== undefined && !allowed.includes(key)) {
                this.problems.push(
                    `${path === "" ? key : `${path}.${key}`} is not allowed; use one of ${allowed.join(", ")}`,
                );
            }
        }
        return value;
    }

    list(value: Wire | undefined, path: string): readonly Wire[] {
        if (value === undefined) return [];
        if (isList(value)) return value;
        this.problems.push(`${path} must be a list`);
        return [];
    }

    text(value: Wire | undefined, path: string): string {
        if (typeof value === "string" && value !== "") return value;
        this.problems.push(`${path} must be a string`);
        return "";
    }

    end(): void {
        if (this.problems.length === 0) return;
        throw new PreviewError(`In ${this.name}: ${this.problems.join("; ")}.`);
    }
}

/** More than any answer has, and fewer than exhaust the stack. */
const MOST_LEVELS = 256;

/** The paths of what YAML has and JSON has not: an infinite number, binary data, an object inside itself. */
function foreignIn(
    value: unknown,
    path: string,
    above: readonly unknown[] = [],
): readonly string[] {
    if (typeof value !== "object" || value === null) {
        return typeof value === "number" && !Number.isFinite(value) ? [path] : [];
    }
    const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!plain || above.includes(value) || above.length === MOST_LEVELS) return [path];
    return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
        const name = path === "" ? key : `${path}.${key}`;
        const at = Array.isArray(value) ? `${path}[${key}]` : name;
        return foreignIn(item, at, [...above, value]);
    });
}

/** Nothing foreign is in the document by now. */
function isWireObject(value: unknown): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
