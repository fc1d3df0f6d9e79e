import { getStackOutput, Stack } from "@pulumi/aws/cloudformation";
import { Policy, type RoleArgs } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Secret } from "@pulumi/aws/secretsmanager";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { documentOf, functionOf, mapping, NETWORK, orders, type Made } from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

/** Values of which a part comes from where the stack does not look: a function's result, a resource of another kind. */
export function origins(): readonly CorpusStack[] {
    return [...lists(), ...chosen(), ...behind()];
}

type Value = pulumi.Output<string>;

/** What another stack of the account tells: the result of a function, which no dependency shows. */
function read(name: string): Value {
    return getStackOutput({ name: "platform" }).apply(({ outputs }) => String(outputs[name]));
}

/** What a resource tells whose outputs are not known: the property depends on it. */
function made(name: string): Value {
    const { outputs } = new Stack("platform", { templateUrl: "https://example.com/platform.json" });
    return outputs.apply((all) => String(all[name]));
}

/** What is told elsewhere, and the stack's own where nothing is. */
function either(told: Value, own: Value): Value {
    return pulumi.all([told, own]).apply(([first, second]) => (first === "" ? second : first));
}

const SEND = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const LOGS = { Effect: "Allow", Action: "logs:*", Resource: "*" };

/** A role whose policies are those it lists. */
function listing(managedPolicyArns: () => NonNullable<RoleArgs["managedPolicyArns"]>) {
    return (): Made =>
        orders({
            attach: () => undefined,
            roleArgs: () => ({ managedPolicyArns: managedPolicyArns() }),
        });
}

/** A policy of the stack for the role. */
function own(...statements: readonly (typeof SEND)[]): Value {
    return new Policy("own", { policy: documentOf([NETWORK, ...statements]) }).arn;
}

function lists(): readonly CorpusStack[] {
    const withSecrets = (authority: (secret: Secret) => pulumi.Input<string>) => (): void => {
        const secret = new Secret("reader", {});
        const statement = { Action: "secretsmanager:GetSecretValue", Resource: secret.arn };
        orders({
            role: (statements) => [...statements, { Effect: "Allow", ...statement }],
            mapping: {
                sourceAccessConfigurations: [
                    { type: "SASL_SCRAM_512_AUTH", uri: secret.arn },
                    { type: "SERVER_ROOT_CA_CERTIFICATE", uri: authority(secret) },
                ],
            },
        });
    };
    return [
        right(
            "a policy of the role comes from elsewhere, beside one that does not suffice",
            listing(() => [own(LOGS), read("SendPolicyArn")]),
            ["orders KOF-010"],
        ),
        right(
            "a policy of the role comes from elsewhere, beside one that suffices",
            listing(() => [own(SEND), read("LogsPolicyArn")]),
        ),
        right(
            "the one policy of the role suffices",
            listing(() => [own(SEND)]),
        ),
        wrong(
            "the one policy of the role does not suffice",
            "KOF-010",
            listing(() => [own(LOGS)]),
        ),
        right(
            "the secret of a root CA comes from elsewhere, beside one of the stack",
            withSecrets(() => read("Authority")),
            ["orders KOF-072"],
        ),
        right(
            "a mapping uses one secret twice",
            withSecrets(({ arn }) => arn),
        ),
    ];
}

/** A queue that a key encrypts, and a role that may use the stack's key. */
function encrypted(
    keyOf: (key: Key) => pulumi.Input<string>,
    Action: readonly string[] = ["kms:Decrypt", "kms:GenerateDataKey"],
) {
    return (): void => {
        const key = new Key("orders", {});
        const queue = new Queue("failed", { kmsMasterKeyId: keyOf(key) });
        orders({
            destinationArn: () => queue.arn,
            role: () => [NETWORK, SEND, { Effect: "Allow", Action, Resource: key.arn }],
        });
    };
}

function chosen(): readonly CorpusStack[] {
    const describe = ["kms:DescribeKey"];
    const elsewhere = { read, made };
    return Object.entries(elsewhere).flatMap(([how, told]) => [
        right(
            `the queue's key may come from elsewhere (${how})`,
            encrypted(({ arn }) => either(told("Key"), arn)),
            ["orders KOF-030"],
        ),
        ...(how === "read"
            ? []
            : [
                  right(
                      `the queue's key may come from elsewhere (${how}), and the stack's is closed`,
                      encrypted(({ arn }) => either(told("Key"), arn), describe),
                      ["orders KOF-030"],
                  ),
              ]),
    ]);
}

function behind(): readonly CorpusStack[] {
    const bounded = (told: (arn: Value) => Value) => (): void => {
        const boundary = new Policy("limit", { policy: documentOf([NETWORK, LOGS]) });
        orders({ roleArgs: () => ({ permissionsBoundary: told(boundary.arn) }) });
    };
    return [
        wrong(
            "the boundary is a policy of the stack that leaves out the queue",
            "KOF-017",
            bounded((arn) => arn),
        ),
        right(
            "the boundary may come from elsewhere",
            bounded((arn) => either(made("Boundary"), arn)),
            ["orders KOF-010", "orders KOF-071"],
        ),
        right(
            "the function's role may come from elsewhere",
            () => {
                const { roleResource } = orders({ name: "other" });
                const queue = new Queue("failed", { sqsManagedSseEnabled: true });
                const lambda = functionOf("orders", either(made("Role"), roleResource.arn));
                mapping("orders", lambda, queue.arn);
            },
            ["orders KOF-020"],
        ),
        right(
            "the destination may come from elsewhere, and the stack's own is a FIFO queue",
            () => {
                const fifo = new Queue("fifo", { fifoQueue: true });
                orders({ destinationArn: () => either(made("Queue"), fifo.arn) });
            },
            ["orders KOF-008"],
        ),
    ];
}
