import { deepStrictEqual, match, strictEqual, throws } from "node:assert";
import {
    kafkaSourceSettings,
    onFailureRole,
    onFailureUnverified,
    policies,
} from "../../policies/index";
import { single } from "../../policies/single";
import { createSession } from "../../policies/session";
import { policyOf } from "../../policies/rulebook";
import {
    onFailureRole as roleBook,
    onFailureUnverified as tellBook,
} from "../../policies/rulebooks";
import { documentOf, ordersStack, READ_SECRET } from "./orders";
import { headlines, rules, UNKNOWN } from "./stack";

const NAMES = [
    ["on-failure-inputs", "advisory"],
    ["on-failure-destination", "mandatory"],
    ["on-failure-role", "mandatory"],
    ["on-failure-key", "mandatory"],
    ["on-failure-resource-policy", "mandatory"],
    ["kafka-source-role", "mandatory"],
    ["kafka-source-settings", "mandatory"],
    ["on-failure-required", "advisory"],
    ["on-failure-unverified", "advisory"],
    ["on-failure-hygiene", "advisory"],
];

const NO_SEND = documentOf(READ_SECRET);

describe("the policies", () => {
    it("have these names and levels", () => {
        deepStrictEqual(
            policies().map(({ name, enforcementLevel }) => [name, enforcementLevel]),
            NAMES,
        );
    });

    it("say what they are, how to mend what they find, and where to read on", () => {
        for (const policy of policies().slice(1)) {
            const { description, remediationSteps, url, severity, tags, framework, configSchema } =
                policy;
            for (const text of [description, remediationSteps, severity, framework?.name]) {
                match(text ?? "", /\w/, policy.name);
            }
            strictEqual(new URL(url ?? "").protocol, "https:", policy.name);
            strictEqual((tags ?? []).includes("kafka"), true, policy.name);
            strictEqual("exempt" in (configSchema?.properties ?? {}), true, policy.name);
        }
    });

    it("take other levels", () => {
        const levels = {
            "on-failure-unverified": "mandatory",
            "on-failure-key": "disabled",
        } as const;
        deepStrictEqual(
            policies({ levels })
                .filter(({ name }) => Object.hasOwn(levels, name))
                .map(({ name, enforcementLevel }) => [name, enforcementLevel]),
            [
                ["on-failure-key", "disabled"],
                ["on-failure-unverified", "mandatory"],
            ],
        );
    });

    it("refuse a level for a name that no policy has", () => {
        const levels: object = { "on-failure-rol": "mandatory" };
        const refused = {
            message:
                "levels: on-failure-rol is not a policy of this pack, which has on-failure-destination, " +
                "on-failure-role, on-failure-key, on-failure-resource-policy, kafka-source-role, " +
                "kafka-source-settings, on-failure-required, on-failure-unverified, on-failure-hygiene.",
        };
        throws(() => policies({ levels }), refused);
        throws(() => onFailureRole({ levels }), refused);
    });

    it("work one by one, each remembering the inputs by itself", async () => {
        const { stack } = ordersStack({ shown: "unknown", document: null });
        deepStrictEqual(rules(await stack.analyze([onFailureRole()])), ["on-failure-role KOF-010"]);
    });

    it("start anew with every analysis", async () => {
        const all = policies();
        const wrong = ordersStack({ document: NO_SEND });
        const right = ordersStack();
        const told = ["on-failure-role KOF-010"];
        deepStrictEqual(rules(await wrong.stack.analyze(all)), told);
        deepStrictEqual(rules(await right.stack.analyze(all)), []);
        deepStrictEqual(rules(await wrong.stack.analyze(all)), told);
    });

    it("report the same in any order of the resources", async () => {
        const { stack } = ordersStack({ document: NO_SEND });
        const before = await stack.analyze(policies());
        const after = await stack.analyze(policies(), {}, (resources) => resources.toReversed());
        deepStrictEqual(after, before);
    });
});

