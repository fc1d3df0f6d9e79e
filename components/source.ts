import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import type { RoleDocument } from "./rolePolicies";
import { roleOnNetwork, roleOnSecretKeys, roleOnSecrets } from "./sourceGrants";

/**
 * What the role needs to read from the cluster, in documents of their own: the ARN of a secret or of its key may
 * be unknown in a preview, and must not hide the rest.
 */
export function sourceDocuments(args: KafkaEventSourceArgs): readonly RoleDocument[] {
    const secrets = [args.authentication, args.rootCaCertificate].filter((s) => s !== undefined);
    const secretArns = secrets.map((secret) => secret.secretArn);
    const keyArns = secrets.map((secret) => secret.kmsKeyArn).filter((key) => key !== undefined);
    const network = { name: "network", statements: pulumi.output(roleOnNetwork()) };
    return [
        ...(args.network === undefined ? [] : [network]),
        ...documentOn("secrets", secretArns, roleOnSecrets),
        ...documentOn("secret-keys", keyArns, roleOnSecretKeys),
    ];
}

function documentOn(
    name: string,
    arns: readonly pulumi.Input<string>[],
    grant: (arns: readonly string[]) => ReturnType<typeof roleOnSecrets>,
): readonly RoleDocument[] {
    return arns.length === 0 ? [] : [{ name, statements: pulumi.all([...arns]).apply(grant) }];
}
