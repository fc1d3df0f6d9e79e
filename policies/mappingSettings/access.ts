import type { MappingFacts } from "../facts/gather";
import { setting } from "../facts/settings";
import type { Node } from "../graph";
import type { Json } from "../iam/unknown";
import { at, isList } from "../values";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html";
const NETWORK = "https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-cluster-network.html";

/** One source access configuration; `undefined` where a part is not known. */
export interface Access {
    readonly type: string | undefined;
    readonly uri: Json | undefined;
}

/** "Choose one": the ways to authenticate. */
export const AUTHENTICATIONS: readonly string[] = [
    "BASIC_AUTH",
    "SASL_SCRAM_256_AUTH",
    "SASL_SCRAM_512_AUTH",
    "CLIENT_CERTIFICATE_TLS_AUTH",
];

/** Types whose URI is a secret. */
export const SECRETS: readonly string[] = [...AUTHENTICATIONS, "SERVER_ROOT_CA_CERTIFICATE"];

const PREFIX: Readonly<Record<string, string>> = {
    VPC_SUBNET: "subnet:",
    VPC_SECURITY_GROUP: "security_group:",
};

/** The source access configurations. `undefined`: not known as a whole. */
export function accessOf(node: Node): readonly Access[] | undefined {
    const value = setting(node, "sourceAccessConfigurations");
    if (value === undefined) return [];
    if (!isList(value)) return undefined;
    return value.map((each) => {
        const type = at(each, "type");
        return { type: typeof type === "string" ? type : undefined, uri: at(each, "uri") };
    });
}

/** Combinations and forms that Lambda does not take. */
export function accessMistakes(facts: MappingFacts): readonly Mistake[] {
    const access = accessOf(facts.node);
    if (access === undefined) return [];
    const types = access.map(({ type }) => type);
    const auth = types.filter((type) => type !== undefined && AUTHENTICATIONS.includes(type));
    return [
        ...(auth.length > 1
            ? [mistake(facts, `authenticates in more than one way: ${auth.join(", ")}`, PAGE)]
            : []),
        ...vpcPair(facts, types),
        ...(types.includes("VIRTUAL_HOST")
            ? [mistake(facts, "sets VIRTUAL_HOST, which is for RabbitMQ only", PAGE)]
            : []),
        ...(facts.source === "msk" && types.includes("BASIC_AUTH")
            ? [mistake(facts, "sets BASIC_AUTH, which Amazon MSK does not support", PAGE)]
            : []),
        ...access.flatMap((each) => wrongUri(facts, each)),
    ];
}

/** "You must specify your VPC, subnets, and VPC security group": both, or none of them. */
function vpcPair(facts: MappingFacts, types: readonly (string | undefined)[]): readonly Mistake[] {
    if (types.includes(undefined)) return [];
    const [subnet, group] = [types.includes("VPC_SUBNET"), types.includes("VPC_SECURITY_GROUP")];
    if (subnet === group) return [];
    const what = subnet ? "subnets and no security group" : "security groups and no subnet";
    return [mistake(facts, `names ${what}; Lambda needs both to reach brokers in a VPC`, NETWORK)];
}

function wrongUri(facts: MappingFacts, { type, uri }: Access): readonly Mistake[] {
    if (type === undefined || typeof uri !== "string") return [];
    const prefix = PREFIX[type];
    if (prefix !== undefined && !uri.startsWith(prefix)) {
        return [mistake(facts, `has "${uri}" as ${type}; it has the form ${prefix}id`, NETWORK)];
    }
    if (SECRETS.includes(type) && !/^arn:[^:]+:secretsmanager:/.test(uri)) {
        return [mistake(facts, `has "${uri}" as ${type}; it is the ARN of a secret`, PAGE)];
    }
    return [];
}

function mistake({ title }: MappingFacts, what: string, url: string): Mistake {
    return {
        rule: "KOF-067",
        lack: `${title} ${what}.`,
        remedy: "Correct sourceAccessConfigurations: one authentication, and subnets with security groups.",
        url,
    };
}
