import { Provider } from "@pulumi/aws/provider";
import type { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { roleArnOf, type Place } from "./arns";
import type { Mistake } from "./checks/check";
import { isKnown } from "./checks/view";

const ROLE = "aws:iam/role:Role";

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
 * A resource under another provider may be in another account or Region, where the component could neither name nor
 * extend it. Where the component is made for a program in another language, that program's providers cannot be
 * compared.
 */
export function providerMistakes(
    resources: Readonly<Record<string, pulumi.Resource | undefined>>,
    opts: pulumi.ComponentResourceOptions,
): readonly Mistake[] {
    return Object.entries(resources).flatMap(([propertyPath, resource]) => {
        if (resource === undefined) return [];
        const [its, ours] = [resource.getProvider(ROLE), providerOf(opts)];
        const comparable = its !== undefined || pulumi.runtime.getStackResource() !== undefined;
        if (its === ours || !comparable) return [];
        const instead =
            propertyPath === "role"
                ? "roleArn and add requiredRoleStatements to the role where it is made"
                : "its ARN as destinationArn";
        const reason =
            `lives under another provider: give the component the ${propertyPath}'s provider in its ` +
            `options, or hand in ${instead}`;
        return [{ propertyPath, reason }];
    });
}

/**
 * A role that declares its inline policies rules them alone: the provider removes whatever else is there. In a
 * preview that creates the role its outputs tell what it declares; later they tell everything that it has.
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
        "declares inlinePolicies, and would remove the policies that the component attaches: " +
        "write them as aws.iam.RolePolicy, or hand in roleArn and add requiredRoleStatements to the role";
    return count === 0 ? [] : [{ propertyPath: "role", reason }];
}

function providerOf(opts: pulumi.ComponentResourceOptions): pulumi.ProviderResource | undefined {
    const given = [...Object.values(opts.providers ?? {}), opts.provider].findLast((provider) =>
        Provider.isInstance(provider),
    );
    return given ?? opts.parent?.getProvider(ROLE);
}
