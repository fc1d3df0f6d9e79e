import { parseArn } from "../../components/onFailure/arn";
import { placeOf } from "../aws/place";
import { isList, isObject, isUnknown, reveal } from "../aws/wire";
import type { Place, Wire, WireObject } from "../model";
import { parseWire } from "./providerWire";

/** What is known of a place besides the provider's configuration. */
export interface ToldPlace {
    /** For a provider whose configuration fixes no account. */
    readonly account?: string;
    /** For a provider whose configuration has no region. */
    readonly region?: string;
}

/**
 * Where an `aws.Provider` with this configuration works: its region, and the account of a single `allowedAccountIds`
 * or of the role that it assumes last. Throws where no region is told; an account that is not told is a placeholder.
 */
export function placeOfProvider(configuration: WireObject, told: ToldPlace): Place {
    const region = textOf(configuration["region"]) ?? told.region;
    if (region === undefined) {
        throw new Error(
            "No AWS region is known. Set it with `pulumi config set aws:region REGION`, or set AWS_REGION.",
        );
    }
    const account =
        onlyAccount(configuration) ?? accountOfAssumedRole(configuration) ?? told.account;
    return placeOf({ region, ...(account === undefined ? {} : { account }) });
}

function onlyAccount(configuration: WireObject): string | undefined {
    const accounts = listOf(configuration["allowedAccountIds"]);
    return accounts.length === 1 ? textOf(accounts[0]) : undefined;
}

function accountOfAssumedRole(configuration: WireObject): string | undefined {
    const role = listOf(configuration["assumeRoles"]).at(-1);
    const text = isObject(role) ? textOf(role["roleArn"]) : undefined;
    const parsed = text === undefined ? undefined : parseArn(text);
    return parsed?.kind === "parsed" ? parsed.value.account : undefined;
}

function textOf(value: Wire | undefined): string | undefined {
    const text = value === undefined ? undefined : reveal(value);
    return typeof text === "string" && text !== "" && !isUnknown(text) ? text : undefined;
}

/** A provider's lists and objects travel as JSON in a text. */
function listOf(value: Wire | undefined): readonly Wire[] {
    const text = textOf(value);
    const list = text === undefined ? value : parseWire(text);
    return isList(list) ? list : [];
}
