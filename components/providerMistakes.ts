import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { realAccount, type Place } from "./arns";
import type { Mistake } from "./checks/check";
import { settledViewOf } from "./checks/view";

/** Resources that a component is given, by the path of the argument. */
export type GivenResources = Readonly<Record<string, pulumi.Resource | undefined>>;

/**
 * A resource under another provider may be in another account, where the component could not name it. Another Region does
 * not matter: roles have none, and every other resource shows its own. Where the component is made for a program in
 * another language, that program's providers cannot be compared.
 */
export async function providerMistakes(
    resources: GivenResources,
    opts: pulumi.ComponentResourceOptions,
    place: pulumi.Output<Place>,
): Promise<readonly Mistake[]> {
    const mistakes = Object.entries(resources).map(async ([propertyPath, resource]) => {
        const another = resource === undefined ? undefined : anotherProvider(resource, opts);
        if (another === undefined) return [];
        const [its, ours] = await Promise.all([
            accountIn(getCallerIdentityOutput({}, another)),
            accountIn(place),
        ]);
        const reason = reasonOf(propertyPath, its, ours);
        return reason === undefined ? [] : [{ propertyPath, reason }];
    });
    return (await Promise.all(mistakes)).flat();
}

/** The options by which the resource's provider is asked, where it is not the component's; the default one has none. */
function anotherProvider(
    resource: pulumi.Resource,
    opts: pulumi.ComponentResourceOptions,
): pulumi.InvokeOptions | undefined {
    const [its, ours] = [resource.getProvider(AWS), providerOf(opts)];
    const comparable = its !== undefined || pulumi.runtime.getStackResource() !== undefined;
    if (its === ours || !comparable) return undefined;
    return its === undefined ? {} : { provider: its };
}

/** Any type of the package: what is asked for is the provider of all of them. */
const AWS = "aws:iam/role:Role";

function providerOf(opts: pulumi.ComponentResourceOptions): pulumi.ProviderResource | undefined {
    const given = [...Object.values(opts.providers ?? {}), opts.provider].findLast((provider) =>
        Provider.isInstance(provider),
    );
    return given ?? opts.parent?.getProvider(AWS);
}

async function accountIn(
    answer: pulumi.Output<{ readonly accountId: string }>,
): Promise<string | undefined> {
    return realAccount(await settledViewOf(answer.accountId));
}

function reasonOf(
    propertyPath: string,
    its: string | undefined,
    ours: string | undefined,
): string | undefined {
    const isRole = propertyPath === "role";
    if (its !== undefined && ours !== undefined) {
        if (its === ours) return undefined;
        const instead = isRole ? "" : ", or pass its ARN as destinationArn";
        return `is in account ${its}, but the component in ${ours}: pass its provider to the component${instead}`;
    }
    const instead = isRole
        ? "roleArn and add requiredRoleStatements to the role's policies"
        : "its ARN as destinationArn";
    return (
        "uses a different provider, and whether that is of the same account is not known: " +
        `pass that provider to the component, or pass ${instead}`
    );
}
