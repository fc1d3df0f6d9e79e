import type { Wire, WireObject } from "../../model";

/** A policy document as `aws_iam_policy_document` of Terraform's provider holds it while it puts documents together. */
export interface PolicyDocument {
    readonly version: string;
    readonly id: string;
    readonly statements: readonly Statement[];
}

/** One statement; texts that are empty are left out of the document. */
export interface Statement {
    readonly sid: string;
    readonly effect: string;
    /** Actions and resources as they will be written: text or list; null where there are none. */
    readonly actions: Wire;
    readonly notActions: Wire;
    readonly resources: Wire;
    readonly notResources: Wire;
    readonly principals: readonly Principal[];
    readonly notPrincipals: readonly Principal[];
    readonly conditions: readonly Condition[];
}

/** Identifiers of one type: `AWS`, `Service`, `Federated`, `CanonicalUser` or `*`. */
export interface Principal {
    readonly type: string;
    readonly identifiers: string | readonly string[];
}

/** Values for one condition key under one operator. */
export interface Condition {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
}

/** The second document laid over the first: its id, the newer version, its statements in place of those of their Sid. */
export function merged(base: PolicyDocument, over: PolicyDocument): PolicyDocument {
    const statements = [...base.statements];
    for (const statement of over.statements) {
        const index =
            statement.sid === ""
                ? -1
                : statements.findIndex((existing) => existing.sid === statement.sid);
        if (index === -1) statements.push(statement);
        else statements[index] = statement;
    }
    return {
        id: over.id === "" ? base.id : over.id,
        version: over.version > base.version ? over.version : base.version,
        statements,
    };
}

/** The document as JSON, in the order in which the provider writes its elements. */
export function documentJson({ version, id, statements }: PolicyDocument): WireObject {
    return {
        ...filled("Version", version),
        ...filled("Id", id),
        ...(statements.length === 0 ? {} : { Statement: statements.map(statementJson) }),
    };
}

function statementJson(statement: Statement): WireObject {
    return {
        ...filled("Sid", statement.sid),
        ...filled("Effect", statement.effect),
        ...present("Action", statement.actions),
        ...present("NotAction", statement.notActions),
        ...present("Resource", statement.resources),
        ...present("NotResource", statement.notResources),
        ...present("Principal", principalsJson(statement.principals)),
        ...present("NotPrincipal", principalsJson(statement.notPrincipals)),
        ...present("Condition", conditionsJson(statement.conditions)),
    };
}

/** `{"*": "*"}` becomes `"*"`; `{"AWS": "*"}` stays, since a trust policy takes only that one. */
function principalsJson(principals: readonly Principal[]): Wire {
    const [first, ...others] = principals;
    if (first === undefined) return null;
    if (others.length === 0 && first.type === "*" && String(first.identifiers) === "*") return "*";
    const byType = new Map<string, string | readonly string[]>();
    for (const { type, identifiers } of principals) {
        const before = byType.get(type);
        const added =
            typeof identifiers === "string" ? identifiers : identifiers.toSorted().toReversed();
        byType.set(type, before === undefined ? added : [before, added].flat());
    }
    return inOrder(byType);
}

/** Values of the same test and variable come together, in the order of their conditions. */
function conditionsJson(conditions: readonly Condition[]): Wire {
    if (conditions.length === 0) return null;
    const byTest = new Map<string, Map<string, string[]>>();
    for (const { test, variable, values } of conditions) {
        const byVariable = byTest.get(test) ?? new Map<string, string[]>();
        byTest.set(test, byVariable);
        byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values]);
    }
    const json = [...byTest].map(([test, byVariable]): [string, Wire] => {
        const flat = [...byVariable].map(([key, values]): [string, Wire] => [key, single(values)]);
        return [test, inOrder(new Map(flat))];
    });
    return inOrder(new Map(json));
}

function single(values: readonly string[]): Wire {
    const [first, ...others] = values;
    return first !== undefined && others.length === 0 ? first : values;
}

function inOrder(entries: ReadonlyMap<string, Wire>): WireObject {
    return Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function filled(key: string, value: string): WireObject {
    return value === "" ? {} : { [key]: value };
}

function present(key: string, value: Wire): WireObject {
    return value === null ? {} : { [key]: value };
}
