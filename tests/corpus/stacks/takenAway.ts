import {
    Policy,
    PolicyAttachment,
    Role,
    RolePoliciesExclusive,
    RolePolicy,
    RolePolicyAttachment,
    RolePolicyAttachmentsExclusive,
    type RoleArgs,
} from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { documentOf, NETWORK, orders, TRUST, type Made, type Written } from "../kit";
import { right, wrong, type CorpusStack } from "../stack";

const MANAGED = "arn:aws:iam::aws:policy";
const LOGS: Written = { Effect: "Allow", Action: "logs:*", Resource: "*" };

/** It cannot be told whether the role may send: the stack takes away what it attaches. */
const OPEN = ["orders KOF-010"];

/** Policies that the same stack overwrites or detaches. */
export function takenAway(): readonly CorpusStack[] {
    return [...ofOneName(), ...byRoleArguments(), ...byExclusiveLists(), ...byAttachments()];
}

/** A role with the network's policy, and what a stack attaches besides. */
function role(
    attach: (made: Made) => unknown,
    roleArgs: (send: pulumi.Input<string>) => Partial<RoleArgs> = () => ({}),
): () => void {
    return () => {
        orders({
            attach: () => undefined,
            roleArgs: ({ destination }) => roleArgs(sending(destination)),
            beside: (made) => {
                attach(made);
            },
        });
    };
}

/** The same with the network's policy inline, beside the rest. */
function withNetwork(
    attach: (made: Made) => unknown,
    roleArgs: (send: pulumi.Input<string>) => Partial<RoleArgs> = () => ({}),
): () => void {
    return role((made) => {
        inline(made, "network", [NETWORK]);
        attach(made);
    }, roleArgs);
}

function inline(
    { roleName }: Made,
    resource: string,
    statements: readonly Written[],
    name?: string,
): RolePolicy {
    const named = name === undefined ? {} : { name };
    return new RolePolicy(resource, { ...named, role: roleName, policy: documentOf(statements) });
}

function send({ destination }: Made): Written {
    return { Effect: "Allow", Action: "sqs:SendMessage", Resource: destination };
}

function sending(destination: pulumi.Input<string>): pulumi.Input<string> {
    return documentOf([{ Effect: "Allow", Action: "sqs:SendMessage", Resource: destination }]);
}

function managed({ destination }: Made): Policy {
    return new Policy("send", { policy: sending(destination) });
}

function ofOneName(): readonly CorpusStack[] {
    return [
        right(
            "two RolePolicies of one name, of which either may be the last",
            withNetwork((made) => {
                inline(made, "first", [send(made)], "access");
                inline(made, "second", [LOGS], "access");
            }),
            OPEN,
        ),
        wrong(
            "two RolePolicies of one name, of which neither lets it send",
            "KOF-010",
            withNetwork((made) => {
                inline(made, "first", [{ ...LOGS, Action: "dynamodb:*" }], "access");
                inline(made, "second", [LOGS], "access");
            }),
        ),
        right(
            "two RolePolicies of one name that say the same",
            withNetwork((made) => {
                inline(made, "first", [send(made)], "access");
                inline(made, "second", [send(made)], "access");
            }),
        ),
        right(
            "two RolePolicies of one name, and a third one lets it send",
            withNetwork((made) => {
                inline(made, "first", [send(made)], "access");
                inline(made, "second", [LOGS], "access");
                inline(made, "third", [send(made)]);
            }),
        ),
        right(
            "two RolePolicies of one name, of which one denies",
            withNetwork((made) => {
                inline(made, "first", [{ ...send(made), Effect: "Deny" }], "access");
                inline(made, "second", [LOGS], "access");
                inline(made, "third", [send(made)]);
            }),
            OPEN,
        ),
        right(
            "RolePolicies of one name on two roles",
            withNetwork((made) => {
                inline(made, "first", [send(made)], "access");
                const other = new Role("payments", { assumeRolePolicy: TRUST });
                const policy = documentOf([LOGS]);
                new RolePolicy("second", { name: "access", role: other.name, policy });
            }),
        ),
        right(
            "a RolePolicy that overwrites inlinePolicies of the role",
            role(
                (made) => {
                    inline(made, "second", [NETWORK, LOGS], "access");
                },
                (policy) => ({
                    inlinePolicies: [
                        { name: "access", policy },
                        { name: "network", policy: documentOf([NETWORK]) },
                    ],
                }),
            ),
            OPEN,
        ),
        right(
            "a RolePolicy that inlinePolicies of the role repeats",
            role(
                (made) => {
                    inline(made, "access", [send(made)], "access");
                },
                (policy) => ({
                    inlinePolicies: [
                        { name: "access", policy },
                        { name: "network", policy: documentOf([NETWORK]) },
                    ],
                }),
            ),
        ),
    ];
}

