import { deepStrictEqual, ok } from "node:assert";
import * as fc from "fast-check";
import { evaluate } from "../../policies/iam/evaluate";
import type { Evidence, PolicyText, Question } from "../../policies/iam/question";
import { isList, isPartlyKnown, isRecord, isUnknown, type Json } from "../../policies/iam/unknown";
import {
    document,
    MASK,
    maskText,
    policy,
    situation,
    statement,
    type Situation,
} from "./generators";

/** Refused, undecided, allowed: in this order. */
type Outcome = 0 | 1 | 2;

const ACCOUNT = {
    kind: "unknown",
    why: "preview",
    what: "the account of the provider",
    identity: "account",
} as const;

describe("The evaluator", () => {
    it("never turns a verdict into its opposite when any part is masked", () => {
        fc.assert(
            fc.property(situation, fc.infiniteStream(fc.nat()), (one, choices) => {
                const masked = maskOne(one, choices);
                approximates(masked, one);
                approximates(maskOne(masked, choices), masked);
            }),
            { numRuns: 4000 },
        );
    });

    it("never turns a verdict into its opposite when an account is not known but the same everywhere", () => {
        fc.assert(
            fc.property(situation, (one) => {
                approximates(withAccountHidden(one), one);
            }),
            { numRuns: 2000 },
        );
    });

    it("is never more reluctant for another Allow", () => {
        fc.assert(
            fc.property(situation, statement("identity"), (one, more) => {
                const wider = withPolicy(one, { ...more, Effect: "Allow" });
                ok(outcomeOf(wider) >= outcomeOf(one));
            }),
            { numRuns: 2000 },
        );
    });

    it("is never more generous for another Deny", () => {
        fc.assert(
            fc.property(situation, statement("identity"), (one, more) => {
                const narrower = withPolicy(one, { ...more, Effect: "Deny" });
                ok(outcomeOf(narrower) <= outcomeOf(one));
            }),
            { numRuns: 2000 },
        );
    });

    it("is never more reluctant when an Allow names all resources", () => {
        fc.assert(
            fc.property(situation, statement("identity"), (one, more) => {
                const allow = { Effect: "Allow", Action: more["Action"] ?? "*" };
                const named = withPolicy(one, { ...allow, Resource: more["Resource"] ?? "x" });
                const all = withPolicy(one, { ...allow, Resource: "*" });
                ok(outcomeOf(all) >= outcomeOf(named));
            }),
            { numRuns: 2000 },
        );
    });

    it("does not care for order, lists of one, spacing, letter case of actions, or how policies are cut", () => {
        fc.assert(
            fc.property(situation, (one) => {
                const expected = evaluate(one.question, one.evidence).kind;
                for (const change of [turned, listed, printed, shouted, cut]) {
                    const other = { ...one, evidence: change(one.evidence) };
                    deepStrictEqual(
                        [change.name, evaluate(other.question, other.evidence).kind],
                        [change.name, expected],
                    );
                }
            }),
            { numRuns: 1000 },
        );
    });

    it("names what decided, what lacks, or why nothing is decided", () => {
        fc.assert(
            fc.property(situation, fc.infiniteStream(fc.nat()), (one, choices) => {
                const { question, evidence } = maskOne(one, choices);
                const verdict = evaluate(question, evidence);
                switch (verdict.kind) {
                    case "allowed":
                    case "denied":
                        return verdict.by.length > 0;
                    case "missing":
                        return verdict.lacks.length > 0;
                    case "unknown":
                        return verdict.causes.length > 0;
                }
            }),
            { numRuns: 4000 },
        );
    });

    it("takes any text and any JSON for a document, and is only sure of those that are policies", () => {
        const anything = fc.oneof(fc.string(), fc.json(), fc.jsonValue().map(jsonOf));
        fc.assert(
            fc.property(document("identity"), anything, situation, (known, junk, { question }) => {
                const verdict = evaluate(
                    { ...question, owner: "111122223333" },
                    {
                        identity: [policy("known", known), policy("junk", junk)],
                        unseenIdentity: [],
                    },
                );
                return verdict.kind !== "allowed" && verdict.kind !== "missing";
            }),
            { numRuns: 2000 },
        );
    });
});

/** What is masked is undecided, or decided as it is without the mask. */
function approximates(masked: Situation, one: Situation): void {
    const [before, after] = [outcomeOf(masked), outcomeOf(one)];
    if (before !== 1) deepStrictEqual(after, before);
}

function outcomeOf({ question, evidence }: Situation): Outcome {
    switch (evaluate(question, evidence).kind) {
        case "missing":
        case "denied":
            return 0;
        case "unknown":
            return 1;
        case "allowed":
            return 2;
    }
}

/** Masks a part of the question or of a document. */
function maskOne(one: Situation, choices: fc.Stream<number>): Situation {
    const [what = 0, ...where] = choices.take(40);
    if (what % 3 === 0) return { ...one, question: maskQuestion(one.question, where) };
    return {
        ...one,
        evidence: onDocuments(one.evidence, (json) => maskJson(json, where), what),
    };
}

function maskQuestion(question: Question, [which = 0, at = 0]: readonly number[]): Question {
    const { caller } = question;
    switch (which % 6) {
        case 0:
            return { ...question, resource: maskText(question.resource, at) };
        case 1:
            return { ...question, owner: [MASK] };
        case 2:
            return { ...question, region: [MASK] };
        case 3:
            return { ...question, caller: { ...caller, arn: maskText(caller.arn, at) } };
        case 4:
            return { ...question, caller: { ...caller, account: [MASK] } };
        default:
            return {
                ...question,
                caller: { arn: caller.arn, account: caller.account },
            };
    }
}

