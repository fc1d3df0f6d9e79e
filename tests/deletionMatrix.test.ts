import { deepStrictEqual } from "node:assert";
import type { Finding, Outputs, PreviewedResource } from "../preview";
import { actionsOf, documentIn, withDocument, withoutAction } from "./corpus/documents";
import { runInProcess } from "./corpus/engine";
import { judge } from "./corpus/judge";
import { CASES, type Case, type Kind } from "./corpus/roundTrip/cases";
import { prefixOf, program } from "./corpus/roundTrip/program";

/**
 * What AWS asks of the role, restated: the action, and the rule that its lack breaks.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
const ON_DESTINATION: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
    sqs: { "sqs:SendMessage": "KOF-010" },
    sns: { "sns:Publish": "KOF-011" },
    s3: { "s3:PutObject": "KOF-012", "s3:ListBucket": "KOF-013" },
};

const OF_QUEUE_AND_TOPIC = ["kms:Decrypt", "kms:GenerateDataKey"];
const OF_OTHER_ACCOUNT = ["kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

/** The key actions, in one account and, beside them, across two. */
const ON_KEY: Readonly<Record<Kind, readonly [readonly string[], readonly string[]]>> = {
    sqs: [OF_QUEUE_AND_TOPIC, OF_OTHER_ACCOUNT],
    sns: [OF_QUEUE_AND_TOPIC, OF_OTHER_ACCOUNT],
    s3: [["kms:GenerateDataKey"], []],
};

/** The rule that the lack of a key action breaks. */
const KEY_RULE: Readonly<Partial<Record<Case["origin"], string>>> = {
    "created, created key": "mandatory KOF-030",
    "created, key of the program": "mandatory KOF-030",
    "of the program, key of the program": "mandatory KOF-030",
    "created, key of another account": "mandatory KOF-032",
    "of another account, key of that account": "mandatory KOF-032",
    // The key's own policy, which nobody sees, may let the role in by itself.
    "created, key outside the stack": "advisory KOF-030",
    "outside the stack, key stated": "advisory KOF-030",
};

/** An action that a document of a case grants. */
interface Granted {
    readonly of: PreviewedResource;
    readonly sid: string;
    readonly action: string;
}

/**
 * What must be told, by the action that is taken away. In one account the policy of a queue, topic, bucket or secret
 * may let the role in by itself: where it lies outside the stack, the lack is undecided. So it is where a preview hides
 * another document of the role, which may allow the action.
 */
function expectedOf(
    { kind, origin }: Case,
    outputs: Outputs,
): readonly (readonly [string, string])[] {
    const rule = KEY_RULE[origin];
    const [same, other] = ON_KEY[kind];
    const actions = origin.includes("another account") ? [...same, ...other] : same;
    const outside = origin.startsWith("outside the stack");
    const hides = outputs === "unknown" && origin.endsWith("key of the program");
    const level = outside || hides ? "advisory" : "mandatory";
    const onDestination = Object.entries(ON_DESTINATION[kind]);
    // What one cause leaves undecided is told once, by the rule of the first action.
    const first = onDestination[0]?.[1] ?? "";
    return [
        ...onDestination.map(
            ([action, broken]) => [action, `${level} ${outside ? first : broken}`] as const,
        ),
        ...(rule === undefined ? [] : actions.map((action) => [action, rule] as const)),
        ["secretsmanager:GetSecretValue", "advisory KOF-072"],
    ];
}

/** The key actions that a first preview hides, as the document that grants them names an ARN that it does not know. */
function hidden({ origin }: Case, outputs: Outputs, action: string): boolean {
    const handedIn = origin.endsWith("key of the program");
    return outputs === "unknown" && handedIn && action.startsWith("kms:");
}

/** The cases whose documents are attached to a role of the program; elsewhere nobody sees what else the role has. */
const SEEN = [...CASES.entries()].filter(([, { by }]) => by === "role");

for (const outputs of ["unknown", "predicted"] as const) {
    describe(`one action taken out of what the component wrote, with outputs ${outputs}`, () => {
        let resources: readonly PreviewedResource[] = [];

        before(async () => {
            ({ resources } = await runInProcess(program, outputs));
        });

        for (const [index, each] of SEEN) {
            it(`is found, and nothing else: ${each.name}`, async () => {
                const own = ofCase(resources, index);
                const found: (readonly [string, readonly string[]])[] = [];
                for (const { of, sid, action } of grantedIn(own)) {
                    const document = documentIn(of);
                    if (document === undefined) continue;
                    const without = withDocument(of, withoutAction(document, sid, action));
                    const changed = own.map((one) => (one === of ? without : one));
                    found.push([action, told(await judge(changed), action)]);
                }
                const expected = expectedOf(each, outputs)
                    .filter(([action]) => !hidden(each, outputs, action))
                    .map(([action, line]) => [action, [line]] as const);
                deepStrictEqual(byName(found), byName(expected));
            });
        }
    });
}

/** The case's own resources, and what all cases share. */
function ofCase(
    resources: readonly PreviewedResource[],
    index: number,
): readonly PreviewedResource[] {
    return resources.filter(
        ({ name, type }) => name.startsWith(prefixOf(index)) || type.startsWith("pulumi:"),
    );
}

/** The actions that the component grants to the role: in its inline policies, and in the policy of a created key. */
function grantedIn(resources: readonly PreviewedResource[]): readonly Granted[] {
    return resources
        .filter(({ type }) => /rolePolicy:RolePolicy$|key:Key$/.test(type))
        .flatMap((of) =>
            (documentIn(of)?.Statement ?? []).flatMap((statement) =>
                actionsOf(statement)
                    .filter((action) => action !== "kms:*")
                    .map((action) => ({ of, sid: statement.Sid ?? "", action })),
            ),
        );
}

/** Every rejection, whatever it names; where there is none, what is told about the action. */
function told(findings: readonly Finding[], action: string): readonly string[] {
    const naming = findings.filter(({ message }) => sentenceOf(message).includes(action));
    const mandatory = findings.filter(({ level }) => level === "mandatory");
    const strangers = mandatory.filter((finding) => !naming.includes(finding));
    return [
        ...strangers.map(({ message }) => message),
        ...(mandatory.length > 0 ? mandatory : naming)
            .filter((finding) => naming.includes(finding))
            .map(({ level, rule }) => `${level} ${rule ?? ""}`),
    ];
}

function sentenceOf(message: string): string {
    return message.split("\n  - ")[0]?.replaceAll(/\n\s*/g, " ") ?? "";
}

function byName<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
    return entries.toSorted(([one], [other]) => one.localeCompare(other));
}
