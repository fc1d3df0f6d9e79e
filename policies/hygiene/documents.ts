import type { PolicyText } from "../iam/question";
import { remembered } from "../iam/remembered";
import type { Json } from "../iam/unknown";
import { at, decoded, isList, isObject, type JsonObject } from "../values";

/** A statement as it is written, for advice on its wording; what is not known in it is left out. */
export interface Written {
    readonly policy: PolicyText;
    /** Its `Sid` in quotes, or its place. */
    readonly label: string;
    readonly allows: boolean;
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly fields: JsonObject;
}

/** The statements of a policy; none where it cannot be read, which others tell. */
export function statementsOf(policy: PolicyText | undefined): readonly Written[] {
    if (policy === undefined) return [];
    return remembered(readBefore, policy, () => statementsIn(policy));
}

const readBefore = new WeakMap<PolicyText, readonly Written[]>();

function statementsIn(policy: PolicyText): readonly Written[] {
    const { document } = policy;
    const json = typeof document === "string" ? decoded(document) : document;
    const statements = isObject(json) ? json["Statement"] : undefined;
    const list = isList(statements) ? statements : [statements ?? null];
    return list.flatMap((each, place) => (isObject(each) ? [written(policy, each, place)] : []));
}

/** A value or a list of values, as texts. */
export function textsOf(value: Json | undefined): readonly string[] {
    return (isList(value) ? value : [value ?? null]).filter((each) => typeof each === "string");
}

/** The texts of one type of principal; `*` alone means everyone of every type. */
export function principalsOf(statement: Written, type: "AWS" | "Service"): readonly string[] {
    const principal = statement.fields["Principal"];
    return isObject(principal) ? textsOf(principal[type]) : textsOf(principal);
}

/** The keys that a statement's conditions test, in small letters. */
export function conditionKeys(statement: Written): readonly string[] {
    const condition = statement.fields["Condition"];
    if (!isObject(condition)) return [];
    return Object.values(condition).flatMap((tests) =>
        isObject(tests) ? Object.keys(tests).map((key) => key.toLowerCase()) : [],
    );
}

/** The values that a statement's conditions compare a key with. */
export function conditionValues(statement: Written, key: string): readonly string[] {
    const condition = statement.fields["Condition"];
    if (!isObject(condition)) return [];
    return Object.values(condition).flatMap((tests) =>
        isObject(tests)
            ? Object.entries(tests).flatMap(([name, value]: readonly [string, Json]) =>
                  name.toLowerCase() === key ? textsOf(value) : [],
              )
            : [],
    );
}

function written(policy: PolicyText, fields: JsonObject, place: number): Written {
    const sid = at(fields, "Sid");
    return {
        policy,
        label: typeof sid === "string" ? `"${sid}"` : `Statement[${place}]`,
        allows: fields["Effect"] === "Allow",
        actions: textsOf(fields["Action"]),
        resources: textsOf(fields["Resource"]),
        fields,
    };
}
