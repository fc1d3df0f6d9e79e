import type {
    EnforcementLevel,
    PolicyConfigSchema,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import type { PolicyName } from "./names";

/** A finding that an organization accepts, and why. */
export interface Exemption {
    /** The mapping: its URN or its name. */
    readonly resource: string;
    /** The rule, `KOF-010`. */
    readonly rule: string;
    /** Printed beside what it exempts. */
    readonly reason: string;
}

/** What can be chosen, for all policies or in the configuration of one. */
export interface Settings {
    /** @default none */
    readonly exempt: readonly Exemption[];
    /**
     * Accept FIFO queues and topics as destinations. AWS states their refusal for asynchronous invocations only.
     * @default false
     */
    readonly allowFifo: boolean;
    /**
     * Ask for a customer managed key on queues and topics.
     * @default false
     */
    readonly demandCustomerKey: boolean;
}

/** Options of the policies. */
export interface PolicyOptions extends Partial<Settings> {
    /** Levels by the policy's name; a name that no policy has throws. @default each policy's own */
    readonly levels?: Readonly<Partial<Record<PolicyName, EnforcementLevel>>>;
    /**
     * Whether the policies of a role that the stack makes are those that the stack attaches. `false`: other stacks may
     * attach more, so that what a role lacks is undecided.
     * @default true
     */
    readonly closedWorld?: boolean;
}

/**
 * A single policy, which records the inputs of resources by itself, and reports by itself if it fails inside. The
 * reasons of exemptions, and exemptions that match nothing, are printed by `policies` only.
 */
export type SinglePolicy = (
    options?: PolicyOptions,
) => ResourceValidationPolicy & StackValidationPolicy;

/** The form of one setting in a configuration. */
export type SettingSchema = PolicyConfigSchema["properties"][string];

/** The form of {@link Settings.exempt} in a policy's configuration. */
export const EXEMPT_SCHEMA: SettingSchema = {
    type: "array",
    description: "Findings that are accepted, each with the reason, which is printed.",
    items: {
        type: "object",
        required: ["resource", "rule", "reason"],
        additionalProperties: false,
        properties: {
            resource: { type: "string", minLength: 1, description: "The mapping's URN or name." },
            rule: { type: "string", pattern: "^KOF-[0-9]{3}$", description: "The rule's id." },
            reason: { type: "string", minLength: 1, description: "Why it is accepted." },
        },
    },
};

/** Options, overridden by the configuration of one policy; what has another form than its schema asks is left out. */
export function settingsOf(options: PolicyOptions, config: object): Settings {
    const { exempt, allowFifo, demandCustomerKey } = recordOf(config);
    const more = Array.isArray(exempt) ? exempt.flatMap((each: unknown) => exemptionOf(each)) : [];
    return {
        exempt: [...(options.exempt ?? []), ...more],
        allowFifo: typeof allowFifo === "boolean" ? allowFifo : (options.allowFifo ?? false),
        demandCustomerKey:
            typeof demandCustomerKey === "boolean"
                ? demandCustomerKey
                : (options.demandCustomerKey ?? false),
    };
}

function exemptionOf(value: unknown): readonly Exemption[] {
    if (typeof value !== "object" || value === null) return [];
    const { resource, rule, reason } = recordOf(value);
    const complete =
        typeof resource === "string" && typeof rule === "string" && typeof reason === "string";
    return complete && reason !== "" ? [{ resource, rule, reason }] : [];
}

type Choices = Readonly<
    Record<"exempt" | "allowFifo" | "demandCustomerKey" | "resource" | "rule" | "reason", unknown>
>;

function recordOf(value: object): Choices {
    const entries = new Map<string, unknown>(Object.entries(value));
    return {
        exempt: entries.get("exempt"),
        allowFifo: entries.get("allowFifo"),
        demandCustomerKey: entries.get("demandCustomerKey"),
        resource: entries.get("resource"),
        rule: entries.get("rule"),
        reason: entries.get("reason"),
    };
}
