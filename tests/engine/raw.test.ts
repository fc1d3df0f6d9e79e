import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { startProcess } from "./command";
import { isGone, until } from "./waiting";
import { makeProject, writePack, type Project } from "./project";
import { makeWorkspace, type Workspace } from "./workspace";

const QUEUE_AND_MAPPING = `
import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("role", {
    assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
});
const queue = new aws.sqs.Queue("queue", { name: "orders-failures" });
new aws.lambda.EventSourceMapping("mapping", {
    functionName: "orders",
    topics: ["orders"],
    startingPosition: "TRIM_HORIZON",
    selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-1.example.com:9092" } },
    destinationConfig: { onFailure: { destinationArn: queue.arn } },
}, { dependsOn: [role] });
export const queueArn = queue.arn;
`;

/** A policy that says of each resource what it can and what it cannot read. */
const WITNESS = `
const { PolicyPack, UnknownValueError } = require("@pulumi/policy");
const pulumi = require("@pulumi/pulumi");
const seen = (read) => {
    try {
        return read() ?? "absent";
    } catch (error) {
        if (error instanceof UnknownValueError) return "unknown";
        throw error;
    }
};
new PolicyPack("witness", { policies: [{
    name: "witness",
    description: "Tells what it sees.",
    enforcementLevel: "advisory",
    validateStack: ({ resources }, report) => {
        const mapping = resources.find(({ type }) => type === "aws:lambda/eventSourceMapping:EventSourceMapping");
        const queue = resources.find(({ type }) => type === "aws:sqs/queue:Queue");
        report(JSON.stringify({
            dryRun: pulumi.runtime.isDryRun(),
            region: new pulumi.Config("aws").get("region"),
            queueArn: seen(() => queue.props.arn),
            destination: seen(() => mapping.props.destinationConfig.onFailure.destinationArn),
            destinationFrom: mapping.propertyDependencies.destinationConfig.map(({ name }) => name),
            topics: seen(() => mapping.props.topics[0]),
        }), mapping.urn);
    },
}] });
`;

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const MAPPING_URN = `urn:pulumi:dev::raw::${MAPPING}::mapping`;
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:orders-failures";

describe("A program with a queue, a role and a mapping, on the real engine", () => {
    let workspace: Workspace;
    let project: Project;
    let pack: string;

    before(async () => {
        workspace = makeWorkspace();
        project = await makeProject(workspace, { name: "raw", program: QUEUE_AND_MAPPING });
        pack = writePack(workspace, "witness", WITNESS);
    });

    after(() => {
        workspace.dispose();
    });

    it("is previewed without a diagnostic, creating nothing", async () => {
        const { status, diagnostics, changes, requests } = await project.preview();
        deepStrictEqual(
            { status, diagnostics, changes },
            {
                status: 0,
                diagnostics: [],
                changes: { create: 4 },
            },
        );
        const creates = requests.filter(({ method }) => method === "create");
        deepStrictEqual(
            creates.map(({ request }) => request["preview"]),
            [true, true, true],
        );
    });

    it("shows a pack what is unknown, where it comes from, and that this is a preview", async () => {
        const { status, policies } = await project.preview({ policyPacks: [pack] });
        strictEqual(status, 0);
        deepStrictEqual(policies.map(witnessed), [
            {
                policy: "witness",
                level: "advisory",
                urn: MAPPING_URN,
                seen: {
                    dryRun: true,
                    region: "eu-west-1",
                    queueArn: "unknown",
                    destination: "unknown",
                    destinationFrom: ["queue"],
                    topics: "orders",
                },
            },
        ]);
    });

    it("is created, with a pack that now sees every value", async () => {
        const { status, changes, policies } = await project.up({ policyPacks: [pack] });
        deepStrictEqual({ status, changes }, { status: 0, changes: { create: 4 } });
        deepStrictEqual(policies.map(witnessed), [
            {
                policy: "witness",
                level: "advisory",
                urn: MAPPING_URN,
                seen: {
                    dryRun: false,
                    region: "eu-west-1",
                    queueArn: QUEUE_ARN,
                    destination: QUEUE_ARN,
                    destinationFrom: ["queue"],
                    topics: "orders",
                },
            },
        ]);
        deepStrictEqual(await project.outputs(false), { queueArn: QUEUE_ARN });
    });

    it("is unchanged by a second update, names included", async () => {
        const { status, changes, requests } = await project.up();
        deepStrictEqual({ status, changes }, { status: 0, changes: { same: 4 } });
        deepStrictEqual(
            requests.filter(({ method }) => ["create", "update", "delete"].includes(method)),
            [],
        );
    });

    it("is refreshed to what it is: the provider reads every resource as it was made", async () => {
        const { status, changes, requests } = await project.refresh();
        deepStrictEqual({ status, changes }, { status: 0, changes: { same: 4 } });
        const read = requests.filter(({ method }) => method === "read");
        strictEqual(read.length, 3);
    });

    it("is judged from its exported state, without stack and provider", async () => {
        const { status, stdout } = await project.analyze(await project.exportState(), pack);
        strictEqual(status, 0);
        ok(stdout.includes(`"destination":"${QUEUE_ARN}"`), stdout);
    });

    it("heals after a failure in the middle of an update", async () => {
        project.rewrite(
            QUEUE_AND_MAPPING.replace('topics: ["orders"]', 'topics: ["orders"], batchSize: 50'),
        );
        const error = "InvalidParameterValueException: Provided function does not exist";
        const failed = await project.up({
            refusals: [{ step: "update", type: MAPPING, answer: { error } }],
        });
        strictEqual(failed.status, 1);
        deepStrictEqual(
            failed.diagnostics
                .filter(({ urn }) => urn === MAPPING_URN)
                .map(({ message }) => message),
            [error],
        );
        const healed = await project.up();
        deepStrictEqual(
            { status: healed.status, changes: healed.changes },
            { status: 0, changes: { same: 3, update: 1 } },
        );
    });

    it("heals after the provider died in the middle of an update", async () => {
        project.rewrite(QUEUE_AND_MAPPING);
        const failed = await project.up({
            refusals: [{ step: "update", type: MAPPING, answer: "crash" }],
        });
        strictEqual(failed.status, 1);
        const healed = await project.up();
        deepStrictEqual(
            { status: healed.status, changes: healed.changes },
            { status: 0, changes: { same: 3, update: 1 } },
        );
    });

    it("is destroyed, leaving nothing", async () => {
        const { status, changes } = await project.destroy();
        deepStrictEqual({ status, changes }, { status: 0, changes: { delete: 4 } });
        deepStrictEqual(await project.resources(), []);
    });

    it("does not outlive the engine when that is interrupted", async () => {
        const pidFile = path.join(project.folder, "pid");
        project.rewrite(`
            require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
            setInterval(() => {}, 1000);
        `);
        const engine = startProcess(workspace.cli, ["preview", "--non-interactive"], {
            cwd: project.folder,
            env: workspace.env,
        });
        await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "");
        engine.kill("SIGINT");
        await engine.endedBy;
        strictEqual(await isGone(Number(readFileSync(pidFile, "utf8"))), true);
    });
});

function witnessed({
    policy,
    level,
    urn,
    message,
}: {
    readonly policy: string;
    readonly level: string;
    readonly urn?: string;
    readonly message: string;
}): object {
    const seen: unknown = JSON.parse(message.replace("Tells what it sees.\n", ""));
    return { policy, level, urn, seen };
}
