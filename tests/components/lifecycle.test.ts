import { deepStrictEqual, doesNotMatch, match, rejects, strictEqual } from "node:assert";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { KafkaEventSource } from "../../index";
import {
    PreviewError,
    previewProgram,
    type PreviewOptions,
    type PreviewResult,
} from "pulumi-lambda-kafka/testing";
import { run, wire } from "./program";
import { awsModel } from "../../preview/aws";
import { makeRole, SCRAM, SECRET, source } from "./source";

const ROOT = resolve(__dirname, "../..");

interface Child {
    readonly name: string;
    readonly opts: pulumi.CustomResourceOptions;
}

/** The children of a component, with the options that they are registered with. */
async function children(
    args: Partial<ConstructorParameters<typeof KafkaEventSource>[1]> = {},
    options: pulumi.ComponentResourceOptions = {},
): Promise<readonly Child[]> {
    const made: Child[] = [];
    await run(() => {
        new KafkaEventSource(
            "orders",
            {
                functionName: "reader",
                role: makeRole(),
                bootstrapServers: ["b-1.example.com:9096"],
                topic: "orders",
                authentication: SCRAM,
                onFailure: { s3: { create: { expirationDays: 30 } } },
                ...args,
            },
            {
                ...options,
                transformations: [
                    ({ name, opts }) => {
                        made.push({ name, opts });
                        return undefined;
                    },
                ],
            },
        );
    });
    return made;
}

async function mappingOptions(
    args: Parameters<typeof children>[0] = {},
): Promise<pulumi.CustomResourceOptions> {
    const mapping = (await children(args)).find(({ name }) => name === "orders-mapping");
    if (mapping === undefined) throw new Error("there is no mapping");
    return mapping.opts;
}

describe("the life of a mapping", () => {
    it("ends before its replacement begins: its consumer group is unique", async () => {
        strictEqual((await mappingOptions()).deleteBeforeReplace, true);
    });

    it("goes on under the component when a live one moves in", async () => {
        const { aliases } = await mappingOptions({ mappingAliases: ["orders-by-hand"] });
        deepStrictEqual(aliases, [{ name: "orders-by-hand", parent: pulumi.rootStackResource }]);
    });

    it("has retainOnDelete on every child when the component has it, and else on none", async () => {
        const told = async (options: pulumi.ComponentResourceOptions) => {
            const made = await children({ onFailure: { sqs: { create: {} } } }, options);
            return made.map(({ name, opts }) => `${name} ${String(opts.retainOnDelete)}`);
        };
        const names = [
            "orders",
            "orders-on-failure-key",
            "orders-on-failure",
            "orders-on-failure-queue-policy",
            "orders-on-failure-policy",
            "orders-secrets-policy",
            "orders-mapping",
        ];
        deepStrictEqual(
            await told({ retainOnDelete: true }),
            names.map((name) => `${name} true`),
        );
        deepStrictEqual(
            await told({}),
            names.map((name) => `${name} undefined`),
        );
    });

    it("is protected, and so is every child, when the component is", async () => {
        const { component } = await source(
            { sqs: { create: {} } },
            {},
            { outputs: "unknown" },
            { protect: true },
        );
        const { mapping, queue, key, policies } = component;
        deepStrictEqual(
            [mapping, queue, key, ...policies].map(
                (child) => child !== undefined && "__protect" in child && child.__protect,
            ),
            [true, true, true, true, true],
        );
    });

    it("has every child below the component", async () => {
        const parents = new Set((await children()).map(({ opts }) => opts.parent));
        strictEqual(parents.size, 2);
        deepStrictEqual(
            [...parents].map((parent) => parent instanceof KafkaEventSource),
            [false, true],
        );
    });
});

describe("a live mapping, written by hand, that moves into the component", () => {
    const type = "aws:lambda/eventSourceMapping:EventSourceMapping";
    const subject = { type, urn: `urn:pulumi:dev::shop::${type}::orders`, name: "orders" };
    const model = awsModel({ outputs: "unknown" });
    const byHand = {
        functionName: "reader",
        selfManagedEventSource: {
            endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-2.example.com:9096,b-1.example.com:9096" },
        },
        selfManagedKafkaEventSourceConfig: { consumerGroupId: "live-group" },
        topics: ["orders"],
        startingPosition: "LATEST",
        sourceAccessConfigurations: [{ type: "SASL_SCRAM_512_AUTH", uri: SECRET }],
    };
    const component = async (consumerGroupId: string) => {
        const { inputs } = await source(
            { sqs: { arn: "arn:aws:sqs:eu-west-1:111122223333:failures" } },
            { consumerGroupId, startingPosition: "LATEST", mappingAliases: ["orders"] },
        );
        return inputs("EventSourceMapping", "orders-mapping");
    };

    it("is changed in place when its group, brokers, topic and position are the same", async () => {
        const { changed, replaced } = model.diff(
            subject,
            byHand,
            wire(await component("live-group")),
        );
        deepStrictEqual(replaced, []);
        deepStrictEqual(changed.toSorted(), ["destinationConfig", "metricsConfig"]);
    });

    it("is replaced when its group is not kept", async () => {
        const { replaced } = model.diff(subject, byHand, wire(await component("another-group")));
        deepStrictEqual(replaced, ["selfManagedKafkaEventSourceConfig"]);
    });
});

