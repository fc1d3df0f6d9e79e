import { deepStrictEqual, strictEqual } from "node:assert";
import { unknownCheckingProxy, type PolicyResource } from "@pulumi/policy";
import { buildGraph, propertiesOf } from "../../policies/graph";
import { createWorld } from "../../policies/facts/world";
import { isUnknown } from "../../policies/values";
import { providerNamed, Stack, UNKNOWN } from "./stack";

const URN = "urn:pulumi:dev::orders::aws:sqs/queue:Queue::failures";
const FAILURES = { urn: URN, type: "aws:sqs/queue:Queue", name: "failures" };

/** What the graph reads of each property. */
function read(props: object): unknown {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- its type is lost in the declarations
    const proxy = unknownCheckingProxy as (props: object) => object;
    const properties = propertiesOf(proxy(props), FAILURES);
    return Object.fromEntries(Object.keys(props).map((name) => [name, properties(name)]));
}

function hidden(property: string, why = "preview"): object {
    return {
        kind: "unknown",
        why,
        what: `${property} of aws.sqs.Queue "failures"`,
        identity: `${URN}#${property}`,
    };
}

describe("the graph reads properties", () => {
    it("keeps known values as they are", () => {
        const props = { a: "text", b: 1, c: true, d: null, e: ["x", { f: 2 }], g: {} };
        deepStrictEqual(read(props), props);
    });

    it("turns every kind of the engine's marks into an unknown that names the property", () => {
        const marks = [
            UNKNOWN,
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
        ];
        for (const mark of marks) deepStrictEqual(read({ arn: mark }), { arn: hidden("arn") });
    });

    it("keeps what is known beside a nested unknown", () => {
        deepStrictEqual(read({ config: { onFailure: { arn: UNKNOWN, other: "known" } } }), {
            config: { onFailure: { arn: hidden("config.onFailure.arn"), other: "known" } },
        });
    });

    it("keeps the length of a list with unknown elements", () => {
        deepStrictEqual(read({ topics: ["a", UNKNOWN] }), { topics: ["a", hidden("topics.1")] });
    });

    it("takes a text with a mark in it for unknown as a whole", () => {
        deepStrictEqual(read({ policy: `{"Resource":"${UNKNOWN}"}` }), {
            policy: hidden("policy"),
        });
    });

    it("takes another text with hyphens for what it is", () => {
        const key = "1234abcd-12ab-34cd-56ef-1234567890ab";
        deepStrictEqual(read({ key }), { key });
    });

    it("leaves out the bridge's notes on defaults, at every level", () => {
        deepStrictEqual(read({ rule: { __defaults: [], a: 1, inner: [{ __defaults: ["b"] }] } }), {
            rule: { a: 1, inner: [{}] },
        });
    });

    it("gives up on what nests without end", () => {
        const cycle: { self?: object } = {};
        cycle.self = cycle;
        let value = read(cycle);
        let depth = 0;
        while (typeof value === "object" && value !== null && "self" in value) {
            value = value.self;
            depth++;
        }
        strictEqual(depth, 33);
        strictEqual(isUnknown(value), true);
    });

    it("gives up on what has values without number", () => {
        const many = Array.from({ length: 60_000 }, () => 0);
        const value = read({ many });
        const kept = JSON.stringify(value).split('"unknown"').length - 1;
        strictEqual(kept, 10_001);
    });

    it("takes a class instance, as an asset is, for something that is not judged", () => {
        deepStrictEqual(read({ code: new Date(0) }), { code: hidden("code", "unsupported") });
    });

    it("survives a property that throws when it is read", () => {
        const hostile = {
            get arn(): string {
                throw new Error("no");
            },
            name: "failures",
        };
        deepStrictEqual(read(hostile), { arn: hidden("arn", "unsupported"), name: "failures" });
    });

    it("survives an object that throws when it is listed", () => {
        const hostile = new Proxy(
            {},
            {
                ownKeys: () => {
                    throw new Error("no");
                },
            },
        );
        deepStrictEqual(read({ config: hostile }), { config: hidden("config", "unsupported") });
    });

    it("has no property that is not the resource's own", () => {
        strictEqual(propertiesOf({}, FAILURES)("constructor"), undefined);
    });
});

describe("the graph links resources", () => {
    it("keeps parents, dependencies, inputs and outputs apart", () => {
        const stack = new Stack();
        const component = stack.add("acme:index:Orders", "orders", { provider: null });
        const queue = stack.add("aws:sqs/queue:Queue", "failures", {
            inputs: { name: "failures" },
            outputs: { name: "failures", arn: UNKNOWN },
            parent: component,
        });
        const policy = stack.add("aws:iam/rolePolicy:RolePolicy", "send", {
            inputs: { policy: UNKNOWN },
            dependsOn: { policy: [queue] },
        });
        const inputs = new Map([[queue.urn, propertiesOf({ name: "failures" }, queue)]]);
        const graph = buildGraph(stack.resources(), inputs);
        const [node, other] = [graph.byUrn.get(queue.urn), graph.byUrn.get(policy.urn)];
        strictEqual(node?.parent?.urn, component.urn);
        deepStrictEqual([node.inputs?.("name"), node.inputs?.("arn")], ["failures", undefined]);
        strictEqual(isUnknown(node.outputs("arn")), true);
        deepStrictEqual(
            other?.propertyDependencies["policy"]?.map(({ name }) => name),
            ["failures"],
        );
        deepStrictEqual(
            graph.nodes.map(({ name, external }) => [name, external]),
            [
                ["orders", false],
                ["failures", false],
                ["send", true],
            ],
        );
    });

    it("calls nothing external when no inputs were shown at all", () => {
        const stack = new Stack();
        stack.add("aws:sqs/queue:Queue", "failures", { inputs: { name: "failures" } });
        const graph = buildGraph(stack.resources(), new Map());
        deepStrictEqual(
            graph.nodes.map(({ external, inputs }) => [external, inputs]),
            [[false, undefined]],
        );
    });

    it("links a child that stands before its parent", () => {
        const stack = new Stack();
        const component = stack.add("acme:index:Orders", "orders", { provider: null });
        stack.add("aws:sqs/queue:Queue", "failures", { parent: component });
        const reversed: readonly PolicyResource[] = stack.resources().toReversed();
        const graph = buildGraph(reversed, new Map());
        const parent = graph.byUrn.get(component.urn);
        deepStrictEqual(
            parent === undefined ? [] : graph.childrenOf(parent).map(({ name }) => name),
            ["failures"],
        );
    });
});

