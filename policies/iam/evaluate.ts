import { identityEvidence, type IdentityEvidence } from "./identityEvidence";
import { allOf, anyOf, eitherWay, lacking, type Judgement } from "./judgement";
import { matches } from "./match";
import { patternOf } from "./pattern";
import { createReader, decidingOf, placeOf, type Reader } from "./policy";
import type { Evidence, Question } from "./question";
import { resourceEvidence, type ResourceEvidence } from "./resourceEvidence";
import { askedOf, type Asked } from "./applied";
import { causesOf, distinct, FALSE, TRUE, unnoted, UNKNOWN, type Note } from "./truth";
import { assumptionsOf } from "./assumptions";
import { resourceWords } from "./resourceWords";
import type { Found } from "./said";
import { showText, type Unknown } from "./unknown";
import type { Deciding, Lack, Verdict } from "./verdict";

/** Judges questions; reads every policy once. */
export interface Evaluator {
    readonly evaluate: (question: Question, evidence: Evidence) => Verdict;
}

/**
 * An evaluator. `now` is the moment before which no call is made, for questions that name none; absent: dates decide
 * nothing. `reader` remembers the policy texts that were read; its own: what this evaluator read.
 */
export function createEvaluator(now?: number, reader: Reader = createReader()): Evaluator {
    const dated = now === undefined ? {} : { now };
    return {
        evaluate: (question, evidence) =>
            judge(askedOf({ ...dated, ...question }), evidence, reader),
    };
}

/**
 * What the policies say to a question. Never throws: what cannot be read, or is not known, makes the verdict
 * unknown, unless the rest decides it whatever that may be.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(question: Question, evidence: Evidence): Verdict {
    return createEvaluator().evaluate(question, evidence);
}

function judge(asked: Asked, evidence: Evidence, reader: Reader): Verdict {
    const identity = identityEvidence(asked, evidence, reader);
    const resource = resourceEvidence(asked, evidence, reader);
    const denials = [identity.denies, identity.boundaryDenies, resource.denies];
    const denied = anyOf(...denials);
    const assumptions = assumptionsOf(asked.question, evidence);
    if (denied.value === TRUE) {
        return { kind: "denied", by: eachOnce(denials.flatMap((part) => part.by())), assumptions };
    }
    const allowed = inWhicheverAccount(asked, identity, resource);
    if (allowed.value === FALSE) {
        return { kind: "missing", lacks: eachLackOnce(allowed.lacks()), assumptions };
    }
    if (allowed.value === TRUE && denied.value === FALSE) {
        return { kind: "allowed", by: eachOnce(allowed.by()), assumptions };
    }
    const causes = [allowed, denied]
        .filter(({ value }) => value === UNKNOWN)
        .flatMap((part) => part.causes());
    const partly = allowed.value === UNKNOWN ? identity.partly() : [];
    return {
        kind: "unknown",
        causes: distinct(partly.length === 0 ? causes : whichKeys(causes, partly, asked)),
        ...(partly.length === 0
            ? {}
            : { partly: partly.map(({ policy, statement }) => decidingOf(policy, statement)) }),
        assumptions,
    };
}

/** That AWS chooses the keys is told together with the statements that allow some of them. */
function whichKeys(
    causes: readonly Unknown[],
    partly: readonly Found[],
    asked: Asked,
): readonly Unknown[] {
    const others = causes.filter((cause) => !asked.resource.causes.includes(cause));
    const [, bucket = ""] = /^(arn:[^/]*)\//.exec(showText(asked.question.resource)) ?? [];
    const allows = partly.map(
        ({ policy, statement }) =>
            `${placeOf(policy, statement)} allows ${asked.question.action} ${resourceWords(statement, asked)}`,
    );
    const what = `the keys that Lambda writes to in ${bucket}; ${allows.join("; ")}`;
    return [...others, { kind: "unknown", why: "external", what }];
}

/** Whether the accounts are the same decides which rule counts; where that is not known, what both rules say. */
function inWhicheverAccount(
    asked: Asked,
    identity: IdentityEvidence,
    resource: ResourceEvidence,
): Judgement {
    const { caller, owner } = asked.question;
    const [here, there] = [patternOf(caller.account, "literal"), patternOf(owner, "literal")];
    const compare = (note: Note) => matches(here, there, note);
    switch (compare(unnoted)) {
        case TRUE:
            return inSameAccount(asked, identity, resource);
        case FALSE:
            return acrossAccounts(identity, resource);
        case UNKNOWN:
            return eitherWay(
                inSameAccount(asked, identity, resource),
                acrossAccounts(identity, resource),
                () => causesOf(compare),
            );
    }
}

/**
 * "If either the identity-based policy or the resource-based policy within the same account allows the request and the
 * other doesn't, the request is still allowed." A boundary also limits what is allowed to the role's ARN, but neither
 * what is allowed to everyone nor to the session. The policies of the role can allow nothing on a key whose own policy
 * does not let them.
 */
function inSameAccount(
    asked: Asked,
    identity: IdentityEvidence,
    resource: ResourceEvidence,
): Judgement {
    const own = allOf(identity.allows, identity.boundaryAllows);
    const byName = allOf(resource.allowsRole, identity.boundaryAllows);
    const direct = [byName, resource.allowsEveryone, resource.allowsSession];
    const isKey = asked.service === "kms";
    const allowed = isKey
        ? anyOf(
              allOf(lacking(resource.allowsAccount, resource.lacks), own),
              ...direct,
              resource.granted,
          )
        : anyOf(own, ...direct);
    // Where the role is named, nothing but the boundary stands in the way.
    return resource.allowsRole.value === TRUE ? lacking(allowed, byName.lacks) : allowed;
}

/** "The requester must have permissions in both": the resource's policy, and the role's own. */
function acrossAccounts(identity: IdentityEvidence, resource: ResourceEvidence): Judgement {
    const there = anyOf(
        resource.allowsEveryone,
        resource.allowsRole,
        resource.allowsAccount,
        resource.allowsSession,
        resource.granted,
    );
    const open = allOf(lacking(there, resource.lacks), resource.servesOtherAccounts);
    return allOf(open, identity.allows, identity.boundaryAllows);
}

function eachOnce(deciding: readonly Deciding[]): readonly Deciding[] {
    if (deciding.length < 2) return deciding;
    const byPlace = new Map(
        deciding.map((one) => [`${one.urn ?? ""} ${one.policy} ${one.statement}`, one]),
    );
    return [...byPlace.values()];
}

function eachLackOnce(lacks: readonly Lack[]): readonly Lack[] {
    if (lacks.length < 2) return lacks;
    return [...new Map(lacks.map((lack) => [`${lack.side} ${lack.reason}`, lack])).values()];
}
