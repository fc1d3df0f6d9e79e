import type { Unknown } from "./unknown";

/** A statement that decided something. */
export interface Deciding {
    /** The policy's name, as in {@link PolicyText}. */
    readonly policy: string;
    readonly urn?: string;
    /** The statement's `Sid`, or its place, `Statement[2]`. */
    readonly statement: string;
}

/** A side on which an Allow is missing. */
export type Side =
    /** The role's own policies. */
    | "identity"
    /** The role's permissions boundary. */
    | "boundary"
    /** The queue's, topic's, bucket's or key's policy. */
    | "resource";

/** Something that is not there, with the nearest miss, if one statement came close. */
export interface Lack {
    readonly side: Side;
    /** A full clause: `no statement allows sqs:SendMessage`, `statement "Send" allows it on arn:… only`. */
    readonly reason: string;
    readonly nearest?: Deciding;
}

/** What the policies say to a {@link Question}. */
export type Verdict =
    | {
          readonly kind: "allowed";
          readonly by: readonly Deciding[];
          readonly assumptions: readonly string[];
      }
    | {
          readonly kind: "denied";
          readonly by: readonly Deciding[];
          readonly assumptions: readonly string[];
      }
    | {
          readonly kind: "missing";
          readonly lacks: readonly Lack[];
          readonly assumptions: readonly string[];
      }
    | {
          readonly kind: "unknown";
          /** Everything that would have to be known; never empty. */
          readonly causes: readonly Unknown[];
          /**
           * Statements that allow it on a part of what is asked for only, as on some keys of a bucket where nobody knows
           * which keys Lambda writes; absent when there are none.
           */
          readonly partly?: readonly Deciding[];
          readonly assumptions: readonly string[];
      };
