/** One thing that is wrong with a document. */
export interface Problem {
    /** Where: `KafkaBatchInfo.recordsInfo["orders-0"].firstRecordOffset`; `""` is the whole document. */
    readonly path: string;
    /** What, as the rest of a sentence that begins with the path: `is missing`, `must be a string`. */
    readonly reason: string;
}

/** Reports whether a value from outside is a T; if not, what is wrong has been added to the problems. */
export type Check<T> = (value: unknown, path: string, problems: Problem[]) => value is T;

/** What `accept` accepts. */
export function only<T>(must: string, accept: (value: unknown) => value is T): Check<T> {
    return (value, path, problems): value is T =>
        accept(value) || report(problems, path, value === undefined ? "is missing" : must);
}

/** A T or nothing: absent or null, for AWS writes either. */
export function optional<T>(check: Check<T>): Check<T | null> {
    return (value, path, problems): value is T | null =>
        value === undefined || value === null || check(value, path, problems);
}

/** A T for which more holds than its type says; `holds` reports what does not. */
export function refined<T>(
    check: Check<T>,
    holds: (value: T, path: string, problems: Problem[]) => boolean,
): Check<T> {
    return (value, path, problems): value is T =>
        check(value, path, problems) && holds(value, path, problems);
}

/** Nothing: absent or null. */
export function absent(must: string): Check<never> {
    return only(must, (value): value is never => value === undefined || value === null);
}

/** An object with these fields; it may have more. */
export function objectOf<T extends object>(fields: {
    readonly [Name in keyof T]-?: Check<T[Name]>;
}): Check<T> {
    const checks = Object.entries<Check<unknown>>(fields);
    return (value, path, problems): value is T =>
        object(value, path, problems) &&
        all(checks, ([name, check]) => check(fieldOf(value, name), pathTo(path, name), problems));
}

/** An object of Ts by keys that are not known beforehand. */
export function mapOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
    return (value, path, problems): value is Readonly<Record<string, T>> =>
        object(value, path, problems) &&
        all(Object.entries(value), ([key, item]) => check(item, pathTo(path, key), problems));
}

/** A list of Ts. */
export function listOf<T>(check: Check<T>): Check<readonly T[]> {
    return (value, path, problems): value is readonly T[] =>
        list(value, path, problems) &&
        all([...value.entries()], ([index, item]) => check(item, `${path}[${index}]`, problems));
}

/** Any object that is not a list. */
export const object = only("must be an object", isObject);

/** Any text. */
export const text = textThat("must be a string", () => true);

/** A text that `accept` accepts. */
export function textThat(must: string, accept: (text: string) => boolean): Check<string> {
    return only(must, (value): value is string => typeof value === "string" && accept(value));
}

/** A whole number from 0 that a double holds exactly. */
export const natural = only("must be a whole number from 0 to 2^53 - 1", isNatural);

/** An ISO 8601 time, as text. */
export const time = textThat(
    "must be a time such as 2019-11-14T00:38:06.021Z",
    (value) => /^\d{4}-\d\d-\d\dT/.test(value) && Date.parse(value) > -Infinity,
);

/** Adds a problem, unless there are fifty, and is false. */
export function report(problems: Problem[], path: string, reason: string): false {
    if (problems.length < 50) problems.push({ path, reason });
    return false;
}

/** True of an object that is not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True of a whole number that a double holds exactly. */
export function isInteger(value: unknown): value is number {
    return Number.isSafeInteger(value);
}

/** True of a whole number from 0 that a double holds exactly. */
export function isNatural(value: unknown): value is number {
    return isInteger(value) && value >= 0;
}

/** A field of the object's own; undefined where there is none. */
export function fieldOf(value: unknown, name: string): unknown {
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The path of a member of what is at `path`. */
export function pathTo(path: string, key: string): string {
    // A topic has at most 249 characters and a partition 10; what is longer is cut, being hostile.
    if (!/^[A-Za-z_]\w{0,39}$/.test(key)) return `${path}[${JSON.stringify(key.slice(0, 300))}]`;
    return path === "" ? key : `${path}.${key}`;
}

const list = only("must be a list", (value): value is readonly unknown[] => Array.isArray(value));

/** `every` that does not stop at the first, so that all problems are reported. */
export function all<T>(items: readonly T[], holds: (item: T) => boolean): boolean {
    return items.filter(holds).length === items.length;
}
