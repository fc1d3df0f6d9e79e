import { deepStrictEqual, ok } from "node:assert";
import { allActions } from "../../components/onFailure/requirements";
import { askedActions, meantBy } from "../../policies/iam/actionNames";
import { createEvaluator, evaluate } from "../../policies/iam/evaluate";
import type { Question } from "../../policies/iam/question";
import { createReader } from "../../policies/iam/policy";
import type { Unknown } from "../../policies/iam/unknown";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders-dlq";
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ORGANISATION =
    "no service control policy, resource control policy or VPC endpoint policy denies it";
const DENY = "no policy outside the stack denies it";
const GRANT = "no grant of the key outside the stack allows it";

const SEND: Question = {
    action: "sqs:SendMessage",
    resource: QUEUE,
    caller: { arn: "arn:aws:iam::111122223333:role/orders", account: "111122223333" },
    owner: "111122223333",
    region: "eu-west-1",
};

const ALLOW = {
    name: 'inline policy "send" of role "orders"',
    urn: "urn:pulumi:dev::orders::aws:iam/rolePolicy:RolePolicy::send",
    document: {
        Version: "2012-10-17",
        Statement: [{ Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE }],
    },
};

const OUTSIDE: Unknown = { kind: "unknown", why: "external", what: "the policies of role orders" };