function byRoleArguments(): readonly CorpusStack[] {
    const logs = `${MANAGED}/service-role/AWSLambdaBasicExecutionRole`;
    const attachment = (made: Made): void => {
        new RolePolicyAttachment("send", { role: made.roleName, policyArn: managed(made).arn });
    };
    return [
        right(
            "managedPolicyArns of the role that leave out an attachment",
            withNetwork(attachment, () => ({ managedPolicyArns: [logs] })),
            OPEN,
        ),
        right(
            "managedPolicyArns of the role, empty, beside an attachment",
            withNetwork(attachment, () => ({ managedPolicyArns: [] })),
            OPEN,
        ),
        right(
            "managedPolicyArns of the role beside a RolePolicy",
            withNetwork(
                (made) => inline(made, "send", [send(made)]),
                () => ({ managedPolicyArns: [logs] }),
            ),
        ),
        right(
            "managedPolicyArns of the role that repeat an attachment",
            withNetwork(
                ({ roleName }) => {
                    new RolePolicyAttachment("send", {
                        role: roleName,
                        policyArn: `${MANAGED}/AmazonSQSFullAccess`,
                    });
                },
                () => ({ managedPolicyArns: [`${MANAGED}/AmazonSQSFullAccess`] }),
            ),
        ),
        right(
            "inlinePolicies of the role, of other names, beside a RolePolicy",
            role(
                (made) => inline(made, "send", [send(made)]),
                () => ({
                    inlinePolicies: [
                        { name: "logs", policy: documentOf([LOGS]) },
                        { name: "network", policy: documentOf([NETWORK]) },
                    ],
                }),
            ),
            OPEN,
        ),
        right(
            "inlinePolicies of the role, one empty block, beside a RolePolicy",
            role(
                (made) => inline(made, "send", [send(made), NETWORK]),
                () => ({ inlinePolicies: [{}] }),
            ),
            [...OPEN, "orders KOF-071"],
        ),
        right(
            "inlinePolicies of the role, none, beside a RolePolicy",
            withNetwork(
                (made) => inline(made, "send", [send(made)]),
                () => ({ inlinePolicies: [] }),
            ),
        ),
        right(
            "inlinePolicies of the role beside an attachment",
            role(attachment, () => ({
                inlinePolicies: [{ name: "network", policy: documentOf([NETWORK]) }],
            })),
        ),
    ];
}

function byExclusiveLists(): readonly CorpusStack[] {
    const full = `${MANAGED}/AmazonSQSFullAccess`;
    const network = { name: "network", policy: documentOf([NETWORK]) };
    return [
        right(
            "exclusive attachments that leave out managedPolicyArns of the role",
            withNetwork(
                ({ roleName }) => {
                    new RolePolicyAttachmentsExclusive("orders", {
                        roleName,
                        policyArns: [`${MANAGED}/service-role/AWSLambdaBasicExecutionRole`],
                    });
                },
                () => ({ managedPolicyArns: [full] }),
            ),
            OPEN,
        ),
        right(
            "exclusive attachments that repeat managedPolicyArns of the role",
            withNetwork(
                ({ roleName }) => {
                    new RolePolicyAttachmentsExclusive("orders", { roleName, policyArns: [full] });
                },
                () => ({ managedPolicyArns: [full] }),
            ),
        ),
        right(
            "exclusive inline policies that leave out inlinePolicies of the role",
            role(
                ({ roleName }) => {
                    new RolePoliciesExclusive("orders", { roleName, policyNames: ["network"] });
                },
                (policy) => ({ inlinePolicies: [{ name: "send", policy }, network] }),
            ),
            OPEN,
        ),
        right(
            "exclusive inline policies that list inlinePolicies of the role",
            role(
                ({ roleName }) => {
                    const policyNames = ["network", "send"];
                    new RolePoliciesExclusive("orders", { roleName, policyNames });
                },
                (policy) => ({ inlinePolicies: [{ name: "send", policy }, network] }),
            ),
        ),
    ];
}

function byAttachments(): readonly CorpusStack[] {
    const other = (): Role => new Role("payments", { assumeRolePolicy: TRUST });
    return [
        right(
            "two PolicyAttachments of one policy",
            withNetwork((made) => {
                const policyArn = managed(made).arn;
                new PolicyAttachment("orders", { policyArn, roles: [made.roleName] });
                new PolicyAttachment("payments", { policyArn, roles: [other().name] });
            }),
            OPEN,
        ),
        right(
            "a PolicyAttachment of another role, of a policy of AWS that is attached here",
            withNetwork(({ roleName }) => {
                const policyArn = `${MANAGED}/AmazonSQSFullAccess`;
                new RolePolicyAttachment("orders", { policyArn, role: roleName });
                new PolicyAttachment("payments", { policyArn, roles: [other().name] });
            }),
            OPEN,
        ),
        right(
            "PolicyAttachments of two policies",
            withNetwork((made) => {
                new PolicyAttachment("orders", {
                    policyArn: managed(made).arn,
                    roles: [made.roleName],
                });
                const policyArn = new Policy("logs", { policy: documentOf([LOGS]) }).arn;
                new PolicyAttachment("payments", { policyArn, roles: [other().name] });
            }),
        ),
        right(
            "RolePolicyAttachments of one policy to two roles",
            withNetwork((made) => {
                const policyArn = managed(made).arn;
                new RolePolicyAttachment("orders", { policyArn, role: made.roleName });
                new RolePolicyAttachment("payments", { policyArn, role: other().name });
            }),
        ),
    ];
}
