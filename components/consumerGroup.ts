import { createHash } from "node:crypto";
import { CONSUMER_GROUP } from "./source/limits";

const HASH_LENGTH = 12;

/** What makes a component unique among all others. */
export interface Identity {
    readonly project: string;
    readonly stack: string;
    /** The types of the components it is in, as its URN has them, `a:b:C$d:e:F`; empty at the top of the program. */
    readonly parents: string;
    readonly name: string;
}

/**
 * The consumer group of a mapping that names none: always the same for the same program, so that a replaced mapping
 * goes on where the old one stopped. What had to be cut or changed, or is in other components and so may share its name,
 * is told apart by a hash of the whole. Only names that hold the separator can still meet: project a-b, stack c and
 * project a, stack b-c.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-consumer-group-id.html
 */
export function consumerGroupOf({ project, stack, parents, name }: Identity): string {
    const whole = `${project}-${stack}-${name}`;
    const clean = whole.replace(CONSUMER_GROUP.stranger, "-");
    if (parents === "" && clean === whole && whole.length <= CONSUMER_GROUP.length) return whole;
    const hash = createHash("sha256").update(`${parents}${whole}`).digest("hex");
    return `${clean.slice(0, CONSUMER_GROUP.length - HASH_LENGTH - 1)}-${hash.slice(0, HASH_LENGTH)}`;
}

/** The parents in a component's URN, `urn:pulumi:stack::project::parents$type::name`. */
export function parentsIn(urn: string): string {
    const types = (urn.split("::")[2] ?? "").split("$").slice(0, -1);
    // The engine leaves the stack itself out, mocks do not.
    return types.filter((type) => type !== "pulumi:pulumi:Stack").join("$");
}
