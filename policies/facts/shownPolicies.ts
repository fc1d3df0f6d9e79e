import type { Node } from "../graph";
import type { Json, Unknown } from "../iam/unknown";
import { titleOf } from "../titles";
import { at, isList, sameText, unknown } from "../values";
import { doubted, type Attached, type Brought } from "./attached";
import { policiesNamed } from "./managed";
import { shownOnly } from "./shown";
import type { World } from "./world";

/**
 * Policies that only the state of a role shows: somebody else attached them, and may take them away again. Those that
 * the stack itself brings, `all`, are shown too, and count by what brings them.
 */
export function shownPolicies(
    world: World,
    node: Node,
    title: string,
    all: readonly Attached[],
): Brought {
    const managed = listShown(world, node, "managedPolicyArns");
    const { policies, unseen } = policiesNamed(world, node, "managedPolicyArns", managed);
    const brought = all.flatMap((each) => (each.kind === "managed" ? each.which : []));
    const others = [
        ...policies.filter(({ which }) => !brought.includes(which)),
        ...inlineShown(world, node, title, all),
    ];
    return { policies: others.map((each) => doubted(each, doubtOf(node, each))), unseen };
}

function listShown(world: World, node: Node, property: string): readonly Json[] {
    const shown = shownOnly(world, node, property);
    return isList(shown) ? shown : [];
}

function inlineShown(
    world: World,
    node: Node,
    title: string,
    all: readonly Attached[],
): readonly Attached[] {
    return listShown(world, node, "inlinePolicies").flatMap((each): readonly Attached[] => {
        const [name, document] = [at(each, "name"), at(each, "policy")];
        if (typeof name !== "string" || document === undefined) return [];
        const isBrought = all.some(
            (other) =>
                other.kind === "inline" &&
                other.name !== undefined &&
                sameText(other.name, name) !== false,
        );
        if (isBrought) return [];
        const text = { name: `inline policy "${name}" of ${title}`, urn: node.urn, document };
        return [{ kind: "inline", node, text, name }];
    });
}

function doubtOf(node: Node, { text }: Attached): Unknown {
    const what =
        `what attaches ${text.name}, which the state of ${titleOf(node)} shows and no resource ` +
        "of the stack brings";
    return unknown("external", what);
}
