import type { Difference, Wire, WireObject } from "../model";
import { comparablePolicy } from "./policyText";
import type { TypeRow } from "./row";
import type { TypeSchema } from "./schema";
import { canonical, DEFAULTS, withoutDefaults, withoutNulls } from "./wire";
import { isList, isUnknown, reveal } from "../values";

/** Properties that hold JSON, compared by what it says. */
const DOCUMENTS: ReadonlySet<string> = new Set([
    "assumeRolePolicy",
    "deliveryPolicy",
    "filterPolicy",
    "policy",
    "redriveAllowPolicy",
    "redrivePolicy",
    "resourcePolicy",
]);

/** The changes between two sets of checked inputs. */
export function differenceOf(
    row: TypeRow | undefined,
    schema: TypeSchema,
    olds: WireObject,
    news: WireObject,
): Difference {
    const before = withoutNulls(olds);
    const after = withoutNulls(news);
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    names.delete(DEFAULTS);
    const changed = [...names].toSorted().filter((name) => {
        const value = after[name];
        if (value === undefined) return !staysWithout(row, schema, name);
        const old = before[name];
        return old === undefined || !areEqual(row, name, old, value);
    });
    return { changed, replaced: changed.filter((name) => row?.replaces.includes(name) === true) };
}

/** What the provider computes it does not take away. */
function staysWithout(row: TypeRow | undefined, schema: TypeSchema, name: string): boolean {
    return schema.computed.includes(name) || row?.keeps?.includes(name) === true;
}

function areEqual(row: TypeRow | undefined, name: string, old: Wire, value: Wire): boolean {
    if (isUnknown(old) || isUnknown(value)) return false;
    return comparable(row, name, old) === comparable(row, name, value);
}

/** A text that is the same for values between which the provider sees no difference. */
function comparable(row: TypeRow | undefined, name: string, value: Wire): string {
    const plain = withoutDefaults(reveal(value));
    const form = row?.compares?.[name];
    const shown = form === undefined ? plain : form(plain);
    if (DOCUMENTS.has(name)) return canonical(comparablePolicy(shown));
    return row?.sets?.includes(name) === true && isList(shown)
        ? shown.map(canonical).toSorted().join()
        : canonical(shown);
}
