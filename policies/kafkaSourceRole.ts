import type { MappingFacts } from "./facts/gather";
import type { RoleFacts } from "./facts/roles";
import { finding, type Finding } from "./findings";
import type { SourceCase, SourceRuling } from "./judge/source";
import { groupedByLack } from "./judge/lackGroups";
import type { Rulebook } from "./rulebook";
import { sameText, show } from "./values";
import { cannotRead, deniedToRead } from "./wording/source";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-permissions.html";

/** The role can read what the source needs: secrets and their keys, the network, the MSK cluster. */
export const kafkaSourceRole: Rulebook = {
    name: "kafka-source-role",
    displayName: "Kafka event source: execution role",
    description:
        "The execution role must be able to read from the source: the secrets that the mapping refers to and their " +
        "keys, the network interfaces of a VPC, and the MSK cluster. Secrets outside the stack are assumed to be " +
        "encrypted with aws/secretsmanager.",
    level: "mandatory",
    severity: "high",
    tags: ["iam", "secretsmanager", "msk", "vpc"],
    remediationSteps:
        "Allow the action that the finding names in a policy of the execution role, or create the mapping with " +
        "KafkaEventSource.",
    url: PAGE,
    judge: (analysis, facts) => {
        const source = analysis.sourceOf(facts);
        const { role } = facts;
        if (source === undefined || role.kind === "unknown") return [];
        return [
            ...source.rulings.flatMap((ruling) => denied(facts, role.facts, ruling)),
            ...groupedByLack(
                source.rulings,
                ({ verdict }) => (verdict.kind === "missing" ? verdict.lacks : []),
                ({ rule, when }) => `${rule} ${when}`,
            ).map((group) => cannotRead(facts, role.facts, group)),
            ...otherRegions(facts, source),
        ];
    },
};

function denied(facts: MappingFacts, role: RoleFacts, ruling: SourceRuling): readonly Finding[] {
    const { verdict } = ruling;
    return verdict.kind === "denied" ? [deniedToRead(facts, role, ruling, verdict.by)] : [];
}

/** "The secret must be stored in the same AWS Region as your Lambda function." */
function otherRegions(
    { node, title, place }: MappingFacts,
    { secrets }: SourceCase,
): readonly Finding[] {
    return secrets
        .filter(({ region }) => sameText(region, place.region) === false)
        .map((secret) =>
            finding("KOF-072", node.urn, {
                lack: `${secret.title} is in Region ${show(secret.region)}, and ${title} in ${show(place.region)}.`,
                remedy: "Keep the secret, or a replica of it, in the Region of the function.",
                url: "https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html",
            }),
        );
}
