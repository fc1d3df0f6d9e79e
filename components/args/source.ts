import type * as pulumi from "@pulumi/pulumi";
import type { AuthenticationType } from "./enums";

/** A secret in Secrets Manager that the execution role reads. */
export interface SecretArgs {
    /** The secret's full ARN, in the function's Region. */
    secretArn: pulumi.Input<string>;
    /**
     * ARN of the customer managed key that encrypts the secret.
     * Default: the secret is encrypted with `aws/secretsmanager`, for which nothing needs to be granted.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/**
 * How Lambda authenticates to the brokers.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html
 */
export interface AuthenticationArgs {
    /** The authentication that the brokers require. */
    type: pulumi.Input<AuthenticationType>;
    /**
     * ARN of the secret: `{"username", "password"}` for SASL, `{"certificate", "privateKey"}` and, if the key is
     * encrypted, `privateKeyPassword` for mutual TLS.
     */
    secretArn: pulumi.Input<string>;
    /**
     * ARN of the customer managed key that encrypts the secret.
     * Default: the secret is encrypted with `aws/secretsmanager`, for which nothing needs to be granted.
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/**
 * The subnets and security groups through which Lambda reaches brokers in a VPC. The role is granted the six network
 * interface actions.
 *
 * In on-demand mode these subnets need access to Lambda, STS, Secrets Manager and the destination's service, through a
 * NAT gateway or VPC endpoints. No endpoint is created: a second one in a VPC would collide on its private DNS name.
 * See https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-cluster-network.html
 */
export interface NetworkArgs {
    /** IDs of the subnets, such as `subnet-0abc`. */
    subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** IDs of the security groups, such as `sg-0abc`; they must allow outbound traffic to the brokers' port and to 443. */
    securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}
