import { readConditions } from "./readConditions";
import { patternOf, type Pattern } from "./pattern";
import { readPrincipal } from "./readPrincipal";
import type { Clause, PrincipalClause, Statement } from "./statement";
import { templateOf, variableBeforeColon, type Template, type Variables } from "./template";
import { textsOf } from "./texts";
import { isRecord, isUnknown, showText, unsupported, type Json, type Unknown } from "./unknown";

const MEMBERS = new Set([
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
]);

/** Reads one statement; `place` is its number in the document. */
export function readStatement(json: Json, place: number, variables: Variables): Statement {
    const here = `Statement[${place}]`;
    if (isUnknown(json)) return unreadable(here, json);
    if (!isRecord(json)) return unreadable(here, unsupported("what is no object"));
    const id = typeof json["Sid"] === "string" && json["Sid"] !== "" ? json["Sid"] : here;
    const flaw = flawOf(json);
    if (flaw !== undefined) return unreadable(id, unsupported(flaw));
    return {
        id,
        effect: effectOf(json["Effect"]),
        action: either(json, "Action", "NotAction", readActions),
        resource: either(json, "Resource", "NotResource", (value, negated) =>
            readResources(value, negated, variables),
        ),
        principal: either(json, "Principal", "NotPrincipal", readPrincipal),
        conditions: readConditions(json["Condition"], variables),
        variables,
    };
}

const OPPOSITES = [
    ["Principal", "NotPrincipal"],
    ["Action", "NotAction"],
    ["Resource", "NotResource"],
] as const;

function flawOf(json: Readonly<Record<string, Json>>): string | undefined {
    const stranger = Object.keys(json).find((key) => !MEMBERS.has(key));
    if (stranger !== undefined) return `the element "${stranger}"`;
    for (const [name, negation] of OPPOSITES) {
        if (json[name] !== undefined && json[negation] !== undefined) {
            return `having both ${name} and ${negation}`;
        }
    }
    return json["Effect"] === undefined ? "having no Effect" : undefined;
}

function effectOf(json: Json | undefined): Statement["effect"] {
    if (json === "Allow" || json === "Deny") return json;
    if (json !== undefined && isUnknown(json)) return json;
    return unsupported("the Effect");
}

function either<T>(
    json: Readonly<Record<string, Json>>,
    name: string,
    negation: string,
    read: (value: Json, negated: boolean) => T,
): T | undefined {
    const [plain, negated] = [json[name], json[negation]];
    if (plain !== undefined) return read(plain, false);
    return negated === undefined ? undefined : read(negated, true);
}

function readActions(json: Json, negated: boolean): Clause<Pattern> {
    const { texts, hidden } = textsOf(json, "actions");
    return { negated, items: texts.map((text) => patternOf(text, "glob", true)), hidden };
}

function readResources(json: Json, negated: boolean, variables: Variables): Clause<Template> {
    const { texts, hidden } = textsOf(json, "resources");
    const style = { reading: "glob", ignoreCase: false, variables } as const;
    const items = texts.map((text): Template => {
        const template = templateOf(text, style);
        if (!variableBeforeColon(template, 5)) return template;
        const cause = unsupported(
            `the policy variable before the last part of "${showText(text)}"`,
        );
        return { kind: "unknown", cause };
    });
    return { negated, items, hidden };
}

function unreadable(id: string, cause: Unknown): Statement {
    const clause = { negated: false, items: [], hidden: [cause] };
    const principal: PrincipalClause = { negated: false, aws: [], others: [], hidden: [cause] };
    return {
        id,
        effect: cause,
        action: clause,
        resource: clause,
        principal,
        conditions: [],
        variables: "literal",
    };
}
