import { deepStrictEqual, rejects } from "node:assert";
import { REQUIREMENTS, resourceOf } from "../components/onFailure/requirements";
import type { OnFailureArgs } from "../index";
import { evaluate } from "../policies/iam/evaluate";
import type { PolicyText, Question } from "../policies/iam/question";
import type { Json } from "../policies/iam/unknown";
import { ACCOUNT, REGION, type Registered } from "./components/program";
import { source, valueOf } from "./components/source";

const OTHER = "999988887777";
const KEY = `arn:aws:kms:${REGION}:${OTHER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader-1a2b3c4`;

const KINDS = ["sqs", "sns", "s3"] as const;

type Kind = (typeof KINDS)[number];

const DESTINATIONS: Readonly<Record<Kind, string>> = {
    sqs: `arn:aws:sqs:${REGION}:${OTHER}:failures`,
    sns: `arn:aws:sns:${REGION}:${OTHER}:failures`,
    s3: "arn:aws:s3:::their-failures",
};

/** A statement that came out for the other account, and where it belongs. */
interface Pasted {
    readonly resourceArn: string;
    readonly statement: Statement;
}

interface Statement {
    readonly Sid: string;
    readonly Action: readonly string[];
    readonly [key: string]: Json;
}

/** The role's own policies and what the other account is asked to paste. */
interface Sides {
    readonly identity: readonly PolicyText[];
    readonly foreign: readonly Pasted[];
}

describe("what the owner in another account is told to paste", () => {
    for (const kind of KINDS) {
        for (const keyArn of [undefined, KEY]) {
            describe(`for ${kind}, ${keyArn === undefined ? "no key" : "with a customer managed key"}`, () => {
                const asked = questions(kind, keyArn);
                const actions = asked.map(({ action }) => action);
                let sides: Sides = { identity: [], foreign: [] };

                before(async () => {
                    sides = await sidesOf(kind, keyArn);
                });

                it("is addressed to that account, each statement by a Sid of its own", () => {
                    const places = sides.foreign.map(
                        ({ resourceArn, statement }) => `${resourceArn} ${statement.Sid}`,
                    );
                    deepStrictEqual(places, [...new Set(places)]);
                    deepStrictEqual(
                        [...new Set(sides.foreign.map(({ resourceArn }) => resourceArn))],
                        [DESTINATIONS[kind], ...(keyArn === undefined ? [] : [keyArn])],
                    );
                });

                it("turns every action from missing over there to allowed", () => {
                    deepStrictEqual(
                        verdicts(asked, { ...sides, foreign: [] }),
                        actions.map((action) => `${action} missing: resource`),
                    );
                    deepStrictEqual(
                        verdicts(asked, sides),
                        actions.map((action) => `${action} allowed`),
                    );
                });

                it("does not do without the role's own policies", () => {
                    deepStrictEqual(
                        verdicts(asked, { ...sides, identity: [] }),
                        actions.map((action) => `${action} missing: identity`),
                    );
                });

                it("lacks exactly the actions of the statement that is left out", () => {
                    for (const left of sides.foreign) {
                        const rest = sides.foreign.filter((each) => each !== left);
                        const gone = left.statement.Action;
                        deepStrictEqual(
                            verdicts(asked, { ...sides, foreign: rest }),
                            actions.map((action) =>
                                gone.includes(action)
                                    ? `${action} missing: resource`
                                    : `${action} allowed`,
                            ),
                            left.statement.Sid,
                        );
                    }
                });

                it("lets no other role in", () => {
                    const caller = { arn: `${ROLE}-other`, account: ACCOUNT };
                    deepStrictEqual(
                        verdicts(
                            asked.map((question) => ({ ...question, caller })),
                            sides,
                        ),
                        actions.map((action) => `${action} missing: resource`),
                    );
                });
            });
        }

        it(`is never for a key that AWS manages there: that key is refused (${kind})`, async () => {
            const alias = `arn:aws:kms:${REGION}:${OTHER}:alias/aws/${kind}`;
            await rejects(source(onFailure(kind, alias)), (error: Error) => {
                deepStrictEqual(errorsOf(error), [
                    {
                        propertyPath: `onFailure.${kind}.kmsKeyArn`,
                        reason:
                            "is an AWS managed key: in its own account it needs no permission, so omit it; " +
                            "it cannot be used from another account",
                    },
                ]);
                return true;
            });
        });
    }
});

