import type { Key } from "@pulumi/aws/kms";
import type { RolePolicy } from "@pulumi/aws/iam";
import { EventSourceMapping } from "@pulumi/aws/lambda";
import type { Bucket } from "@pulumi/aws/s3";
import type { Topic } from "@pulumi/aws/sns";
import type { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import type { Place } from "./arns";
import type { BrokerAcl } from "./brokerAcls";
import { check, type Mistake } from "./checks/check";
import { KAFKA_EVENT_SOURCE } from "./checks/kafkaEventSource";
import { consumerGroupOf, parentsIn } from "./consumerGroup";
import { given } from "./given";
import { mappingAliases, mappingArgs } from "./mapping";
import { choiceOf, destinationArnOf, provide, type Choice } from "./destinationChoice";
import { deferredPlace, placeInputs } from "./place";
import { placeMistakes } from "./placeMistakes";
import { childOf, type Scope } from "./provide/scope";
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
import { aclsOf, foreignSecrets, sourceDocuments } from "./sourceDocuments";

/**
 * Connects a Kafka topic to an existing Lambda function: the event source mapping, its on-failure destination, the key,
 * and the permissions needed. The resource options `protect` and `retainOnDelete` reach all of them.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export class KafkaEventSource extends pulumi.ComponentResource {
    /** The event source mapping. */
    readonly mapping: EventSourceMapping;
    /** ARN of the mapping. */
    readonly mappingArn: pulumi.Output<string>;
    /** UUID of the mapping, the dimension of its metrics. */
    readonly mappingUuid: pulumi.Output<string>;
    /** The consumer group, which the brokers' ACLs must allow to read. */
    readonly consumerGroupId: pulumi.Output<string>;
    /** ARN of the destination; absent with `none` and `removed`. */
    readonly destinationArn: pulumi.Output<string> | undefined;
    /** The queue, where one was created. */
    readonly queue: Queue | undefined;
    /** The topic, where one was created. */
    readonly topic: Topic | undefined;
    /** The bucket, where one was created. */
    readonly bucket: Bucket | undefined;
    /** The key, where one was created. */
    readonly key: Key | undefined;
    /** ARN of the customer managed key that encrypts the destination, created or given. */
    readonly keyArn: pulumi.Output<string> | undefined;
    /** The policies attached to the role; none for a role managed elsewhere. */
    readonly policies: RolePolicy[];
    /** The statements that a role managed elsewhere (`roleArn`) needs, each as JSON; empty where the component attached them. */
    readonly requiredRoleStatements: pulumi.Output<string[]>;
    /** The statements that owners in other accounts must add to the policies of the destination, its key and secrets. */
    readonly requiredForeignStatements: pulumi.Output<ForeignStatement[]>;
    /** The ACLs that the principal in the brokers' secret needs; none where the cluster uses IAM. */
    readonly requiredBrokerAcls: pulumi.Output<BrokerAcl[]>;

    constructor(
        name: string,
        args: KafkaEventSourceArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ) {
        const { place, settle } = deferredPlace();
        const checked = check("KafkaEventSource", KAFKA_EVENT_SOURCE, args, () =>
            mistakesLater(given(args), opts, place),
        );
        const wanted = given(args);
        const choice = choiceOf(wanted.onFailure);
        const roleArn = arnOfRole(wanted, place);
        super(
            "pulumi-lambda-kafka:index:KafkaEventSource",
            name,
            { ...wanted, ...plainRole(wanted.role), resolved: resolved(place, roleArn, choice) },
            opts,
        );
        settle(this);

        const scope: Scope = { parent: this, place, checked, tags: wanted.tags, opts };
        const destination = provide(`${name}-on-failure`, choice, roleArn, scope);
        const consumerGroupId = wanted.consumerGroupId ?? defaultGroup(this.urn, name);
        const reader = { roleArn, consumerGroupId };
        const documents = [
            ...destinationDocuments(destination, roleArn),
            ...sourceDocuments(wanted, reader),
        ];
        this.policies = [...attach(name, wanted.role, documents, scope)];
        this.destinationArn = destinationArnOf(choice, destination);
        this.mapping = new EventSourceMapping(
            `${name}-mapping`,
            mappingArgs(wanted, consumerGroupId, choice, this.destinationArn),
            {
                ...childOf(scope, [...this.policies, ...(destination?.resources ?? [])]),
                deleteBeforeReplace: true,
                aliases: mappingAliases(wanted.mappingAliases ?? []),
            },
        );

        this.mappingArn = this.mapping.arn;
        this.mappingUuid = this.mapping.uuid;
        this.consumerGroupId = pulumi.output(consumerGroupId);
        this.queue = destination?.queue;
        this.topic = destination?.topic;
        this.bucket = destination?.bucket;
        this.key = destination?.key;
        this.keyArn = destination?.keyArn;
        const unattached = wanted.role === undefined ? documents : [];
        this.requiredRoleStatements = statementTexts(unattached, scope);
        this.requiredForeignStatements = foreignStatements(
            scope,
            foreignDestination(destination, roleArn),
            foreignSecrets(wanted, roleArn),
        );
        this.requiredBrokerAcls = aclsOf(wanted, reader);
        logUnattached(this, roleArn, this.requiredRoleStatements);
        this.registerOutputs(outputsOf(this));
    }
}

async function mistakesLater(
    args: KafkaEventSourceArgs,
    opts: pulumi.ComponentResourceOptions,
    place: pulumi.Output<Place>,
): Promise<readonly Mistake[]> {
    const { role } = args;
    const mistakes = [
        providerMistakes({ role }, opts, place),
        inlinePolicyMistakes(role),
        placeMistakes(args, place),
    ];
    return (await Promise.all(mistakes)).flat();
}

/** A promise, as an output of the component's own would let the mapping wait for its parent, and so for itself. */
function defaultGroup(urn: pulumi.Output<string>, name: string): Promise<string> {
    const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
    return new Promise((resolve) => {
        urn.apply((text) => {
            resolve(consumerGroupOf({ project, stack, parents: parentsIn(text), name }));
        });
    });
}

/**
 * What a policy pack reads in the component's inputs, to tell accounts and to find the role of a function outside
 * the stack. A destination that is created here is a child, and cannot be among its parent's inputs.
 */
function resolved(place: pulumi.Output<Place>, roleArn: pulumi.Output<string>, choice: Choice) {
    return {
        ...placeInputs(place),
        roleArn,
        ...(choice.kind === "existing" ? { destinationArn: choice.existing.arn } : {}),
    };
}

function outputsOf(component: KafkaEventSource): pulumi.Inputs {
    const { mapping, mappingArn, mappingUuid, consumerGroupId, destinationArn } = component;
    const { queue, topic, bucket, key, keyArn, policies } = component;
    const { requiredRoleStatements, requiredForeignStatements, requiredBrokerAcls } = component;
    return {
        ...{ mapping, mappingArn, mappingUuid, consumerGroupId, destinationArn },
        ...{ queue, topic, bucket, key, keyArn, policies },
        ...{ requiredRoleStatements, requiredForeignStatements, requiredBrokerAcls },
    };
}
