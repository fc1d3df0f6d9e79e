import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert";
import { join } from "node:path";
import { checkState, previewProgram } from "../../preview";
import type { Finding, PreviewedResource } from "../../preview";
import { ACCOUNT, REGION, runInProcess } from "./engine";
import { judge } from "./judge";
import { KINDS, orders } from "./kit";
import { deletedRole, perturbed, PERTURBATIONS } from "./perturb";
import { CORPUS } from "./stacks";
import type { CorpusStack } from "./stack";
import { exportState, readState } from "./state";
import { said } from "./verdicts";

const PACK = join(__dirname, "pack");

/** Stacks that use what the others do not: another account's provider, a data source, several mappings, a component. */
const SAMPLE = [
    "s3, output ARNs, all in another account, and a key",
    "getPolicyDocument with a denial",
    "three mappings of one function, only the first remembered",
    "KafkaEventSource of an MSK cluster with IAM",
];

describe("how the corpus is read", function () {
    this.timeout(120_000);

    for (const name of SAMPLE) {
        it(`is how a preview reads: ${name}`, async () => {
            const { program } = named(name);
            const previewed = await previewProgram(join(__dirname, "program"), {
                config: { corpusStack: name },
                outputs: "predicted",
                account: ACCOUNT,
                region: REGION,
                stack: "dev",
                packDirectory: PACK,
            });
            const { told } = await runInProcess(program, "predicted");
            deepStrictEqual(comparable(previewed.resources), comparable(told));
            const here = await judge(previewed.resources);
            deepStrictEqual(ordered(previewed.findings), ordered(here));
        });
    }

    it("is how the command reads a state", async () => {
        const state = exportState(await runInProcess(named(SAMPLE[2] ?? "").program, "predicted"));
        const checked = await checkState(state, { packDirectory: PACK });
        const here = await judge(readState(state));
        deepStrictEqual(ordered(checked.findings), ordered(here));
        ok(here.length > 0);
    });

    it("blames the account, which a first preview hides, for an ARN that a program writes out", async () => {
        const { resources } = await runInProcess(
            () => orders({ style: "literal", key: "direct" }),
            "unknown",
        );
        const told = (await judge(resources)).filter(
            ({ policy }) => policy === "on-failure-unverified",
        );
        deepStrictEqual(
            told.map(({ message }) => {
                const [head = ""] = message.split("\n  - ");
                return head.replaceAll(/\n\s*/g, " ");
            }),
            [
                'KOF-010: Whether role "orders" is allowed sqs:SendMessage on arn:aws:sqs:eu-west-1:111122223333:orders-failed cannot be known until the update.',
                'KOF-030: Whether role "orders" may use the key that encrypts arn:aws:sqs:eu-west-1:111122223333:orders-failed, if one does, cannot be known until the update.',
            ],
        );
    });

    for (const [what, change] of Object.entries(PERTURBATIONS)) {
        it(`meets states with ${what}`, async () => {
            const { program } = named("KafkaEventSource, sqs, created, created key, by role");
            const state = exportState(await runInProcess(program, "predicted"));
            notDeepStrictEqual(perturbed(state, change), state);
        });
    }
});

describe("a role that was deleted and made again", () => {
    for (const kind of KINDS) {
        it(`is undecided for the key of ${kind}, whose policy has its old id`, async () => {
            const state = exportState(
                await runInProcess(() => orders({ kind, key: "direct" }), "predicted"),
            );
            const { rejected, unverified } = said(
                await judge(readState(perturbed(state, deletedRole))),
            );
            deepStrictEqual([rejected, unverified], [[], ["orders KOF-030"]]);
        });

        it(`is undecided for ${kind} and key of another account`, async () => {
            const program = (): unknown => orders({ kind, key: "direct", otherAccount: true });
            const state = exportState(await runInProcess(program, "predicted"));
            const { rejected, unverified } = said(
                await judge(readState(perturbed(state, deletedRole))),
            );
            const onDestination = {
                sqs: ["orders KOF-010"],
                sns: ["orders KOF-011"],
                s3: ["orders KOF-012", "orders KOF-013"],
            }[kind];
            deepStrictEqual([rejected, unverified], [[], [...onDestination, "orders KOF-031"]]);
        });
    }
});

function named(name: string): CorpusStack {
    const found = Object.values(CORPUS)
        .flatMap((stacks) => stacks())
        .find((stack) => stack.name === name);
    if (found === undefined) throw new Error(`no stack ${name}`);
    return found;
}

function ordered(findings: readonly Finding[]): readonly Finding[] {
    const key = ({ urn, policy, message }: Finding): string => `${urn ?? ""} ${policy} ${message}`;
    return findings.toSorted((one, other) => key(one).localeCompare(key(other)));
}

/** The random parts of names and the order of registration differ from one preview to the next. */
function comparable(resources: readonly PreviewedResource[]): unknown {
    const text = JSON.stringify(
        resources.toSorted((one, other) => one.urn.localeCompare(other.urn)),
    ).replaceAll(/-[0-9a-f]{7}(?![0-9a-f-])/g, "-random");
    const value: unknown = JSON.parse(text);
    return value;
}