/** The law's questions about a destination and a key of another account. */
function questions(kind: Kind, keyArn: string | undefined): readonly Question[] {
    const { role, key } = REQUIREMENTS[kind];
    const common = { caller: { arn: ROLE, account: ACCOUNT }, owner: OTHER, region: REGION };
    const onDestination = role.map((need) => ({
        ...common,
        action: need.action,
        resource: resourceOf(need, DESTINATIONS[kind]),
    }));
    if (keyArn === undefined) return onDestination;
    return [
        ...onDestination,
        ...key.otherAccount.map((action) => ({
            ...common,
            action,
            resource: keyArn,
            viaService: kind,
        })),
    ];
}

async function sidesOf(kind: Kind, keyArn: string | undefined): Promise<Sides> {
    const { resources, component } = await source(onFailure(kind, keyArn));
    const told = await valueOf(component.requiredForeignStatements);
    deepStrictEqual([...new Set(told.map(({ accountId }) => accountId))], [OTHER]);
    return {
        identity: resources.filter(({ type }) => type.endsWith(":RolePolicy")).map(policyText),
        foreign: told.map(({ resourceArn, statement }) => ({
            resourceArn,
            statement: statementOf(statement),
        })),
    };
}

function onFailure(kind: Kind, kmsKeyArn: string | undefined): OnFailureArgs {
    return {
        [kind]: {
            arn: DESTINATIONS[kind],
            ...(kind === "s3" ? { accountId: OTHER } : {}),
            ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
        },
    };
}

function policyText({ name, inputs }: Registered): PolicyText {
    const { policy } = inputs;
    if (typeof policy !== "string") throw new Error(`${name} has no known policy`);
    return { name, document: policy };
}

/** What comes of each question, with the statements pasted where they belong, beside what stood there before. */
function verdicts(asked: readonly Question[], { identity, foreign }: Sides): readonly string[] {
    return asked.map((question) => {
        const place = placeOf(question);
        const pasted = foreign.filter(({ resourceArn }) => resourceArn === place);
        const document: Json = {
            Version: "2012-10-17",
            Statement: [theirOwn(place), ...pasted.map(({ statement }) => statement)],
        };
        const verdict = evaluate(question, {
            identity,
            unseenIdentity: [],
            resource: { name: `the policy of ${place}`, document },
        });
        return verdict.kind === "missing"
            ? `${question.action} missing: ${verdict.lacks.map(({ side }) => side).join(", ")}`
            : `${question.action} ${verdict.kind}`;
    });
}

/** What is asked of an object is answered by its bucket's policy. */
function placeOf({ resource }: Question): string {
    if (typeof resource !== "string") throw new Error("every resource here is known");
    return resource.replace(/\/\*$/, "");
}

/** The owner's own rights, as a queue's, topic's, bucket's or key's policy has them before anybody else is let in. */
function theirOwn(place: string): Json {
    const [, , service = ""] = place.split(":");
    return {
        Sid: "TheirOwn",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
        Action: `${service}:*`,
        Resource: service === "kms" ? "*" : place,
    };
}

function statementOf(text: string): Statement {
    const parsed: unknown = JSON.parse(text);
    if (!isStatement(parsed)) throw new Error(`no statement: ${text}`);
    return parsed;
}

function isStatement(value: unknown): value is Statement {
    return (
        typeof value === "object" &&
        value !== null &&
        "Sid" in value &&
        "Action" in value &&
        Array.isArray(value.Action)
    );
}

function errorsOf(error: Error): unknown {
    return "errors" in error ? error.errors : error;
}
