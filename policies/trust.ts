import type { MappingFacts } from "./facts/gather";
import { finding, type Finding } from "./findings";
import type { Json } from "./iam/unknown";
import { at, decoded, isList, isObject, isUnknown } from "./values";
import { titleOf } from "./titles";
import { lower } from "./wording/delivery";

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
 * Whether a trust policy lets Lambda in. `undefined`: it cannot be told. Conditions are taken to hold: what they
 * test (`aws:SourceAccount`, `aws:SourceArn`) Lambda sends or not by what AWS does not document for every case.
 */
export function trustsLambda(trust: Json): boolean | undefined {
    const document = typeof trust === "string" ? decoded(trust) : trust;
    if (!isObject(document)) return undefined;
    const statements = document["Statement"];
    if (statements === undefined || isUnknown(statements)) return undefined;
    const answers = (isList(statements) ? statements : [statements]).map(letsLambda);
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
}

function letsLambda(statement: Json): boolean | undefined {
    if (!isObject(statement)) return undefined;
    const { Effect: effect, Principal: principal, Action: action } = fieldsOf(statement);
    if (effect === "Deny") return false;
    if (principal === undefined && Object.hasOwn(statement, "NotPrincipal")) return undefined;
    if (principal === undefined || action === undefined) {
        return Object.hasOwn(statement, "NotAction") ? undefined : false;
    }
    const assumed = anyText(action, (text) => isAssume(text.toLowerCase()));
    const service = isObject(principal) ? at(principal, "Service") : principal;
    if (isUnknown(service)) return assumed === false ? false : undefined;
    if (service === undefined) return false;
    const lambda = anyText(service, isLambda);
    if (assumed === false || lambda === false) return false;
    return assumed === true && lambda === true ? true : undefined;
}

function isAssume(action: string): boolean {
    return ["sts:assumerole", "sts:*", "*", "sts:assume*", "sts:assumerole*"].includes(action);
}

function isLambda(service: string): boolean {
    return service === "*" || service === "lambda.amazonaws.com";
}

function anyText(value: Json, holds: (text: string) => boolean): boolean | undefined {
    const values = isList(value) ? value : [value];
    if (values.some((each) => typeof each === "string" && holds(each))) return true;
    return values.some((each) => typeof each !== "string") ? undefined : false;
}

function fieldsOf(statement: Readonly<Record<string, Json>>): {
    readonly Effect: Json | undefined;
    readonly Principal: Json | undefined;
    readonly Action: Json | undefined;
} {
    return {
        Effect: at(statement, "Effect"),
        Principal: at(statement, "Principal"),
        Action: at(statement, "Action"),
    };
}
