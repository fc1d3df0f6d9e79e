import type * as pulumi from "@pulumi/pulumi";
import type { SchemaRecordFormat, SchemaRegistryAuthenticationType } from "./enums";
import type { SecretArgs } from "./source";

/** The secret by which Lambda proves to a Confluent registry who it is. */
export interface SchemaRegistryAuthenticationArgs {
    /** Which proof the registry asks for. */
    type: pulumi.Input<SchemaRegistryAuthenticationType>;
    /** The secret's full ARN, in the function's Region. */
    secretArn: pulumi.Input<string>;
    /**
     * ARN of the customer managed key that encrypts the secret.
     * Default: the secret is encrypted with `aws/secretsmanager`, for which nothing needs to be granted.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/**
 * The registry against which records are validated; for provisioned mode only.
 * See https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html
 */
export interface SchemaRegistryArgs {
    /** ARN of an AWS Glue schema registry, or the https URL of a Confluent one. */
    uri: pulumi.Input<string>;
    /** What the function receives. */
    eventRecordFormat: pulumi.Input<SchemaRecordFormat>;
    /**
     * Validate the records' keys.
     * Default: false.
     */
    validateKey?: boolean;
    /**
     * Validate the records' values.
     * Default: true.
     */
    validateValue?: boolean;
    /**
     * The secret for a Confluent registry; a Glue registry takes none, the role is enough.
     * Default: the registry asks for none.
     */
    authentication?: SchemaRegistryAuthenticationArgs;
    /**
     * The secret with the certificate of the authority that signed the Confluent registry's certificate.
     * Default: authorities that Amazon trusts.
     */
    rootCaCertificate?: SecretArgs;
}
