import { deepStrictEqual, strictEqual, throws } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { given } from "../../components/given";
import { KafkaEventSource, OnFailureDestination, OnFailureGrant } from "../../index";
import { run } from "./program";
import { ROLE_ARN, SCRAM } from "./source";

/** Arguments as JavaScript has them, where a null is no type error. */
function untyped<T>(args: T, nulls: Readonly<Record<string, null>>): T {
    return { ...args, ...nulls };
}

describe("arguments that are null", () => {
    it("are as good as left out, however deep, and nothing else is touched", () => {
        const output = pulumi.output(null);
        const args = { role: null, onFailure: { sqs: { create: {}, arn: null }, s3: null } };
        deepStrictEqual(given({ ...args, topic: output, servers: ["b", null] }), {
            onFailure: { sqs: { create: {} } },
            topic: output,
            servers: ["b", null],
        });
        strictEqual(args.role, null);
    });

    it("make no difference to a KafkaEventSource", async () => {
        const least = {
            functionName: "reader",
            roleArn: ROLE_ARN,
            bootstrapServers: ["b-1.example.com:9096"],
            topic: "orders",
            authentication: SCRAM,
            onFailure: { sqs: { create: {} } },
        };
        const nulls = {
            role: null,
            mskClusterArn: null,
            rootCaCertificate: null,
            network: null,
            filters: null,
            provisionedPollers: null,
            schemaRegistry: null,
            metrics: null,
            retries: null,
            consumerGroupId: null,
            mappingAliases: null,
            tags: null,
        };
        const made = async (args: typeof least) => {
            const { resources } = await run(() => new KafkaEventSource("orders", args));
            return resources;
        };
        deepStrictEqual(await made(untyped(least, nulls)), await made(least));
    });

    it("make no difference to the smaller components", async () => {
        const { names } = await run(() => {
            new OnFailureDestination("one", untyped({ sqs: {} }, { sns: null, s3: null }));
            const grant = {
                roleArn: ROLE_ARN,
                destinationArn: "arn:aws:sqs:eu-west-1:111122223333:failures",
            };
            const nulls = { role: null, queue: null, topic: null, bucket: null, kmsKeyArn: null };
            new OnFailureGrant("two", untyped(grant, nulls));
        });
        deepStrictEqual(names(), [
            "Key one-key",
            "OnFailureDestination one",
            "OnFailureGrant two",
            "Queue one",
            "QueuePolicy one-queue-policy",
        ]);
    });
});

describe("arguments that are missing as a whole", () => {
    const components = { KafkaEventSource, OnFailureDestination, OnFailureGrant };
    for (const [name, component] of Object.entries(components)) {
        const message = (...args: readonly unknown[]): string => {
            let text = "";
            throws(
                () => {
                    Reflect.construct(component, ["orders", ...args]);
                },
                (error: Error) => {
                    text = error.message;
                    return pulumi.InputPropertiesError.isInstance(error);
                },
            );
            return text;
        };

        it(`are told as an empty object's: ${name}`, () => {
            const expected = message({});
            deepStrictEqual([message(), message(null)], [expected, expected]);
        });

        it(`cannot be an Output: ${name}`, () => {
            strictEqual(
                message(pulumi.output({})),
                `${name}: 1 invalid argument\n  args: must be a plain value, not an Output`,
            );
        });
    }
});
