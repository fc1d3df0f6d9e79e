import { parseArn } from "../../components/onFailure/arn";
import { accessOf, SECRETS } from "../mappingSettings/access";
import type { Node } from "../graph";
import type { Json, Text, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { at, isList, unknown } from "../values";
import { arnOf, isArnOf } from "./arns";
import { keyAt, type KeyLink } from "./keys";
import { followValues, type Target } from "./links";
import { policyOf, type ResourcePolicy } from "./resourcePolicies";
import { setting } from "./settings";
import { lastPart, type World } from "./world";

/** A secret that a mapping refers to. */
export type SecretLink =
    | { readonly kind: "secret"; readonly secret: SecretFacts }
    | { readonly kind: "unknown"; readonly cause: Unknown };

export interface SecretFacts {
    readonly title: string;
    /** Absent: it lies outside the stack. */
    readonly node?: Node;
    readonly arn: Text;
    readonly account: Text;
    readonly region: Text;
    readonly policy: ResourcePolicy;
    /** Outside the stack, Secrets Manager's own key is assumed: it needs no permission in its account. */
    readonly key: KeyLink;
}

const CONFIGS = [
    "selfManagedKafkaEventSourceConfig",
    "amazonManagedKafkaEventSourceConfig",
] as const;

/** The secrets of a mapping: those it authenticates with, its root CA, and those of its schema registry. */
export function secretsOf(world: World, mapping: Node): readonly SecretLink[] {
    const access = accessOf(mapping);
    if (access === undefined) {
        const what = `sourceAccessConfigurations of ${titleOf(mapping)}`;
        return [{ kind: "unknown", cause: unknown("preview", what) }];
    }
    const uris = access.flatMap(({ type, uri }): readonly Json[] =>
        type !== undefined && SECRETS.includes(type) && uri !== undefined ? [uri] : [],
    );
    return [
        ...linked(world, mapping, "sourceAccessConfigurations", uris),
        ...CONFIGS.flatMap((config) =>
            linked(world, mapping, config, registryUris(mapping, config)),
        ),
    ];
}

function registryUris(mapping: Node, config: string): readonly Json[] {
    const configs = setting(mapping, config, "schemaRegistryConfig", "accessConfigs");
    if (!isList(configs)) return [];
    return configs.flatMap((each) => at(each, "uri") ?? []);
}

function linked(
    world: World,
    mapping: Node,
    property: string,
    uris: readonly Json[],
): readonly SecretLink[] {
    const links = followValues(world.graph, mapping, property, uris, secretTarget(world));
    return links.flatMap((link): readonly SecretLink[] => {
        switch (link.kind) {
            case "absent":
                return [];
            case "unknown":
                return [{ kind: "unknown", cause: link.cause }];
            case "node":
                return [{ kind: "secret", secret: ofNode(world, link.node) }];
            case "outside":
                return outside(link.value);
        }
    });
}

function ofNode(world: World, node: Node): SecretFacts {
    const place = world.placeOf(node);
    return {
        title: titleOf(node),
        node,
        arn: arnOf(node, place),
        account: place.account,
        region: place.region,
        policy: policyOf(world, node, "secretPolicy", "secretArn", secretTarget(world)),
        key: node.external ? { kind: "absent" } : keyAt(world, node, "kmsKeyId"),
    };
}

/** What is no ARN of a secret is told by the policy on settings. */
function outside(arn: string): readonly SecretLink[] {
    const parsed = parseArn(arn);
    if (parsed.kind === "refused" || parsed.value.service !== "secretsmanager") return [];
    const { account, region } = parsed.value;
    const secret: SecretFacts = {
        title: `secret ${arn}`,
        arn,
        account,
        region,
        policy: { unseen: unknown("external", `the policy of secret ${arn}`), by: [] },
        key: { kind: "absent" },
    };
    return [{ kind: "secret", secret }];
}

function secretTarget(world: World): Target {
    return {
        candidates: world.of("secret"),
        // The ARN ends in six characters that the name does not have.
        narrow: (value) => [
            ...new Set([
                ...world.named("secret", lastPart(value)),
                ...world.named("secret", lastPart(value).replace(/-[a-zA-Z0-9]{6}$/, "")),
            ]),
        ],
        names: (candidate, value) => isArnOf(candidate, world.placeOf(candidate), value),
    };
}
