import { parseArn } from "../../components/onFailure/arn";
import { partitionOf } from "../../components/onFailure/partition";
import type { Graph, Node, Provider } from "../graph";
import type { Json, Text } from "../iam/unknown";
import { asText, at, decoded, isList, unknown } from "../values";
import { effective, outputOf, setting } from "./settings";
import { COMPONENTS, kindOf, type NodeKind } from "./types";

/** Where a resource lives. What is not known is a symbol: one and the same for all resources of one provider. */
export interface Place {
    readonly account: Text;
    readonly region: Text;
    readonly partition: Text;
}

/** The places of a stack's resources. */
export type Places = (node: Node) => Place;

/** What is known of the place in which one provider instance works. */
interface Binding {
    readonly account?: string;
    readonly region?: string;
    readonly partition?: string;
}

/**
 * All resources of one provider instance share account and partition, and the Region unless they set their own.
 * Any ARN of that provider, its own settings, or what our component resolved binds them.
 */
export function placesOf(graph: Graph): Places {
    const bindings = new Map<string, Binding>();
    const bind = (urn: string, found: Binding): void => {
        bindings.set(urn, { ...found, ...bindings.get(urn) });
    };
    for (const node of graph.nodes) {
        const { provider } = node;
        if (provider === undefined || node.external) continue;
        if (!bindings.has(provider.urn)) bind(provider.urn, fromProvider(provider));
        for (const role of roleOfComponent(node)) {
            if (role.provider !== undefined) bind(role.provider.urn, roleBinding(node));
        }
        // What is bound first stays, so that one look at most resources is enough in a large stack.
        if (isWhole(bindings.get(provider.urn))) continue;
        bind(provider.urn, fromComponent(node));
        for (const arn of arnsOf(node)) bind(provider.urn, fromArn(node, arn));
    }
    return (node) => placeOf(node, bindings.get(node.provider?.urn ?? "") ?? {});
}

function isWhole({ account, region, partition }: Binding = {}): boolean {
    return account !== undefined && region !== undefined && partition !== undefined;
}

function placeOf(node: Node, binding: Binding): Place {
    const instance = node.provider?.urn ?? node.urn;
    const label = providerLabel(node.provider);
    // A preview shows the Region of each resource, also where it comes from the provider's environment.
    const own = effective(node, "region");
    const region: Text =
        own === undefined
            ? (binding.region ?? [
                  unknown("preview", `the Region of ${label}`, `${instance}#region`),
              ])
            : asText(own, "region");
    const partition: Text =
        binding.partition ??
        (typeof region === "string"
            ? partitionOf(region)
            : [unknown("preview", `the partition of ${label}`, `${instance}#partition`)]);
    const account: Text = binding.account ?? [
        unknown("preview", `the account of ${label}`, `${instance}#account`),
    ];
    return { account, region, partition };
}

function providerLabel(provider: Provider | undefined): string {
    if (provider === undefined) return "the AWS provider";
    return provider.name.startsWith("default")
        ? "the default AWS provider"
        : `the AWS provider "${provider.name}"`;
}

function fromProvider({ props }: Provider): Binding {
    const region = at(props("region"));
    const accounts = nested(at(props("allowedAccountIds")));
    const [only, ...others] = isList(accounts) ? accounts.map(accountOf) : [];
    const roles = nested(at(props("assumeRoles"))) ?? nested(at(props("assumeRole")));
    // Roles are assumed one after the other: the last one works.
    const last = isList(roles) ? roles.at(-1) : roles;
    const assumed = at(last, "roleArn");
    const parsed = typeof assumed === "string" ? parseArn(assumed) : undefined;
    return {
        ...(typeof region === "string" ? { region, partition: partitionOf(region) } : {}),
        ...(typeof only === "string" && others.length === 0 ? { account: only } : {}),
        ...(parsed?.kind === "parsed"
            ? { account: parsed.value.account, partition: parsed.value.partition }
            : {}),
    };
}

/** The CLI writes an account ID without quotes; a number of fewer digits has lost its leading zeros. */
function accountOf(id: Json): Json {
    return typeof id === "number" && /^\d{12}$/.test(String(id)) ? String(id) : id;
}

/** Nested settings of a provider travel as JSON text. */
function nested(value: Json | undefined): Json | undefined {
    return typeof value === "string" ? decoded(value) : value;
}

/** Our component says in its inputs which account it found. */
function fromComponent(node: Node): Binding {
    if (node.parent === undefined || !COMPONENTS.includes(node.parent.type)) return {};
    if (kindOf(node.type) === undefined) return {};
    const resolved = setting(node.parent, "resolved");
    const [account, partition] = [at(resolved, "accountId"), at(resolved, "partition")];
    // The execution role is of the function's account, and the mapping with it.
    const role = at(resolved, "roleArn");
    return {
        ...(role === undefined ? {} : fromArn(node, role)),
        ...(typeof account === "string" ? { account } : {}),
        ...(typeof partition === "string" ? { partition } : {}),
    };
}

/** The role to which our component attaches a policy: it may be under another provider than the component. */
function roleOfComponent(node: Node): readonly Node[] {
    if (kindOf(node.type) !== "rolePolicy" || node.parent === undefined) return [];
    if (!COMPONENTS.includes(node.parent.type)) return [];
    const linked = node.propertyDependencies["role"] ?? [];
    return linked.filter((each) => kindOf(each.type) === "role" && !each.external);
}

/** Our component says in its inputs which role it found. */
function roleBinding({ parent }: Node): Binding {
    if (parent === undefined) return {};
    const role = at(setting(parent, "resolved"), "roleArn");
    return role === undefined ? {} : fromArn(parent, role);
}

/** Kinds whose `arn` is their own. */
const OWN_ARN: readonly NodeKind[] = [
    "mapping",
    "function",
    "functionAlias",
    "role",
    "managedPolicy",
    "queue",
    "topic",
    "key",
    "keyAlias",
    "secret",
    "cluster",
];

/** ARNs that are of the account the resource is in: its own, and those AWS takes from the same account only. */
function arnsOf(node: Node): readonly Json[] {
    const kind = kindOf(node.type);
    if (kind === undefined || !OWN_ARN.includes(kind)) return [];
    const own = outputOf(node, "arn");
    const role = kind === "function" ? setting(node, "role") : undefined;
    const named = kind === "mapping" ? setting(node, "functionName") : undefined;
    return [own, role, named].flatMap((each) => each ?? []);
}

function fromArn(node: Node, arn: Json): Binding {
    if (typeof arn !== "string") return {};
    const parsed = parseArn(arn);
    if (parsed.kind === "refused" || !/^\d{12}$/.test(parsed.value.account)) return {};
    const { account, partition, region } = parsed.value;
    const ownRegion = setting(node, "region") !== undefined;
    return { account, partition, ...(region === "" || ownRegion ? {} : { region }) };
}
