import type { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { roleArnOf, type Place } from "./arns";
import type { Mistake } from "./checks/check";
import { isKnown } from "./checks/view";

/** The role by which Lambda writes, as the arguments name it. */
export interface RoleArgs {
    readonly role?: Role;
    readonly roleArn?: pulumi.Input<string>;
}

/** The ARN of the role, from its name and path where it is a resource: those a preview knows, its ARN it does not. */
export function arnOfRole(args: RoleArgs, place: pulumi.Output<Place>): pulumi.Output<string> {
    if (args.role === undefined) return pulumi.output(args.roleArn ?? "");
    return pulumi
        .all([place, args.role.path, args.role.name])
        .apply(([at, path, name]) => roleArnOf(at, path ?? "/", name));
}

/** The role as a component's inputs show it: a resource would bring everything that it refers to. */
export function plainRole(role: Role | undefined) {
    return role === undefined ? {} : { role: { name: role.name, path: role.path, arn: role.arn } };
}

/**
 * A role that declares its inline policies rules them alone: the provider removes whatever else is there. Its inputs
 * cannot be read. In a preview that creates the role its outputs show what it declares; later they show everything that
 * it has, the component's policies too, so nothing is rejected then.
 */
export async function inlinePolicyMistakes(role: Role | undefined): Promise<readonly Mistake[]> {
    if (role === undefined || !pulumi.runtime.isDryRun() || (await isKnown(role.arn))) return [];
    if (!(await isKnown(role.inlinePolicies))) return [];
    const count = await new Promise<number>((resolve) => {
        role.inlinePolicies.apply((policies: readonly unknown[] | undefined) => {
            resolve(policies?.length ?? 0);
        });
    });
    const reason =
        "declares inlinePolicies, which removes the policies that the component attaches: write them as " +
        "aws.iam.RolePolicy, or pass roleArn and add requiredRoleStatements to the role's policies";
    return count === 0 ? [] : [{ propertyPath: "role", reason }];
}
