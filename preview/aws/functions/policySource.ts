import type { Wire, WireObject } from "../../model";
import { parseJson } from "../wire";
import { isList, isObject, stringOf } from "../../values";
import type { Condition, PolicyDocument, Principal, Statement } from "./policyModel";

/** What came of reading a document. */
export type Read =
    | { readonly kind: "read"; readonly document: PolicyDocument }
    | { readonly kind: "refused"; readonly reason: string };

/** A policy document that is given as JSON text, as the provider reads it. */
export function readDocument(text: string): Read {
    const parsed = parseJson(text);
    if (parsed === undefined) return refused("the text is not JSON");
    if (!isObject(parsed)) return refused("cannot unmarshal the text into a policy document");
    const statements = member(parsed, "Statement") ?? [];
    // The provider reads a list only, although IAM takes a single statement too.
    if (!isList(statements) || !statements.every(isObject)) {
        return refused("cannot unmarshal Statement into a list of statements");
    }
    const version = member(parsed, "Version") ?? "";
    const id = member(parsed, "Id") ?? "";
    if (typeof version !== "string") return refused("cannot unmarshal Version into a string");
    if (typeof id !== "string") return refused("cannot unmarshal Id into a string");
    return {
        kind: "read",
        document: { version, id, statements: statements.map(readStatement) },
    };
}

function readStatement(statement: WireObject): Statement {
    return {
        sid: stringOf(member(statement, "Sid")),
        effect: stringOf(member(statement, "Effect")),
        actions: member(statement, "Action") ?? null,
        notActions: member(statement, "NotAction") ?? null,
        resources: member(statement, "Resource") ?? null,
        notResources: member(statement, "NotResource") ?? null,
        principals: readPrincipals(member(statement, "Principal")),
        notPrincipals: readPrincipals(member(statement, "NotPrincipal")),
        conditions: readConditions(member(statement, "Condition")),
    };
}

function readPrincipals(value: Wire | undefined): readonly Principal[] {
    if (typeof value === "string") return [{ type: "*", identifiers: ["*"] }];
    if (!isObject(value)) return [];
    return Object.entries(value).map(([type, identifiers]) => ({
        type,
        identifiers: isList(identifiers) ? identifiers.map(stringOf) : stringOf(identifiers),
    }));
}

/** A condition's value is a text, a boolean or a list of texts; the provider passes over anything else. */
function readConditions(value: Wire | undefined): readonly Condition[] {
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([test, keys]) =>
        isObject(keys)
            ? Object.entries(keys).flatMap(([variable, values]) => {
                  const texts = conditionValues(values);
                  return texts === undefined ? [] : [{ test, variable, values: texts }];
              })
            : [],
    );
}

function conditionValues(value: Wire): readonly string[] | undefined {
    if (typeof value === "string") return [value];
    if (typeof value === "boolean") return [String(value)];
    return isList(value) ? value.map(stringOf) : undefined;
}

/** Go finds the members of an object whatever the case of their names. */
function member(object: WireObject, name: string): Wire | undefined {
    const exact = object[name];
    if (exact !== undefined) return exact ?? undefined;
    const key = Object.keys(object).find((own) => own.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : (object[key] ?? undefined);
}

function refused(reason: string): Read {
    return { kind: "refused", reason };
}