describe("places", () => {
    function placeOf(declare: (stack: Stack) => void): object | undefined {
        const stack = new Stack();
        declare(stack);
        const graph = buildGraph(stack.resources(), new Map());
        const [node] = graph.nodes;
        return node === undefined ? undefined : createWorld(graph).placeOf(node);
    }

    const symbol = {
        kind: "unknown",
        why: "preview",
        what: "the account of the default AWS provider",
        identity: "urn:pulumi:dev::orders::pulumi:providers:aws::default#account",
    };

    it("are symbols of the provider until a number binds them", () => {
        const place = placeOf((stack) => {
            stack.add("aws:sqs/queue:Queue", "a");
        });
        deepStrictEqual(place, { account: [symbol], region: "eu-west-1", partition: "aws" });
    });

    const binding: Readonly<Record<string, (stack: Stack) => void>> = {
        "an ARN of the same provider": (stack) => {
            stack.add("aws:sns/topic:Topic", "b", {
                outputs: { arn: "arn:aws:sns:eu-west-1:111122223333:b" },
            });
        },
        "the role of a function": (stack) => {
            stack.add("aws:lambda/function:Function", "b", {
                inputs: { role: "arn:aws:iam::111122223333:role/b" },
            });
        },
    };
    for (const [what, declare] of Object.entries(binding)) {
        it(`are bound by ${what}`, () => {
            const place = placeOf((stack) => {
                stack.add("aws:sqs/queue:Queue", "a");
                declare(stack);
            });
            deepStrictEqual(place, {
                account: "111122223333",
                region: "eu-west-1",
                partition: "aws",
            });
        });
    }

    const settings: Readonly<Record<string, object>> = {
        "a single allowed account": { allowedAccountIds: '["111122223333"]' },
        "a single allowed account that is a number": { allowedAccountIds: "[111122223333]" },
        "the last role that is assumed": {
            assumeRoles:
                '[{"roleArn":"arn:aws:iam::444455556666:role/hop"},{"roleArn":"arn:aws:iam::111122223333:role/deploy"}]',
        },
    };
    for (const [what, props] of Object.entries(settings)) {
        it(`are bound by ${what}`, () => {
            const provider = providerNamed("prod", { region: "us-gov-west-1", ...props });
            const place = placeOf((stack) => {
                stack.add("aws:sqs/queue:Queue", "a", { provider });
            });
            const partition = what.startsWith("the last") ? "aws" : "aws-us-gov";
            deepStrictEqual(place, {
                account: "111122223333",
                region: "us-gov-west-1",
                partition,
            });
        });
    }

    it("are not bound by a number that has lost the zeros of an account", () => {
        const provider = providerNamed("prod", {
            region: "eu-west-1",
            allowedAccountIds: "[11122223333]",
        });
        const place = placeOf((stack) => {
            stack.add("aws:sqs/queue:Queue", "a", { provider });
        });
        const account = {
            ...symbol,
            what: 'the account of the AWS provider "prod"',
            identity: "urn:pulumi:dev::orders::pulumi:providers:aws::prod#account",
        };
        deepStrictEqual(place, { account: [account], region: "eu-west-1", partition: "aws" });
    });

    it("are not bound by an ARN of another provider, nor by two allowed accounts", () => {
        const place = placeOf((stack) => {
            stack.add("aws:sqs/queue:Queue", "a");
            stack.add("aws:sns/topic:Topic", "b", {
                provider: providerNamed("other", {
                    region: "eu-west-1",
                    allowedAccountIds: '["111122223333","444455556666"]',
                }),
                outputs: { arn: "arn:aws:sns:eu-west-1:111122223333:b" },
            });
        });
        deepStrictEqual(place, { account: [symbol], region: "eu-west-1", partition: "aws" });
    });

    it("follow the Region that a resource sets for itself", () => {
        const place = placeOf((stack) => {
            stack.add("aws:sqs/queue:Queue", "a", { inputs: { region: "us-east-1" } });
        });
        deepStrictEqual(place, { account: [symbol], region: "us-east-1", partition: "aws" });
    });

    it("follow the Region that a preview answers where the provider's settings name none", () => {
        const stack = new Stack();
        const inputs = { name: "a" };
        const queue = stack.add("aws:sqs/queue:Queue", "a", {
            inputs,
            outputs: { ...inputs, region: "us-east-1" },
            provider: providerNamed("default", {}),
        });
        const graph = buildGraph(
            stack.resources(),
            new Map([[queue.urn, propertiesOf(inputs, queue)]]),
        );
        const [place] = graph.nodes.map(createWorld(graph).placeOf);
        deepStrictEqual(place, { account: [symbol], region: "us-east-1", partition: "aws" });
    });
});
