import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { makeProject, type Project } from "./project";
import { stringOf } from "../../preview/values";
import { inside, MAPPING, requestsOf } from "./requests";
import { makeWorkspace, type Workspace } from "./workspace";

const CREDENTIALS = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:kafka/orders-a1b2c3";

const PROGRAM = `
    import * as aws from "@pulumi/aws";
    import * as pulumi from "@pulumi/pulumi";
    import { AuthenticationType, KafkaEventSource } from "pulumi-lambda-kafka";

    const abroad = new aws.Provider("abroad", { region: "us-east-1", allowedAccountIds: ["444455556666"] });
    const secretArn = new pulumi.Config().requireSecret("credentials");
    function consume(name: string, opts: pulumi.CustomResourceOptions, authentication?: object) {
        const role = new aws.iam.Role(name, {
            assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
        }, opts);
        const handler = new aws.lambda.Function(name, {
            role: role.arn, runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "code", s3Key: "code.zip",
        }, opts);
        return new KafkaEventSource(name, {
            functionName: handler.name, role, bootstrapServers: ["b-1.kafka.example.com:9096"], topic: name,
            onFailure: { sqs: { create: {} } }, ...authentication,
        }, opts);
    }
    const here = consume("here", {}, { authentication: { type: AuthenticationType.SaslScram512, secretArn } });
    const there = consume("there", { provider: abroad }, {
        network: { subnetIds: ["subnet-0abc1234"], securityGroupIds: ["sg-0abc1234"] },
    });
    export const groups = [here.consumerGroupId, there.consumerGroupId];
    export const destination = there.destinationArn.apply((arn) => arn.replace(/[0-9a-f]{7}$/, "*"));
    export const hidden = secretArn;
`;

describe("Two stacks of one program with two components, on the real engine", () => {
    let workspace: Workspace;
    let project: Project;

    before(async () => {
        workspace = makeWorkspace();
        project = await makeProject(workspace, {
            name: "shared",
            program: PROGRAM,
            secrets: { credentials: CREDENTIALS },
        });
        await project.pulumi("stack", "init", "prod", "--no-select");
        await project.pulumi("config", "set", "aws:region", "eu-west-1", "--stack", "prod");
        await project.pulumi(
            "config",
            "set",
            "--secret",
            "credentials",
            CREDENTIALS,
            "--stack",
            "prod",
        );
    });

    after(() => {
        workspace.dispose();
    });

    it("read in consumer groups of their own", async () => {
        const groups = [await upGroups([]), await upGroups(["--stack", "prod"])];
        deepStrictEqual(groups, [
            ["shared-dev-here", "shared-dev-there"],
            ["shared-prod-here", "shared-prod-there"],
        ]);

        async function upGroups(stack: readonly string[]): Promise<readonly unknown[]> {
            const { status, stdout, stderr, requests } = await project.up({
                args: ["--diff", ...stack],
            });
            strictEqual(status, 0);
            ok(stdout.includes("sourceAccessConfigurations"));
            strictEqual(`${stdout}${stderr}`.includes(CREDENTIALS), false);
            return requestsOf(requests, "create", MAPPING)
                .map(
                    ({ inputs }) =>
                        inside(
                            inside({ inputs: inputs ?? null }, "inputs"),
                            "selfManagedKafkaEventSourceConfig",
                        )["consumerGroupId"],
                )
                .toSorted();
        }
    });

    it("live where their provider works, with everything that belongs to them", async () => {
        const resources = await project.resources();
        const children = resources.filter(
            ({ parent }) =>
                parent ===
                "urn:pulumi:dev::shared::pulumi-lambda-kafka:index:KafkaEventSource::there",
        );
        ok(children.length > 4);
        deepStrictEqual(
            [
                ...new Set(
                    children.map(({ provider }) =>
                        stringOf(provider).split("::").slice(2, 4).join("::"),
                    ),
                ),
            ],
            ["pulumi:providers:aws::abroad"],
        );
        const outputs = await project.outputs(false);
        strictEqual(
            outputs["destination"],
            "arn:aws:sqs:us-east-1:444455556666:there-on-failure-*",
        );
    });

    it("keep secrets secret in the state and among the outputs", async () => {
        const state = readFileSync(await project.exportState(), "utf8");
        ok(state.includes("shared-dev-here"));
        strictEqual(state.includes(CREDENTIALS), false);
        strictEqual((await project.outputs(false))["hidden"], "[secret]");
        strictEqual((await project.outputs(true))["hidden"], CREDENTIALS);
    });
});
