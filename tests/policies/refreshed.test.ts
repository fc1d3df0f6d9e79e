import { deepStrictEqual } from "node:assert";
import { policies } from "../../policies/index";
import { KEY_ARN, ordersStack, ROLE_ARN, trusting, type Differences } from "./orders";
import { rules, UNKNOWN, type Props } from "./stack";

const OPEN = trusting(ROLE_ARN, "kms:Decrypt", "kms:GenerateDataKey");

async function told(differences: Differences): Promise<readonly string[]> {
    const reported = await ordersStack(differences).stack.analyze(policies());
    return rules(reported.filter(({ policy }) => policy !== "on-failure-hygiene"));
}

describe("A key that outputs alone show", () => {
    const queue = (kmsMasterKeyId: unknown): Differences => ({
        refreshed: { destination: { kmsMasterKeyId } },
    });
    const rule = (kmsMasterKeyId: string): Props => ({
        sseAlgorithm: kmsMasterKeyId === "" ? "AES256" : "aws:kms",
        kmsMasterKeyId,
    });
    const bucket = (kmsMasterKeyId: string): Differences => ({
        kind: "s3",
        refreshed: {
            destination: {
                serverSideEncryptionConfiguration: {
                    rule: { applyServerSideEncryptionByDefault: rule(kmsMasterKeyId) },
                },
            },
        },
    });
    const olderBucket = (kmsMasterKeyId: string): Differences => ({
        kind: "s3",
        refreshed: {
            destination: {
                serverSideEncryptionConfigurations: [
                    {
                        rules: [{ applyServerSideEncryptionByDefaults: [rule(kmsMasterKeyId)] }],
                    },
                ],
            },
        },
    });

    it("leaves open by what a destination is encrypted", async () => {
        for (const differences of [queue(KEY_ARN), bucket(KEY_ARN), olderBucket(KEY_ARN)]) {
            deepStrictEqual(await told(differences), ["on-failure-unverified KOF-008"]);
        }
    });

    it("is told with where it is shown", async () => {
        const [reported] = await ordersStack(queue(KEY_ARN)).stack.analyze(policies());
        deepStrictEqual(reported?.message.split("\n").slice(3, 6), [
            '  - outside the stack: kmsMasterKeyId of aws.sqs.Queue "orders-failures", which shows',
            `    ${KEY_ARN} where the`,
            "    program sets none",
        ]);
    });

    it("is none where AWS and the provider fill the outputs in", async () => {
        const filled = [
            ...["", null, "alias/aws/sqs", UNKNOWN].map(queue),
            bucket(""),
            olderBucket(""),
        ];
        for (const differences of filled) deepStrictEqual(await told(differences), []);
    });

    it("does not count beside one that the program sets", async () => {
        for (const kind of ["sqs", "s3"] as const) {
            const { refreshed } = kind === "sqs" ? queue(`${KEY_ARN}-old`) : bucket(KEY_ARN);
            const differences = { kind, keyPolicy: OPEN, refreshed: refreshed ?? {} };
            deepStrictEqual(await told(differences), []);
        }
    });
});

describe("A key that outputs alone show as disabled", () => {
    const shown = (key: Props, set: Props = {}): Differences => ({
        keyPolicy: OPEN,
        key: set,
        refreshed: { key },
    });

    it("is undecided: an update may enable it again", async () => {
        for (const key of [{ isEnabled: false }, { enabled: false }, { keyState: "Disabled" }]) {
            deepStrictEqual(await told(shown(key)), ["on-failure-unverified KOF-040"]);
        }
        deepStrictEqual(await told(shown({ isEnabled: false }, { isEnabled: true })), [
            "on-failure-unverified KOF-040",
        ]);
    });

    it("is rejected where the program disables it, and passes where nothing does", async () => {
        deepStrictEqual(await told(shown({ isEnabled: false }, { isEnabled: false })), [
            "on-failure-key KOF-040",
        ]);
        deepStrictEqual(await told(shown({ isEnabled: true, keyState: "Enabled" })), []);
        deepStrictEqual(await told(shown({ isEnabled: null })), []);
    });
});
