import { UNKNOWN } from "../model";
import type { WireObject } from "../model";
import { hasSecret } from "../values";
import { maskedResource, textMask, type TextMask } from "./mask";
import type { LogLine, Note, NoteKind, PreviewEvent, PreviewedResource } from "./result";
import { nameOf, STACK_TYPE, typeOf } from "./urn";
import type { StackName } from "./urn";

/** Everything that has become known since the preview began. The texts it hands out are without the secrets it knows. */
export class Deployment {
    readonly name: StackName;
    readonly #log: LogLine[] = [];
    readonly #failures = new Set<string>();
    readonly #secrets: WireObject[] = [];
    #textMask: TextMask | undefined;
    readonly #resources = new Map<string, PreviewedResource>();
    readonly #claimed = new Set<string>();
    readonly #notes = new Map<string, Note>();
    readonly #onEvent: (event: PreviewEvent) => void;

    constructor(name: StackName, onEvent: (event: PreviewEvent) => void = () => undefined) {
        this.name = name;
        this.#onEvent = onEvent;
    }

    /** Takes a URN for a new resource; fails the preview, and is false, when there is one already. */
    claim(urn: string): boolean {
        if (this.#claimed.has(urn)) {
            this.fail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
            return false;
        }
        this.#claimed.add(urn);
        return true;
    }

    /** Whether the URN is taken, be it by a resource that turned out invalid. */
    claimed(urn: string): boolean {
        return this.#claimed.has(urn);
    }

    /** Remembers the secrets in some properties, which may come up in any text. */
    keepSecrets(properties: WireObject): void {
        if (!hasSecret(properties)) return;
        this.#secrets.push(properties);
        this.#textMask = undefined;
    }

    /** A text with the secrets masked that are known by now. */
    readonly mask: TextMask = (text) => {
        this.#textMask ??= textMask(this.#secrets);
        return this.#textMask(text);
    };

    add(resource: PreviewedResource): void {
        this.keepSecrets(resource.inputs);
        this.keepSecrets(resource.outputs);
        this.#resources.set(resource.urn, resource);
        this.#onEvent({ kind: "resource", resource: maskedResource(resource, this.mask) });
    }

    /** Sets what a component, or the stack, says that its outputs are. */
    setOutputs(urn: string, outputs: WireObject): boolean {
        const resource = this.#resources.get(urn);
        if (resource === undefined) return false;
        this.keepSecrets(outputs);
        this.#resources.set(urn, { ...resource, outputs });
        return true;
    }

    get(urn: string): PreviewedResource | undefined {
        return this.#resources.get(urn);
    }

    resources(): readonly PreviewedResource[] {
        return [...this.#resources.values()];
    }

    /** What the stack exports. */
    stackOutputs(): WireObject {
        return this.resources().find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
    }

    /** Tells something once. */
    note(kind: NoteKind, message: string): void {
        this.#notes.set(message, { kind, message });
    }

    notes(): readonly Note[] {
        return [...this.#notes.values()].map(({ kind, message }) => ({
            kind,
            message: this.mask(message),
        }));
    }

    /** Records an error; the preview goes on, so that all are told. */
    fail(text: string, urn?: string): void {
        this.#failures.add(urn === undefined ? text : `${typeOf(urn)} (${nameOf(urn)}): ${text}`);
    }

    /** Errors that make the preview fail when the program has ended. */
    get failures(): readonly string[] {
        return [...this.#failures].map((failure) => this.mask(failure));
    }

    write(line: LogLine): void {
        this.#log.push(line);
        this.#onEvent({ kind: "log", line: this.#masked(line) });
    }

    get log(): readonly LogLine[] {
        return this.#log.map((line) => this.#masked(line));
    }

    #masked(line: LogLine): LogLine {
        return { ...line, text: this.mask(line.text) };
    }
}

/** A known id, or nothing: an empty one and a sentinel are both not known. */
export function knownId(id: string): { readonly id?: string } {
    return id === "" || id === UNKNOWN ? {} : { id };
}