describe("A verdict", () => {
    it("names the statement that allows, its policy and where that comes from", () => {
        deepStrictEqual(evaluate(SEND, { identity: [ALLOW], unseenIdentity: [] }), {
            kind: "allowed",
            by: [{ policy: ALLOW.name, urn: ALLOW.urn, statement: "Send" }],
            assumptions: [ORGANISATION],
        });
    });

    it("names every statement that denies", () => {
        const deny = (name: string, at: string) => ({
            name,
            document: {
                Version: "2012-10-17",
                Statement: [{ Sid: at, Effect: "Deny", Action: "*", Resource: "*" }],
            },
        });
        deepStrictEqual(
            evaluate(SEND, {
                identity: [ALLOW, deny("policy one", "A")],
                unseenIdentity: [],
                boundary: deny("the boundary", "B"),
            }),
            {
                kind: "denied",
                by: [
                    { policy: "policy one", statement: "A" },
                    { policy: "the boundary", statement: "B" },
                ],
                assumptions: [ORGANISATION],
            },
        );
    });

    it("names the statement that comes nearest to what lacks", () => {
        const other = QUEUE.replace("orders", "payments");
        deepStrictEqual(
            evaluate({ ...SEND, resource: other }, { identity: [ALLOW], unseenIdentity: [] }),
            {
                kind: "missing",
                lacks: [
                    {
                        side: "identity",
                        reason: `statement "Send" of inline policy "send" of role "orders" allows sqs:SendMessage on ${QUEUE} only`,
                        nearest: { policy: ALLOW.name, urn: ALLOW.urn, statement: "Send" },
                    },
                ],
                assumptions: [ORGANISATION],
            },
        );
    });

    it("says what would have to be known, and what it takes for granted", () => {
        deepStrictEqual(
            evaluate(
                { ...SEND, action: "kms:Decrypt", resource: KEY },
                { identity: [ALLOW], unseenIdentity: [OUTSIDE] },
            ),
            { kind: "unknown", causes: [OUTSIDE], assumptions: [ORGANISATION, DENY, GRANT] },
        );
    });

    it("tells statements that allow some keys of the bucket apart from what is simply unknown", () => {
        const policy = {
            name: "policy",
            document: {
                Version: "2012-10-17",
                Statement: {
                    Sid: "Put",
                    Effect: "Allow",
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::orders-dlq/aws/lambda/*",
                },
            },
        };
        const question = { ...SEND, action: "s3:PutObject", resource: "arn:aws:s3:::orders-dlq/*" };
        deepStrictEqual(evaluate(question, { identity: [policy], unseenIdentity: [] }), {
            kind: "unknown",
            causes: [
                {
                    kind: "unknown",
                    why: "external",
                    what: 'the keys that Lambda writes to in arn:aws:s3:::orders-dlq; statement "Put" of policy allows s3:PutObject on arn:aws:s3:::orders-dlq/aws/lambda/* only',
                },
            ],
            partly: [{ policy: "policy", statement: "Put" }],
            assumptions: [ORGANISATION],
        });
    });

    it("rests on no policy that may not be in force", () => {
        const doubt: Unknown = { kind: "unknown", why: "unsupported", what: "whether it stays" };
        const doubted = { ...ALLOW, doubt };
        deepStrictEqual(evaluate(SEND, { identity: [doubted], unseenIdentity: [] }), {
            kind: "unknown",
            causes: [doubt],
            assumptions: [ORGANISATION],
        });
        deepStrictEqual(evaluate(SEND, { identity: [doubted, ALLOW], unseenIdentity: [] }), {
            kind: "allowed",
            by: [{ policy: ALLOW.name, urn: ALLOW.urn, statement: "Send" }],
            assumptions: [ORGANISATION],
        });
        const denying = {
            ...doubted,
            document: {
                ...ALLOW.document,
                Statement: [{ ...ALLOW.document.Statement[0], Effect: "Deny" }],
            },
        };
        deepStrictEqual(evaluate(SEND, { identity: [denying, ALLOW], unseenIdentity: [] }), {
            kind: "unknown",
            causes: [doubt],
            assumptions: [ORGANISATION],
        });
        const receive = { ...SEND, action: "sqs:ReceiveMessage" };
        deepStrictEqual(
            evaluate(receive, { identity: [doubted], unseenIdentity: [] }).kind,
            "missing",
        );
    });

    it("on a grant names the grant", () => {
        const urn = "urn:pulumi:dev::orders::aws:kms/grant:Grant::dlq";
        const nobody = {
            name: "key policy",
            document: { Version: "2012-10-17", Statement: [] },
        };
        deepStrictEqual(
            evaluate(
                { ...SEND, action: "kms:Decrypt", resource: KEY },
                {
                    identity: [],
                    unseenIdentity: [],
                    resource: nobody,
                    grants: [
                        {
                            urn,
                            grantee: "arn:aws:iam::111122223333:role/orders",
                            operations: ["Decrypt"],
                            constrained: false,
                        },
                    ],
                },
            ),
            {
                kind: "allowed",
                by: [{ policy: "grant of the key", urn, statement: "Decrypt" }],
                assumptions: [ORGANISATION, GRANT],
            },
        );
    });
});

describe("The reader of policies", () => {
    it("reads a text once, whatever the policies with it are called", () => {
        const { read } = createReader();
        const text = JSON.stringify(ALLOW.document);
        const [one, other] = ["one", "other"].map((name) => read({ name, document: text }));
        ok(one?.document !== undefined && one.document === other?.document);
        deepStrictEqual([one.name, other.name], ["one", "other"]);
    });

    it("forgets nothing between the questions of one evaluator, and changes no answer by it", () => {
        const evaluator = createEvaluator();
        const evidence = { identity: [ALLOW], unseenIdentity: [] };
        const other = { ...SEND, action: "sqs:ReceiveMessage" };
        const kinds = [SEND, other, SEND].map((one) => evaluator.evaluate(one, evidence).kind);
        deepStrictEqual(kinds, ["allowed", "missing", "allowed"]);
    });
});

describe("The actions that are asked about", () => {
    it("are those of the destinations and those of the sources, each once", () => {
        const asked = askedActions();
        deepStrictEqual(asked.slice(0, 9), allActions());
        deepStrictEqual(new Set(asked).size, asked.length);
        for (const action of [
            "ec2:DescribeVpcs",
            "secretsmanager:GetSecretValue",
            "kafka-cluster:WriteData",
        ]) {
            ok(asked.includes(action), action);
        }
    });

    it("are never taken for slips of one another", () => {
        deepStrictEqual(
            askedActions().filter((action) => meantBy(action).length > 0),
            [],
        );
    });

    it("are not what another real action means", () => {
        const real = [
            "kms:Encrypt",
            "s3:ListAllMyBuckets",
            "s3:PutObjectAcl",
            "sqs:ReceiveMessage",
            "kms:GenerateDataKeyPair",
        ];
        deepStrictEqual(real.flatMap(meantBy), []);
    });
});
