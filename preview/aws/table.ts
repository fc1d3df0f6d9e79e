import type { TypeRow, TypeRows } from "./row";
import { CLOUD_WATCH } from "./types/cloudWatch";
import { EC2 } from "./types/ec2";
import { ECR } from "./types/ecr";
import { EVENT_SOURCE_MAPPING } from "./types/eventSourceMapping";
import { GLUE } from "./types/glue";
import { IAM } from "./types/iam";
import { KMS } from "./types/kms";
import { LAMBDA } from "./types/lambda";
import { MSK } from "./types/msk";
import { S3 } from "./types/s3";
import { SECRETS_MANAGER } from "./types/secretsManager";
import { SECURITY_GROUP } from "./types/securityGroup";
import { SNS } from "./types/sns";
import { SQS } from "./types/sqs";
import { SSM } from "./types/ssm";

const SERVICES: readonly TypeRows[] = [
    CLOUD_WATCH,
    EC2,
    ECR,
    EVENT_SOURCE_MAPPING,
    GLUE,
    IAM,
    KMS,
    LAMBDA,
    MSK,
    S3,
    SECRETS_MANAGER,
    SECURITY_GROUP,
    SNS,
    SQS,
    SSM,
];

const TABLE: ReadonlyMap<string, TypeRow> = new Map(
    SERVICES.flatMap((rows) => Object.entries(rows)),
);

/** The types that the model knows. */
export function knownTypes(): readonly string[] {
    return [...TABLE.keys()];
}

/** What the model knows of a type; `undefined` where it is not in the table. */
export function rowOf(type: string): TypeRow | undefined {
    return TABLE.get(type);
}
