/** The type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

const PROVIDER_PREFIX = "pulumi:providers:";

export interface StackName {
    readonly organization: string;
    readonly project: string;
    readonly stack: string;
}

/**
 * The Uniform Resource Name of a resource: the types of its ancestors belong to it, their names do not; the stack's own
 * type is left out.
 */
export function urnOf(
    { stack, project }: StackName,
    parent: string | undefined,
    type: string,
    name: string,
): string {
    const parentType = parent === undefined ? "" : qualifiedTypeOf(parent);
    const chain = parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** The type of the resource itself. */
export function typeOf(urn: string): string {
    const chain = qualifiedTypeOf(urn);
    return chain.slice(chain.lastIndexOf("$") + 1);
}

/** The resource's name, which may hold colons. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The package in front of a type or a function, `aws`. */
export function packageOf(token: string): string {
    return token.slice(0, Math.max(token.indexOf(":"), 0));
}

export function isProviderType(type: string): boolean {
    return type.startsWith(PROVIDER_PREFIX);
}

export function providerTypeOf(packageName: string): string {
    return `${PROVIDER_PREFIX}${packageName}`;
}

/** The URN in a provider reference, which is `urn::id`. */
export function providerUrnOf(reference: string): string {
    const end = reference.lastIndexOf("::");
    return end < 0 ? reference : reference.slice(0, end);
}

/** The engine's name for the provider that serves a package without an explicit one. */
export function defaultProviderName(version: string, pluginDownloadUrl: string): string {
    const plain = (text: string): string => text.replace(/[^\w]/g, "_");
    return [
        "default",
        ...(version === "" ? [] : [plain(version)]),
        ...(pluginDownloadUrl === "" ? [] : [plain(pluginDownloadUrl)]),
    ].join("_");
}

/** Whether a provider's name is one that the engine gives, with a version and an address; a program's own is no such one. */
export function isDefaultProviderName(name: string): boolean {
    // "://" in an address has become three underscores.
    return /^default(_\d+_\d+_\d+\w*|_[a-z]\w*___\w+)?$/.test(name);
}

function qualifiedTypeOf(urn: string): string {
    return urn.split("::")[2] ?? "";
}
