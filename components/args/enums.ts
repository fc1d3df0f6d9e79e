/**
 * How Lambda authenticates to the brokers.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html
 */
export const AuthenticationType = {
    /** SASL/PLAIN: user name and password, always over TLS. */
    BasicAuth: "BASIC_AUTH",
    /** SASL/SCRAM with SHA-256. */
    SaslScram256: "SASL_SCRAM_256_AUTH",
    /** SASL/SCRAM with SHA-512; the only SASL mechanism that Amazon MSK accepts here. */
    SaslScram512: "SASL_SCRAM_512_AUTH",
    /** Mutual TLS: a client certificate and its private key. */
    ClientCertificateTls: "CLIENT_CERTIFICATE_TLS_AUTH",
} as const;

export type AuthenticationType = (typeof AuthenticationType)[keyof typeof AuthenticationType];

/**
 * Where a mapping starts reading when its consumer group has no committed offset yet.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-starting-positions.html
 */
export const StartingPosition = {
    /** The oldest record that the topic still has: nothing is missed. */
    TrimHorizon: "TRIM_HORIZON",
    /** The next record; records that arrive while the mapping is being created can be missed. */
    Latest: "LATEST",
    /** The first record at or after `startingPositionTimestamp`. */
    AtTimestamp: "AT_TIMESTAMP",
} as const;

export type StartingPosition = (typeof StartingPosition)[keyof typeof StartingPosition];

/** Who owns the key that encrypts a destination which the component creates. */
export const DestinationEncryption = {
    /** A customer managed KMS key: the one in `kmsKeyArn`, or else one that is created beside the destination. */
    CustomerManagedKey: "CUSTOMER_MANAGED_KEY",
    /** AWS: SSE-SQS for a queue, `alias/aws/sns` for a topic, SSE-S3 for a bucket. Roles of other accounts cannot use such a topic. */
    AwsManaged: "AWS_MANAGED",
} as const;

export type DestinationEncryption =
    (typeof DestinationEncryption)[keyof typeof DestinationEncryption];

/** What the function receives of a record whose schema is known. */
export const SchemaRecordFormat = {
    /** JSON, converted from Avro or Protobuf; filters see it too. */
    Json: "JSON",
    /** The bytes as they were written. */
    Source: "SOURCE",
} as const;

export type SchemaRecordFormat = (typeof SchemaRecordFormat)[keyof typeof SchemaRecordFormat];

/** How Lambda authenticates to a Confluent schema registry. */
export const SchemaRegistryAuthenticationType = {
    /** User name and password. */
    BasicAuth: "BASIC_AUTH",
    /** Mutual TLS: a client certificate and its private key. */
    ClientCertificateTls: "CLIENT_CERTIFICATE_TLS_AUTH",
} as const;

export type SchemaRegistryAuthenticationType =
    (typeof SchemaRegistryAuthenticationType)[keyof typeof SchemaRegistryAuthenticationType];
