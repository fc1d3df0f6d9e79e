import type { Wire } from "../model";
import { mapTexts } from "./envelopes";
import { mapObject } from "../values";
import type { LogLine, PreviewedResource } from "./result";

/** A number, instead of each placeholder, that the account may turn out to be. */
export type Assumption = ReadonlyMap<string, string>;

/** More assumptions than these are not tried: each takes a process of the pack, a second or two and some 150 MB. */
const TRIED = 16;

/** An account where a text can compare one: by itself, or as a part of an ARN or a URL. */
const ACCOUNT = /(?<![\dA-Za-z])\d{12}(?![\dA-Za-z])/g;

/**
 * Everything that the unknown accounts may be as far as the resources can tell: an account that the program names, the
 * account of another provider, or none of these. The last comes first; it stands for every account not named. Where the
 * combinations are too many, one placeholder at a time is replaced.
 */
export function assumptions(
    resources: readonly PreviewedResource[],
    placeholders: readonly string[],
): readonly Assumption[] {
    const named = [...accountsIn(resources)].filter((account) => !placeholders.includes(account));
    const used = placeholders.filter((placeholder) => accountsIn(resources).has(placeholder));
    const choices = used.map((placeholder, at) => [placeholder, ...named, ...used.slice(0, at)]);
    const count = choices.reduce((product, { length }) => product * length, 1);
    return count <= TRIED ? allOf(used, choices) : oneAtATime(used, choices);
}

/** The first of the assumptions, as many as are tried; tells of how many accounts nothing is said. */
export function tried(
    all: readonly Assumption[],
    tell: (line: LogLine) => void,
): readonly Assumption[] {
    const further = new Set(all.slice(TRIED).flatMap(accountsPut));
    if (further.size > 0) {
        tell({
            severity: "warning",
            text: `The unknown AWS account was not compared with ${further.size} of the accounts that the program names. Pass --account, or set the provider's allowedAccountIds.`,
        });
    }
    return all.slice(0, TRIED);
}

/** The resources as they are under an assumption. */
export function assuming(
    resources: readonly PreviewedResource[],
    assumption: Assumption,
): readonly PreviewedResource[] {
    if (isOriginal(assumption)) return resources;
    const change = (value: Wire): Wire => mapTexts(value, (text) => replaced(text, assumption));
    return resources.map((resource) => ({
        ...resource,
        inputs: mapObject(resource.inputs, change),
        outputs: mapObject(resource.outputs, change),
    }));
}

/** In words: `account 123456789012`, `any other account`. */
export function inWords(assumption: Assumption): string {
    if (isOriginal(assumption)) return "any other account";
    return [...assumption]
        .filter(([placeholder, account]) => placeholder !== account)
        .map(([placeholder, account]) =>
            assumption.size === 1
                ? `account ${account}`
                : `account ${account} in the place of ${placeholder}`,
        )
        .join(" and ");
}

/** A text with every account that an assumption put into it taken out again, so that two can be compared. */
export function neutral(text: string, assumption: Assumption): string {
    const placeholderOf = new Map([...assumption].map(([one, other]) => [other, one]));
    return text.replace(ACCOUNT, (account) => placeholderOf.get(account) ?? account);
}

/** Every account that is written anywhere in the resources' properties. */
export function accountsIn(resources: readonly PreviewedResource[]): ReadonlySet<string> {
    const found = new Set<string>();
    const collect = (value: Wire): Wire =>
        mapTexts(value, (text) => {
            for (const [account] of text.matchAll(ACCOUNT)) found.add(account);
            return text;
        });
    for (const { inputs, outputs } of resources) {
        mapObject(inputs, collect);
        mapObject(outputs, collect);
    }
    return found;
}

function allOf(
    placeholders: readonly string[],
    choices: readonly (readonly string[])[],
): readonly Assumption[] {
    return choices.reduce<readonly Assumption[]>(
        (partial, accounts, at) =>
            accounts.flatMap((account) =>
                partial.map(
                    (assumption) => new Map([...assumption, [placeholders[at] ?? "", account]]),
                ),
            ),
        [new Map()],
    );
}

function oneAtATime(
    placeholders: readonly string[],
    choices: readonly (readonly string[])[],
): readonly Assumption[] {
    const original = placeholders.map((one): [string, string] => [one, one]);
    const replacements = placeholders.flatMap((placeholder, at) =>
        (choices[at] ?? []).map((account, rank) => ({ placeholder, account, rank })),
    );
    // The placeholders take turns, so that each is tried where not all can be.
    return [
        new Map(original),
        ...replacements
            .filter(({ placeholder, account }) => account !== placeholder)
            .toSorted((one, other) => one.rank - other.rank)
            .map(({ placeholder, account }) => new Map([...original, [placeholder, account]])),
    ];
}

/** The accounts that stand in the place of placeholders. */
function accountsPut(assumption: Assumption): readonly string[] {
    return [...assumption].flatMap(([placeholder, account]) =>
        account === placeholder ? [] : [account],
    );
}

function replaced(text: string, assumption: Assumption): string {
    return text.replace(ACCOUNT, (account) => assumption.get(account) ?? account);
}

function isOriginal(assumption: Assumption): boolean {
    return [...assumption].every(([placeholder, account]) => placeholder === account);
}
