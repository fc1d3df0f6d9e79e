import { operatorOf, READINGS, takesVariables, type Operator } from "./operator";
import { textsOf } from "./texts";
import type { Condition } from "./statement";
import { templateOf, type Variables } from "./template";
import {
    isList,
    isPartlyKnown,
    isRecord,
    isUnknown,
    unsupported,
    type Json,
    type Unknown,
} from "./unknown";

/** Reads a `Condition` block into its lines, all of which must hold; none when there is no block. */
export function readConditions(json: Json | undefined, variables: Variables): readonly Condition[] {
    if (json === undefined) return [];
    if (isUnknown(json)) return [hidden(json)];
    if (!isRecord(json) || isPartlyKnown(json)) {
        return [hidden(unsupported("the conditions"))];
    }
    return Object.entries(json).flatMap(([written, keys]) =>
        readOperator(written, keys, variables),
    );
}

function readOperator(written: string, json: Json, variables: Variables): readonly Condition[] {
    const operator = operatorOf(written);
    if (operator === undefined) {
        return [hidden(unsupported(`the condition operator "${written}"`))];
    }
    if (isUnknown(json)) return [hidden(json)];
    if (!isRecord(json) || isPartlyKnown(json)) {
        return [hidden(unsupported(`the condition ${written}`))];
    }
    return Object.entries(json).map(([key, values]) =>
        readTest(written, operator, key, values, variables),
    );
}

function readTest(
    written: string,
    operator: Operator,
    key: string,
    json: Json,
    variables: Variables,
): Condition {
    const values = textsOf(scalarsAsText(json), `values of ${written} ${key}`);
    const style = {
        ...READINGS[operator.comparison],
        variables: takesVariables(operator.comparison) ? variables : unreplaced(written, variables),
    };
    return {
        kind: "test",
        written,
        operator,
        key,
        values: values.texts.map((text) => templateOf(text, style)),
        hidden: values.hidden,
    };
}

/** AWS's pages disagree on whether variables are replaced in the other comparisons. */
function unreplaced(written: string, variables: Variables): Variables {
    return variables === "literal" ? "literal" : unsupported(`the policy variable in ${written}`);
}

/** Booleans and numbers may stand without quotes. */
function scalarsAsText(json: Json): Json {
    return isList(json) ? json.map(scalarAsText) : scalarAsText(json);
}

function scalarAsText(json: Json): Json {
    return typeof json === "boolean" || typeof json === "number" ? String(json) : json;
}

function hidden(cause: Unknown): Condition {
    return { kind: "unknown", cause };
}
