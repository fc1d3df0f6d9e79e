import type * as pulumi from "@pulumi/pulumi";
import type { AuthenticationType } from "./enums";

/** A secret of Secrets Manager that the execution role reads. */
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
 * The secret by which Lambda proves to the brokers who it is.
 * See https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html
 */
export interface AuthenticationArgs {
    /** Which proof the brokers ask for. */
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
 * Where in a VPC Lambda reaches the brokers. The role gets the six network interface actions.
 *
 * In on-demand mode these subnets need a way to Lambda, STS, Secrets Manager and the destination's service: a NAT
 * gateway or VPC endpoints. No endpoint is created: a second one in the same VPC would collide on its private name.
 * See https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-cluster-network.html
 */
export interface NetworkArgs {
    /** Ids of the subnets, `subnet-0abc`. */
    subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Ids of the security groups, `sg-0abc`; they must let the broker port and 443 out. */
    securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}