describe("exemptions", () => {
    const exemption = {
        resource: "orders",
        rule: "KOF-010",
        reason: "the queue is retired in May",
    };

    it("take a finding out, and print it with the reason", async () => {
        const { stack } = ordersStack({ document: NO_SEND });
        const reported = await stack.analyze(policies({ exempt: [exemption] }));
        deepStrictEqual(
            reported.map(({ policy, message }) => [policy, message]),
            [
                [
                    "on-failure-hygiene",
                    `KOF-010: exempted: Role "orders" is not allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failures-1a2b3c4.
  - reason: the queue is retired in May
  Remove the exemption when the reason no longer holds.
  https://www.pulumi.com/docs/using-pulumi/crossguard/configuration/`,
                ],
            ],
        );
    });

    it("are taken from the configuration of the policy, too", async () => {
        const { stack, mapping } = ordersStack({ document: NO_SEND });
        const config = { "on-failure-role": { exempt: [{ ...exemption, resource: mapping.urn }] } };
        deepStrictEqual(rules(await stack.analyze(policies(), config)), [
            "on-failure-hygiene KOF-010",
        ]);
    });

    it("do not reject where what is undecided does", async () => {
        const { stack } = ordersStack({ document: null, role: { managedPolicyArns: [UNKNOWN] } });
        const undecided = await stack.analyze(policies());
        deepStrictEqual(rules(undecided), [
            "on-failure-unverified KOF-010",
            "on-failure-unverified KOF-072",
        ]);
        const exempt = ["KOF-010", "KOF-072"].map((rule) => ({ ...exemption, rule }));
        const levels = { "on-failure-unverified": "mandatory" } as const;
        deepStrictEqual(rules(await stack.analyze(policies({ exempt, levels }))), [
            "on-failure-hygiene KOF-010",
            "on-failure-hygiene KOF-072",
        ]);
    });

    it("need a reason", async () => {
        const { stack } = ordersStack({ document: NO_SEND });
        const config = { "on-failure-role": { exempt: [{ ...exemption, reason: "" }] } };
        deepStrictEqual(rules(await stack.analyze(policies(), config)), [
            "on-failure-role KOF-010",
        ]);
    });

    it("are told when they match nothing", async () => {
        const { stack } = ordersStack();
        deepStrictEqual(headlines(await stack.analyze(policies({ exempt: [exemption] }))), [
            'on-failure-hygiene KOF-010: the exemption of "orders" matches no finding.',
        ]);
    });

    it("are told when they name no rule", async () => {
        const { stack } = ordersStack();
        const exempt = [{ ...exemption, rule: "KOF-999" }];
        deepStrictEqual(headlines(await stack.analyze(policies({ exempt }))), [
            'on-failure-hygiene KOF-999: the exemption of "orders" names KOF-999, which is not a rule of this pack.',
        ]);
    });

    it("do not reach another rule or another mapping", async () => {
        const { stack } = ordersStack({ document: NO_SEND });
        const exempt = [
            { ...exemption, rule: "KOF-011" },
            { ...exemption, resource: "rders" },
        ];
        deepStrictEqual(rules(await stack.analyze(policies({ exempt }))), [
            "on-failure-role KOF-010",
            "on-failure-hygiene KOF-011",
            "on-failure-hygiene KOF-010",
        ]);
    });
});

describe("a rule that fails inside", () => {
    it("is told, and takes nothing else down", async () => {
        const session = createSession();
        const broken = {
            ...roleBook,
            judge: () => {
                throw new Error("broken");
            },
        };
        const { stack } = ordersStack();
        const reported = await stack.analyze([
            session.recorder.policy,
            policyOf(session, broken, {}),
            policyOf(session, tellBook, {}),
        ]);
        deepStrictEqual(headlines(reported), [
            "on-failure-unverified KOF-010: on-failure-role failed with an internal error and checked nothing here: broken",
        ]);
    });

    it("is reported by a policy that stands alone", async () => {
        const { stack } = ordersStack();
        const broken = single({
            ...roleBook,
            judge: () => {
                throw new Error("broken");
            },
        });
        deepStrictEqual(headlines(await stack.analyze([broken()])), [
            "on-failure-role KOF-010: on-failure-role failed with an internal error and checked nothing here: broken",
        ]);
    });
});

describe("a stack without a mapping", () => {
    it("is left out by the policy SDK, before it unpacks anything", () => {
        const marks = policies()
            .slice(1)
            .flatMap((policy) =>
                "validateStack" in policy ? Object.entries(policy.validateStack) : [],
            );
        const mark = ["__pulumiType", "aws:lambda/eventSourceMapping:EventSourceMapping"];
        deepStrictEqual(
            marks,
            NAMES.slice(1).map(() => mark),
        );
    });
});

describe("a policy alone", () => {
    it("leaves to the others what is theirs", async () => {
        const { stack } = ordersStack({ document: NO_SEND, mapping: { batchSize: 0 } });
        deepStrictEqual(rules(await stack.analyze([kafkaSourceSettings()])), [
            "kafka-source-settings KOF-065",
        ]);
        deepStrictEqual(rules(await stack.analyze([onFailureUnverified()])), []);
    });
});
