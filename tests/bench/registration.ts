import { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";
import { inTurns, milliseconds, type Sample } from "./measure";
import { ratio, rounded, type Section } from "./report";

const SIZES = [1, 10, 100] as const;

/** A resource that the components register. */
interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly custom: boolean;
}

/** What a program's own part costs: components against the same resources written out, and no engine. */
export async function registrationSection(): Promise<Section> {
    const measured = [];
    for (const size of SIZES) {
        const registered = await register(() => {
            components(size);
        });
        const [ours, raw] = await inTurns({ turns: 7 }, [
            () =>
                timed(() => {
                    components(size);
                }),
            () =>
                timed(() => {
                    registered.forEach(again);
                }),
        ]);
        measured.push({
            size,
            resources: registered.length,
            ours: ours?.["time"],
            raw: raw?.["time"],
        });
    }
    const [less, most] = measured.slice(-2);
    const each = (one: typeof most) => ratio(one?.ours, one?.size);
    return {
        title: "Registration of components",
        note:
            "A program's own time against Pulumi's mocks, until everything is registered: a role and a " +
            "KafkaEventSource with a new queue and a new key, against the same resources with their inputs ready. The aim is no more " +
            "time per component in a larger program.",
        head: ["components", "resources", "ms", "raw ms", "ratio", "ms per component"],
        rows: measured.map((one) => [
            String(one.size),
            String(one.resources),
            rounded(one.ours),
            rounded(one.raw),
            rounded(ratio(one.ours, one.raw)),
            rounded(each(one)),
        ]),
        aims: [
            {
                what: `the time per component with ${most?.size}, of that with ${less?.size},`,
                measured: ratio(each(most), each(less)),
                atMost: 1.2,
            },
        ],
    };
}

function components(count: number): void {
    for (let i = 1; i <= count; i++) {
        new KafkaEventSource(`topic-${i}`, {
            functionName: `topic-${i}`,
            role: new Role(`topic-${i}`, { assumeRolePolicy: "{}" }),
            bootstrapServers: ["b-1.kafka.example.com:9096"],
            topic: `topic-${i}`,
            authentication: {
                type: AuthenticationType.SaslScram512,
                secretArn:
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3",
            },
            onFailure: { sqs: { create: {} } },
        });
    }
}

/** A resource of any type, as its inputs are. */
class Raw extends pulumi.CustomResource {}

function again({ type, name, inputs, custom }: Registered): void {
    if (custom) new Raw(type, name, { ...inputs, arn: undefined });
    else new pulumi.ComponentResource(type, name, { ...inputs });
}

async function timed(program: () => void): Promise<Sample> {
    return { time: await milliseconds(() => register(program)) };
}

/** Runs a program against mocks until all it does is done, and tells what it registered. */
async function register(program: () => void): Promise<readonly Registered[]> {
    const registered: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs, custom }) => {
                const given = isRecord(inputs) ? inputs : {};
                registered.push({ type, name, inputs: given, custom: custom === true });
                const arn = `arn:aws:sqs:eu-west-1:111122223333:${name}`;
                return { id: name, state: { ...given, arn } };
            },
            call: () => ({
                accountId: "111122223333",
                region: "eu-west-1",
                partition: "aws",
                dnsSuffix: "amazonaws.com",
            }),
        },
        "bench",
        "dev",
    );
    program();
    await pulumi.runtime.disconnect();
    return registered;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
