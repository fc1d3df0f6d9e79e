import type { RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { OnFailureGrantArgs } from "./args/onFailureGrant";
import type { Place } from "./arns";
import { check, type Mistake } from "./checks/check";
import { ON_FAILURE_GRANT } from "./checks/others";
import { given } from "./given";
import { grantedDestination, plainDestination, topicDocuments } from "./granted";
import { deferredPlace, placeInputs } from "./place";
import { providerMistakes } from "./providerMistakes";
import { arnOfRole, inlinePolicyMistakes, plainRole } from "./role";
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
 * Only the permissions that Lambda needs to deliver a failed batch, for an event source mapping written by hand. Let the
 * mapping depend on this component, so that the permissions are there when Lambda checks them.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export class OnFailureGrant extends pulumi.ComponentResource {
    /** The policies attached to the role; none for a role managed elsewhere. */
    readonly policies: RolePolicy[];
    /** The statements that a role managed elsewhere (`roleArn`) needs, each as JSON. */
    readonly requiredRoleStatements: pulumi.Output<string[]>;
    /** The statements that owners in other accounts must add to the policies of the destination and its key. */
    readonly requiredForeignStatements: pulumi.Output<ForeignStatement[]>;

    constructor(
        name: string,
        args: OnFailureGrantArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { place, settle } = deferredPlace();
        const checked = check("OnFailureGrant", ON_FAILURE_GRANT, args, () =>
            mistakesLater(given(args), opts, place),
        );
        const wanted = given(args);
        const { role } = wanted;
        const roleArn = arnOfRole(wanted, place);
        const { destinationArn, ...plain } = plainDestination(wanted, place);
        super(
            "pulumi-lambda-kafka:index:OnFailureGrant",
            name,
            {
                ...wanted,
                ...plainRole(role),
                ...plain,
                resolved: { ...placeInputs(place), roleArn, destinationArn },
            },
            opts,
        );
        settle(this);

        const scope = { parent: this, place, checked, tags: undefined, opts };
        const destination = grantedDestination(wanted, scope);
        const documents = [
            ...destinationDocuments(destination, roleArn),
            ...topicDocuments(wanted),
        ];
        this.policies = [...attach(name, role, documents, scope)];
        this.requiredRoleStatements = statementTexts(role === undefined ? documents : [], scope);
        this.requiredForeignStatements = foreignStatements(
            scope,
            foreignDestination(destination, roleArn),
        );
        logUnattached(this, roleArn, this.requiredRoleStatements);
        const { policies, requiredRoleStatements, requiredForeignStatements } = this;
        this.registerOutputs({ policies, requiredRoleStatements, requiredForeignStatements });
    }
}

async function mistakesLater(
    { role, queue, topic, bucket }: OnFailureGrantArgs,
    opts: pulumi.ComponentResourceOptions,
    place: pulumi.Output<Place>,
): Promise<readonly Mistake[]> {
    const mistakes = [
        providerMistakes({ role, queue, topic, bucket }, opts, place),
        inlinePolicyMistakes(role),
    ];
    return (await Promise.all(mistakes)).flat();
}
