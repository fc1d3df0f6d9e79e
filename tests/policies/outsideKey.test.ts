import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import { documentOf, KEY_ARN, ordersStack, READ_SECRET, ROLE_ARN, trusting, WRITE } from "./orders";
import { providerNamed, rules, UNKNOWN, type Props, type Reported } from "./stack";

const KEY_ID = KEY_ARN.slice(KEY_ARN.lastIndexOf("/") + 1);
const OTHER_KEY = KEY_ARN.replace(/key\/.*/, "key/0987dcba-09fe-87dc-65ba-ab0987654321");

const TRUSTED = trusting(ROLE_ARN, "kms:Decrypt", "kms:GenerateDataKey");
const DENIED = documentOf(
    { Effect: "Allow", Principal: { AWS: ROLE_ARN }, Action: "kms:*", Resource: "*" },
    { Sid: "Never", Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" },
);

/** A resource that the stack writes for a key. */
type Written = readonly [type: string, inputs: Props];

function policyFor(keyId: string, policy: object): Written {
    return ["aws:kms/keyPolicy:KeyPolicy", { keyId, policy: JSON.stringify(policy) }];
}

function grantFor(keyId: string, operations: readonly string[]): Written {
    return ["aws:kms/grant:Grant", { keyId, granteePrincipal: ROLE_ARN, operations }];
}

/** A queue that a key outside the stack encrypts; `mayUse`: the role's own policy allows it. */
async function told(
    kmsMasterKeyId: string,
    written: readonly Written[],
    mayUse = false,
): Promise<readonly Reported[]> {
    const use = { Effect: "Allow", Action: "kms:*", Resource: "*" };
    const { stack } = ordersStack({
        document: documentOf(...WRITE.sqs, READ_SECRET, ...(mayUse ? [use] : [])),
        destination: { kmsMasterKeyId },
        add: ({ stack: to }) =>
            written.map(([type, inputs], index) => to.add(type, `written-${index}`, { inputs })),
    });
    return stack.analyze(policies());
}

describe("A key outside the stack", () => {
    const cases: Readonly<Record<string, readonly [readonly Written[], readonly string[]]>> = {
        "is undecided where the stack writes nothing": [[], ["on-failure-unverified KOF-030"]],
        "is open by the policy that the stack writes": [[policyFor(KEY_ARN, TRUSTED)], []],
        "is open by the policy that the stack writes for its id": [
            [policyFor(KEY_ID, TRUSTED)],
            [],
        ],
        "is undecided by a policy for another key": [
            [policyFor(OTHER_KEY, TRUSTED)],
            ["on-failure-unverified KOF-030"],
        ],
        "is closed by the policy that the stack writes for somebody else": [
            [policyFor(KEY_ARN, trusting(`${ROLE_ARN}-admin`, "kms:*"))],
            ["on-failure-key KOF-030"],
        ],
        "is undecided by two policies": [
            [policyFor(KEY_ARN, TRUSTED), policyFor(KEY_ID, DENIED)],
            ["on-failure-unverified KOF-030"],
        ],
        "is open by a grant": [[grantFor(KEY_ARN, ["Decrypt", "GenerateDataKey"])], []],
        "is undecided by a grant of another key": [
            [grantFor(OTHER_KEY, ["Decrypt", "GenerateDataKey"])],
            ["on-failure-unverified KOF-030"],
        ],
    };
    for (const [what, [written, expected]] of Object.entries(cases)) {
        it(what, async () => {
            deepStrictEqual(rules(await told(KEY_ARN, written)), expected);
        });
    }

    it("is closed by a Deny in the policy that the stack writes", async () => {
        const reported = await told(KEY_ARN, [policyFor(KEY_ARN, DENIED)], true);
        deepStrictEqual(
            reported.map(({ message }) => message.split("\n").slice(0, 4)),
            [
                [
                    'KOF-030: Role "orders" is explicitly denied kms:Decrypt on',
                    `  ${KEY_ARN}.`,
                    '  - statement "Never" of the policy of key',
                    `    ${KEY_ARN} denies it`,
                ],
            ],
        );
    });

    it("is another one than the key of that id in another Region", async () => {
        const { stack } = ordersStack({
            destination: { kmsMasterKeyId: KEY_ID },
            add: ({ stack: to }) => {
                const [type, inputs] = policyFor(KEY_ID, TRUSTED);
                const provider = providerNamed("west", { region: "us-west-2" });
                return [to.add(type, "elsewhere", { inputs, provider })];
            },
        });
        deepStrictEqual(rules(await stack.analyze(policies())), ["on-failure-unverified KOF-030"]);
    });

    it("is told as outside by its alias, beside a key of the stack whose id is not known", async () => {
        const { stack } = ordersStack({
            destination: { kmsMasterKeyId: "alias/central" },
            add: ({ stack: to }) => [
                to.add("aws:kms/externalKey:ExternalKey", "own", {
                    outputs: { arn: UNKNOWN, keyId: UNKNOWN },
                }),
            ],
        });
        const [reported, ...others] = await stack.analyze(policies());
        deepStrictEqual(others, []);
        deepStrictEqual(reported?.message.split("\n").slice(0, 3), [
            'KOF-030: Whether role "orders" is allowed kms:Decrypt and kms:GenerateDataKey on key',
            "  alias/central cannot be determined: part of it lies outside the stack.",
            "  - outside the stack: the policy of key alias/central",
        ]);
    });
});
