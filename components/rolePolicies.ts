import { RolePolicy, type Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import {
    documentOf,
    foreignGrants,
    roleOnDestination,
    roleOnKey,
    type ForeignGrant,
    type Statement,
} from "./grants";
import type { Destination } from "./provide/destination";
import { childOf, policyText, type Scope } from "./provide/scope";

/** One inline policy that the role needs. */
export interface RoleDocument {
    /** The end of its resource name: `orders-on-failure` and so on. */
    readonly name: string;
    readonly statements: pulumi.Output<readonly Statement[]>;
}

/** What the owner of something in another account has to add to its policy. */
export interface ForeignStatement {
    /** The twelve digits of the account that has to add it. */
    accountId: string;
    /** ARN of the queue, topic, bucket, key or secret whose policy it belongs in. */
    resourceArn: string;
    /** The statement as JSON, with a Sid. */
    statement: string;
}

/** What the role needs to write to a destination; a key has a document of its own, as its ARN may be unknown. */
export function destinationDocuments(
    destination: Destination | undefined,
    roleArn: pulumi.Output<string>,
): readonly RoleDocument[] {
    if (destination === undefined) return [];
    const { target, keyArn, key } = destination;
    const statements = target.apply(roleOnDestination);
    const own = { name: "on-failure", statements };
    // A key that was created here trusts the role by its own policy.
    if (keyArn === undefined || key !== undefined) return [own];
    const onKey = pulumi
        .all([target, keyArn, roleArn])
        .apply(([to, arn, by]) => roleOnKey(to.kind, arn, by));
    return [own, { name: "on-failure-key", statements: onKey }];
}

/** Attaches the documents to a role, as `${name}-${document}-policy`; to one that is managed elsewhere nothing. */
export function attach(
    name: string,
    role: Role | undefined,
    documents: readonly RoleDocument[],
    scope: Scope,
): readonly RolePolicy[] {
    if (role === undefined) return [];
    // The component's may be another one of the same account, for another Region.
    const provider = role.getProvider("aws:iam/role:Role");
    return documents.map(
        (document) =>
            new RolePolicy(
                `${name}-${document.name}-policy`,
                {
                    role: role.name,
                    policy: policyText(document.statements.apply(documentOf)),
                },
                { ...childOf(scope), ...(provider === undefined ? {} : { provider }) },
            ),
    );
}

/** The documents' statements, each as JSON, for a role that is managed elsewhere; none for arguments that are refused. */
export function statementTexts(
    documents: readonly RoleDocument[],
    { checked }: Scope,
): pulumi.Output<string[]> {
    return pulumi
        .all([pulumi.all(documents.map((document) => document.statements)), checked])
        .apply(([all]) => all.flat().map((statement) => JSON.stringify(statement)));
}

/** Says which statements a role that is managed elsewhere needs, as soon as they are known; a secret is not shown. */
export function logUnattached(
    component: pulumi.Resource,
    roleArn: pulumi.Output<string>,
    statements: pulumi.Output<string[]>,
): void {
    const secrets = pulumi.all([pulumi.isSecret(roleArn), pulumi.isSecret(statements)]);
    pulumi
        .all([roleArn, statements, secrets])
        .apply(([arn, texts, [hidesRole, hidesStatements]]) => {
            if (texts.length === 0) return;
            const role = hidesRole ? "The execution role" : arn;
            const what = hidesStatements
                ? "the statements in the output requiredRoleStatements, which hold secrets, to its policies"
                : `these statements to its policies:\n${texts.join("\n")}`;
            void pulumi.log.info(`${role} is not managed here; add ${what}`, component);
        });
}

/** What the owners of destination and key have to add, where they are in another account than the role. */
export function foreignDestination(
    destination: Destination | undefined,
    roleArn: pulumi.Output<string>,
): pulumi.Output<readonly ForeignGrant[]> {
    if (destination === undefined) return pulumi.output([]);
    // The policy of a key that was created here has been written with the role in it.
    const keyArn = destination.key === undefined ? destination.keyArn : undefined;
    return pulumi
        .all([destination.target, keyArn, roleArn])
        .apply(([target, arn, by]) => foreignGrants(target, arn, by));
}

/** Statements for other owners, ready to paste; none for arguments that are refused. */
export function foreignStatements(
    { checked }: Scope,
    ...grants: readonly pulumi.Output<readonly ForeignGrant[]>[]
): pulumi.Output<ForeignStatement[]> {
    return pulumi.all([pulumi.all([...grants]), checked]).apply(([all]) =>
        all.flat().map(({ owner, resource, statement }) => ({
            accountId: owner,
            resourceArn: resource,
            statement: JSON.stringify(statement),
        })),
    );
}
