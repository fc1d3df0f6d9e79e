import { createHash } from "node:crypto";
import type { Wire } from "../model";
import { isList, isObject } from "../values";

/** The shapes of the ids that AWS makes up. */
export type Form =
    /** `1234abcd-12ab-34cd-56ef-1234567890ab`, as mappings and keys have. */
    | "uuid"
    /** The id of a multi-Region key behind its `mrk-`. */
    | "hex32"
    /** The id of a resource of EC2 behind its prefix. */
    | "hex17"
    /** The unique id of an identity behind its prefix, `AROA` for a role. */
    | "unique"
    /** What Secrets Manager adds to a secret's name. */
    | "secretSuffix";

/** Eight zeros: an id of AWS begins so once in four thousand million times. */
const MARK = "00000000";
/** The short suffix of a secret has room for three only. */
const SHORT_MARK = "000";

const MADE_UP: readonly RegExp[] = [
    /(?<![0-9a-f])00000000-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-f])/,
    // Always behind a prefix: by itself it is a number of the program's.
    /(?<=[A-Za-z_.-])00000000[0-9a-f]{9}(?![0-9a-f])/,
    /(?<![0-9a-f])00000000[0-9a-f]{24}(?![0-9a-f])/,
    /(?<![A-Z])A[A-Z]{3}00000000[A-Z0-9]{9}(?![A-Z0-9])/,
    // At the end of the name: a secret's own name may have zeros, too.
    /:secret:[^\s":]*-000[0-9a-f]{3}(?![\w/+=@-]|\.\w)/,
];

/**
 * An id of the form that AWS makes up, always the same for the same resource, and recognisable.
 * `about` is the resource's URN and what the id is for.
 */
export function makeUp(form: Form, about: string): string {
    const hex = createHash("sha256").update(about).digest("hex");
    switch (form) {
        case "uuid":
            return `${MARK}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
        case "hex32":
            return `${MARK}${hex.slice(0, 24)}`;
        case "hex17":
            return `${MARK}${hex.slice(0, 9)}`;
        case "unique":
            return `${MARK}${hex.slice(0, 9).toUpperCase()}`;
        case "secretSuffix":
            return `${SHORT_MARK}${hex.slice(0, 3)}`;
    }
}

/** Whether a value has an id in it that the model made up: AWS will answer another one. */
export function isMadeUp(value: Wire): boolean {
    if (typeof value === "string") return MADE_UP.some((pattern) => pattern.test(value));
    if (isList(value)) return value.some(isMadeUp);
    return isObject(value) && Object.values(value).some(isMadeUp);
}
