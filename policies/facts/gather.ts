import { isKafkaMapping, TELLING } from "../../components/source/kafkaMapping";
import type { Node } from "../graph";
import { titleOf } from "../titles";
import { destinationOf, type DestinationFacts } from "./destinations";
import { functionOf, roleOf, type RoleOfMapping } from "./functions";
import type { Place } from "./places";
import { setting } from "./settings";
import type { World } from "./world";

/** Everything the stack shows about one Kafka event source mapping. */
export interface MappingFacts {
    readonly node: Node;
    /** As a reader knows it: `aws.lambda.EventSourceMapping "orders"`. */
    readonly title: string;
    readonly source: "selfManaged" | "msk";
    readonly place: Place;
    /** Absent: it is not in the stack, or cannot be told. */
    readonly function?: Node;
    readonly role: RoleOfMapping;
    readonly destination: DestinationFacts;
}

/** The facts of all Kafka mappings of a stack; event sources of other kinds are never judged. */
export function gatherFacts(world: World): readonly MappingFacts[] {
    return world
        .of("mapping")
        .filter((node) => isKafkaMapping(node.type, telling(node)))
        .map((node) => factsOf(world, node));
}

function telling({ inputs, outputs }: Node): Readonly<Record<string, unknown>> {
    return Object.fromEntries(TELLING.map((property) => [property, (inputs ?? outputs)(property)]));
}

function factsOf(world: World, node: Node): MappingFacts {
    const called = functionOf(world, node);
    return {
        node,
        title: titleOf(node),
        source: setting(node, "selfManagedEventSource") === undefined ? "msk" : "selfManaged",
        place: world.placeOf(node),
        ...(called === undefined ? {} : { function: called }),
        role: roleOf(world, node),
        destination: destinationOf(world, node),
    };
}
