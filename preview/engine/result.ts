import type { Outputs, WireObject } from "../model";

/** What a preview, or the judging of a state, found. */
export interface PreviewResult {
    readonly project: string;
    readonly stack: string;
    /** In the order in which the engine finished them; providers and components among them. */
    readonly resources: readonly PreviewedResource[];
    /** The stack's outputs. */
    readonly outputs: WireObject;
    readonly findings: readonly Finding[];
    /** What the preview assumed or could not know, reported once each. */
    readonly notes: readonly Note[];
    /** What the program and the pack logged and printed. */
    readonly log: readonly LogLine[];
}

/**
 * A resource as the engine knows it at the end. Unknowns are sentinels. A secret is an envelope around `[secret]`: only
 * the policy pack is shown its value.
 */
export interface PreviewedResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** False: a component. */
    readonly custom: boolean;
    /** Read from outside the stack (`.get()`), not managed by it. */
    readonly external: boolean;
    /** Absent: not known, or a component. */
    readonly id?: string;
    /** After the provider's Check. */
    readonly inputs: WireObject;
    /** What the preview knows of the result; of a component, what it registered. */
    readonly outputs: WireObject;
    readonly parent?: string;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    /** URN of the provider instance. */
    readonly provider?: string;
    readonly protect: boolean;
    /** Absent: none. */
    readonly options?: ResourceOptions;
}

/** Options of a resource that a policy pack is shown, beside its properties. */
export interface ResourceOptions {
    readonly ignoreChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    /** Absent: the program does not say. */
    readonly deleteBeforeReplace?: boolean;
}

/** How much a policy weighs: a mandatory finding rejects the stack. */
export type Level = "advisory" | "mandatory";

/** A violation that the pack reported. */
export interface Finding {
    readonly policy: string;
    readonly level: Level;
    /** The resource it is about; absent: the whole stack. */
    readonly urn?: string;
    /** Without the policy's description, and with `[secret]` in the place of secrets. */
    readonly message: string;
    /** What the policy asks for, in its own words. */
    readonly description: string;
    /** The catalogue's id at the head of the message, `KOF-010`. */
    readonly rule?: string;
}

/** Something a reader must know to weigh the result. */
export interface Note {
    readonly kind: NoteKind;
    readonly message: string;
}

/** What a note is about. */
export type NoteKind =
    /** A resource type that no model knows: its inputs are kept, the rest is unknown. */
    | "unknown-type"
    /** A function, a read resource or a stack reference whose answer is not known. */
    | "unanswered"
    /** The account is a placeholder. */
    | "account"
    /** An encrypted value that was replaced by a placeholder or left unknown. */
    | "secret"
    /** Which engine was used, where it is not the one that comes first. */
    | "engine"
    /** Something the engine does that this preview does not. */
    | "unsupported";

/** A line that the program or the pack wrote; `urn` is the resource it is about, absent where it is about none. */
export interface LogLine {
    readonly severity: "info" | "warning" | "error";
    readonly text: string;
    readonly urn?: string;
}

/** What happens while a preview runs. */
export type PreviewEvent =
    | { readonly kind: "phase"; readonly phase: "starting" | "running" | "analyzing" }
    | { readonly kind: "resource"; readonly resource: PreviewedResource }
    | { readonly kind: "log"; readonly line: LogLine };

/** How to preview a program. */
export interface PreviewOptions extends PackOptions {
    /** @default the only stack file of the project, else `dev` */
    readonly stack?: string;
    /** Any other than the default takes the embedded engine. @default `organization`, as on a local backend */
    readonly organization?: string;
    /** Wins over the stack file. Keys as in `pulumi config set`: `aws:region`, or a key of the project. */
    readonly config?: Readonly<Record<string, ConfigValue>>;
    /** @default `Pulumi.<stack>.yaml` beside Pulumi.yaml, if there is one */
    readonly stackConfigFile?: string;
    /** The AWS account to predict with. @default from the configuration, else a placeholder */
    readonly account?: string;
    /** @default `aws:region`, else `AWS_REGION` */
    readonly region?: string;
    /** Values that cannot be predicted. */
    readonly answers?: Answers;
    /** What runs the program. @default `embedded`: a test does not depend on what is on the PATH, as the command's `auto` does */
    readonly engine?: Engine;
    /** Packages whose own providers may be started on the real engine, and reach their clouds. @default none */
    readonly allowProviders?: readonly string[];
    /** What the random parts of names come from. @default new in every preview */
    readonly seed?: string;
    /** @default `predicted` */
    readonly outputs?: Outputs;
}

/** What runs a program. */
export type Engine =
    /** This package's own: programs for Node.js. */
    | "embedded"
    /** The `pulumi` CLI on the PATH, which previews programs in every language that it has a host for. */
    | "pulumi"
    /** The CLI where there is one that can, else the embedded engine. */
    | "auto";

/** How to run the policy pack. */
export interface PackOptions {
    /** A directory with a PulumiPolicy.yaml. @default this package's own pack, compiled */
    readonly packDirectory?: string;
    /** Policy configuration in Pulumi's own form: `{ "all": "advisory", "on-failure-role": { "enforcementLevel": … } }`. */
    readonly policyConfig?: PolicyConfig;
    readonly onEvent?: (event: PreviewEvent) => void;
    /** Milliseconds for everything. @default 300,000 */
    readonly timeout?: number;
    /** Ends the program and the pack. */
    readonly signal?: AbortSignal;
}

/** A value of the configuration, as `pulumi config set` or a stack file states it. */
export type ConfigValue = string | number | boolean | readonly ConfigValue[] | ConfigObject;

/** A structured value of the configuration, as `pulumi config set --path` makes one. */
export interface ConfigObject {
    readonly [key: string]: ConfigValue;
}

/** `disabled`, `advisory`, `mandatory`, `remediate`, or an object with `enforcementLevel` and the policy's own properties. */
export type PolicyConfig = Readonly<Record<string, string | WireObject>>;

/** Values that come from outside the stack, as the user states them. */
export interface Answers {
    readonly invokes?: readonly InvokeAnswer[];
    /** By the stack's name as the program writes it, its outputs. */
    readonly stackReferences?: Readonly<Record<string, WireObject>>;
    readonly reads?: readonly ReadAnswer[];
}

/** The result of a function of a provider. */
export interface InvokeAnswer {
    /** `aws:ec2/getVpc:getVpc` */
    readonly token: string;
    /** @default answers every call of the function */
    readonly args?: WireObject;
    readonly result: WireObject;
}

/** The state of a resource that the program reads with `.get()`. */
export interface ReadAnswer {
    /** `aws:iam/role:Role` */
    readonly type: string;
    readonly id: string;
    readonly state: WireObject;
}
