import { parseArn, roleNameOf } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import type { Caller, PolicyText, Tags } from "../iam/question";
import type { Json, Text, Unknown } from "../iam/unknown";
import { lower } from "../titles";
import { asText, at, isObject, isUnknown, unknown } from "../values";
import { arnOf, nameOf } from "./arns";
import { attachmentsTo } from "./attachments";
import { boundaryOf } from "./managed";
import { effective, setting, UNRECORDED } from "./settings";
import type { World } from "./world";

/** An execution role, and everything the stack shows that may allow or deny it something. */
export interface RoleFacts {
    /** As a reader knows it: `Role "orders"`. */
    readonly title: string;
    /** Absent: the role is only referred to. */
    readonly node?: Node;
    readonly name: Text;
    readonly partition: Text;
    readonly caller: Caller;
    readonly identity: readonly PolicyText[];
    readonly unseen: readonly Unknown[];
    readonly boundary?: PolicyText;
    /** The trust policy; absent: not shown. */
    readonly trust?: Json;
    /** The resources that attach policies to the role. */
    readonly attachedBy: readonly Node[];
}

/** The facts of a role that the stack holds. Its policies are exactly what the stack attaches, unless it is only read. */
export function roleFacts(world: World, node: Node): RoleFacts {
    const place = world.placeOf(node);
    const name = nameOf(node);
    const title = `Role "${node.name}"`;
    const attached = attachmentsTo(world, { node, name, account: place.account, title });
    const boundary = boundaryOf(world, node, title);
    const trust = effective(node, "assumeRolePolicy");
    const tags = tagsOf(node);
    return {
        title,
        node,
        name,
        partition: place.partition,
        caller: {
            arn: arnOf(node, place),
            account: place.account,
            ...(tags === undefined ? {} : { tags }),
        },
        identity: attached.identity,
        unseen:
            !node.managed || !world.closed
                ? [
                      ...attached.unseen,
                      node.external || !world.closed ? unseenOf(title) : UNRECORDED,
                  ]
                : attached.unseen,
        ...(boundary === undefined ? {} : { boundary }),
        ...(trust === undefined ? {} : { trust }),
        attachedBy: attached.by,
    };
}

/** The facts of a role that lies outside the stack: its ARN, and what the stack attaches to it. */
export function externalRoleFacts(world: World, arn: string): RoleFacts | undefined {
    const parsed = parseArn(arn);
    if (parsed.kind === "refused") return undefined;
    const name = roleNameOf(parsed.value);
    if (name === undefined) return undefined;
    const { account, partition } = parsed.value;
    const title = `Role "${name}"`;
    const attached = attachmentsTo(world, { name, account, arn, title });
    return {
        title,
        name,
        partition,
        caller: { arn, account },
        identity: attached.identity,
        unseen: [...attached.unseen, unseenOf(title)],
        attachedBy: attached.by,
    };
}

/** The tags of a resource. `undefined`: not known as a whole. */
export function tagsOf(node: Node): Tags | undefined {
    // `tagsAll` holds the provider's default tags too; where it is not known, these are missing.
    const all = effective(node, "tagsAll");
    if (all === undefined && at(node.provider?.props("defaultTags")) !== undefined)
        return undefined;
    const tags = all ?? setting(node, "tags");
    if (isUnknown(tags)) return undefined;
    if (!isObject(tags)) return {};
    return Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [key, asText(value, `tag ${key}`)]),
    );
}

function unseenOf(title: string): Unknown {
    return unknown("external", `the policies of ${lower(title)}`);
}