describe("a mapping that delivers", () => {
    let orders: PreviewResult;

    before(async function () {
        this.timeout(120_000);
        orders = await previewProgram(resolve(ROOT, "examples/orders"), { outputs: "unknown" });
    });

    const named = (urn: string) => urn.split("::").at(-1) ?? "";

    for (const topic of ["orders", "payments", "shipments"]) {
        it(`comes after every policy, the key and the destination: ${topic}`, () => {
            const component = orders.resources.find(
                ({ type, name }) => type.endsWith(":KafkaEventSource") && name === topic,
            );
            const siblings = orders.resources.filter(({ parent }) => parent === component?.urn);
            const mapping = siblings.find(({ name }) => name === `${topic}-mapping`);
            const others = siblings.filter((sibling) => sibling !== mapping);
            deepStrictEqual(
                others
                    .map(({ urn }) => urn)
                    .filter((urn) => mapping?.dependencies.includes(urn) !== true)
                    .map(named),
                [],
            );
            strictEqual(others.length >= 5, true);
        });
    }

    it("keeps a bucket as long as a mapping names it", () => {
        const mapping = orders.resources.find(({ name }) => name === "shipments-mapping");
        const named = mapping?.propertyDependencies["destinationConfig"] ?? [];
        deepStrictEqual(
            named.map((urn) => urn.split("::").at(-1)),
            ["shipments-on-failure"],
        );
    });
});

describe("what is wrong and can be known only later", function () {
    this.timeout(120_000);
    const preview = (name: string, onEvent: PreviewOptions["onEvent"] = () => undefined) =>
        previewProgram(resolve(__dirname, "programs/refused"), {
            config: { case: name },
            account: "111122223333",
            region: "eu-west-1",
            outputs: "unknown",
            onEvent,
        });

    /** The program fails with the message, and nothing of the component's has been created or told to be added elsewhere. */
    const refused = async (name: string, message: RegExp) => {
        const created: string[] = [];
        const program = preview(name, (event) => {
            if (event.kind === "resource") created.push(event.resource.name);
        });
        await rejects(program, (error: unknown) => {
            strictEqual(error instanceof PreviewError, true);
            if (!(error instanceof PreviewError)) return false;
            const told = [error.message, ...error.log.map((line) => line.text)].join("\n");
            match(told, message);
            doesNotMatch(told, /is not managed here/);
            return true;
        });
        deepStrictEqual(
            created.filter((resource) => resource.startsWith("orders-")),
            [],
        );
    };

    it("outputs: all mistakes in them at once", async () => {
        await refused(
            "outputs",
            /2 invalid arguments\n {2}topic: must be 1 to 249 .*\n {2}batchSize: must be a whole number/,
        );
    });

    it("a role that declares inline policies, which would remove the component's", async () => {
        await refused("inlinePolicies", /role: declares inlinePolicies/);
    });

    it("a key that a transformation moves out of the Region that its policy is for", async () => {
        await rejects(preview("movedKey"), (error: unknown) => {
            if (!(error instanceof PreviewError)) return false;
            match(
                [error.message, ...error.log.map((line) => line.text)].join("\n"),
                /the key is in us-east-1, but its policy is for eu-west-1: /,
            );
            return true;
        });
    });

    it("a role under the default provider, when the component's is of another account", async () => {
        await refused(
            "provider",
            /role: is in account 111122223333, but the component in 999988887777: pass its provider to the component/,
        );
    });

    it("a roleArn of another account than the mapping's", async () => {
        await refused(
            "otherAccount",
            /roleArn: is in account 999988887777, but the mapping in 111122223333: a function, its mapping and its execution role are in one account/,
        );
    });

    it("a topic of another Region than the mapping's", async () => {
        await refused(
            "otherRegion",
            /onFailure\.sns\.arn: is in us-east-1, but the mapping in eu-west-1: an SNS topic must be in the mapping's Region/,
        );
    });

    for (const name of ["grantToNobody", "grantToNobodyOnTopic", "sourceForNobody"]) {
        it(`a roleArn that is none, before anybody is told what it needs: ${name}`, async () => {
            await refused(name, /roleArn: must be the ARN of a role/);
        });
    }

    it("but not a role under a provider of the same account and another Region", async () => {
        const { resources } = await preview("region");
        strictEqual(
            resources.some(({ name }) => name === "orders-on-failure-policy"),
            true,
        );
    });

    it("but not a role that declares managed policies: the component attaches none", async () => {
        const { resources } = await preview("managedPolicies");
        strictEqual(
            resources.some(({ name }) => name === "orders-on-failure-policy"),
            true,
        );
    });

    it("and a role that is managed elsewhere is told what it needs", async () => {
        const { log } = await preview("right");
        match(
            log.map((line) => line.text).join("\n"),
            /role\/reader is not managed here; add these statements to its policies:\n\{"Sid":"OnFailureDestination"/,
        );
    });

    it("without secrets: neither of the role nor in the statements", async () => {
        const { log } = await preview("secrets");
        deepStrictEqual(
            log.map((line) => line.text),
            [
                "The execution role is not managed here; add the statements in the output requiredRoleStatements, " +
                    "which hold secrets, to its policies",
            ],
        );
    });
});
