import { BlockList, isIP } from "node:net";
import { matches } from "./match";
import type { Comparison } from "./operator";
import type { Pattern } from "./pattern";
import { arnMatches } from "./arnMatch";
import { certain, FALSE, TRUE, UNKNOWN, type Note, type Truth } from "./truth";
import { showText, unsupported } from "./unknown";

/** The value of the request: a text, or a moment not before the one given. */
export type Given =
    | { readonly kind: "text"; readonly text: Pattern }
    | { readonly kind: "moment"; readonly notBefore: number | undefined; readonly text: Pattern };

/** Compares a value of the request with one of the policy, as a condition without negation does. */
export function compare(comparison: Comparison, wanted: Pattern, given: Given, note: Note): Truth {
    switch (comparison) {
        case "StringEquals":
        case "StringEqualsIgnoreCase":
        case "StringLike":
        case "Bool":
        case "BinaryEquals":
        case "Null":
            return matches(wanted, given.text, note);
        case "Arn":
            return arnMatches(wanted, given.text, note);
        case "IpAddress":
            return inRange(wanted, given.text, note);
        case "NumericEquals":
        case "NumericLessThan":
        case "NumericLessThanEquals":
        case "NumericGreaterThan":
        case "NumericGreaterThanEquals":
            return ordered(comparison, rangeOf(given.text, numberOf), given, wanted, note);
        case "DateEquals":
        case "DateLessThan":
        case "DateLessThanEquals":
        case "DateGreaterThan":
        case "DateGreaterThanEquals":
            return ordered(comparison, momentOf(given), given, wanted, note);
    }
}

/** From and to, both included. */
type Range = readonly [number, number];

/** Whether the order holds for all moments or numbers that the value may be, or for none. */
function ordered(
    comparison: Comparison,
    range: Range | undefined,
    given: Given,
    wanted: Pattern,
    note: Note,
): Truth {
    const bound = comparison.startsWith("Date") ? dateOf(wanted) : numberOf(wanted);
    if (range !== undefined && bound !== undefined) {
        const truth = within(comparison, range, bound);
        if (truth !== UNKNOWN) return truth;
    }
    const causes = [...wanted.causes, ...given.text.causes];
    if (causes.length === 0) causes.push(unsupported(`the value "${showText(wanted.text)}"`));
    for (const cause of causes) note(cause);
    return UNKNOWN;
}

function within(comparison: Comparison, [low, high]: Range, bound: number): Truth {
    const order = comparison.replace("Numeric", "").replace("Date", "");
    if (order === "Equals") {
        if (low === bound && high === bound) return TRUE;
        return low > bound || high < bound ? FALSE : UNKNOWN;
    }
    const less = order.startsWith("Less");
    const [holds, fails] = order.endsWith("Equals")
        ? less
            ? [high <= bound, low > bound]
            : [low >= bound, high < bound]
        : less
          ? [high < bound, low >= bound]
          : [low > bound, high <= bound];
    if (holds) return TRUE;
    return fails ? FALSE : UNKNOWN;
}

function rangeOf(text: Pattern, read: (text: Pattern) => number | undefined): Range | undefined {
    const value = read(text);
    return value === undefined ? undefined : [value, value];
}

function momentOf(given: Given): Range | undefined {
    if (given.kind === "text") return rangeOf(given.text, dateOf);
    return given.notBefore === undefined ? undefined : [given.notBefore, Infinity];
}

function numberOf({ plain }: Pattern): number | undefined {
    return plain !== undefined && /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A date of ISO 8601, or seconds since 1970. */
function dateOf({ plain }: Pattern): number | undefined {
    if (plain === undefined) return undefined;
    if (/^\d+$/.test(plain)) return plain.length <= 4 ? undefined : Number(plain) * 1000;
    if (!/^\d{4}-\d{2}-\d{2}/.test(plain)) return undefined;
    const moment = Date.parse(plain);
    return Number.isNaN(moment) ? undefined : moment;
}

/** "If you specify an IP address without the associated routing prefix, IAM uses the default prefix value of /32". */
function inRange(wanted: Pattern, given: Pattern, note: Note): Truth {
    const [network = "", prefix] = (wanted.plain ?? "").split("/");
    const family = isIP(network);
    const asked = isIP(given.plain ?? "");
    const bits = Number(prefix ?? 32);
    // What /32 is to an address of version 6 without a prefix, nobody wants.
    const valid =
        /^\d{1,3}$/.test(prefix ?? "32") &&
        bits <= (family === 6 ? 128 : 32) &&
        !(family === 6 && prefix === undefined);
    if (family === 0 || asked === 0 || !valid) {
        for (const cause of [...wanted.causes, ...given.causes]) note(cause);
        note(unsupported(`the address range "${showText(wanted.text)}"`));
        return UNKNOWN;
    }
    if (family !== asked) return FALSE;
    const list = new BlockList();
    list.addSubnet(network, bits, family === 6 ? "ipv6" : "ipv4");
    return certain(list.check(given.plain ?? "", family === 6 ? "ipv6" : "ipv4"));
}
