import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import path from "node:path";
import { makeProject, type Project } from "./project";
import { changes, inside, MAPPING, requestsOf } from "./requests";
import { makeWorkspace, PACKAGE, type Workspace } from "./workspace";

const PACK = path.join(PACKAGE, "dist", "policies");
const ACCOUNT = "123456789012";
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:kafka/orders-a1b2c3`;
const BROKERS = "b-1.kafka.example.com:9096,b-2.kafka.example.com:9096";
const URN = `urn:pulumi:dev::life::pulumi-lambda-kafka:index:KafkaEventSource$${MAPPING}::orders-mapping`;

/** A function that reads a topic; the failures go where the argument says. */
function program(onFailure: string, { topic = "orders", more = "" } = {}): string {
    return `
        import * as aws from "@pulumi/aws";
        import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";

        const role = new aws.iam.Role("orders", {
            name: "orders",
            assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
        });
        const handler = new aws.lambda.Function("orders", {
            name: "orders", role: role.arn, runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "code", s3Key: "orders.zip",
        });
        const source = new KafkaEventSource("orders", {
            functionName: handler.name,
            role,
            bootstrapServers: ${JSON.stringify(BROKERS.split(","))},
            topic: "${topic}",
            authentication: { type: AuthenticationType.SaslScram512, secretArn: "${SECRET}" },
            onFailure: ${onFailure},
            ${more}
        });
        export const destinationArn = source.destinationArn;
        export const group = source.consumerGroupId;
    `;
}

const QUEUE = `{ sqs: { create: { name: "orders-failures" } } }`;
const TOPIC = `{ sns: { create: { name: "orders-failures" } } }`;
const QUEUE_ARN = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders-failures`;
const TOPIC_ARN = `arn:aws:sns:eu-west-1:${ACCOUNT}:orders-failures`;

/** What AWS answers where the role may not write to the destination. */
const NOT_ALLOWED =
    "operation error Lambda: CreateEventSourceMapping, https response error StatusCode: 400, InvalidParameterValueException: The function execution role does not have permissions to call SendMessage on SQS";
const THROTTLED =
    "operation error IAM: PutRolePolicy, https response error StatusCode: 400, api error Throttling: Rate exceeded";

