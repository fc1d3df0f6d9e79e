import type { Checked, CheckFailure, Difference, State, Subject, WireObject } from "../../model";

/** An answer that may take its time. */
export type Eventually<T> = T | Promise<T>;

export interface ConfigureRequest {
    /** The provider instance's name; `default` and the version for the one that no program made. */
    readonly name: string;
    readonly configuration: WireObject;
}

export interface CheckRequest {
    readonly subject: Subject;
    /** The inputs as checked the last time; empty for a new resource. */
    readonly olds: WireObject;
    readonly news: WireObject;
    readonly seed: Uint8Array;
}

export interface CreateRequest {
    readonly subject: Subject;
    readonly inputs: WireObject;
    readonly preview: boolean;
}

/** A resource as it is and as it shall be. */
export interface ChangeRequest {
    readonly subject: Subject;
    readonly id: string;
    readonly oldInputs: WireObject;
    readonly oldOutputs: WireObject;
    readonly news: WireObject;
}

export interface UpdateRequest extends ChangeRequest {
    readonly preview: boolean;
}

/** A resource in the state; one that the program only reads (`.get()`) comes with an id and nothing else. */
export interface ExistingRequest {
    readonly subject: Subject;
    readonly id: string;
    readonly inputs: WireObject;
    readonly outputs: WireObject;
}

export interface InvokeRequest {
    readonly token: string;
    readonly args: WireObject;
    readonly preview: boolean;
}

export interface Invoked {
    readonly value: WireObject;
    readonly failures: readonly CheckFailure[];
}

/** What the cloud has under an id. */
export interface Found extends State {
    readonly inputs: WireObject;
}

/**
 * A resource provider as the engine asks it, without the protocol. One instance serves one `aws.Provider`.
 * A method that throws refuses: the engine prints the message and the step fails.
 */
export interface ProviderModel {
    readonly version: string;
    /** The package's schema, as JSON text. */
    schema(): Eventually<string>;
    /** Called once before anything else; not at all while the configuration is unknown. */
    configure(request: ConfigureRequest): Eventually<void>;
    check(request: CheckRequest): Eventually<Checked>;
    diff(request: ChangeRequest): Eventually<Difference>;
    create(request: CreateRequest): Eventually<State>;
    /** The new outputs. */
    update(request: UpdateRequest): Eventually<WireObject>;
    /** `undefined` when there is nothing under the id. */
    read(request: ExistingRequest): Eventually<Found | undefined>;
    delete(request: ExistingRequest): Eventually<void>;
    invoke(request: InvokeRequest): Eventually<Invoked>;
}
