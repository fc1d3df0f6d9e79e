import * as pulumi from "@pulumi/pulumi";
import { isList, isObject, PLAIN, type Read, type Row } from "./rule";
import { isResource, settledViewOf, UNKNOWN, viewOf, type View } from "./view";

/** One mistake in the arguments. */
export interface Mistake {
    readonly propertyPath: string;
    readonly reason: string;
}

/**
 * Judges the arguments of a component, all of them at once. What is known now is judged now: mistakes in it are
 * thrown. The promise judges the outputs among them when they have settled; it rejects with the mistakes in those
 * that are known, and with those that no row can find, so whatever is created has to wait for it.
 * @throws pulumi.InputPropertiesError
 */
export function check(
    component: string,
    rows: readonly Row[],
    args: unknown,
    more: () => Promise<readonly Mistake[]> = () => Promise.resolve([]),
): Promise<void> {
    const now = viewOf(args);
    if (now === UNKNOWN) refuse(component, [{ propertyPath: "args", reason: PLAIN }]);
    // What is not an object has no argument: every one that is required is missed.
    const named = isObject(now) ? now : {};
    refuse(component, mistakesIn(named, rows));
    return Promise.all([settledViewOf(args), more()]).then(([view, others]) => {
        refuse(component, [...mistakesIn(view, rows), ...others]);
    });
}

/** Every mistake, in the order of the rows; arguments that no row knows come last. */
export function mistakesIn(view: View, rows: readonly Row[]): readonly Mistake[] {
    const read: Read = (path) => at(view, path);
    const judged = rows.flatMap((row) =>
        places(view, row.path).flatMap(({ path, value }) =>
            row.rules
                .map((rule) => rule(value, read))
                .filter((reason) => reason !== undefined)
                .slice(0, 1)
                .map((reason) => ({ propertyPath: path, reason })),
        ),
    );
    return [...judged, ...strangers(view, "", new Set(rows.map((row) => row.path)))];
}

function refuse(component: string, mistakes: readonly Mistake[]): void {
    if (mistakes.length === 0) return;
    const lines = mistakes.map(({ propertyPath, reason }) => `  ${propertyPath}: ${reason}`);
    throw new pulumi.InputPropertiesError({
        message: [`${component}: ${count(mistakes.length)}`, ...lines].join("\n"),
        errors: [...mistakes],
    });
}

function count(mistakes: number): string {
    return mistakes === 1 ? "1 invalid argument" : `${mistakes} invalid arguments`;
}

/** The values that a row's path names: one, or one for each item of a list; none where its parent was left out. */
function places(view: View, path: string): readonly { path: string; value: View }[] {
    const [head = "", ...rest] = path.split("[]");
    const value = at(view, head);
    if (rest.length === 0) return parentIsThere(view, head) ? [{ path: head, value }] : [];
    if (!isList(value)) return [];
    return value.flatMap((item, index) => {
        const tail = rest.join("[]").replace(/^\./, "");
        if (tail === "") return [{ path: `${head}[${index}]`, value: item }];
        return places(item, tail).map((place) => ({
            path: `${head}[${index}].${place.path}`,
            value: place.value,
        }));
    });
}

function at(view: View, path: string): View {
    return path.split(".").reduce<View>((parent, name) => {
        if (parent === UNKNOWN || isResource(parent)) return UNKNOWN;
        return isObject(parent) ? parent[name] : undefined;
    }, view);
}

function parentIsThere(view: View, path: string): boolean {
    const dot = path.lastIndexOf(".");
    return dot < 0 ? isObject(view) : isObject(at(view, path.slice(0, dot)));
}

/** A misspelt argument would silently be none, outside TypeScript at least. */
function strangers(view: View, path: string, known: ReadonlySet<string>): readonly Mistake[] {
    if (isList(view)) {
        return view.flatMap((item, index) => strangers(item, `${path}[${index}]`, known));
    }
    if (!isObject(view)) return [];
    const names = Object.keys(view).filter((name) => view[name] !== undefined);
    return names.flatMap((name) => {
        const inner = path === "" ? name : `${path}.${name}`;
        const form = inner.replace(/\[\d+\]/g, "[]");
        if (known.has(`${form}.*`)) return [];
        if (!known.has(form)) return [{ propertyPath: inner, reason: "is not a known argument" }];
        return strangers(view[name], inner, known);
    });
}
