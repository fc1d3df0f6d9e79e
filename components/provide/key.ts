import { Key } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { DestinationEncryption } from "../args/enums";
import { keyPolicy, type Target } from "../grants";
import { childOf, policyText, type Scope } from "./scope";

/** By what a destination is encrypted. */
export type Encryption =
    | { readonly kind: "created"; readonly key: Key; readonly arn: pulumi.Output<string> }
    | { readonly kind: "given"; readonly arn: pulumi.Output<string> }
    | { readonly kind: "aws" };

export interface EncryptionArgs {
    readonly encryption?: DestinationEncryption;
    readonly kmsKeyArn?: pulumi.Input<string>;
}

/**
 * The key that the arguments ask for. A created one trusts the roles by its own policy, so that the roles' policies
 * need not name its ARN, which no preview knows.
 */
export function encryptionOf(
    name: string,
    kind: Target["kind"],
    args: EncryptionArgs,
    roleArns: pulumi.Output<string[]>,
    scope: Scope,
): Encryption {
    if (args.encryption === DestinationEncryption.AwsManaged) return { kind: "aws" };
    if (args.kmsKeyArn !== undefined) return { kind: "given", arn: pulumi.output(args.kmsKeyArn) };
    const policy = pulumi
        .all([scope.place, roleArns])
        .apply(([place, arns]) => keyPolicy(kind, place, arns));
    const key = new Key(
        `${name}-key`,
        {
            description: `Encrypts what Lambda could not process: ${name}`,
            enableKeyRotation: true,
            policy: policyText(policy),
            tags: scope.tags,
        },
        childOf(scope),
    );
    return { kind: "created", key, arn: key.arn };
}
