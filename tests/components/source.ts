import { Role } from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import {
    AuthenticationType,
    KafkaEventSource,
    type KafkaEventSourceArgs,
    type OnFailureArgs,
} from "../../index";
import { run, type Run, type World } from "./program";

export const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka/reader-a1b2c3";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/elsewhere/reader";
export const GIVEN_KEY =
    "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666";
export const FOREIGN_KEY =
    "arn:aws:kms:eu-west-1:999988887777:key/0a1b2c3d-1111-2222-3333-444455556666";

export interface SourceRun extends Run {
    readonly component: KafkaEventSource;
}

/**
 * A program with one mapping, `orders`: its role `reader` is made in the same program unless `roleArn` is given, and
 * it reads brokers with a secret unless an MSK cluster, or a network, is.
 */
export async function source(
    onFailure: OnFailureArgs | (() => OnFailureArgs),
    extra: Partial<KafkaEventSourceArgs> | (() => Partial<KafkaEventSourceArgs>) = {},
    world: World = { outputs: "unknown" },
    opts: pulumi.ComponentResourceOptions = {},
): Promise<SourceRun> {
    const made: KafkaEventSource[] = [];
    const result = await run(() => {
        const more = typeof extra === "function" ? extra() : extra;
        const bySecret = more.mskClusterArn === undefined && more.network === undefined;
        made.push(
            new KafkaEventSource(
                "orders",
                {
                    functionName: "reader",
                    ...(more.roleArn === undefined ? { role: makeRole() } : {}),
                    ...(more.mskClusterArn === undefined ? { bootstrapServers: BROKERS } : {}),
                    topic: "orders",
                    ...(bySecret ? { authentication: SCRAM } : {}),
                    onFailure: typeof onFailure === "function" ? onFailure() : onFailure,
                    ...more,
                },
                opts,
            ),
        );
    }, world);
    const [component] = made;
    if (component === undefined) throw new Error("the program made no component");
    return { ...result, component };
}

const BROKERS = ["b-2.example.com:9096", "b-1.example.com:9096"];
export const SCRAM = { type: AuthenticationType.SaslScram512, secretArn: SECRET };

export function makeRole(name = "reader"): Role {
    return new Role(name, { assumeRolePolicy: "{}" });
}

/** The value of an output that is known. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return await new Promise((resolve) => {
        output.apply((value) => {
            resolve(value);
        });
    });
}

/** JSON text as a value. */
export function parsed(text: string): unknown {
    return JSON.parse(text);
}
