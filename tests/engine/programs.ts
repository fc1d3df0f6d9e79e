import type { PreviewOptions } from "../../preview";

/** A program that both engines run, and what it is previewed with beside the usual. */
export interface Program {
    readonly program: string;
    readonly options?: PreviewOptions;
}

/** Programs that use what the engines have to do alike, by what they show. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
    "options, components, secrets and transforms": {
        options: { account: "111122223333", config: { password: "swordfish" } },
        program: `
            import * as aws from "@pulumi/aws";
            import * as pulumi from "@pulumi/pulumi";

            pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
                type === "aws:sqs/queue:Queue"
                    ? { props: { ...props, tags: { ...props.tags, added: "by the stack" } }, opts }
                    : undefined);

            const key = new aws.kms.Key("key", {}, { protect: true });
            const queue = new aws.sqs.Queue("queue", { kmsMasterKeyId: key.arn, tags: { a: "b" } }, {
                ignoreChanges: ["tags"], additionalSecretOutputs: ["url"], dependsOn: [key], retainOnDelete: true,
            });
            new aws.sqs.Queue("delayed", {}, {
                transforms: [({ props, opts }) => ({ props: { ...props, delaySeconds: 5 }, opts: { ...opts, protect: true } })],
            });
            new aws.sqs.QueuePolicy("policy", {
                queueUrl: queue.url,
                policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{
                    Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: queue.arn,
                }] }),
            }, { parent: queue, deleteBeforeReplace: true, aliases: [{ name: "old" }] });

            class Inner extends pulumi.ComponentResource {
                readonly arn: pulumi.Output<string>;
                constructor(name: string, args: { readonly label: pulumi.Input<string> }, opts?: pulumi.ComponentResourceOptions) {
                    super("own:index:Inner", name, args, opts);
                    const child = new aws.sqs.Queue(name, { tags: { label: args.label } }, { parent: this });
                    this.arn = child.arn;
                    this.registerOutputs({ arn: child.arn, child });
                }
            }
            class Outer extends pulumi.ComponentResource {
                constructor(name: string) {
                    super("own:index:Outer", name, { plain: 1, list: ["a", { b: true }] });
                    const inner = new Inner(name + "-inner", { label: pulumi.secret("hidden") }, { parent: this, protect: true });
                    new aws.sns.TopicSubscription(name, {
                        topic: "arn:aws:sns:eu-west-1:111122223333:t", protocol: "sqs", endpoint: inner.arn,
                    }, { parent: inner, dependsOn: [inner] });
                }
            }
            new Outer("outer");

            const password = new pulumi.Config().requireSecret("password");
            const secret = new aws.secretsmanager.Secret("secret", { description: pulumi.interpolate\`for \${pulumi.secret(password)}\` });
            new aws.secretsmanager.SecretVersion("version", {
                secretId: secret.id, secretString: pulumi.jsonStringify({ username: "u", password }),
            });
            // A type outside the model's table.
            const table = new aws.dynamodb.Table("table", {
                hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: "PAY_PER_REQUEST",
            });
            new aws.sqs.Queue("beside", { tags: { table: table.arn } });

            export const url = queue.url;
            export const nested = { list: [key.arn, pulumi.secret("s")], gone: undefined };
        `,
    },
    "providers of every kind": {
        options: { account: "111122223333" },
        program: `
            import * as aws from "@pulumi/aws";

            const role = { roleArn: "arn:aws:iam::444455556666:role/deploy" };
            const other = new aws.Provider("other", { region: "us-east-1", assumeRoles: [role] });
            const stranger = new aws.Provider("stranger", { region: "eu-central-1", profile: "somebody" });
            const pinned = new aws.Provider("pinned", {
                region: "eu-west-3", allowedAccountIds: ["444455556666"], defaultTags: { tags: { team: "a" } },
            });
            for (const [name, provider] of Object.entries({ other, stranger, pinned })) {
                new aws.sqs.Queue(name, { tags: { own: "yes" } }, { provider });
            }
            new aws.sqs.Queue("ours", {});
            new aws.sqs.Queue("abroad", { region: "ap-south-1" });
        `,
    },
    "a mapping whose verdict hangs on the account": {
        program: `
            import * as aws from "@pulumi/aws";

            const role = new aws.iam.Role("role", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{
                Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole",
            }] }) });
            const target = "arn:aws:sqs:eu-west-1:444455556666:failures";
            new aws.iam.RolePolicy("send", { role: role.id, policy: JSON.stringify({ Version: "2012-10-17", Statement: [{
                Effect: "Allow", Action: "sqs:SendMessage", Resource: target,
            }] }) });
            const handler = new aws.lambda.Function("handler", {
                role: role.arn, handler: "index.handler", runtime: "nodejs22.x", s3Bucket: "b", s3Key: "k",
            });
            new aws.lambda.EventSourceMapping("mapping", {
                functionName: handler.arn,
                topics: ["orders"],
                startingPosition: "TRIM_HORIZON",
                selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b-1.example.com:9092" } },
                destinationConfig: { onFailure: { destinationArn: target } },
            });
        `,
    },
    "functions, and what is read from outside": {
        options: {
            account: "111122223333",
            answers: {
                invokes: [
                    {
                        token: "aws:ec2/getVpc:getVpc",
                        args: { default: true },
                        result: { id: "vpc-1", cidrBlock: "10.0.0.0/16" },
                    },
                ],
                reads: [
                    {
                        type: "aws:iam/role:Role",
                        id: "deployer",
                        state: { arn: "arn:aws:iam::111122223333:role/deployer", name: "deployer" },
                    },
                ],
            },
        },
        program: `
            import * as aws from "@pulumi/aws";

            const role = aws.iam.Role.get("known", "deployer");
            const queue = aws.sqs.Queue.get("unknown", "https://sqs.eu-west-1.amazonaws.com/111122223333/q");
            const vpc = aws.ec2.getVpcOutput({ default: true });
            const document = aws.iam.getPolicyDocumentOutput({
                statements: [{ actions: ["sqs:SendMessage"], resources: [queue.arn, role.arn] }],
            });
            const written = aws.iam.getPolicyDocumentOutput({ statements: [{
                sid: "One", actions: ["sqs:*"], resources: [role.arn],
                conditions: [{ test: "StringEquals", variable: "aws:SourceVpc", values: [vpc.id] }],
            }] });
            new aws.iam.Policy("policy", { policy: document.json });
            new aws.iam.Policy("written", { policy: written.json });
            export const account = aws.getCallerIdentityOutput().accountId;
            export const region = aws.getRegionOutput().region;
        `,
    },
};
