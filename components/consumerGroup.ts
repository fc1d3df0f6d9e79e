import { createHash } from "node:crypto";

/** "ConsumerGroupId": 1 to 200 characters. */
const MAX_LENGTH = 200;
const HASH_LENGTH = 12;

/**
 * The consumer group of a mapping that names none: always the same for the same program, so that a replaced mapping
 * goes on where the old one stopped. What had to be cut or changed is told apart by a hash of the whole.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-consumer-group-id.html
 */
export function consumerGroupOf(project: string, stack: string, name: string): string {
    const whole = `${project}-${stack}-${name}`;
    const clean = whole.replace(/[^a-zA-Z0-9\-/*:_+=.@ ]/g, "-");
    if (clean === whole && whole.length <= MAX_LENGTH) return whole;
    const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_LENGTH);
    return `${clean.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}-${hash}`;
}
