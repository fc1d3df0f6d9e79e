import type { Outputs } from "../../../preview";

/** The kinds of destination that AWS keeps. */
export type Kind = "sqs" | "sns" | "s3";

/** Where destination and key come from. */
export type Origin =
    /** Created by the component, encrypted by the service. */
    | "created, AWS's encryption"
    /** Created by the component, with a key of its own. */
    | "created, created key"
    | "created, key of the program"
    | "created, key outside the stack"
    | "created, key of another account"
    /** Made by hand in the same program and handed in. */
    | "of the program, no key"
    | "of the program, AWS's key"
    | "of the program, key of the program"
    | "outside the stack, no key stated"
    | "outside the stack, key stated"
    | "of another account, no key stated"
    | "of another account, key of that account";

/** How the execution role is handed in. */
export type RoleBy = "role" | "roleArn";

export interface Case {
    readonly name: string;
    readonly kind: Kind;
    readonly origin: Origin;
    readonly by: RoleBy;
    readonly provisioned: boolean;
    /** The rules that must be told as unverified, and nothing else; a mandatory finding is never right here. */
    readonly unverified: Readonly<Record<Outputs, readonly string[]>>;
}

/** What lies outside the stack of a case, by the rules that cannot be verified for it. */
interface Outside {
    /** Where destination or key are outside. */
    readonly always?: (action: string, kind: Kind) => readonly string[];
    /** What a first preview hides. */
    readonly preview?: readonly string[];
    /** Where the role is outside, and the policy of the key does not trust it directly: what its policies say to the key. */
    readonly onKey?: readonly string[];
}

/** The rule of the first action on the destination: what is hidden by one cause is told once. */
const ACTION: Readonly<Record<Kind, string>> = { sqs: "KOF-010", sns: "KOF-011", s3: "KOF-012" };

const OUTSIDE: Readonly<Record<Origin, Outside>> = {
    "created, AWS's encryption": {},
    // Its policy trusts the role, wherever that is.
    "created, created key": {},
    // Its ARN is unknown in a first preview, and with it the document that names it: only that one.
    "created, key of the program": { preview: ["KOF-030"], onKey: ["KOF-030"] },
    // Nobody sees whether the key's policy delegates to IAM.
    "created, key outside the stack": { always: () => ["KOF-030"] },
    "created, key of another account": { always: () => ["KOF-031"] },
    "of the program, no key": {},
    "of the program, AWS's key": {},
    "of the program, key of the program": { preview: ["KOF-030"], onKey: ["KOF-030"] },
    // Nobody sees its encryption; nor, of a bucket, whose it is.
    "outside the stack, no key stated": {
        always: (action, kind) => [...(kind === "s3" ? [action] : []), "KOF-008"],
    },
    "outside the stack, key stated": {
        always: (action, kind) => [...(kind === "s3" ? [action] : []), "KOF-030"],
    },
    // Neither does anybody see the policy that must let the role in.
    "of another account, no key stated": { always: (action) => [action, "KOF-008"] },
    "of another account, key of that account": { always: (action) => [action, "KOF-031"] },
};

const ORIGINS: readonly Origin[] = [
    "created, AWS's encryption",
    "created, created key",
    "created, key of the program",
    "created, key outside the stack",
    "created, key of another account",
    "of the program, no key",
    "of the program, AWS's key",
    "of the program, key of the program",
    "outside the stack, no key stated",
    "outside the stack, key stated",
    "of another account, no key stated",
    "of another account, key of that account",
];

/** Origins whose documents a first preview must know: the destination is created, and so is the key, if there is one. */
export const ALL_KNOWN: readonly Origin[] = [
    "created, AWS's encryption",
    "created, created key",
    "created, key outside the stack",
    "created, key of another account",
];

const KINDS: readonly Kind[] = ["sqs", "sns", "s3"];

/** Every kind, origin and role; and what is created in provisioned mode too. */
export const CASES: readonly Case[] = KINDS.flatMap((kind) =>
    ORIGINS.flatMap((origin) => [
        caseOf(kind, origin, "role", false),
        caseOf(kind, origin, "roleArn", false),
        ...(ALL_KNOWN.includes(origin) ? [caseOf(kind, origin, "role", true)] : []),
    ]),
);

function caseOf(kind: Kind, origin: Origin, by: RoleBy, provisioned: boolean): Case {
    const { always, preview = [], onKey = [] } = OUTSIDE[origin];
    const action = ACTION[kind];
    const outside = always?.(action, kind) ?? [];
    const mode = provisioned ? ", in provisioned mode" : "";
    const name = `${kind}, ${origin}, by ${by}${mode}`;
    // Of a role outside the stack nobody sees what it may do to the destination, and whether it may read the secret.
    const ofRole = [...new Set([action, ...outside, ...onKey, "KOF-072"])];
    return {
        ...{ name, kind, origin, by, provisioned },
        unverified:
            by === "roleArn"
                ? { unknown: ofRole, predicted: ofRole }
                : { unknown: [...outside, ...preview], predicted: outside },
    };
}