describe("The life of a KafkaEventSource, on the real engine", () => {
    let workspace: Workspace;
    let project: Project;

    before(async () => {
        workspace = makeWorkspace();
        project = await makeProject(workspace, { name: "life", program: program(QUEUE) });
    });

    after(() => {
        workspace.dispose();
    });

    it("is clean in its first preview, where nothing exists and no ARN is known", async () => {
        const { status, policies, diagnostics, requests } = await project.preview({
            policyPacks: [PACK],
        });
        deepStrictEqual(
            { status, policies, diagnostics },
            { status: 0, policies: [], diagnostics: [] },
        );
        deepStrictEqual(changes(requests), []);
    });

    it("leaves what came before when AWS refuses the mapping, and goes on from there", async () => {
        const refused = await project.up({
            refusals: [{ step: "create", type: MAPPING, answer: { error: NOT_ALLOWED } }],
        });
        strictEqual(refused.status, 1);
        deepStrictEqual(
            refused.diagnostics.filter(({ urn }) => urn === URN).map(({ message }) => message),
            [NOT_ALLOWED],
        );
        const healed = await project.up({ policyPacks: [PACK], args: [] });
        deepStrictEqual(
            { status: healed.status, policies: healed.policies, changes: changes(healed.requests) },
            { status: 0, policies: [], changes: ["create orders-mapping"] },
        );
        deepStrictEqual(
            requestsOf(healed.requests, "create", MAPPING).map(({ inputs }) => inputs),
            [
                {
                    __defaults: ["enabled"],
                    destinationConfig: {
                        __defaults: [],
                        onFailure: { __defaults: [], destinationArn: QUEUE_ARN },
                    },
                    enabled: true,
                    functionName: "orders",
                    metricsConfig: {
                        __defaults: [],
                        metrics: ["EventCount", "ErrorCount", "KafkaMetrics"],
                    },
                    region: "eu-west-1",
                    selfManagedEventSource: {
                        __defaults: [],
                        endpoints: { KAFKA_BOOTSTRAP_SERVERS: BROKERS },
                    },
                    selfManagedKafkaEventSourceConfig: {
                        __defaults: [],
                        consumerGroupId: "life-dev-orders",
                    },
                    sourceAccessConfigurations: [
                        { __defaults: [], type: "SASL_SCRAM_512_AUTH", uri: SECRET },
                    ],
                    startingPosition: "TRIM_HORIZON",
                    topics: ["orders"],
                },
            ],
        );
        deepStrictEqual(await project.outputs(false), {
            destinationArn: QUEUE_ARN,
            group: "life-dev-orders",
        });
    });

    it("is left alone by a second update", async () => {
        const { status, changes: counts, requests } = await project.up();
        deepStrictEqual(
            { status, kinds: Object.keys(counts), changes: changes(requests) },
            { status: 0, kinds: ["same"], changes: [] },
        );
    });

    it("gets another kind of destination in place, before the old one goes", async () => {
        project.rewrite(program(TOPIC));
        const { status, policies, requests } = await project.up({ policyPacks: [PACK] });
        deepStrictEqual({ status, policies }, { status: 0, policies: [] });
        deepStrictEqual(
            requestsOf(requests, "update", MAPPING).map(({ news }) => news),
            [{ ...(await inputsOf(project)), destinationConfig: destination(TOPIC_ARN) }],
        );
        const steps = changes(requests);
        deepStrictEqual(
            steps.filter((step) => step.endsWith(" orders-mapping")),
            ["update orders-mapping"],
        );
        ok(steps.indexOf("create orders-on-failure") < steps.indexOf("update orders-mapping"));
        ok(steps.indexOf("update orders-mapping") < steps.indexOf("delete orders-on-failure"));
    });

    it("heals after throttling and after a provider that died in the middle", async () => {
        project.rewrite(program(QUEUE));
        const policy = "aws:iam/rolePolicy:RolePolicy";
        const throttled = await project.up({
            refusals: [{ step: "update", type: policy, answer: { error: THROTTLED } }],
        });
        strictEqual(throttled.status, 1);
        ok(throttled.diagnostics.some(({ message }) => message === THROTTLED));
        const died = await project.up({
            refusals: [{ step: "update", type: MAPPING, answer: "crash" }],
        });
        strictEqual(died.status, 1);
        const healed = await project.up({ policyPacks: [PACK] });
        deepStrictEqual(
            { status: healed.status, policies: healed.policies },
            { status: 0, policies: [] },
        );
        deepStrictEqual(
            inside(await inputsOf(project), "destinationConfig"),
            destination(QUEUE_ARN),
        );
        deepStrictEqual(Object.keys((await project.up()).changes), ["same"]);
    });

    it("tells AWS the empty ARN when the destination is removed, which alone clears it", async () => {
        project.rewrite(program("{ removed: true }"));
        const { status, requests } = await project.up();
        strictEqual(status, 0);
        deepStrictEqual(
            requestsOf(requests, "update", MAPPING).map(({ news }) =>
                inside(inside({ news: news ?? null }, "news"), "destinationConfig"),
            ),
            [destination("")],
        );
        deepStrictEqual(Object.keys((await project.up()).changes), ["same"]);
    });

    it("is replaced for another topic, the old one deleted first, in the same consumer group", async () => {
        project.rewrite(program("{ removed: true }", { topic: "orders-v2" }));
        const { status, requests } = await project.up();
        strictEqual(status, 0);
        deepStrictEqual(changes(requests), ["delete orders-mapping", "create orders-mapping"]);
        const [created] = requestsOf(requests, "create", MAPPING);
        const { topics, selfManagedKafkaEventSourceConfig } = inside(created, "inputs");
        deepStrictEqual(
            { topics, selfManagedKafkaEventSourceConfig },
            {
                topics: ["orders-v2"],
                selfManagedKafkaEventSourceConfig: {
                    __defaults: [],
                    consumerGroupId: "life-dev-orders",
                },
            },
        );
    });

    it("is destroyed, the mapping before what it needs", async () => {
        const { status, requests } = await project.destroy();
        strictEqual(status, 0);
        const steps = changes(requests);
        ok(steps.indexOf("delete orders-mapping") < steps.indexOf("delete orders-secrets-policy"));
        deepStrictEqual(await project.resources(), []);
    });
});

function destination(destinationArn: string): object {
    return { __defaults: [], onFailure: { __defaults: [], destinationArn } };
}

/** The mapping's inputs in the state. */
async function inputsOf(project: Project): Promise<ReturnType<typeof inside>> {
    const resources = await project.resources();
    return inside(
        resources.find(({ urn }) => urn === URN),
        "inputs",
    );
}
