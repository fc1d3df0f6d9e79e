/** The type tokens the facts are gathered from; compared as text, so that @pulumi/aws is never loaded. */
export const TYPES = {
    mapping: ["aws:lambda/eventSourceMapping:EventSourceMapping"],
    function: ["aws:lambda/function:Function"],
    functionAlias: ["aws:lambda/alias:Alias"],
    role: ["aws:iam/role:Role"],
    rolePolicy: ["aws:iam/rolePolicy:RolePolicy"],
    roleAttachment: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
    policyAttachment: ["aws:iam/policyAttachment:PolicyAttachment"],
    exclusiveInline: ["aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"],
    exclusiveAttached: ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"],
    managedPolicy: ["aws:iam/policy:Policy"],
    queue: ["aws:sqs/queue:Queue"],
    topic: ["aws:sns/topic:Topic"],
    bucket: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    queuePolicy: ["aws:sqs/queuePolicy:QueuePolicy"],
    topicPolicy: ["aws:sns/topicPolicy:TopicPolicy"],
    bucketPolicy: ["aws:s3/bucketPolicy:BucketPolicy"],
    bucketEncryption: [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    ],
    bucketVersioning: [
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/bucketVersioningV2:BucketVersioningV2",
    ],
    publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
    ownershipControls: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
    key: [
        "aws:kms/key:Key",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ],
    keyAlias: ["aws:kms/alias:Alias"],
    keyPolicy: ["aws:kms/keyPolicy:KeyPolicy"],
    grant: ["aws:kms/grant:Grant"],
    secret: ["aws:secretsmanager/secret:Secret"],
    secretPolicy: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
    cluster: ["aws:msk/cluster:Cluster", "aws:msk/serverlessCluster:ServerlessCluster"],
    vpcEndpoint: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    natGateway: ["aws:ec2/natGateway:NatGateway"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type NodeKind = keyof typeof TYPES;

/** Our own component, whose inputs say what it resolved. */
export const COMPONENTS: readonly string[] = [
    "pulumi-lambda-kafka:index:KafkaEventSource",
    "pulumi-lambda-kafka:index:OnFailureDestination",
    "pulumi-lambda-kafka:index:OnFailureGrant",
];

/** What reads another stack's outputs. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

const KIND_BY_TYPE: ReadonlyMap<string, NodeKind> = new Map(
    Object.entries(TYPES).flatMap(([kind, types]) =>
        types.flatMap((type) => (isNodeKind(kind) ? [[type, kind] as const] : [])),
    ),
);

/** The kind of a resource. `undefined`: no verdict rests on it. */
export function kindOf(type: string): NodeKind | undefined {
    return KIND_BY_TYPE.get(type);
}

function isNodeKind(text: string): text is NodeKind {
    return Object.hasOwn(TYPES, text);
}
