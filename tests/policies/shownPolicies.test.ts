import { deepStrictEqual } from "node:assert";
import { RolePolicyAttachment } from "@pulumi/aws/iam";
import { runInProcess } from "../corpus/engine";
import { judge } from "../corpus/judge";
import { orders, without, type Change } from "../corpus/kit";
import { exportState, readState } from "../corpus/state";
import { said, type Said } from "../corpus/verdicts";
import type { Finding, WireObject } from "../../preview";

const FULL = "arn:aws:iam::aws:policy/AmazonSQSFullAccess";
const READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const LOGS = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/** The role may read in its network and not send. */
const SILENT: Change = { role: without("sqs:SendMessage") };

/** What is found in a state in which the role's outputs show what the program does not set. */
async function stateWith(outputs: WireObject, change: Change): Promise<readonly Finding[]> {
    const state = exportState(await runInProcess(() => orders(change), "predicted"));
    const resources = readState(state).map((resource) =>
        resource.type === "aws:iam/role:Role"
            ? { ...resource, outputs: { ...resource.outputs, ...outputs } }
            : resource,
    );
    return judge(resources);
}

type Verdict = Pick<Said, "rejected" | "unverified">;

async function verdict(outputs: WireObject, change: Change): Promise<Verdict> {
    const { rejected, unverified } = said(await stateWith(outputs, change));
    return { rejected, unverified };
}

function inline(Effect: string): WireObject {
    const statement = { Effect, Action: "sqs:SendMessage", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    return { inlinePolicies: [{ name: "manual", policy }] };
}

const OPEN: Verdict = { rejected: [], unverified: ["orders KOF-010"] };
const MISSING: Verdict = { rejected: ["orders KOF-010"], unverified: [] };
const RIGHT: Verdict = { rejected: [], unverified: [] };

describe("What only the state of a role shows", () => {
    const cases: readonly (readonly [string, WireObject, Change, Verdict])[] = [
        ["a policy that others attached may allow", { managedPolicyArns: [FULL] }, SILENT, OPEN],
        ["another policy allows nothing", { managedPolicyArns: [LOGS] }, SILENT, MISSING],
        ["an inline policy of others may allow", inline("Allow"), SILENT, OPEN],
        ["an inline policy of others may deny", inline("Deny"), {}, OPEN],
        ["no zero value is a policy", { managedPolicyArns: [], inlinePolicies: [] }, {}, RIGHT],
        [
            "a policy that this pack does not know may allow",
            { managedPolicyArns: ["arn:aws:iam::111122223333:policy/platform"] },
            SILENT,
            OPEN,
        ],
        [
            "a policy that the stack attaches too counts by its attachment",
            { managedPolicyArns: [FULL] },
            {
                ...SILENT,
                beside: ({ roleName }) => {
                    new RolePolicyAttachment("send", { role: roleName, policyArn: FULL });
                },
            },
            RIGHT,
        ],
        [
            "a boundary that others set is in force",
            { permissionsBoundary: READ },
            {},
            { rejected: ["orders KOF-017", "orders KOF-071"], unverified: [] },
        ],
        ["no boundary is none", { permissionsBoundary: "" }, {}, RIGHT],
        [
            "a list that the program sets counts as it sets it",
            { managedPolicyArns: [FULL] },
            { ...SILENT, roleArgs: () => ({ managedPolicyArns: [LOGS] }) },
            MISSING,
        ],
    ];
    for (const [what, outputs, change, expected] of cases) {
        it(`tells that ${what}`, async () => {
            deepStrictEqual(await verdict(outputs, change), expected);
        });
    }

    it("counts for nothing in a preview, which may show what is about to change", async () => {
        process.env["PULUMI_NODEJS_DRY_RUN"] = "true";
        try {
            deepStrictEqual(await verdict({ managedPolicyArns: [FULL] }, SILENT), MISSING);
            deepStrictEqual(await verdict({ permissionsBoundary: READ }, {}), RIGHT);
        } finally {
            delete process.env["PULUMI_NODEJS_DRY_RUN"];
        }
    });

    it("is told with what shows it", async () => {
        const findings = await stateWith(inline("Allow"), { ...SILENT, style: "literal" });
        deepStrictEqual(
            findings
                .filter(({ rule }) => rule === "KOF-010")
                .map(({ policy, message }) => [policy, message]),
            [
                [
                    "on-failure-unverified",
                    `KOF-010: Whether role "orders" is allowed sqs:SendMessage on
  arn:aws:sqs:eu-west-1:111122223333:orders-failed cannot be determined: part of it lies
  outside the stack.
  - outside the stack: what attaches inline policy "manual" of role "orders", which the
    state of aws.iam.Role "orders" shows and no resource of the stack brings
  Confirm with the owner of what lies outside the stack.
  https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html`,
                ],
            ],
        );
    });
});
