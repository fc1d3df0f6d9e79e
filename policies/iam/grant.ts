import type { Asked } from "./applied";
import { plainly, type Judgement } from "./judgement";
import { matches } from "./match";
import { patternOf } from "./pattern";
import type { KeyGrant } from "./question";
import { and, causesOf, FALSE, some, TRUE, UNKNOWN, unnoted, type Note, type Truth } from "./truth";
import { unsupported } from "./unknown";

/**
 * Whether a grant of the key lets the role do what is asked; a grant works beside the policies.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantedBy(asked: Asked, grants: readonly KeyGrant[]): Judgement {
    if (asked.service !== "kms") return plainly(FALSE);
    return {
        value: some(grants, (grant) => covers(grant, asked, unnoted)),
        by: () =>
            grants
                .filter((grant) => covers(grant, asked, unnoted) === TRUE)
                .map((grant) => ({
                    policy: "grant of the key",
                    ...(grant.urn === undefined ? {} : { urn: grant.urn }),
                    statement: asked.question.action.slice("kms:".length),
                })),
        lacks: () => [],
        causes: () => grants.flatMap((grant) => causesOf((note) => covers(grant, asked, note))),
    };
}

function covers(grant: KeyGrant, asked: Asked, note: Note): Truth {
    const operation = patternOf(asked.question.action.slice("kms:".length), "literal", true);
    const listed = some(grant.operations, (text) =>
        matches(patternOf(text, "literal", true), operation, note),
    );
    const grantee = patternOf(grant.grantee, "literal");
    const truth = and(listed, matches(grantee, asked.identity().role, note));
    if (truth !== TRUE || !grant.constrained) return truth;
    note(unsupported("the constraints of a grant of the key"));
    return UNKNOWN;
}
