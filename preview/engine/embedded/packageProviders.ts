import { UNKNOWN } from "../../model";
import type { Place, WireObject } from "../../model";
import { accountsIn } from "../accounts";
import type { Configuration } from "../configuration";
import type { Deployment } from "../deployment";
import { hasUnknown, isList, mapObject, parseJson, reveal } from "../../values";
import { PreviewError } from "../failure";
import { accountNote, type PlaceFinder } from "../place";
import { defaultProviderName, nameOf, providerTypeOf, providerUrnOf, urnOf } from "../urn";

/** A package in the version that a request asks for. */
export interface ProviderRequest {
    readonly packageName: string;
    readonly version: string;
    readonly pluginDownloadUrl: string;
}

/** The provider instances of a preview: those that the program makes, and one for each package it uses without. */
export interface Providers {
    /** Keeps the request behind a package reference, and names it. */
    registerPackage(request: ProviderRequest): string;
    /** The request of a package reference; fails on one that nobody registered. */
    packageOf(reference: string): ProviderRequest;
    /** The reference of the provider that serves a package by default; registers it as a resource the first time. */
    defaultReference(request: ProviderRequest): string;
    /** Where the AWS provider instance works; `undefined` when its configuration is not known yet. */
    placeOf(reference: string): Place | undefined;
    /** Tells each account that was made up and is to be seen in a resource. */
    tellPlaceholders(): void;
}

export function createProviders(
    deployment: Deployment,
    configuration: Configuration,
    finder: PlaceFinder,
): Providers {
    const requests: ProviderRequest[] = [];
    const referenceByName = new Map<string, string>();
    const defaults = new Set<string>();
    const noteByAccount = new Map<string, string>();
    const denied = deniedPackages(configuration);

    const register = (request: ProviderRequest, name: string): string => {
        const { packageName, version, pluginDownloadUrl } = request;
        if (packageName !== "pulumi" && (denied.includes("*") || denied.includes(packageName))) {
            throw new PreviewError(
                `Default provider for '${packageName}' disabled. An explicit provider must be used.`,
            );
        }
        const type = providerTypeOf(packageName);
        const urn = urnOf(deployment.name, undefined, type, name);
        deployment.claim(urn);
        defaults.add(urn);
        const inputs: WireObject = {
            ...configuration.ofPackage(packageName),
            ...(version === "" ? {} : { version }),
            ...(pluginDownloadUrl === "" ? {} : { pluginDownloadURL: pluginDownloadUrl }),
        };
        deployment.add({
            urn,
            type,
            name,
            custom: true,
            external: false,
            inputs,
            outputs: inputs,
            dependencies: [],
            propertyDependencies: {},
            protect: false,
        });
        return `${urn}::${UNKNOWN}`;
    };

    return {
        registerPackage(request) {
            const known = requests.findIndex(
                (one) => JSON.stringify(one) === JSON.stringify(request),
            );
            return String(known >= 0 ? known : requests.push(request) - 1);
        },
        packageOf(reference) {
            const request = requests[Number(reference)];
            if (request === undefined) {
                throw new PreviewError(`unknown provider package '${reference}'`);
            }
            return request;
        },
        defaultReference(request) {
            const name = defaultProviderName(request.version, request.pluginDownloadUrl);
            const key = `${request.packageName}/${name}`;
            const known = referenceByName.get(key);
            if (known !== undefined) return known;
            const reference = register(request, name);
            referenceByName.set(key, reference);
            return reference;
        },
        placeOf(reference) {
            const urn = providerUrnOf(reference);
            const provider = deployment.get(urn);
            if (provider === undefined) throw new PreviewError(`unknown provider '${reference}'`);
            const inputs = mapObject(provider.inputs, reveal);
            if (hasUnknown(inputs)) return undefined;
            const explicit = !defaults.has(urn);
            const place = finder.find(inputs, explicit);
            if (place.accountIsPlaceholder && !noteByAccount.has(place.account)) {
                const note = accountNote(place.account, nameOf(urn), explicit);
                noteByAccount.set(place.account, note);
            }
            return place;
        },
        tellPlaceholders() {
            const seen = accountsIn(deployment.resources());
            for (const [account, note] of noteByAccount) {
                if (!seen.has(account)) continue;
                deployment.note("account", note);
            }
        },
    };
}

/** @see https://www.pulumi.com/docs/iac/concepts/config/#pulumi-configuration-options */
function deniedPackages(configuration: Configuration): readonly string[] {
    const text = configuration.ofPackage("pulumi")["disable-default-providers"];
    if (typeof text !== "string" || text === "") return [];
    const list = parseJson(text);
    if (!isList(list)) {
        throw new PreviewError(
            `pulumi:disable-default-providers must be a list of package names, such as ["aws"], not ${text}.`,
        );
    }
    return list.flatMap((name) => (typeof name === "string" ? [name.trim()] : []));
}
