import { parseArn } from "../../components/onFailure/arn";
import type { Graph, Node } from "../graph";
import type { Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { at, isUnknown, sameText, unknown } from "../values";
import { nameOf } from "./arns";
import { roleTarget } from "./attachmentIndex";
import { follow, type Link, type Target } from "./links";
import { externalRoleFacts, roleFacts, type RoleFacts } from "./roles";
import { setting } from "./settings";
import { COMPONENTS } from "./types";
import type { World } from "./world";

/** The execution role of a mapping's function, or why it cannot be told. */
export type RoleOfMapping =
    | { readonly kind: "role"; readonly facts: RoleFacts }
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** The function that a mapping invokes. `undefined`: it is not in the stack, or cannot be told. */
export function functionOf(world: World, mapping: Node): Node | undefined {
    const link = functionLink(world, mapping);
    return link.kind === "node" ? link.node : undefined;
}

/** Follows mapping, function and role; else asks our component, which knows the role it was given. */
export function roleOf(world: World, mapping: Node): RoleOfMapping {
    const link = functionLink(world, mapping);
    const byFunction = link.kind === "node" ? roleOfFunction(world, link.node) : undefined;
    if (byFunction?.kind === "role") return byFunction;
    const byComponent = roleOfComponent(world, mapping);
    if (byComponent !== undefined) return byComponent;
    return byFunction ?? { kind: "unknown", cause: causeOf(link, mapping) };
}

/** Our component above a resource. `undefined`: it was written by hand. */
export function componentOf(node: Node): Node | undefined {
    let above = node.parent;
    while (above !== undefined && !COMPONENTS.includes(above.type)) above = above.parent;
    return above;
}

function roleOfFunction(world: World, node: Node): RoleOfMapping {
    const link = follow(world.graph, node, ["role"], roleTarget(world, node));
    switch (link.kind) {
        case "node":
            return { kind: "role", facts: roleFacts(world, link.node) };
        case "outside":
            return outsideRole(world, link.value, `role of ${titleOf(node)}`);
        case "unknown":
            return { kind: "unknown", cause: link.cause };
        case "absent":
            return { kind: "unknown", cause: unknown("external", `role of ${titleOf(node)}`) };
    }
}

function roleOfComponent(world: World, mapping: Node): RoleOfMapping | undefined {
    const component = componentOf(mapping);
    if (component === undefined) return undefined;
    const arn = at(setting(component, "resolved"), "roleArn");
    const what = `roleArn of ${titleOf(component)}`;
    if (typeof arn === "string") {
        const target = roleTarget(world, mapping);
        const named = world
            .named("role", arn)
            .filter((candidate) => target.names(candidate, arn, mapping) === true);
        const [node] = named;
        return node !== undefined
            ? { kind: "role", facts: roleFacts(world, node) }
            : outsideRole(world, arn, what);
    }
    const linked = grantedRole(world, component, mapping);
    if (linked !== undefined) return { kind: "role", facts: roleFacts(world, linked) };
    return isUnknown(arn) ? { kind: "unknown", cause: arn } : undefined;
}

/** The role to which the component's own policy is attached: its parent is evidence as a dependency is. */
function grantedRole(world: World, component: Node, mapping: Node): Node | undefined {
    const roles = ownChildren(world.graph, component).flatMap((child) => {
        const link = follow(world.graph, child, ["role"], roleTarget(world, mapping));
        return link.kind === "node" ? [link.node] : [];
    });
    const [only, ...others] = [...new Set(roles)];
    return others.length === 0 ? only : undefined;
}

function ownChildren(graph: Graph, component: Node): readonly Node[] {
    return graph
        .childrenOf(component)
        .filter((child) => child.type.startsWith("aws:iam/rolePolicy:"));
}

function outsideRole(world: World, arn: string, what: string): RoleOfMapping {
    const facts = externalRoleFacts(world, arn);
    return facts === undefined
        ? { kind: "unknown", cause: unknown("unsupported", `${what}, which is no role's ARN,`) }
        : { kind: "role", facts };
}

/** A function is named directly, or through one of its aliases. */
function functionLink(world: World, mapping: Node): Link {
    const direct = follow(world.graph, mapping, ["functionName"], functionTarget(world, mapping));
    if (direct.kind === "node") return direct;
    const aliased = follow(world.graph, mapping, ["functionName"], aliasTarget(world));
    if (aliased.kind !== "node") return direct;
    return follow(world.graph, aliased.node, ["functionName"], functionTarget(world, aliased.node));
}

/**
 * `name`, `name:qualifier`, `account:function:name` or the ARN, each with or without a qualifier.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
function functionTarget(world: World, from: Node): Target {
    return {
        candidates: world.of("function"),
        narrow: (value) => world.named("function", functionNameIn(value)),
        names: (candidate, value) => {
            const named = sameText(nameOf(candidate), functionNameIn(value));
            if (named !== true) return named;
            const place = world.placeOf(candidate);
            const { account, region } = placeIn(value);
            const here = world.placeOf(from);
            const sameAccount = sameText(place.account, account ?? here.account);
            const sameRegion = sameText(place.region, region ?? here.region);
            if (sameAccount === false || sameRegion === false) return false;
            return sameAccount === true && sameRegion === true ? true : undefined;
        },
    };
}

function aliasTarget(world: World): Target {
    return {
        candidates: world.of("functionAlias"),
        narrow: () => [],
        names: () => undefined,
    };
}

function functionNameIn(value: string): string {
    const parts = value.split(":");
    const at = parts.indexOf("function");
    return (at < 0 ? parts[0] : parts[at + 1]) ?? value;
}

function placeIn(value: string): { readonly account?: string; readonly region?: string } {
    const parsed = parseArn(value);
    if (parsed.kind === "parsed") {
        return { account: parsed.value.account, region: parsed.value.region };
    }
    const [account, word] = value.split(":");
    return word === "function" && account !== undefined ? { account } : {};
}

function causeOf(link: Link, mapping: Node): Unknown {
    switch (link.kind) {
        case "unknown":
            return link.cause;
        case "outside":
            return unknown("external", `the role of function ${link.value}`);
        case "node":
        case "absent":
            return unknown("external", `the function of ${titleOf(mapping)}`);
    }
}
