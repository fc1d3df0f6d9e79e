import { deepStrictEqual } from "node:assert";
import { Role } from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { Mistake } from "../../components/checks/check";
import { providerMistakes } from "../../components/providerMistakes";
import { ACCOUNT, REGION, run } from "./program";

const OTHER = "999988887777";

/** The mistakes in a role and a queue under a provider in the given account, empty when it is not known. */
async function mistakesIn(theirs: string, ours = ACCOUNT): Promise<readonly Mistake[]> {
    let mistakes: readonly Mistake[] = [];
    await run(
        async () => {
            const provider = new Provider("elsewhere", { region: "us-east-1" });
            const role = new Role("reader", { assumeRolePolicy: "{}" }, { provider });
            const queue = new Queue("failures", {}, { provider });
            const place = pulumi.output({ accountId: ours, region: REGION, partition: "aws" });
            mistakes = await providerMistakes({ role, queue }, {}, place);
        },
        { outputs: "unknown", accounts: { elsewhere: theirs } },
    );
    return mistakes;
}

describe("a role and a queue under another provider than the component's", () => {
    it("are taken when it is of the same account, in whatever Region", async () => {
        deepStrictEqual(await mistakesIn(ACCOUNT), []);
    });

    it("are rejected when it is of another account", async () => {
        const reason = `is in account ${OTHER}, but the component in ${ACCOUNT}: pass its provider to the component`;
        deepStrictEqual(await mistakesIn(OTHER), [
            { propertyPath: "role", reason },
            { propertyPath: "queue", reason: `${reason}, or pass its ARN as destinationArn` },
        ]);
    });

    for (const [theirs, ours] of [
        ["", ACCOUNT],
        ["000000000000", ACCOUNT],
        [ACCOUNT, ""],
    ] as const) {
        it(`are rejected when the accounts cannot be compared: "${theirs}" and "${ours}"`, async () => {
            const reason =
                "uses a different provider, and whether that is of the same account is not known: " +
                "pass that provider to the component, or pass ";
            deepStrictEqual(await mistakesIn(theirs, ours), [
                {
                    propertyPath: "role",
                    reason: `${reason}roleArn and add requiredRoleStatements to the role's policies`,
                },
                { propertyPath: "queue", reason: `${reason}its ARN as destinationArn` },
            ]);
        });
    }
});