/** Goes down into the document as the choices say, and masks what it finds, or a piece of a text. */
function maskJson(json: Json, choices: readonly number[]): Json {
    const [here = 0, ...deeper] = choices;
    if (isUnknown(json) || isPartlyKnown(json) || here % 8 === 0) return MASK;
    if (isList(json)) {
        if (json.length === 0) return MASK;
        return json.map((item, at) => (at === here % json.length ? maskJson(item, deeper) : item));
    }
    if (isRecord(json)) {
        const keys = Object.keys(json);
        const chosen = keys[here % Math.max(1, keys.length)];
        return Object.fromEntries(
            Object.entries(json).map(([key, value]) => [
                key,
                key === chosen ? maskJson(value, deeper) : value,
            ]),
        );
    }
    return typeof json === "string" ? maskPiece(json, deeper) : MASK;
}

function maskPiece(text: string, [from = 0, to = 0]: readonly number[]): Json {
    const start = from % (text.length + 1);
    const end = start + (to % (text.length - start + 1));
    const parts = [text.slice(0, start), MASK, text.slice(end)];
    return { kind: "text", parts: parts.filter((part) => part !== "") };
}

/** The role's account as one symbol, in the question and in every document. */
function withAccountHidden({ question, evidence }: Situation): Situation {
    const hide = (text: string) =>
        text
            .split("111122223333")
            .flatMap((piece, at) => (at === 0 ? [piece] : [ACCOUNT, piece]))
            .filter((part) => part !== "");
    const inJson = (json: Json): Json => {
        if (typeof json === "string") {
            return json.includes("111122223333") ? { kind: "text", parts: hide(json) } : json;
        }
        if (isList(json)) return json.map(inJson);
        if (!isRecord(json)) return json;
        return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, inJson(value)]));
    };
    const inText = (text: Question["owner"]) => (typeof text === "string" ? hide(text) : text);
    const { caller } = question;
    return {
        question: {
            ...question,
            resource: inText(question.resource),
            owner: inText(question.owner),
            caller: { ...caller, arn: inText(caller.arn), account: inText(caller.account) },
        },
        evidence: onDocuments(evidence, inJson),
    };
}

/** Changes the documents: all of them, or the one that is chosen. */
function onDocuments(evidence: Evidence, change: (json: Json) => Json, choice?: number): Evidence {
    const { boundary, resource } = evidence;
    const count = evidence.identity.length + 2;
    const changed = (one: PolicyText, place: number): PolicyText =>
        choice === undefined || choice % count === place
            ? { ...one, document: change(one.document) }
            : one;
    return {
        ...evidence,
        identity: evidence.identity.map((one, at) => changed(one, at)),
        ...(boundary === undefined ? {} : { boundary: changed(boundary, count - 2) }),
        ...(resource === undefined ? {} : { resource: changed(resource, count - 1) }),
    };
}

function withPolicy({ question, evidence }: Situation, json: Json): Situation {
    const added = policy("added", { Version: "2012-10-17", Statement: [json] });
    return { question, evidence: { ...evidence, identity: [...evidence.identity, added] } };
}

function turned(evidence: Evidence): Evidence {
    const back = (json: Json): Json => {
        if (isList(json)) return json.map(back).toReversed();
        if (!isRecord(json)) return json;
        const entries = Object.entries(json).map(([key, value]) => [key, back(value)] as const);
        return Object.fromEntries(entries.toReversed());
    };
    return onDocuments({ ...evidence, identity: evidence.identity.toReversed() }, back);
}

function listed(evidence: Evidence): Evidence {
    const LISTS = ["Action", "NotAction", "Resource", "NotResource", "AWS", "Service"];
    const wrap = (json: Json): Json => {
        if (isList(json)) return json.map(wrap);
        if (!isRecord(json)) return json;
        return Object.fromEntries(
            Object.entries(json).map(([key, value]) => [
                key,
                LISTS.includes(key) && !isList(value) ? [value] : wrap(value),
            ]),
        );
    };
    return onDocuments(evidence, wrap);
}

function printed(evidence: Evidence): Evidence {
    return onDocuments(evidence, (json) => JSON.stringify(json, undefined, 3));
}

function shouted(evidence: Evidence): Evidence {
    const upper = (json: Json): Json => {
        if (typeof json === "string") return json.toUpperCase();
        return isList(json) ? json.map(upper) : json;
    };
    const inActions = (json: Json): Json => {
        if (isList(json)) return json.map(inActions);
        if (!isRecord(json)) return json;
        return Object.fromEntries(
            Object.entries(json).map(([key, value]) => [
                key,
                key === "Action" || key === "NotAction" ? upper(value) : inActions(value),
            ]),
        );
    };
    return onDocuments(evidence, inActions);
}

function cut(evidence: Evidence): Evidence {
    const identity = evidence.identity.flatMap(({ name, document: json }) => {
        const statements = isRecord(json) ? json["Statement"] : undefined;
        if (!isRecord(json) || statements === undefined || !isList(statements)) return [];
        return statements.map((one, at) => policy(`${name}.${at}`, { ...json, Statement: one }));
    });
    return { ...evidence, identity };
}

/** What fast-check takes for JSON has `undefined` and `-0` nowhere; the types cannot say so. */
function jsonOf(value: unknown): Json {
    const text = JSON.stringify(value);
    return typeof text === "string" ? text : "";
}
