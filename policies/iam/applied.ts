import { actionMatches, serviceOf } from "./action";
import { conditionHolds, type Request } from "./condition";
import { contextOf } from "./context";
import { patternOf, type Pattern } from "./pattern";
import { identityOf, type Identity } from "./principal";
import type { Question } from "./question";
import { remembered } from "./remembered";
import { isStar, resourceMatches } from "./resource";
import type { Clause, Statement } from "./statement";
import { resolve, type Template } from "./template";
import {
    and,
    every,
    FALSE,
    not,
    or,
    some,
    TRUE,
    UNKNOWN,
    unnoted,
    type Note,
    type Truth,
} from "./truth";
import { unsupported } from "./unknown";

/** A question made ready to be put to many statements. */
export interface Asked {
    readonly question: Question;
    /** Of the action, in small letters. */
    readonly service: string;
    readonly action: Pattern;
    readonly resource: Pattern;
    readonly request: Request;
    readonly identity: () => Identity;
    /** What was found of statements before: it is the same however their principals are meant. */
    readonly applied: Map<Statement, Truth>;
}

/** Makes a question ready. */
export function askedOf(question: Question): Asked {
    return {
        question,
        service: serviceOf(question.action),
        action: patternOf(question.action, "literal", true),
        resource: patternOf(question.resource, "asked"),
        request: { lookup: contextOf(question), now: question.now },
        identity: () => identityOf(question.caller),
        applied: new Map(),
    };
}

/** Whether the statement's actions, resources and conditions fit the question; of principals it says nothing. */
export function applies(statement: Statement, asked: Asked, note: Note): Truth {
    const known = remembered(asked.applied, statement, () => fits(statement, asked, unnoted));
    return note === unnoted || known !== UNKNOWN ? known : fits(statement, asked, note);
}

function fits(statement: Statement, asked: Asked, note: Note): Truth {
    const action = namesAction(statement, asked.action, note);
    if (action === FALSE) return FALSE;
    const scope = and(action, namesResource(statement, asked, note));
    return scope === FALSE ? FALSE : and(scope, conditionsHold(statement, asked, note));
}

/** Whether the statement is about the action. */
export function namesAction({ action }: Statement, asked: Pattern, note: Note): Truth {
    if (action === undefined) return missing("its lack of an Action", note);
    return listed(action, (pattern) => actionMatches(pattern, asked, note), note);
}

/** Whether the statement is about the resource. */
export function namesResource({ resource }: Statement, asked: Asked, note: Note): Truth {
    if (resource === undefined) return missing("its lack of a Resource", note);
    return listed(resource, (item) => itemMatches(item, resource.negated, asked, note), note);
}

/** Whether all of the statement's conditions hold. */
export function conditionsHold({ conditions }: Statement, asked: Asked, note: Note): Truth {
    return every(conditions, (condition) => conditionHolds(condition, asked.request, note));
}

/** Actions that are asked of no resource: only `"*"` covers them, an ARN never does. */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
    "ec2:describenetworkinterfaces",
    "ec2:describesecuritygroups",
    "ec2:describesubnets",
    "ec2:describevpcs",
]);

function itemMatches(item: Template, negated: boolean, asked: Asked, note: Note): Truth {
    const pattern = resolve(item, asked.request.lookup, note);
    if (pattern === UNKNOWN) return UNKNOWN;
    if (negated && item.kind === "variables" && (pattern === "no value" || !pattern.known)) {
        note(unsupported("the policy variable without a known value in NotResource"));
        return UNKNOWN;
    }
    if (pattern === "no value") return FALSE;
    if (WITHOUT_RESOURCE.has(asked.action.plain ?? "")) {
        return isStar(pattern) ? TRUE : resourceMatches(pattern, NO_RESOURCE, note);
    }
    return resourceMatches(pattern, asked.resource, note);
}

const NO_RESOURCE = patternOf("*", "literal");

function listed<T>(clause: Clause<T>, test: (item: T) => Truth, note: Note): Truth {
    let found = some(clause.items, test);
    if (found !== TRUE && clause.hidden.length > 0) {
        for (const cause of clause.hidden) note(cause);
        found = or(found, UNKNOWN);
    }
    return clause.negated ? not(found) : found;
}

/** AWS refuses such a statement, but in a key's policy, where it has no effect (see `effective`). */
function missing(what: string, note: Note): Truth {
    note(unsupported(what));
    return UNKNOWN;
}
