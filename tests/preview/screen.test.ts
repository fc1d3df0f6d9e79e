import assert from "node:assert/strict";
import pc from "picocolors";
import type { Finding, PreviewedResource, PreviewResult } from "../../preview/engine/result";
import { finding as policyFinding } from "../../policies/findings";
import { summarize } from "../../preview/report";
import {
    findingsScreen,
    notesScreen,
    planScreen,
    shortType,
    summaryLine,
    widthIn,
} from "../../preview/screen";

const STACK = "urn:pulumi:dev::orders::pulumi:pulumi:Stack::orders-dev";
const COMPONENT = "urn:pulumi:dev::orders::pulumi-lambda-kafka:index:KafkaEventSource::orders";
const MAPPING =
    "urn:pulumi:dev::orders::pulumi-lambda-kafka:index:KafkaEventSource$" +
    "aws:lambda/eventSourceMapping:EventSourceMapping::orders-mapping";
const look = { colors: pc.createColors(false), planned: true };

function resource(
    urn: string,
    type: string,
    more: Partial<PreviewedResource> = {},
): PreviewedResource {
    return {
        urn,
        type,
        name: urn.slice(urn.lastIndexOf("::") + 2),
        custom: type.startsWith("aws:"),
        external: false,
        inputs: {},
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        protect: false,
        ...more,
    };
}

function finding(more: Partial<Finding>): Finding {
    return {
        policy: "on-failure-role",
        level: "mandatory",
        urn: MAPPING,
        description: "",
        message: 'KOF-010: Role "orders" is not allowed sqs:SendMessage.',
        rule: "KOF-010",
        ...more,
    };
}

const mapping = resource(MAPPING, "aws:lambda/eventSourceMapping:EventSourceMapping", {
    parent: COMPONENT,
    inputs: { selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "broker:9092" } } },
});

function result(findings: readonly Finding[]): PreviewResult {
    return {
        project: "orders",
        stack: "dev",
        resources: [
            resource(STACK, "pulumi:pulumi:Stack"),
            resource(
                "urn:pulumi:dev::orders::pulumi:providers:aws::default",
                "pulumi:providers:aws",
            ),
            resource(COMPONENT, "pulumi-lambda-kafka:index:KafkaEventSource", { parent: STACK }),
            mapping,
            resource("urn:pulumi:dev::orders::aws:sqs/queue:Queue::queue", "aws:sqs/queue:Queue", {
                parent: STACK,
            }),
        ],
        outputs: {},
        findings,
        notes: [],
        log: [],
    };
}

