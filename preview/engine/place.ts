import { createHash } from "node:crypto";
import { partitionOf } from "../../components/onFailure/partition";
import type { Place, WireObject } from "../model";
import { textOf } from "./envelopes";
import { isList, isObject } from "../values";
import { PreviewError } from "./failure";

/** What a reader states about the place, or its environment does. */
export interface Whereabouts {
    readonly account?: string;
    readonly region?: string;
    /** Where the provider itself looks for a region. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** @default claims within this finder */
    readonly claim?: Claim;
}

/** Tells where provider instances work, and counts the accounts it had to make up. */
export interface PlaceFinder {
    /**
     * The place of a provider with this configuration; throws a {@link PreviewError} when no Region is known.
     * @param explicit the program made the provider itself, so that credentials in its configuration are its own
     */
    find(configuration: WireObject, explicit: boolean): Place;
    /** The accounts made up so far. */
    placeholders(): readonly string[];
}

const REGION_VARIABLES = ["AWS_REGION", "AWS_DEFAULT_REGION"] as const;

/** What makes a provider work with credentials other than those of the surroundings. */
const CREDENTIALS = [
    "accessKey",
    "assumeRoles",
    "assumeRoleWithWebIdentity",
    "profile",
    "secretKey",
    "sharedConfigFiles",
    "sharedCredentialsFiles",
    "token",
] as const;

/**
 * Providers with the same credentials share an account; one with other credentials may work in any other, so that it
 * gets a placeholder of its own.
 */
export function placeFinder({
    account,
    region,
    environment,
    claim = claims(),
}: Whereabouts): PlaceFinder {
    const placeholders = new Set<string>();
    const placeholderFor = (credentials: string): string => {
        const made = placeholderAccount(credentials, claim);
        placeholders.add(made);
        return made;
    };
    return {
        find(configuration, explicit) {
            const place = regionOf(configuration, region, environment);
            const credentials = explicit ? credentialsOf(configuration) : "";
            const stated = credentials === "" ? account : undefined;
            const known = explicit
                ? (accountOf(configuration) ?? stated)
                : (stated ?? accountOf(configuration));
            const defaultTags = tagsIn(configuration["defaultTags"]);
            return {
                account: known ?? placeholderFor(credentials),
                accountIsPlaceholder: known === undefined,
                region: place,
                partition: partitionOf(place),
                ...(defaultTags === undefined ? {} : { defaultTags }),
            };
        },
        placeholders: () => [...placeholders],
    };
}

/** What is told of an account that was made up. */
export function accountNote(account: string, provider: string, explicit: boolean): string {
    const remedy = explicit
        ? `Pass --account, or set allowedAccountIds of provider "${provider}"`
        : "Pass --account, or set aws:allowedAccountIds in the stack's configuration";
    return `The AWS account is unknown; using placeholder ${account}. ${remedy}.`;
}

/** Takes an account for the owner of some credentials; false when it is taken for other ones. */
export type Claim = (account: string, credentials: string) => boolean;

const PLACEHOLDERS = 1000;

/**
 * A number that no account has, and that a reader recognises. It follows from the credentials, so that processes that
 * know nothing of each other make up the same one; the surroundings' own is the model's own.
 */
function placeholderAccount(credentials: string, claim: Claim): string {
    const digest = createHash("sha256").update(credentials).digest("hex");
    const first =
        credentials === "" ? 0 : 1 + (parseInt(digest.slice(0, 8), 16) % (PLACEHOLDERS - 1));
    for (let step = 0; step < PLACEHOLDERS; step += 1) {
        const account = String((first + step) % PLACEHOLDERS).padStart(12, "0");
        if (claim(account, digest)) return account;
    }
    throw new PreviewError(
        "The program uses more sets of credentials than there are placeholders.",
    );
}

/** Claims within one process. */
function claims(): Claim {
    const owners = new Map<string, string>();
    return (account, credentials) => {
        const owner = owners.get(account) ?? credentials;
        owners.set(account, owner);
        return owner === credentials;
    };
}

function regionOf(
    configuration: WireObject,
    stated: string | undefined,
    environment: Whereabouts["environment"],
): string {
    const region =
        textOf(configuration["region"]) ??
        stated ??
        // The SDKs of AWS take an empty variable for none.
        REGION_VARIABLES.map((name) => environment[name] ?? "").find((value) => value !== "");
    if (region === undefined || region === "") {
        throw new PreviewError(
            "The AWS Region is unknown. Pass --region, or set aws:region in the stack's configuration or AWS_REGION in the environment.",
        );
    }
    return region;
}

/** A single allowed account, or that of the last role assumed. */
function accountOf(configuration: WireObject): string | undefined {
    const allowed = listIn(configuration["allowedAccountIds"]);
    const single = allowed.length === 1 ? allowed[0] : undefined;
    // The CLI writes an ID that it is given without quotes, so that it comes as a number.
    const id = typeof single === "number" ? String(single) : single;
    if (typeof id === "string" && /^\d{12}$/.test(id)) return id;
    const roles = [
        ...listIn(configuration["assumeRoleWithWebIdentity"]),
        ...listIn(configuration["assumeRoles"]),
    ];
    const last = roles.at(-1);
    const arn =
        typeof last === "object" && last !== null && "roleArn" in last ? last.roleArn : undefined;
    return typeof arn === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}

/** Empty when the provider works with the credentials of the surroundings. */
function credentialsOf(configuration: WireObject): string {
    const own = CREDENTIALS.filter((key) => key in configuration);
    return own.length === 0 ? "" : JSON.stringify(own.map((key) => configuration[key]));
}

/** The tags that the provider puts on everything, `{ tags: { … } }`. */
function tagsIn(value: WireObject[string] | undefined): WireObject | undefined {
    const [defaults] = listIn(value);
    if (typeof defaults !== "object" || defaults === null || !("tags" in defaults))
        return undefined;
    const { tags } = defaults;
    return typeof tags === "object" && tags !== null && !Array.isArray(tags)
        ? Object.fromEntries(Object.entries(tags).map(([key, tag]) => [key, String(tag)]))
        : undefined;
}

/** Provider configuration carries lists and objects as JSON text. */
function listIn(value: WireObject[string] | undefined): readonly unknown[] {
    if (isList(value)) return value;
    if (isObject(value) && textOf(value) === undefined) return [value];
    const text = textOf(value);
    if (text === undefined) return [];
    try {
        const parsed: unknown = JSON.parse(text);
        return Array.isArray(parsed) ? parsed : [parsed];
    } catch {
        return [text];
    }
}
