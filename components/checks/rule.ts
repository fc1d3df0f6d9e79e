import { isWithin, type Range } from "../source/limits";
import { isResource, UNKNOWN, type View, type ViewObject } from "./view";

/** Looks up another argument by its path; `undefined` when it was left out. */
export type Read = (path: string) => View;

/** Judges one argument: the reason why it is wrong, or `undefined`. An unknown value is never wrong. */
export type Rule = (value: View, read: Read) => string | undefined;

/** One argument, and what is asked of it. */
export interface Row {
    /** `a.b`, or `a[]` for every item of a list. */
    readonly path: string;
    readonly rules: readonly Rule[];
}

/** The argument must be there. */
export const required: Rule = (value) => (value === undefined ? "is required" : undefined);

/** A string for which the judge has no reason to refuse. */
export function text(judge: (value: string) => string | undefined = () => undefined): Rule {
    return known((value) => {
        if (typeof value !== "string") return "must be a string";
        return value === "" ? "must not be empty" : judge(value);
    });
}

/** A string of a given form. */
export function matches(form: RegExp, reason: string): Rule {
    return text((value) => (form.test(value) ? undefined : reason));
}

/** A whole number within bounds. */
export function integer(from: number, to: number, unit: string): Rule {
    return within({ from, to, unit, special: [] });
}

/** A whole number of a range, or one of the numbers that AWS gives a meaning of their own. */
export function within(limits: Range): Rule {
    const { from, to, unit, special } = limits;
    const range = `must be a whole number from ${from} to ${to} ${unit}`;
    const reason = special.length === 0 ? range : `${range}, or ${special.join(", ")}`;
    return known((value) =>
        typeof value === "number" && isWithin(limits, value) ? undefined : reason,
    );
}

/** True or false. */
export const flag: Rule = known((value) =>
    typeof value === "boolean" ? undefined : "must be true or false",
);

/** One value of an enumeration. */
export function oneOf(values: Readonly<Record<string, string>>): Rule {
    const names = Object.values(values);
    return known((value) =>
        typeof value === "string" && names.includes(value)
            ? undefined
            : `must be one of ${names.join(", ")}`,
    );
}

/** A list with as many items as AWS takes. */
export function list(from: number, to: number, noun: string): Rule {
    const reason = `must be a list of ${from} to ${to} ${noun}`;
    return known((value) =>
        isList(value) && value.length >= from && value.length <= to ? undefined : reason,
    );
}

/**
 * An argument that decides what is created, and so cannot be waited for. At first every Output is unknown; as an object
 * it would be true, and have every property.
 */
export const plain: Rule = (value) => (value === UNKNOWN ? PLAIN : undefined);

/** How an Output is refused that decides what is created. */
export const PLAIN = "must be a plain value, not an Output";

/** A group of arguments. */
export const group: Rule = (value, read) =>
    plain(value, read) ??
    (value === undefined || isObject(value) ? undefined : "must be an object");

/** A resource of the program, of a type such as `aws.iam.Role`. */
export function resource(type: string, instead: string): Rule {
    return (value) => {
        if (value === undefined) return undefined;
        const found = isResource(value) ? value.type : "its ARN and not an Output";
        return typeIn(found) === type
            ? undefined
            : `must be an ${type}, not ${found}; for an ARN use ${instead}`;
    };
}

/** The type in a token such as `aws:iam/role:Role`; a BucketV2 is the same resource by the name that it once had. */
function typeIn(token: string): string {
    return token.replace(/\/\w+:|:/g, ".").replace(/V2$/, "");
}

/** Exactly one of the arguments is there; unknown ones count as there. */
export function exactlyOneOf(names: readonly string[]): Rule {
    return known((value) => {
        if (!isObject(value)) return undefined;
        return oneOfThese(names, (name) => value[name]);
    });
}

/** Exactly one of these arguments of the component is there, whichever of them the rule stands at. */
export function oneOfAll(names: readonly string[]): Rule {
    return (_, read) => oneOfThese(names, read);
}

function oneOfThese(names: readonly string[], read: Read): string | undefined {
    const present = names.filter((name) => read(name) !== undefined);
    if (present.length === 1) return undefined;
    const found = present.length === 0 ? "none is set" : `${present.join(" and ")} are set`;
    return `set exactly one of ${names.join(", ")}; ${found}`;
}

/** The argument is of no use while another is left out. */
export function onlyWith(path: string, reason: string): Rule {
    return (value, read) => (value !== undefined && read(path) === undefined ? reason : undefined);
}

/** The argument is of no use while another is there. */
export function notWith(path: string, reason: string): Rule {
    return (value, read) => (value !== undefined && read(path) !== undefined ? reason : undefined);
}

/** Exactly one of this argument and another one is there. */
export function eitherOr(name: string, other: string): Rule {
    return (value, read) =>
        (value !== undefined) === (read(other) !== undefined)
            ? `set exactly one of ${name} and ${other}`
            : undefined;
}

/** A rule about a value that is there and known. */
export function known(judge: (value: View, read: Read) => string | undefined): Rule {
    return (value, read) =>
        value === undefined || value === UNKNOWN ? undefined : judge(value, read);
}

/** Whether what is seen is a group of arguments: neither a list nor a resource. */
export function isObject(value: View): value is ViewObject {
    return typeof value === "object" && !isList(value) && !isResource(value);
}

/** Whether what is seen is a list. */
export function isList(value: View): value is readonly View[] {
    return Array.isArray(value);
}
