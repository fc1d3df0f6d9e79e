import type { Asked } from "./applied";
import { plainly, type Judgement } from "./judgement";
import { unreadableOf, type Policy } from "./policy";
import { reachOf } from "./principal";
import type { Evidence } from "./question";
import type { Statement } from "./statement";
import { and, certain, FALSE, not, some, TRUE, UNKNOWN, unnoted, type Truth } from "./truth";
import type { Unknown } from "./unknown";

/**
 * Whether the bucket serves other accounts: "Setting this option to TRUE restricts access to … a bucket with a public
 * policy to only AWS service principals and authorized users within the bucket owner's account". A policy that names
 * everyone is public unless its conditions fix who that is.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function servesOtherAccounts(
    asked: Asked,
    { restrictPublicBuckets }: Evidence,
    policies: readonly Policy[],
): Judgement {
    if (asked.service !== "s3") return plainly(TRUE);
    const restricted =
        restrictPublicBuckets === undefined ? UNKNOWN : certain(restrictPublicBuckets);
    const value = not(
        and(
            restricted,
            some(policies, (policy) => isPublic(policy, asked)),
        ),
    );
    return { ...plainly(value), causes: () => [SETTING] };
}

const SETTING: Unknown = {
    kind: "unknown",
    why: "external",
    what: "whether the bucket's policy counts as public, and its setting restrictPublicBuckets",
};

function isPublic(policy: Policy, asked: Asked): Truth {
    if (unreadableOf(policy) !== undefined) return UNKNOWN;
    const { document } = policy;
    const statements = document.kind === "document" ? document.statements : [];
    return some(statements, (statement) => namesEveryone(statement, asked));
}

function namesEveryone({ effect, principal, conditions }: Statement, asked: Asked): Truth {
    if (effect === "Deny" || principal === undefined) return FALSE;
    const everyone = principal.negated ? TRUE : reachOf(principal, asked, unnoted).star;
    return and(everyone, effect === "Allow" && conditions.length === 0 ? TRUE : UNKNOWN);
}
