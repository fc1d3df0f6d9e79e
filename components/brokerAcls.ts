/** What an ACL lets the mapping do on the brokers. */
export interface BrokerAcl {
    /** `Cluster`, `Group` or `Topic`. */
    resourceType: string;
    /** The name of the group or topic; `kafka-cluster` for the cluster. */
    resourceName: string;
    /** As `kafka-acls.sh` calls it: `Read`, `Write`, `Describe`, `DescribeConfigs`. */
    operation: string;
}

interface Acl {
    readonly on: "cluster" | "group" | "topic" | "destination";
    readonly operation: string;
}

/**
 * What the principal in the brokers' secret needs, where brokers and not IAM rule who reads and writes. Reading is
 * AWS's list; writing to the topic for failed records is Kafka's own rule for a producer.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-troubleshoot.html
 */
const ACLS: readonly Acl[] = [
    { on: "cluster", operation: "DescribeConfigs" },
    { on: "group", operation: "Describe" },
    { on: "group", operation: "Read" },
    { on: "topic", operation: "Describe" },
    { on: "topic", operation: "Read" },
    { on: "destination", operation: "Describe" },
    { on: "destination", operation: "Write" },
];

const TYPES: Readonly<Record<Acl["on"], string>> = {
    cluster: "Cluster",
    group: "Group",
    topic: "Topic",
    destination: "Topic",
};

/** The ACLs for reading a topic in a group and, if there is one, writing to a topic for failed records. */
export function brokerAcls(topic: string, group: string, destination?: string): BrokerAcl[] {
    const names = { cluster: "kafka-cluster", group, topic, destination };
    return ACLS.flatMap(({ on, operation }) => {
        const resourceName = names[on];
        return resourceName === undefined
            ? []
            : [{ resourceType: TYPES[on], resourceName, operation }];
    });
}
