import { serviceOf } from "./action";
import type { Asked } from "./applied";
import { nearestMiss, type Reached } from "./miss";
import type { Policy } from "./policy";
import type { Lack, Side } from "./verdict";

/** What the role's policies, or its boundary, lack. */
export function identityLack(
    side: "identity" | "boundary",
    policies: readonly Policy[],
    asked: Asked,
): Lack {
    const { action } = asked.question;
    const [policy] = policies;
    if (policy === undefined) return { side, reason: "the role has no policy" };
    const whose = side === "boundary" ? policy.name : "the role's policies";
    return lackOf(side, policies, asked, undefined, `no statement in ${whose} allows ${action}`);
}

/** What the policy of the resource lacks; `reached` tells whom a statement means. */
export function resourceLack(policies: readonly Policy[], asked: Asked, reached: Reached): Lack {
    const { action } = asked.question;
    const [policy] = policies;
    const noun = NOUNS[serviceOf(action)] ?? "resource";
    if (policy === undefined) return { side: "resource", reason: `the ${noun} has no policy` };
    const neither =
        serviceOf(action) === "kms"
            ? `${policy.name} neither names the role for ${action} nor leaves it to the policies of the role's account`
            : `${policy.name} allows ${action} neither to the role nor to its account`;
    return lackOf("resource", policies, asked, reached, neither);
}

const NOUNS: Readonly<Record<string, string>> = {
    sqs: "queue",
    sns: "topic",
    s3: "bucket",
    kms: "key",
    secretsmanager: "secret",
};

function lackOf(
    side: Side,
    policies: readonly Policy[],
    asked: Asked,
    reached: Reached,
    otherwise: string,
): Lack {
    const miss = nearestMiss(policies, asked, reached);
    return miss === undefined ? { side, reason: otherwise } : { side, ...miss };
}
