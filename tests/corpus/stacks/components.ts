import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import { Bucket } from "@pulumi/aws/s3";
import { Queue } from "@pulumi/aws/sqs";
import {
    AuthenticationType,
    KafkaEventSource,
    OnFailureDestination,
    OnFailureGrant,
    type KafkaEventSourceArgs,
} from "../../../index";
import { ACCOUNT, REGION } from "../engine";
import { documentOf, functionOf, mapping, OTHER, TRUST } from "../kit";
import { CASES } from "../roundTrip/cases";
import { make } from "../roundTrip/program";
import type { CorpusStack } from "../stack";

/** Stacks made with our components; all of them must be decided in a first preview. */
export function components(): readonly CorpusStack[] {
    return [...roundTrip(), ...sources(), ...grants()];
}

/** The round trip's cases, each a stack of its own, but for those in which a first preview hides a key's ARN. */
function roundTrip(): readonly CorpusStack[] {
    return CASES.filter(({ origin }) => !origin.endsWith("key of the program")).map((each) => ({
        name: `KafkaEventSource, ${each.name}`,
        program: () => {
            make("orders", each);
        },
        rejected: [],
        outside: each.unverified.predicted.map((rule) => `orders-mapping ${rule}`),
        component: true,
    }));
}

function component(
    name: string,
    program: () => unknown,
    outside: readonly string[] = [],
): CorpusStack {
    return { name, program, rejected: [], outside, component: true };
}

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:kafka/orders-reader-a1b2c3`;
const MSK = `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-2`;

type Some = Partial<KafkaEventSourceArgs> & Pick<KafkaEventSourceArgs, "onFailure">;

/** A role, a function, and the component with these arguments. */
function source(args: Some, provider?: Provider): KafkaEventSource {
    const opts = provider === undefined ? {} : { provider };
    const role = new Role("orders", { assumeRolePolicy: TRUST }, opts);
    const lambda = functionOf("orders", role, opts);
    const common = { functionName: lambda.arn, role, topic: "orders" };
    return new KafkaEventSource("orders", { ...common, ...args }, opts);
}

function sources(): readonly CorpusStack[] {
    const bootstrapServers = ["b-1.kafka.example.com:9096"];
    const network = {
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: ["sg-0123456789abcdef0"],
    };
    const authentication = { type: AuthenticationType.SaslScram512, secretArn: SECRET };
    const pollers = { provisionedPollers: { minimumPollers: 1, maximumPollers: 4 } };
    const sqs = { onFailure: { sqs: { create: {} } } };
    return [
        component("KafkaEventSource in a VPC", () => source({ bootstrapServers, network, ...sqs })),
        component("KafkaEventSource with retries", () =>
            source({
                bootstrapServers,
                authentication,
                ...pollers,
                retries: { maximumRetryAttempts: 3, reportBatchItemFailures: true },
                onFailure: { s3: { create: { expirationDays: 30 } } },
            }),
        ),
        component("KafkaEventSource with a Kafka topic for failures", () =>
            source({
                bootstrapServers,
                authentication,
                ...pollers,
                onFailure: { kafkaTopic: { topic: "orders-failed" } },
            }),
        ),
        component("KafkaEventSource of an MSK cluster", () =>
            source({ mskClusterArn: MSK, ...sqs }),
        ),
        component("KafkaEventSource of an MSK cluster with IAM", () =>
            source({ mskClusterArn: MSK, mskIamAuthentication: true, ...sqs }),
        ),
        component("KafkaEventSource of an MSK cluster with a secret", () =>
            source({ mskClusterArn: MSK, authentication, onFailure: { sns: { create: {} } } }),
        ),
        component("KafkaEventSource to nowhere", () =>
            source({ bootstrapServers, authentication, onFailure: { none: true } }),
        ),
        component("KafkaEventSource to nowhere any more", () =>
            source({ bootstrapServers, authentication, onFailure: { removed: true } }),
        ),
        component("KafkaEventSource with a root certificate", () =>
            source({
                bootstrapServers,
                authentication,
                rootCaCertificate: { secretArn: SECRET.replace("orders-reader", "root") },
                ...sqs,
            }),
        ),
        component("KafkaEventSource in another account and Region", () => {
            const provider = new Provider("elsewhere", {
                region: "us-east-1",
                allowedAccountIds: [OTHER],
            });
            return source({ bootstrapServers, network, ...sqs }, provider);
        }),
    ];
}

/** A component under a provider of its own, with a role that is under another. */
function inVirginia(role: Role): KafkaEventSource {
    const provider = providerOf("us-east-1");
    const lambda = functionOf("orders", role, { provider });
    const args = {
        functionName: lambda.arn,
        role,
        bootstrapServers: ["b-1.kafka.example.com:9096"],
        topic: "orders",
        authentication: {
            type: AuthenticationType.SaslScram512,
            secretArn: SECRET.replace(REGION, "us-east-1"),
        },
        onFailure: { sqs: { create: {} } },
    };
    return new KafkaEventSource("orders", args, { provider });
}

function providerOf(region: string): Provider {
    return new Provider(region, { region, allowedAccountIds: [ACCOUNT] });
}

/** A role that is granted the destination, and a mapping written by hand that points at it. */
function granted(to: { queue: Queue } | { bucket: Bucket }, arn: string): void {
    const role = new Role("orders", { assumeRolePolicy: TRUST });
    const lambda = functionOf("orders", role);
    const grant = new OnFailureGrant("orders", { role, ...to });
    mapping("orders", lambda, arn, { sourceAccessConfigurations: [] }, { dependsOn: grant });
}

function grants(): readonly CorpusStack[] {
    const stack = (kind: "sqs" | "sns" | "s3") => (): void => {
        const role = new Role("orders", { name: "orders", assumeRolePolicy: TRUST });
        const lambda = functionOf("orders", role);
        const { arn } = new OnFailureDestination("failed", {
            [kind]: {},
            writerRoleArns: [`arn:aws:iam::${ACCOUNT}:role/orders`],
        });
        const grant = new OnFailureGrant("orders", { role, destinationArn: arn });
        mapping("orders", lambda, arn, { sourceAccessConfigurations: [] }, { dependsOn: grant });
    };
    return [
        ...(["sqs", "sns", "s3"] as const).map((kind) =>
            component(`OnFailureDestination and OnFailureGrant for ${kind}`, stack(kind)),
        ),
        component("OnFailureGrant for a queue of the program", () => {
            const role = new Role("orders", { assumeRolePolicy: TRUST });
            const lambda = functionOf("orders", role);
            const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:failed`;
            new Queue("failed", { name: "failed", sqsManagedSseEnabled: true });
            const grant = new OnFailureGrant("orders", { role, destinationArn: arn });
            mapping(
                "orders",
                lambda,
                arn,
                { sourceAccessConfigurations: [] },
                { dependsOn: grant },
            );
        }),
        // SNS is left out: a mapping's topic must be in its Region.
        component("OnFailureGrant for a queue in a Region of its own", () => {
            const region = "us-east-1";
            const queue = new Queue("failed", {
                name: "failed",
                region,
                sqsManagedSseEnabled: true,
            });
            granted({ queue }, `arn:aws:sqs:${region}:${ACCOUNT}:failed`);
        }),
        component("OnFailureGrant for a bucket in a Region of its own", () => {
            const bucket = new Bucket("failed", { bucket: "failed-orders", region: "us-east-1" });
            granted({ bucket }, "arn:aws:s3:::failed-orders");
        }),
        component("KafkaEventSource under a provider of another Region than its role's", () => {
            const provider = providerOf("eu-central-1");
            return inVirginia(new Role("orders", { assumeRolePolicy: TRUST }, { provider }));
        }),
        component("KafkaEventSource under a provider of another Region than the default one", () =>
            inVirginia(new Role("orders", { assumeRolePolicy: TRUST })),
        ),
        component("KafkaEventSource beside a policy of the program", () => {
            const { mapping: made } = source({
                bootstrapServers: ["b-1.kafka.example.com:9096"],
                authentication: { type: AuthenticationType.SaslScram512, secretArn: SECRET },
                onFailure: { sqs: { create: {} } },
            });
            const table = { Effect: "Allow", Action: "dynamodb:*", Resource: "*" };
            const other = new Role("payments", { assumeRolePolicy: TRUST });
            new RolePolicy("payments", { role: other.name, policy: documentOf([table]) });
            return made;
        }),
    ];
}
