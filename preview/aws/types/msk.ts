import type { TypeRows } from "../row";
import { always, madeUp, same, text } from "../scope";

/** "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${Uuid}", the UUID with a number behind it. */
const CLUSTER_ARN = "arn:{partition}:kafka:{region}:{account}:cluster/{clusterName}/{uuid}";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedstreamingforapachekafka.html */
export const MSK: TypeRows = {
    "aws:msk/cluster:Cluster": {
        autoname: { property: "clusterName" },
        defaults: { enhancedMonitoring: "DEFAULT" },
        id: same("arn"),
        outputs: {
            arn: text(`${CLUSTER_ARN}-1`),
            clusterUuid: text("{uuid}-1"),
            storageMode: always("LOCAL"),
            uuid: madeUp("uuid"),
        },
        replaces: ["clusterName", "region"],
    },
    "aws:msk/serverlessCluster:ServerlessCluster": {
        autoname: { property: "clusterName" },
        id: same("arn"),
        outputs: {
            arn: text(`${CLUSTER_ARN}-s1`),
            clusterUuid: text("{uuid}-s1"),
            uuid: madeUp("uuid"),
        },
        replaces: ["clientAuthentication", "clusterName", "region", "vpcConfigs"],
    },
    "aws:msk/configuration:Configuration": {
        id: same("arn"),
        outputs: {
            arn: text("arn:{partition}:kafka:{region}:{account}:configuration/{name}/{uuid}-1"),
            latestRevision: always(1),
            uuid: madeUp("uuid"),
        },
        replaces: ["kafkaVersions", "name", "region"],
        sets: ["kafkaVersions"],
    },
    "aws:msk/clusterPolicy:ClusterPolicy": {
        id: same("clusterArn"),
        replaces: ["clusterArn", "region"],
    },
    "aws:msk/scramSecretAssociation:ScramSecretAssociation": {
        id: same("clusterArn"),
        replaces: ["clusterArn", "region"],
        sets: ["secretArnLists"],
    },
    "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation": {
        id: text("{clusterArn},{secretArn}"),
        replaces: ["clusterArn", "region", "secretArn"],
    },
};
