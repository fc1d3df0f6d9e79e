import { regionOf } from "./arns";
import type { Statement } from "./grants";
import { SOURCE_REQUIREMENTS, type SourceFeature } from "./source/requirements";

const SIDS: Readonly<Record<SourceFeature, string>> = {
    vpc: "KafkaNetwork",
    secret: "KafkaSecrets",
    secretKey: "KafkaSecretKeys",
    mskCluster: "KafkaCluster",
    glueRegistry: "KafkaSchemas",
};

/** What the role must be allowed in a VPC: the actions know no resource. */
export function roleOnNetwork(): readonly Statement[] {
    return [statement("vpc", "*")];
}

/** What it must be allowed on secrets. */
export function roleOnSecrets(secretArns: readonly string[]): readonly Statement[] {
    return [statement("secret", [...new Set(secretArns)])];
}

/** What it must be allowed on the keys of secrets: only where Secrets Manager asks KMS for it. */
export function roleOnSecretKeys(keyArns: readonly string[]): readonly Statement[] {
    return [...new Set(keyArns)].map((arn, index) => {
        const key = statement("secretKey", arn);
        return {
            ...key,
            Sid: index === 0 ? key.Sid : `${key.Sid}${index + 1}`,
            Condition: {
                StringEquals: { "kms:ViaService": `secretsmanager.${regionOf(arn)}.amazonaws.com` },
            },
        };
    });
}

function statement(feature: SourceFeature, resource: string | readonly string[]): Statement {
    return {
        Sid: SIDS[feature],
        Effect: "Allow",
        Action: SOURCE_REQUIREMENTS[feature].needs.map((need) => need.action),
        Resource: resource,
    };
}
