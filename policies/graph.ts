import {
    UnknownValueError,
    unknownCheckingProxy,
    type PolicyProviderResource,
    type PolicyResource,
} from "@pulumi/policy";
import { remembered } from "./iam/remembered";
import type { Json } from "./iam/unknown";
import { titleOf } from "./titles";
import { unknown, type JsonObject } from "./values";

/** A provider instance: what an `aws.Provider`, or the stack's configuration, says. */
export interface Provider {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly props: Properties;
}

/** A resource of the stack, read once: nothing above this file sees the engine's types or throws on an unknown. */
export interface Node {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly parent: Node | undefined;
    readonly provider: Provider | undefined;
    readonly dependencies: readonly Node[];
    readonly propertyDependencies: Readonly<Record<string, readonly Node[]>>;
    /** What the program asks for, after the provider's Check; `undefined` when the engine did not show it. */
    readonly inputs: Properties | undefined;
    /** What the provider answers; in a preview much of it is unknown. */
    readonly outputs: Properties;
    /** Read by `.get()` or a state, not managed by the stack: other things than the stack shows may belong to it. */
    readonly external: boolean;
    /** Known to be the stack's own. With the recorder of inputs switched off nothing is: any may be only read. */
    readonly managed: boolean;
}

/** Every resource of one stack, linked. */
export interface Graph {
    readonly nodes: readonly Node[];
    readonly byUrn: ReadonlyMap<string, Node>;
    readonly childrenOf: (node: Node) => readonly Node[];
}

/** The properties of a resource by name, each read when it is first asked for: most are never. */
export type Properties = (name: string) => Json | undefined;

/** Keeps the properties of a resource for later, without touching them. */
export function propertiesOf(props: object, subject: Subject): Properties {
    let read: Map<string, Json | undefined> | undefined;
    return (property) => {
        read ??= new Map();
        const known = read.get(property);
        if (known !== undefined || read.has(property)) return known;
        const value = readProperty(props, property, { subject, path: [], values: MAX_VALUES });
        read.set(property, value);
        return value;
    };
}

/** Links the resources of a stack. `inputs` holds what the resource phase showed, by URN; empty when it showed nothing. */
export function buildGraph(
    resources: readonly PolicyResource[],
    inputs: ReadonlyMap<string, Properties>,
): Graph {
    const byUrn = new Map<string, Node>();
    const children = new Map<string, Node[]>();
    for (const resource of resources) {
        byUrn.set(resource.urn, new LinkedNode(resource, inputs, byUrn));
    }
    for (const resource of resources) {
        const node = byUrn.get(resource.urn);
        if (node === undefined || resource.parent === undefined) continue;
        remembered(children, resource.parent.urn, (): Node[] => []).push(node);
    }
    return {
        nodes: [...byUrn.values()],
        byUrn,
        childrenOf: (node) => children.get(node.urn) ?? [],
    };
}

/** Follows its links when they are first asked for: most never are. */
class LinkedNode implements Node {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly provider: Provider | undefined;
    readonly inputs: Properties | undefined;
    readonly outputs: Properties;
    readonly external: boolean;
    readonly managed: boolean;
    readonly #resource: PolicyResource;
    readonly #byUrn: ReadonlyMap<string, Node>;
    #dependencies: readonly Node[] | undefined;
    #propertyDependencies: Node["propertyDependencies"] | undefined;

    constructor(
        resource: PolicyResource,
        inputs: ReadonlyMap<string, Properties>,
        byUrn: ReadonlyMap<string, Node>,
    ) {
        const { urn, type, name, provider } = resource;
        this.urn = urn;
        this.type = type;
        this.name = name;
        this.provider = provider === undefined ? undefined : providerOf(provider);
        this.inputs = inputs.get(urn);
        this.outputs = propertiesOf(resource.props, resource);
        const shown = this.inputs !== undefined;
        this.external = inputs.size > 0 && !shown && provider !== undefined;
        this.managed = shown || provider === undefined;
        this.#resource = resource;
        this.#byUrn = byUrn;
    }

    get parent(): Node | undefined {
        const { parent } = this.#resource;
        return parent === undefined ? undefined : this.#byUrn.get(parent.urn);
    }

