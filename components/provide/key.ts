import { Key } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { DestinationEncryption } from "../args/enums";
import type { Place } from "../arns";
import { keyPolicy, type Target } from "../grants";
import { childOf, policyText, type Scope } from "./scope";

/** By what a destination is encrypted. */
export type Encryption =
    | { readonly kind: "created"; readonly key: Key; readonly arn: pulumi.Output<string> }
    | { readonly kind: "given"; readonly arn: pulumi.Output<string> }
    | { readonly kind: "aws" };

/** What the arguments of a destination to create say of its encryption; by default a key is created. */
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
    requireRegion(key.region, scope.place);
    return { kind: "created", key, arn: key.arn };
}

/**
 * A transform can move the key to another Region. Its policy, which is written before the key is there, would then let
 * the roles in by a service of the wrong one.
 */
function requireRegion(
    region: pulumi.Output<string | undefined>,
    place: pulumi.Output<Place>,
): void {
    pulumi.all([region, place]).apply(([own, at]) => {
        // Mocks in unit tests need not answer what the provider always does.
        if (own === undefined || own === at.region) return;
        throw new Error(
            `the key is in ${own}, but its policy is for ${at.region}: to create the destination in another Region, ` +
                "pass a provider of that Region to the component",
        );
    });
}
