import type { RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { OnFailureGrantArgs } from "./args/onFailureGrant";
import { check } from "./checks/check";
import { ON_FAILURE_GRANT } from "./checks/others";
import { grantedDestination, plainDestination, topicDocuments } from "./granted";
import { deferredPlace, placeInputs } from "./place";
import { arnOfRole, inlinePolicyMistakes, plainRole, providerMistakes } from "./role";
import {
    attach,
    destinationDocuments,
    foreignDestination,
    foreignStatements,
    logUnattached,
    statementTexts,
    type ForeignStatement,
} from "./rolePolicies";

/**
 * The permissions alone that Lambda needs to write a failed batch, for an event source mapping written by hand. Let
 * the mapping depend on this component, so that Lambda finds the permissions when it checks them.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export class OnFailureGrant extends pulumi.ComponentResource {
    /** What was attached to the role: nothing for a role that is managed elsewhere. */
    readonly policies: RolePolicy[];
    /** What a role that is managed elsewhere (`roleArn`) has to be allowed, each statement as JSON. */
    readonly requiredRoleStatements: pulumi.Output<string[]>;
    /** What owners in other accounts have to add to the policies of destination and key. */
    readonly requiredForeignStatements: pulumi.Output<ForeignStatement[]>;

    constructor(
        name: string,
        args: OnFailureGrantArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { role, queue, topic, bucket } = args;
        const checked = check("OnFailureGrant", ON_FAILURE_GRANT, args, {
            now: providerMistakes({ role, queue, topic, bucket }, opts),
            later: inlinePolicyMistakes(role),
        });
        const { place, settle } = deferredPlace();
        const roleArn = arnOfRole(args, place);
        const { destinationArn, ...plain } = plainDestination(args, place);
        super(
            "pulumi-lambda-kafka:index:OnFailureGrant",
            name,
            {
                ...args,
                ...plainRole(role),
                ...plain,
                resolved: { ...placeInputs(place), roleArn, destinationArn },
            },
            opts,
        );
        settle(this);

        const scope = { parent: this, place, checked, tags: undefined };
        const destination = grantedDestination(args, scope);
        const documents = [...destinationDocuments(destination, roleArn), ...topicDocuments(args)];
        this.policies = [...attach(name, role, documents, scope)];
        this.requiredRoleStatements = statementTexts(role === undefined ? documents : []);
        this.requiredForeignStatements = foreignStatements(
            foreignDestination(destination, roleArn),
        );
        logUnattached(this, roleArn, this.requiredRoleStatements);
        const { policies, requiredRoleStatements, requiredForeignStatements } = this;
        this.registerOutputs({ policies, requiredRoleStatements, requiredForeignStatements });
    }
}