    get dependencies(): readonly Node[] {
        return (this.#dependencies ??= this.#nodesOf(this.#resource.dependencies));
    }

    get propertyDependencies(): Node["propertyDependencies"] {
        return (this.#propertyDependencies ??= Object.fromEntries(
            Object.entries(this.#resource.propertyDependencies).map(([property, linked]) => [
                property,
                this.#nodesOf(linked),
            ]),
        ));
    }

    #nodesOf(linked: readonly PolicyResource[] | undefined): readonly Node[] {
        return (linked ?? []).flatMap((each) => this.#byUrn.get(each.urn) ?? []);
    }
}

function providerOf(provider: PolicyProviderResource): Provider {
    const { urn, type, name } = provider;
    return { urn, type, name, props: propertiesOf(provider.props, provider) };
}

/** What a finding names a resource by. */
type Subject = Pick<Node, "urn" | "type" | "name">;

/** Values nested deeper, or properties with more values, are not judged: nothing that AWS accepts comes near. */
const MAX_DEPTH = 32;
const MAX_VALUES = 50_000;

/** Where the reading of a property is. */
interface Cursor {
    readonly subject: Subject;
    readonly path: string[];
    /** How many values may yet be read. */
    values: number;
}

function readObject(value: object, cursor: Cursor): JsonObject {
    const entries: [string, Json][] = [];
    for (const key of Object.keys(value)) {
        // The bridge's own notes on which values are defaults.
        if (key === "__defaults") continue;
        const read = readProperty(value, key, cursor);
        if (read !== undefined) entries.push([key, read]);
    }
    return Object.fromEntries(entries);
}

/** The descriptor gives the value without the proxy's check, so that one unknown does not hide its neighbours. */
function readProperty(holder: object, key: string, cursor: Cursor): Json | undefined {
    cursor.path.push(key);
    try {
        const descriptor = Object.getOwnPropertyDescriptor(holder, key);
        if (descriptor === undefined) return undefined;
        const value: unknown =
            "value" in descriptor ? descriptor.value : (holder as Record<string, unknown>)[key];
        return readValue(value, cursor);
    } catch (error) {
        return error instanceof (UnknownValueError as ErrorConstructor)
            ? notKnown("preview", cursor)
            : notKnown("unsupported", cursor);
    } finally {
        cursor.path.pop();
    }
}

function readValue(value: unknown, cursor: Cursor): Json | undefined {
    cursor.values -= 1;
    if (cursor.values < 0 || cursor.path.length > MAX_DEPTH) return notKnown("unsupported", cursor);
    if (value === undefined || value === null) return value === null ? null : undefined;
    if (typeof value === "string") {
        return holdsSentinel(value) ? notKnown("preview", cursor) : value;
    }
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (typeof value !== "object") return notKnown("unsupported", cursor);
    if (Array.isArray(value)) {
        return value.map((_, index) => readProperty(value, String(index), cursor) ?? null);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    // An asset, an archive, a promise: no property that a verdict rests on.
    if (prototype !== Object.prototype && prototype !== null) {
        return notKnown("unsupported", cursor);
    }
    return readObject(value, cursor);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A quick look for what only such a mark has, before the careful one. */
const DASHES = /-....-....-....-/;

/** The marks of an unknown that were met. There is a handful, and asking the SDK for one costs the trace of an error. */
const MARKS = new Set<string>();

/** Whether the engine's mark of an unknown stands in a text; the policy SDK alone knows the marks. */
function holdsSentinel(value: string): boolean {
    if (!DASHES.test(value)) return false;
    return (value.match(UUID) ?? []).some((mark) => MARKS.has(mark) || isSentinel(mark));
}

function isSentinel(mark: string): boolean {
    try {
        return (unknownCheckingProxy as <T>(of: T) => T)({ mark }).mark !== mark;
    } catch {
        MARKS.add(mark);
        return true;
    }
}

function notKnown(why: "preview" | "unsupported", { subject, path }: Cursor): Json {
    const property = path.join(".");
    return unknown(why, `${property} of ${titleOf(subject)}`, `${subject.urn}#${property}`);
}
