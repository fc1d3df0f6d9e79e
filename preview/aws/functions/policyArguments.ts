import type { Wire, WireObject } from "../../model";
import { isList, isObject } from "../../values";
import type { Condition, Principal, Statement } from "./policyModel";
import { inSetOrder, serialisedList, serialisedSet, serialisedText } from "./terraformSet";

/** The version that knows no policy variables. */
const OLD_VERSION = "2008-10-17";

/** A statement as the arguments of getPolicyDocument give it. */
export function statementOf(argument: WireObject): Statement {
    return {
        sid: textOf(argument["sid"]),
        effect: effectOf(argument),
        actions: listOf(argument["actions"]),
        notActions: listOf(argument["notActions"]),
        resources: listOf(variables(argument["resources"])),
        notResources: listOf(variables(argument["notResources"])),
        principals: principalsOf(argument["principals"]),
        notPrincipals: principalsOf(argument["notPrincipals"]),
        conditions: conditionsOf(argument["conditions"]),
    };
}

/** A statement allows unless it says otherwise. */
export function effectOf(argument: WireObject): string {
    return textOf(argument["effect"]) || "Allow";
}

/** What is wrong with the statements, in the words of the provider. */
export function faultsOf(statements: readonly WireObject[], version: string): readonly string[] {
    const seen = new Set<string>();
    return statements.flatMap((statement, index) => {
        const effect = effectOf(statement);
        const sid = textOf(statement["sid"]);
        const again = sid !== "" && seen.has(sid);
        seen.add(sid);
        return [
            ...(effect === "Allow" || effect === "Deny"
                ? []
                : [
                      `expected statement.${index}.effect to be one of ["Allow" "Deny"], got ${effect}`,
                  ]),
            ...(again
                ? [
                      `writing IAM Policy Document: duplicate Sid (${sid}). Remove the Sid or ensure the Sid is unique.`,
                  ]
                : []),
            ...(version === OLD_VERSION ? unsupportedVariables(statement) : []),
        ];
    });
}

function unsupportedVariables(statement: WireObject): readonly string[] {
    return textsIn(statement)
        .filter((text) => text.includes("&{"))
        .map(
            (text) =>
                `found &{ sequence in (${text}), which is not supported in document version ${OLD_VERSION}`,
        );
}

function textsIn(value: Wire): readonly string[] {
    if (typeof value === "string") return [value];
    if (isList(value)) return value.flatMap(textsIn);
    return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A set of texts: one stands alone, several in reverse order, as the provider writes them. */
function listOf(value: Wire | undefined): Wire {
    const texts = [...new Set(isList(value) ? value.map(textOf) : [])];
    const [first, ...others] = texts.toSorted().toReversed();
    if (first === undefined) return null;
    return others.length === 0 ? first : [first, ...others];
}

function principalsOf(value: Wire | undefined): readonly Principal[] {
    const blocks = objectsIn(value).map((block) => ({
        type: textOf(block["type"]),
        given: isList(block["identifiers"]) ? block["identifiers"].map(textOf) : [],
    }));
    const ordered = inSetOrder(
        blocks,
        ({ type, given }) => `identifiers:${serialisedSet(given)}type:${serialisedText(type)}`,
    );
    return ordered.map(({ type, given }) => {
        const identifiers = listOf(variables(given));
        return {
            type,
            identifiers: isList(identifiers) ? identifiers.map(textOf) : textOf(identifiers),
        };
    });
}

function conditionsOf(value: Wire | undefined): readonly Condition[] {
    const blocks = objectsIn(value).map((block) => ({
        test: textOf(block["test"]),
        variable: textOf(block["variable"]),
        values: isList(block["values"]) ? block["values"].map(textOf) : [],
    }));
    const ordered = inSetOrder(
        blocks,
        ({ test, values, variable }) =>
            `test:${serialisedText(test)}values:${serialisedList(values)}` +
            `variable:${serialisedText(variable)}`,
    );
    return ordered.map(({ test, variable, values }) => ({
        test,
        variable,
        values: values.map(withVariables),
    }));
}

/** `&{` stands for `${`, which Terraform's own language takes for itself. */
function variables(value: Wire | undefined): Wire {
    return isList(value) ? value.map((item) => withVariables(textOf(item))) : null;
}

function withVariables(text: string): string {
    return text.replaceAll("&{", "${");
}

function objectsIn(value: Wire | undefined): readonly WireObject[] {
    return isList(value) ? value.filter(isObject) : [];
}

/** A text; numbers and booleans are read as what they are written. */
function textOf(value: Wire | undefined): string {
    return typeof value === "object" || value === undefined ? "" : String(value);
}
