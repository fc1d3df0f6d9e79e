import { UNKNOWN } from "../model";
import type { WireObject } from "../model";
import { answersText, readFor } from "./answers";
import { knownId } from "./deployment";
import type { Deployment } from "./deployment";
import { isUnknown } from "../values";
import { PreviewError } from "./failure";
import type { Answers } from "./result";
import { providerUrnOf, urnOf } from "./urn";

/** A resource outside the stack that the program reads with `.get()`, or a reference to another stack. */
export interface ReadRequest {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly parent?: string;
    readonly provider: string;
    readonly properties: WireObject;
    readonly dependencies: readonly string[];
}

export interface Read {
    readonly urn: string;
    readonly outputs: WireObject;
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Reads a resource: from the answers file, else everything but its id and what the program says is unknown. */
export function readResource(deployment: Deployment, answers: Answers, request: ReadRequest): Read {
    const { type, name, id, parent, provider, properties, dependencies } = request;
    const urn = urnOf(deployment.name, parent, type, name);
    if (!deployment.claim(urn)) throw new PreviewError(`Duplicate resource URN '${urn}'`);
    const outputs =
        type === STACK_REFERENCE
            ? stackOutputs(deployment, answers, properties, id)
            : (stated(deployment, answers, request) ?? properties);
    deployment.add({
        urn,
        type,
        name,
        custom: true,
        external: true,
        ...knownId(id),
        inputs: properties,
        outputs: { ...outputs, id },
        ...(parent === undefined ? {} : { parent }),
        dependencies,
        propertyDependencies: {},
        provider: providerUrnOf(provider),
        protect: false,
    });
    return { urn, outputs };
}

function stated(
    deployment: Deployment,
    answers: Answers,
    { type, id, name }: ReadRequest,
): WireObject | undefined {
    if (isUnknown(id)) return undefined;
    const state = readFor(answers, type, id);
    if (state === undefined) {
        deployment.note("unanswered", unansweredRead(type, name, id));
    }
    return state;
}

/** What is told of a resource that is read and not stated. */
export function unansweredRead(type: string, name: string, id: string): string {
    return `${type} "${name}" is read from outside the stack; its properties are unknown. To provide them, add to "reads" in the answers file:\n${answersText({ type, id, state: {} })}`;
}

function stackOutputs(
    deployment: Deployment,
    answers: Answers,
    properties: WireObject,
    id: string,
): WireObject {
    const { name } = properties;
    const stack = typeof name === "string" ? name : id;
    const outputs = answers.stackReferences?.[stack];
    if (outputs !== undefined) return { name: stack, outputs, secretOutputNames: [] };
    deployment.note(
        "unanswered",
        `The outputs of stack "${stack}" are unknown. To provide them, add to "stackReferences" in the answers file:\n${answersText({ [stack]: {} })}`,
    );
    return { name: stack, outputs: UNKNOWN, secretOutputNames: UNKNOWN };
}
