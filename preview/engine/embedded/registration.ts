import { UNKNOWN } from "../../model";
import type { Model, Place, State, Subject, WireObject } from "../../model";
import { knownId } from "../deployment";
import type { Deployment } from "../deployment";
import type { PreviewedResource } from "../result";
import { lowered, markSecrets } from "../envelopes";
import { mapObject, reveal, secret } from "../../values";
import { PreviewError } from "../failure";
import { unknownTypeNote } from "../notes";
import { withoutEmpty } from "./goal";
import type { Goal } from "./goal";
import type { Providers } from "./packageProviders";
import type { Autonamer } from "./autonaming";
import type { ProviderChoice } from "./choice";
import { isProviderType, packageOf, providerUrnOf, urnOf } from "../urn";

/** What the engine tells the program of a resource that it registered. */
export interface Registered {
    readonly urn: string;
    /** Empty: not known. */
    readonly id: string;
    readonly outputs: WireObject;
    /** It is invalid: the deployment knows why, and the program goes on with unknowns, to meet further errors. */
    readonly failed: boolean;
}

export interface Registrar {
    register(goal: Goal): Registered;
}

/** Registers resources as the engine does when nothing exists yet: the provider checks the inputs, and predicts a create. */
export function createRegistrar(
    deployment: Deployment,
    providers: Providers,
    choice: ProviderChoice,
    model: Model,
    seed: (urn: string) => Uint8Array,
    autonamer: Autonamer = () => undefined,
): Registrar {
    const goalByUrn = new Map<string, Goal>();

    const component = (goal: Goal, urn: string): Registered => {
        if (goal.remote) {
            deployment.note(
                "unknown-type",
                `${goal.type} is a component of another package, which this preview does not run: the resources inside it are not checked.`,
            );
        }
        const inputs = mapObject(goal.properties, lowered);
        deployment.add(liveResource(goal, urn, { inputs, outputs: {} }));
        return { urn, id: "", outputs: {}, failed: false };
    };

    const custom = (goal: Goal, urn: string): Registered => {
        const sent = mapObject(
            isProviderType(goal.type) ? withPlugin(goal) : goal.properties,
            lowered,
        );
        // A resource that is refused is never added, but the program may tell what it gave.
        deployment.keepSecrets(sent);
        const named: Subject = { type: goal.type, urn, name: goal.name };
        const autonaming = autonamer(named, seed(urn));
        const subject = autonaming === undefined ? named : { ...named, autonaming };
        const provider = isProviderType(goal.type)
            ? undefined
            : choice.reference({ ...goal, packageName: packageOf(goal.type) });
        const plain = mapObject(sent, reveal);
        const known = packageOf(goal.type) === "aws" && model.knows(goal.type);
        const place = known && provider !== undefined ? providers.placeOf(provider) : undefined;
        const checked = known
            ? model.check(subject, plain, seed(urn), place)
            : { inputs: plain, failures: [] };
        if (checked.failures.length > 0) {
            for (const { reason } of checked.failures) {
                // In the engine's words; the model's failures name their property in the reason.
                deployment.fail(
                    `${goal.type} resource '${goal.name}' has a problem: ${reason}`,
                    urn,
                );
            }
            return failedAs(urn);
        }
        const inputs = markSecrets(checked.inputs, sent);
        const state = known
            ? createdAt(place, subject, checked.inputs)
            : notCreated(deployment, subject, checked.inputs);
        const id = goal.importId === "" ? state.id : goal.importId;
        const outputs = sealed(
            goal.importId === "" ? state.outputs : { ...state.outputs, id },
            inputs,
            goal.additionalSecretOutputs,
        );
        const resource = liveResource(goal, urn, { inputs, outputs });
        deployment.add({
            ...resource,
            ...knownId(id),
            ...(provider === undefined ? {} : { provider: providerUrnOf(provider) }),
        });
        // A program takes any id but an empty one for known; only providers are answered with the sentinel.
        return {
            urn,
            id: id === UNKNOWN && provider !== undefined ? "" : id,
            outputs,
            failed: false,
        };
    };

    // The engine does not configure a provider whose configuration it does not know, and asks it nothing.
    const createdAt = (place: Place | undefined, subject: Subject, inputs: WireObject): State =>
        place === undefined
            ? { id: UNKNOWN, outputs: { id: UNKNOWN } }
            : model.create(subject, inputs, place, true);

    return {
        register(goal) {
            if (goal.parent !== undefined && !deployment.claimed(goal.parent)) {
                throw new PreviewError(`could not find parent resource ${goal.parent}`);
            }
            const urn = urnOf(deployment.name, goal.parent, goal.type, goal.name);
            if (!deployment.claim(urn)) return failedAs(urn);
            const inherited = inheriting(goal, goalByUrn);
            goalByUrn.set(urn, inherited);
            choice.remember(urn, inherited);
            return goal.custom && !goal.remote ? custom(inherited, urn) : component(inherited, urn);
        },
    };
}

/** What is known of a resource that no model predicts. */
function notCreated(deployment: Deployment, { type }: Subject, inputs: WireObject): State {
    if (isProviderType(type)) return { id: UNKNOWN, outputs: inputs };
    if (type === "pulumi:index:Stash") {
        return { id: UNKNOWN, outputs: { ...inputs, output: inputs["input"] ?? null } };
    }
    deployment.note("unknown-type", unknownTypeNote(type));
    return { id: UNKNOWN, outputs: { ...inputs, id: UNKNOWN } };
}

function failedAs(urn: string): Registered {
    return { urn, id: "", outputs: {}, failed: true };
}

/** The engine adds to a provider's configuration which plugin it is of. */
function withPlugin({ properties, version, pluginDownloadUrl }: Goal): WireObject {
    return {
        ...properties,
        ...(version === "" ? {} : { version }),
        ...(pluginDownloadUrl === "" ? {} : { pluginDownloadURL: pluginDownloadUrl }),
    };
}

/** A child is protected where its parent is, unless it says otherwise. */
function inheriting(goal: Goal, goalByUrn: ReadonlyMap<string, Goal>): Goal {
    const parent = goal.parent === undefined ? undefined : goalByUrn.get(goal.parent);
    return goal.protect === undefined && parent?.protect !== undefined
        ? { ...goal, protect: parent.protect }
        : goal;
}

function liveResource(
    goal: Goal,
    urn: string,
    properties: Pick<PreviewedResource, "inputs" | "outputs">,
): PreviewedResource {
    return {
        urn,
        type: goal.type,
        name: goal.name,
        custom: goal.custom,
        external: false,
        ...properties,
        ...(goal.parent === undefined ? {} : { parent: goal.parent }),
        dependencies: goal.dependencies,
        propertyDependencies: withoutEmpty(goal.propertyDependencies),
        protect: goal.protect ?? false,
        options: {
            ignoreChanges: goal.ignoreChanges,
            additionalSecretOutputs: goal.additionalSecretOutputs,
            ...(goal.deleteBeforeReplace === undefined
                ? {}
                : { deleteBeforeReplace: goal.deleteBeforeReplace }),
        },
    };
}

/** An output is secret where the program says so, and where the input of its name is. */
function sealed(
    outputs: WireObject,
    inputs: WireObject,
    additional: readonly string[],
): WireObject {
    return Object.fromEntries(
        Object.entries(markSecrets(outputs, inputs)).map(([key, value]) => [
            key,
            additional.includes(key) ? secret(value) : value,
        ]),
    );
}
