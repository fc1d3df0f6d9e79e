import type * as pulumi from "@pulumi/pulumi";
import type { SchemaRecordFormat, SchemaRegistryAuthenticationType } from "./enums";
import type { SecretArgs } from "./source";

/** How Lambda authenticates to a Confluent registry. */
export interface SchemaRegistryAuthenticationArgs {
    /** The authentication that the registry requires. */
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
     * The secret for a Confluent registry; a Glue registry needs none, since the role suffices.
     * Default: no authentication.
     */
    authentication?: SchemaRegistryAuthenticationArgs;
    /**
     * The secret with the certificate of the private CA that signed the Confluent registry's certificate.
     * Default: only CAs that Amazon trusts.
     */
    rootCaCertificate?: SecretArgs;
}
