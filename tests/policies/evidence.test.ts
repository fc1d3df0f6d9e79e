import { deepStrictEqual } from "node:assert";
import { follow, followEach, type Link, type Target } from "../../policies/facts/links";
import {
    buildGraph,
    propertiesOf,
    type Graph,
    type Node,
    type Properties,
} from "../../policies/graph";
import { Stack, UNKNOWN, type Declared, type Props } from "./stack";

const ARN = "arn:aws:iam::111122223333:role/orders";

/** Two roles, and what else a property may depend on. */
interface Made {
    readonly stack: Stack;
    /** Its ARN is known, or hidden. */
    readonly orders: Declared;
    readonly payments: Declared;
}

type DependsOn = (made: Made) => readonly Declared[];

/** What a property is followed to, in words. */
function described(links: readonly Link[]): readonly string[] {
    const names = (nodes: readonly Node[]): string => nodes.map(({ name }) => name).join(" or ");
    return links.map((link) => {
        switch (link.kind) {
            case "absent":
                return "nothing";
            case "node":
                return link.node.name;
            case "outside":
                return "outside";
            case "unknown":
                return `${link.cause.why}: ${names(link.candidates) || "none of the stack"}`;
        }
    });
}

function followed(
    value: unknown,
    arn: string,
    dependsOn: DependsOn,
    by: (graph: Graph, node: Node, target: Target) => readonly Link[],
): readonly string[] {
    const stack = new Stack();
    const role = (name: string): Declared =>
        stack.add("aws:iam/role:Role", name, { outputs: { arn: arn.replace("orders", name) } });
    const made = { stack, orders: role("orders"), payments: role("payments") };
    const inputs: Props = { value };
    const reader = stack.add("acme:index:Reader", "reader", {
        inputs,
        dependsOn: { value: dependsOn(made) },
    });
    const recorded = new Map<string, Properties>(
        stack.resources().map((each) => [each.urn, propertiesOf({}, each)]),
    );
    recorded.set(reader.urn, propertiesOf(inputs, reader));
    const graph = buildGraph(stack.resources(), recorded);
    const node = graph.byUrn.get(reader.urn);
    const candidates = graph.nodes.filter(({ type }) => type === "aws:iam/role:Role");
    const names: Target["names"] = (each, text) => each.outputs("arn") === text;
    return node === undefined ? [] : described(by(graph, node, { candidates, names }));
}

function alone(arn: string, dependsOn: DependsOn): string | undefined {
    return followed(UNKNOWN, arn, dependsOn, (graph, node, target) => [
        follow(graph, node, ["value"], target),
    ])[0];
}

function listed(values: readonly string[], arn: string, dependsOn: DependsOn): readonly string[] {
    return followed(values, arn, dependsOn, (graph, node, target) =>
        followEach(graph, node, "value", target),
    );
}

function attachment(to: (made: Made) => Declared): DependsOn {
    return (made) => [
        made.orders,
        made.stack.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
            dependsOn: { role: [to(made)] },
        }),
    ];
}

function component(...types: readonly string[]): DependsOn {
    return ({ stack, orders }) => {
        const parent = stack.add("acme:index:Network", "network", { provider: null });
        for (const type of types) stack.add(type, "inside", { parent });
        return [orders, parent];
    };
}

describe("A value that is not known, of a property that depends on a role", () => {
    const beside =
        (type: string): DependsOn =>
        ({ stack, orders }) => [orders, stack.add(type, "beside")];

    const proved: Readonly<Record<string, DependsOn>> = {
        "on nothing else": ({ orders }) => [orders],
        "on what is attached to that role": attachment(({ orders }) => orders),
        "on a subnet": beside("aws:ec2/subnet:Subnet"),
        "on a component that holds a network": component("aws:ec2/vpc:Vpc"),
    };
    for (const [what, dependsOn] of Object.entries(proved)) {
        it(`names the role whose ARN is hidden, where it depends ${what}`, () => {
            deepStrictEqual(alone(UNKNOWN, dependsOn), "orders");
        });
    }

    it("names the role in the component that the property depends on, and nothing beside it", () => {
        const dependsOn: DependsOn = ({ stack }) => {
            const parent = stack.add("acme:index:Service", "service", { provider: null });
            const outputs = { arn: UNKNOWN };
            stack.add("aws:iam/role:Role", "inside", { parent, outputs });
            stack.add("acme:index:Child", "child", { parent });
            return [parent];
        };
        deepStrictEqual(alone(UNKNOWN, dependsOn), "inside");
    });

    const open: Readonly<Record<string, readonly [DependsOn, string]>> = {
        "on a resource that may bring any name": [
            beside("aws:cloudformation/stack:Stack"),
            "preview: orders",
        ],
        "on another stack": [
            ({ stack, orders }) => [
                orders,
                stack.add("pulumi:pulumi:StackReference", "platform", { provider: null }),
            ],
            "external: orders",
        ],
        "on what is attached to another role": [
            attachment(({ payments }) => payments),
            "preview: orders",
        ],
        "on a component that may bring any name": [
            component("aws:ec2/vpc:Vpc", "aws:ssm/parameter:Parameter"),
            "preview: orders",
        ],
        "on a component that shows nothing inside": [component(), "preview: orders"],
        "on another role": [
            ({ orders, payments }) => [orders, payments],
            "preview: orders or payments",
        ],
    };
    for (const [what, [dependsOn, expected]] of Object.entries(open)) {
        it(`may come from elsewhere, where it depends ${what} too`, () => {
            deepStrictEqual(alone(UNKNOWN, dependsOn), expected);
        });
    }

    it("is something else than the ARN where the ARN is known", () => {
        deepStrictEqual(
            alone(ARN, ({ orders }) => [orders]),
            "preview: orders",
        );
    });
});

describe("A list with values that are not known", () => {
    const onOrders: DependsOn = ({ orders }) => [orders];
    const onBoth: DependsOn = ({ orders, payments }) => [orders, payments];

    it("names each role that it depends on once, and leaves the other values open", () => {
        deepStrictEqual(listed([UNKNOWN], UNKNOWN, onOrders), ["orders"]);
        deepStrictEqual(listed([UNKNOWN, UNKNOWN], UNKNOWN, onBoth), ["orders", "payments"]);
        deepStrictEqual(listed([UNKNOWN, UNKNOWN], UNKNOWN, onOrders), [
            "orders",
            "preview: orders or payments",
        ]);
    });

    it("does not name again what another value names by its text", () => {
        deepStrictEqual(listed([ARN, UNKNOWN], ARN, onOrders), [
            "orders",
            "preview: orders or payments",
        ]);
    });

    it("may name any of more roles than it has values", () => {
        deepStrictEqual(listed([UNKNOWN], UNKNOWN, onBoth), ["preview: orders or payments"]);
    });

    it("names none for sure beside another stack, whose value it may be", () => {
        const dependsOn: DependsOn = ({ stack, orders }) => [
            orders,
            stack.add("pulumi:pulumi:StackReference", "platform", { provider: null }),
        ];
        deepStrictEqual(listed([UNKNOWN, UNKNOWN], UNKNOWN, dependsOn), [
            "external: orders",
            "external: orders",
        ]);
    });
});
