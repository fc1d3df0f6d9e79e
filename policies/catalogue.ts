/** The rules by their ID, each with what it finds. An ID is never given to another rule. */
export const RULES = {
    "KOF-001": "The destination is not an SQS, SNS or S3 ARN, nor kafka://topic.",
    "KOF-002": "The destination is a FIFO queue or topic.",
    "KOF-003":
        "The destination names something else than the queue, topic or bucket itself: an object, an access point, a subscription, a queue URL.",
    "KOF-004":
        "The destination is in another Region: for SNS that is refused, for SQS and S3 it is advised against.",
    "KOF-005": "The destination is in another partition than the execution role.",
    "KOF-006": "The mapping configures another destination beside onFailure.destinationArn.",
    "KOF-007": "The mapping has no on-failure destination.",
    "KOF-008": "The destination, or whether a key encrypts it, lies outside the stack.",
    "KOF-010": "The role is not allowed sqs:SendMessage on the queue.",
    "KOF-011": "The role is not allowed sns:Publish on the topic.",
    "KOF-012": "The role is not allowed s3:PutObject on every object of the bucket.",
    "KOF-013": "The role is not allowed s3:ListBucket on the bucket.",
    "KOF-015": "The role may write to the bucket whoever owns it: no condition tests the owner.",
    "KOF-016": "A statement of the role's policies denies an action that the delivery needs.",
    "KOF-017": "The role's permissions boundary does not allow an action that the delivery needs.",
    "KOF-018": "A policy names something that is not an IAM action.",
    "KOF-019": "A policy of the role allows more than the delivery needs.",
    "KOF-020": "The execution role, or a policy of it, lies outside the stack.",
    "KOF-021": "An AWS managed policy is not in the catalogue of this pack.",
    "KOF-022": "The role's trust policy does not let Lambda assume it.",
    "KOF-030": "The role may not use the key that encrypts the destination.",
    "KOF-031": "The policy of a key in another account does not trust the role.",
    "KOF-032": "The role's own policies do not allow the use of a key in another account.",
    "KOF-033": "An AWS managed key encrypts a destination in another account.",
    "KOF-034": "A statement of the key's policy has no Action or no Resource, and so no effect.",
    "KOF-035": "A policy names kms:ReEncrypt, which is not an IAM action.",
    "KOF-036": "A condition of the key's policy requires a service name that no request has.",
    "KOF-037": "The key's policy allows a service principal where the role is needed.",
    "KOF-038": "The key's policy allows everyone to use the key.",
    "KOF-039": "A policy allows the use of a key on the ARN of its alias.",
    "KOF-040": "The key cannot be used: its state, its usage, its Region or its service is wrong.",
    "KOF-041": "The bucket names its key by an alias or by its ID.",
    "KOF-042": "The queue or topic has no customer managed key, which your settings require.",
    "KOF-050": "The policy of a queue, topic or bucket in another account does not allow the role.",
    "KOF-051": "The policy of the queue, topic or bucket denies the role.",
    "KOF-052": "The policy of the queue, topic or bucket allows lambda.amazonaws.com, or everyone.",
    "KOF-053": "The bucket's policy denies writing without an encryption header.",
    "KOF-054":
        "The bucket is not versioned, not closed to the public, or easily deleted with its records.",
    "KOF-060": "A Kafka topic is the destination, without provisioned mode.",
    "KOF-061": "The Kafka topic to which failures are sent is the one that is read.",
    "KOF-062": "The destination's Kafka topic has a name that Kafka does not allow.",
    "KOF-063": "A self-managed cluster controls its topics by ACLs, which no stack shows.",
    "KOF-064": "A setting needs provisioned mode.",
    "KOF-065": "A setting is out of its range.",
    "KOF-066": "Unlimited retries with a destination: Lambda caps them at 10.",
    "KOF-067":
        "The source access configurations contradict each other, or the brokers take anyone.",
    "KOF-068": "The starting position and its timestamp do not fit.",
    "KOF-069": "The mapping starts at LATEST, or has no consumer group of its own.",
    "KOF-070": "The bootstrap servers are malformed.",
    "KOF-071": "The role may not manage the network interfaces that a VPC needs.",
    "KOF-072": "The role may not read a secret or decrypt it, or the secret is in another Region.",
    "KOF-073": "The stack shows no endpoint in the VPC for the destination's service.",
    "KOF-074": "The mapping does not emit the metrics that show failed deliveries.",
    "KOF-075": "The queue keeps records for less than four days, or accepts small messages only.",
    "KOF-076": "The destination feeds the failures back to the same function.",
    "KOF-077":
        "The mapping does not wait for the policies that allow the delivery: it may be created first.",
    "KOF-078": "The mapping gives up on batches and has no destination: their records are lost.",
    "KOF-079": "The role may not read from the MSK cluster or the Glue schema registry.",
    "KOF-080": "The mapping is disabled at AWS, though the program enables it.",
    "KOF-081": "The destination's policy alone allows the role.",
} as const satisfies Readonly<Record<`KOF-${number}`, string>>;

/** The ID of a rule, as findings print it and exemptions name it. */
export type RuleId = keyof typeof RULES;

/** Whether an ID is one of a rule. */
export function isRule(id: string): id is RuleId {
    return Object.hasOwn(RULES, id);
}