describe("the preview's screens", () => {
    it("show the plan as a tree, without the providers", () => {
        assert.equal(
            planScreen(result([]), look),
            [
                "     Type                                           Name",
                " +   pulumi:pulumi:Stack                            orders-dev",
                " +   ├─ pulumi-lambda-kafka:index:KafkaEventSource  orders",
                " +   │  └─ aws:lambda:EventSourceMapping            orders-mapping",
                " +   └─ aws:sqs:Queue                               queue",
            ].join("\n"),
        );
    });

    it("group findings by mapping, the worst first, and leave statements as they are", () => {
        const long = `KOF-008: ${"far too long a sentence ".repeat(6).trim()}.\n\n    { "Sid": "Send" }`;
        const screen = findingsScreen(
            result([
                finding({
                    policy: "on-failure-unverified",
                    level: "advisory",
                    message: long,
                    rule: "KOF-008",
                }),
                finding({}),
                finding({
                    policy: "on-failure-hygiene",
                    level: "advisory",
                    message: "KOF-074: No metrics.",
                }),
            ]),
            look,
        );
        assert.equal(
            screen,
            `Policies:
  orders-mapping  aws:lambda:EventSourceMapping
    [mandatory]  on-failure-role
        KOF-010: Role "orders" is not allowed sqs:SendMessage.

    [advisory]  on-failure-hygiene
        KOF-074: No metrics.

    [undecided]  on-failure-unverified
        KOF-008: far too long a sentence far too long a sentence far too long a sentence far too
          long a sentence far too long a sentence far too long a sentence.

            { "Sid": "Send" }
`,
        );
        for (const line of screen.split("\n")) assert.ok(line.length <= 100, line);
    });

    it("wrap sooner in a narrow terminal, and never later than at 100 columns", () => {
        const message = `KOF-010: ${"word ".repeat(60).trim()}.`;
        for (const [columns, widest] of [
            [72, 72],
            [300, 100],
            [20, 60],
            [undefined, 100],
        ] as const) {
            const narrow = { ...look, width: widthIn(columns) };
            const lines = findingsScreen(result([finding({ message })]), narrow).split("\n");
            const longest = Math.max(...lines.map((line) => line.length));
            assert.ok(
                longest <= widest && longest > widest - 6,
                `${longest} in ${columns ?? "a pipe"}`,
            );
        }
    });

    const broken = policyFinding("KOF-010", MAPPING, {
        lack: 'Role "orders" is not allowed sqs:SendMessage on arn:aws:sqs:eu-west-1:111122223333:orders.',
        reasons: [
            "no statement in the role's policies allows it, and its boundary does not allow it either",
        ],
        remedy: "Allow it in a policy of the role, or let KafkaEventSource write the policy for this queue:",
        statement: { Effect: "Allow" },
        program: "allow(orders, {\n    a: 1,\n});",
        url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html",
    });

    it("put together what the policies broke, and wrap it for a narrow terminal", () => {
        const narrow = { ...look, width: 60 };
        assert.equal(
            findingsScreen(result([finding({ message: broken.message })]), narrow),
            `Policies:
  orders-mapping  aws:lambda:EventSourceMapping
    [mandatory]  on-failure-role
        KOF-010: Role "orders" is not allowed
          sqs:SendMessage on
          arn:aws:sqs:eu-west-1:111122223333:orders.
          - no statement in the role's policies allows it,
            and its boundary does not allow it either
          Allow it in a policy of the role, or let
            KafkaEventSource write the policy for this
            queue:
              {
                "Effect": "Allow"
              }
          In TypeScript:
              allow(orders, {
                  a: 1,
              });
          https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
`,
        );
    });

    it("leave what the policies broke as it is where there is room", () => {
        const screen = findingsScreen(result([finding({ message: broken.message })]), look);
        assert.deepEqual(
            screen.split("\n").slice(3, -1),
            broken.message.split("\n").map((line) => `        ${line}`),
        );
    });

    it("say each note once, as a list", () => {
        const screen = notesScreen([{ kind: "account", message: "The account is made up." }], look);
        assert.equal(screen, "Notes:\n    - The account is made up.");
    });

    it("end with the counts", () => {
        const undecided = finding({ policy: "on-failure-unverified", level: "advisory" });
        assert.equal(
            summaryLine(result([finding({}), undecided]), look),
            "1 mapping: 0 passed, 1 finding (1 mandatory), 1 undecided",
        );
    });
});

describe("a stack without a Kafka mapping", () => {
    it("is told, so that a program that did not do what it should is not taken for a clean one", () => {
        assert.equal(
            summaryLine({ ...result([]), resources: [] }, look),
            "No Kafka event source mapping was found: there is nothing to check.\n" +
                "0 mappings: 0 passed, 0 findings (0 mandatory), 0 undecided",
        );
    });
});

describe("the counts", () => {
    it("call a mapping passed when nothing mandatory and nothing undecided is said of it", () => {
        const advice = finding({ policy: "on-failure-hygiene", level: "advisory" });
        assert.deepEqual(summarize(result([advice])), {
            mappings: 1,
            passed: 1,
            findings: 1,
            mandatory: 0,
            undecided: 0,
        });
    });

    it("do not call a mapping passed about which something is undecided", () => {
        const undecided = finding({ policy: "on-failure-unverified", level: "advisory" });
        assert.deepEqual(summarize(result([undecided])), {
            mappings: 1,
            passed: 0,
            findings: 0,
            mandatory: 0,
            undecided: 1,
        });
    });
});

describe("shortType", () => {
    it("prints a type as the pulumi CLI does", () => {
        assert.equal(shortType("aws:lambda/function:Function"), "aws:lambda:Function");
        assert.equal(shortType("pulumi:pulumi:Stack"), "pulumi:pulumi:Stack");
        assert.equal(shortType("strange"), "strange");
    });
});
