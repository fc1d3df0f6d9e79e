import type { MappingFacts } from "../facts/gather";
import { finding, type Finding } from "../findings";
import { actionMatches } from "../iam/action";
import { patternOf } from "../iam/pattern";
import { FALSE, TRUE, UNKNOWN, unnoted } from "../iam/truth";
import type { Json, Unknown } from "../iam/unknown";
import { at, decoded, isList, isObject, isUnknown, type JsonObject } from "../values";
import { lower, titleOf } from "../titles";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html";

/** A role that Lambda cannot assume delivers nothing. */
export function trustFindings({ node, role }: MappingFacts): readonly Finding[] {
    if (role.kind === "unknown" || role.facts.trust === undefined) return [];
    if (trustsLambda(role.facts.trust) !== false) return [];
    const { facts } = role;
    return [
        finding("KOF-022", node.urn, {
            lack: `The trust policy of ${lower(facts.title)} does not let lambda.amazonaws.com assume it.`,
            ...(facts.node === undefined
                ? {}
                : { reasons: [`it is set by ${titleOf(facts.node)}`] }),
            remedy: "Add to its assumeRolePolicy:",
            statement: {
                Effect: "Allow",
                Principal: { Service: "lambda.amazonaws.com" },
                Action: "sts:AssumeRole",
            },
            awsError: "The role defined for the function cannot be assumed by Lambda",
            url: PAGE,
        }),
    ];
}

/**
 * Whether a trust policy lets Lambda in. `undefined`: it cannot be told. Conditions on the function for which Lambda
 * assumes the role are taken to hold; what Lambda sends of other keys is not documented.
 */
export function trustsLambda(trust: Json): boolean | undefined {
    const statements = trustStatements(trust);
    if (statements === undefined || isUnknown(statements)) return undefined;
    const said = statements.map(saidOf);
    const allowed = anyOf(said.map(({ allows }) => allows));
    const denied = anyOf(said.map(({ denies }) => denies));
    if (allowed === false || denied === true) return false;
    return denied === undefined ? undefined : allowed;
}

/** The statements of a trust policy. `undefined`: it is no policy document. */
export function trustStatements(trust: Json): readonly Json[] | Unknown | undefined {
    const document = typeof trust === "string" ? decoded(trust) : trust;
    if (!isObject(document)) return undefined;
    const statements = document["Statement"];
    if (statements === undefined || isUnknown(statements)) return statements;
    return isList(statements) ? statements : [statements];
}

/** What a statement does for Lambda. */
interface Said {
    readonly allows: boolean | undefined;
    readonly denies: boolean | undefined;
}

/** What a statement of a trust policy does for Lambda. */
export function saidOf(statement: Json): Said {
    if (!isObject(statement)) return { allows: undefined, denies: undefined };
    const effect = at(statement, "Effect");
    const meant = meansLambda(statement);
    if (effect === "Allow") {
        return {
            allows: meant === true && !isOfFunction(statement) ? undefined : meant,
            denies: false,
        };
    }
    if (meant === false) return { allows: false, denies: false };
    // A Deny under conditions may spare Lambda.
    const always = at(statement, "Condition") === undefined ? meant : undefined;
    return effect === "Deny"
        ? { allows: false, denies: always }
        : { allows: undefined, denies: undefined };
}

/** Whether its conditions test nothing but the function for which Lambda assumes the role. */
function isOfFunction(statement: JsonObject): boolean {
    const condition = at(statement, "Condition") ?? {};
    if (!isObject(condition)) return false;
    return Object.values(condition).every(
        (tests) =>
            isObject(tests) &&
            Object.keys(tests).every((key) => OF_FUNCTION.has(key.toLowerCase())),
    );
}

const OF_FUNCTION: ReadonlySet<string> = new Set(["aws:sourceaccount", "aws:sourcearn"]);

function meansLambda(statement: JsonObject): boolean | undefined {
    const { Principal: principal, Action: action } = fieldsOf(statement);
    if (principal === undefined && Object.hasOwn(statement, "NotPrincipal")) return undefined;
    if (principal === undefined || action === undefined) {
        return Object.hasOwn(statement, "NotAction") ? undefined : false;
    }
    const assumed = anyText(action, isAssume);
    const service = isObject(principal) ? at(principal, "Service") : principal;
    if (isUnknown(service)) return assumed === false ? false : undefined;
    if (service === undefined) return false;
    const lambda = anyText(service, isLambda);
    if (assumed === false || lambda === false) return false;
    return assumed === true && lambda === true ? true : undefined;
}

const ASSUME = patternOf("sts:AssumeRole", "literal", true);

function isAssume(action: string): boolean | undefined {
    switch (actionMatches(patternOf(action, "glob", true), ASSUME, unnoted)) {
        case TRUE:
            return true;
        case UNKNOWN:
            return undefined;
        case FALSE:
            return false;
    }
}

function isLambda(service: string): boolean {
    return service === "*" || service === "lambda.amazonaws.com";
}

function anyText(value: Json, holds: (text: string) => boolean | undefined): boolean | undefined {
    const values = isList(value) ? value : [value];
    return anyOf(values.map((each) => (typeof each === "string" ? holds(each) : undefined)));
}

/** One of them holds; `undefined` when none does for certain, and one may. */
function anyOf(claims: readonly (boolean | undefined)[]): boolean | undefined {
    if (claims.includes(true)) return true;
    return claims.includes(undefined) ? undefined : false;
}

function fieldsOf(statement: JsonObject): {
    readonly Principal: Json | undefined;
    readonly Action: Json | undefined;
} {
    return {
        Principal: at(statement, "Principal"),
        Action: at(statement, "Action"),
    };
}
