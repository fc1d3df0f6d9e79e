import type { Goal } from "./goal";
import type { ProviderRequest, Providers } from "./packageProviders";
import { providerTypeOf, providerUrnOf, typeOf } from "../urn";

/** What decides about the provider of a resource or of a call. */
export type ChoiceRequest = Pick<
    Goal,
    "parent" | "provider" | "providers" | "version" | "pluginDownloadUrl" | "packageRef"
> & { readonly packageName: string };

/** Chooses providers in the engine's order: one's own, the ancestors' for the package, the default one. */
export interface ProviderChoice {
    reference(request: ChoiceRequest): string;
    /** Remembers what a resource hands down to its children. */
    remember(urn: string, goal: Goal): void;
}

export function createProviderChoice(providers: Providers): ProviderChoice {
    const providerByUrn = new Map<string, string>();
    const providersByComponent = new Map<string, Goal["providers"]>();
    return {
        reference(request) {
            const { packageName, parent, provider } = request;
            const inherited = parent === undefined ? undefined : providerByUrn.get(parent);
            const fits =
                inherited !== undefined &&
                typeOf(providerUrnOf(inherited)) === providerTypeOf(packageName);
            const ofComponent = parent === undefined ? undefined : providersByComponent.get(parent);
            return (
                provider ??
                (fits ? inherited : undefined) ??
                request.providers[packageName] ??
                ofComponent?.[packageName] ??
                providers.defaultReference(packageRequest(request, providers))
            );
        },
        remember(urn, { custom, parent, provider, providers: own }) {
            if (provider !== undefined) providerByUrn.set(urn, provider);
            if (custom) return;
            const ofParent = parent === undefined ? undefined : providersByComponent.get(parent);
            providersByComponent.set(urn, { ...ofParent, ...own });
        },
    };
}

function packageRequest(request: ChoiceRequest, providers: Providers): ProviderRequest {
    const { packageName, version, pluginDownloadUrl, packageRef } = request;
    return packageRef === ""
        ? { packageName, version, pluginDownloadUrl }
        : providers.packageOf(packageRef);
}
