/**
 * A JSON value as the engine puts it on the wire: unknowns are the engine's sentinel strings, secrets its envelopes.
 * The same form serves the embedded engine and a gRPC provider, so that one model answers both.
 */
export type Wire = string | number | boolean | null | readonly Wire[] | WireObject;

/** An object of such values; also an envelope around one. */
export interface WireObject {
    readonly [key: string]: Wire;
}

/** The engine's sentinel for a value that will be known after the update, whatever its type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the model leaves known in a preview; see the command's `--outputs`. */
export type Outputs =
    /** What the real provider leaves known and unknown. */
    | "unknown"
    /** What AWS will answer, by its formats. */
    | "predicted";

/** A resource as the engine names it. */
export interface Subject {
    readonly type: string;
    readonly urn: string;
    readonly name: string;
    /** What the stack's configuration asks of autonames; absent: nothing. */
    readonly autonaming?: Autonaming;
}

/**
 * What the engine asks of the provider for a resource that the program left unnamed.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export type Autonaming =
    /** The provider may still adapt the name, as it does for queues of a kind that end in `.fifo`. */
    | { readonly kind: "proposed"; readonly name: string }
    | { readonly kind: "enforced"; readonly name: string }
    | { readonly kind: "disabled" };

/** What the provider's Check has against an input. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/** What the provider's Check answers. */
export interface Checked {
    /** The inputs with autonames and defaults filled in. */
    readonly inputs: WireObject;
    readonly failures: readonly CheckFailure[];
}

/** A resource as the provider answers it. */
export interface State {
    /** {@link UNKNOWN} in a preview, unless predicted. */
    readonly id: string;
    readonly outputs: WireObject;
}

/** What the provider's Diff answers. */
export interface Difference {
    /** Properties that change, by name. */
    readonly changed: readonly string[];
    /** Those of them that cannot be changed in place. */
    readonly replaced: readonly string[];
}

/** What a function (`getX`) answers. */
export type Answer =
    | { readonly kind: "answered"; readonly value: WireObject }
    /** Not computable; the program gets an unknown, where it can live with one. */
    | { readonly kind: "unanswered"; readonly reason: string; readonly answersEntry: WireObject }
    | { readonly kind: "failed"; readonly failures: readonly CheckFailure[] };

/** Where a provider instance works: what the program's `aws.Provider` or the stack's configuration says. */
export interface Place {
    readonly account: string;
    /** The account was made up: no option and no configuration tells it. */
    readonly accountIsPlaceholder: boolean;
    readonly region: string;
    readonly partition: string;
    /** The provider's `defaultTags`; absent where it has none. */
    readonly defaultTags?: WireObject;
}

/** The AWS provider as far as it can be predicted: pure, without a cloud, the same answers for the same questions. */
export interface Model {
    /** Whether the type is in the model's table; others keep their inputs and leave the rest unknown. */
    knows(type: string): boolean;
    /**
     * The provider's Check: autonames from the seed, defaults, failures. With a place the region is filled in too, as
     * the real provider does; without one it appears in the outputs alone.
     */
    check(subject: Subject, inputs: WireObject, seed: Uint8Array, place?: Place): Checked;
    /** What a create answers; `preview` leaves unknown what `outputs` says, an update answers in full. */
    create(subject: Subject, inputs: WireObject, place: Place, preview: boolean): State;
    /** What a change from the old inputs to the new ones touches. */
    diff(subject: Subject, olds: WireObject, news: WireObject): Difference;
    /** A function of the provider, `aws:iam/getPolicyDocument:getPolicyDocument`. */
    invoke(token: string, args: WireObject, place: Place): Answer;
}
