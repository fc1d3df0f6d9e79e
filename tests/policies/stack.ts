import {
    unknownCheckingProxy,
    type PolicyProviderResource,
    type PolicyResource,
    type ResourceValidationArgs,
    type ResourceValidationPolicy,
    type StackValidationArgs,
    type StackValidationPolicy,
} from "@pulumi/policy";

/** The engine's mark of a value that will be known after the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

/** A value as it travels: JSON with the engine's marks. */
export type Props = Readonly<Record<string, unknown>>;

export interface Reported {
    readonly policy: string;
    readonly urn: string | undefined;
    readonly message: string;
}

export interface Declared {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
}

interface Entry extends Declared {
    readonly inputs: Props | undefined;
    readonly outputs: Props;
    readonly parent: Declared | undefined;
    readonly provider: PolicyProviderResource | undefined;
    readonly dependsOn: Readonly<Record<string, readonly Declared[]>>;
}

export interface Declaration {
    /** What the resource phase shows; `null`: nothing, as of a resource that is only read. */
    readonly inputs?: Props | null;
    /** What the stack phase shows. @default the inputs */
    readonly outputs?: Props;
    readonly parent?: Declared;
    readonly provider?: PolicyProviderResource | null;
    readonly dependsOn?: Readonly<Record<string, readonly Declared[]>>;
}

type AnyPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** A stack as the engine shows it to a policy pack: inputs in one phase, outputs in the other. */
export class Stack {
    private readonly entries: Entry[] = [];

    public add(type: string, name: string, declaration: Declaration = {}): Declared {
        const {
            inputs = {},
            parent,
            provider = providerNamed("default"),
            dependsOn = {},
        } = declaration;
        const above = parent === undefined ? "" : `${parent.urn.split("::")[2] ?? ""}$`;
        const urn = `urn:pulumi:dev::orders::${above}${type}::${name}`;
        this.entries.push({
            type,
            name,
            urn,
            inputs: inputs ?? undefined,
            outputs: declaration.outputs ?? inputs ?? {},
            parent,
            provider: provider ?? undefined,
            dependsOn,
        });
        return { type, name, urn };
    }

    /** Runs both phases of a preview, as the policy server does. */
    public async analyze(
        policies: readonly AnyPolicy[],
        config: Readonly<Record<string, object>> = {},
        inOrder: (resources: PolicyResource[]) => PolicyResource[] = (resources) => resources,
    ): Promise<readonly Reported[]> {
        const reported: Reported[] = [];
        for (const entry of this.entries) await this.showResource(policies, entry);
        for (const policy of policies) {
            if (!("validateStack" in policy)) continue;
            const args: StackValidationArgs = {
                resources: inOrder(this.resources()),
                stackTags: new Map(),
                getConfig: configOf(config[policy.name]),
                notApplicable: refuse,
            };
            await policy.validateStack(args, (message, urn) => {
                reported.push({ policy: policy.name, urn, message });
            });
        }
        return reported;
    }

    private async showResource(policies: readonly AnyPolicy[], entry: Entry): Promise<void> {
        if (entry.inputs === undefined) return;
        const args: ResourceValidationArgs = {
            type: entry.type,
            name: entry.name,
            urn: entry.urn,
            props: guarded(entry.inputs),
            opts: OPTIONS,
            ...(entry.provider === undefined ? {} : { provider: entry.provider }),
            stackTags: new Map(),
            isType: () => false,
            asType: () => undefined,
            getConfig: configOf({}),
            notApplicable: refuse,
        };
        for (const policy of policies) {
            if (!("validateResource" in policy) || typeof policy.validateResource !== "function") {
                continue;
            }
            await policy.validateResource(args, (message) => {
                throw new Error(`the resource phase reported ${message}`);
            });
        }
    }

    /** Fresh copies, linked as the policy server links them. */
    public resources(): PolicyResource[] {
        const byUrn = new Map<string, PolicyResource>();
        for (const { type, name, urn, outputs, provider } of this.entries) {
            byUrn.set(urn, {
                type,
                name,
                urn,
                props: guarded(outputs),
                opts: OPTIONS,
                dependencies: [],
                propertyDependencies: {},
                ...(provider === undefined ? {} : { provider }),
                isType: () => false,
                asType: () => undefined,
            });
        }
        for (const { urn, parent, dependsOn } of this.entries) {
            const resource = byUrn.get(urn);
            if (resource === undefined) continue;
            const above = parent === undefined ? undefined : byUrn.get(parent.urn);
            if (above !== undefined) resource.parent = above;
            for (const [property, targets] of Object.entries(dependsOn)) {
                const linked = targets.flatMap((each) => byUrn.get(each.urn) ?? []);
                resource.propertyDependencies[property] = linked;
                resource.dependencies.push(...linked);
            }
        }
        return [...byUrn.values()];
    }
}

/** A provider instance; settings as the engine passes them. */
export function providerNamed(
    name: string,
    props: Props = { region: REGION },
): PolicyProviderResource {
    return {
        type: "pulumi:providers:aws",
        name,
        urn: `urn:pulumi:dev::orders::pulumi:providers:aws::${name}`,
        props: guarded(props),
    };
}

/** The first line of each message, with the policy that reports it. */
export function headlines(reported: readonly Reported[]): readonly string[] {
    return reported.map(({ policy, message }) => `${policy} ${message.split("\n")[0] ?? ""}`);
}

/** The rules that are reported, by policy. */
export function rules(reported: readonly Reported[]): readonly string[] {
    return reported.map(({ policy, message }) => `${policy} ${message.slice(0, 7)}`);
}

/** The SDK lets a policy name the type of its configuration, whatever it holds. */
function configOf(config: object | undefined): StackValidationArgs["getConfig"] {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as the SDK does
    return (() => config ?? {}) as StackValidationArgs["getConfig"];
}

function guarded(props: Props): PolicyResource["props"] {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- its type is lost in the declarations
    const proxy = unknownCheckingProxy as (props: Props) => PolicyResource["props"];
    return proxy(structuredClone(props));
}

function refuse(): never {
    throw new Error("not applicable");
}

const OPTIONS = {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
};
