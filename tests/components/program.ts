import * as pulumi from "@pulumi/pulumi";
import type { Wire, WireObject } from "../../preview/model";

/** The engine's word for a value that a preview does not know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

/** A resource as the program registered it. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

export interface Run {
    readonly resources: readonly Registered[];
    /** The inputs of the one resource of that type token's last part and name. */
    readonly inputs: (type: string, name: string) => Readonly<Record<string, unknown>>;
    /** The policy document in the one resource of that type and name, `UNKNOWN` when a preview hides it. */
    readonly document: (type: string, name: string) => unknown;
    readonly names: () => readonly string[];
}

export interface World {
    /** What the provider leaves known: a first preview, or everything as after an update. */
    readonly outputs: "unknown" | "predicted";
    readonly account?: string;
    /** The accounts of providers of their own, by the providers' names; empty where a preview does not know it. */
    readonly accounts?: Readonly<Record<string, string>>;
    readonly region?: string;
    readonly partition?: string;
    readonly project?: string;
    readonly stack?: string;
    /** `false`: mocks that leave out the Region, as a user's may. */
    readonly regions?: false;
}

/** Runs a program against mocks that answer what the AWS provider answers, and gives what it registered. */
export async function run(
    program: () => unknown,
    world: World = { outputs: "unknown" },
): Promise<Run> {
    const resources: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                resources.push({ type, name, inputs: plain(inputs) });
                return stateOf(type, name, plain(inputs), world);
            },
            call: ({ token, provider }) => answer(token, { ...world, ...of(provider, world) }),
        },
        world.project ?? "shop",
        world.stack ?? "dev",
        world.outputs === "unknown",
    );
    await program();
    await pulumi.runtime.disconnect();
    return { resources, ...finders(resources) };
}

/** A provider is named by its URN and id. */
function of(provider: string | undefined, { accounts = {} }: World): Partial<World> {
    const name = /::([^:]+)::[^:]*$/.exec(provider ?? "")?.[1] ?? "";
    const account = accounts[name];
    return account === undefined ? {} : { account };
}

function finders(resources: readonly Registered[]): Omit<Run, "resources"> {
    const inputs: Run["inputs"] = (type, name) => {
        const found = resources.filter((r) => r.type.endsWith(`:${type}`) && r.name === name);
        if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${name}`);
        return found[0]?.inputs ?? {};
    };
    return {
        inputs,
        document: (type, name) => {
            const text = inputs(type, name)["policy"];
            if (text === UNKNOWN || typeof text !== "string") return text;
            const parsed: unknown = JSON.parse(text);
            return parsed;
        },
        names: () => resources.map((r) => `${r.type.split(":").at(-1) ?? ""} ${r.name}`).toSorted(),
    };
}

/** What the AWS provider leaves known: names, the default path, and what the program said; never ARNs, ids and URLs. */
function stateOf(
    type: string,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
    world: World,
): { id: string; state: Record<string, unknown> } {
    if (type.startsWith("pulumi-lambda-kafka:")) return { id: "", state: { ...inputs } };
    const known = world.outputs === "predicted";
    const physical =
        [inputs["name"], inputs["bucket"]].find((given) => typeof given === "string") ??
        `${name}-1a2b3c4`;
    const named = {
        ...{ name: physical, bucket: physical, path: inputs["path"] ?? "/" },
        // The provider fills in its own Region before it checks the inputs.
        ...(world.regions === false ? {} : { region: world.region ?? REGION }),
    };
    const computed = known
        ? { arn: predictedArn(type, physical, world), url: "https://sqs", uuid: "u-u-i-d" }
        : { arn: UNKNOWN, url: UNKNOWN, uuid: UNKNOWN };
    // Optional and computed: what the program did not say is unknown until the role is there.
    const role = known ? { inlinePolicies: [] } : { inlinePolicies: UNKNOWN };
    return {
        id: known ? `${name}-id` : "",
        state: { ...named, ...computed, ...(type.endsWith(":Role") ? role : {}), ...inputs },
    };
}

function predictedArn(type: string, name: string, world: World): string {
    const { partition = "aws", region = REGION, account = ACCOUNT } = world;
    const [, module = "", kind = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
    if (kind === "Role") return `arn:${partition}:iam::${account}:role/${name}`;
    if (kind === "Bucket") return `arn:${partition}:s3:::${name}`;
    if (kind === "Key")
        return `arn:${partition}:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    return `arn:${partition}:${module}:${region}:${account}:${name}`;
}

function answer(token: string, world: World): Record<string, unknown> {
    const { partition = "aws", region = REGION, account = ACCOUNT } = world;
    switch (token) {
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: account, arn: "", userId: "", id: account };
        case "aws:index/getRegion:getRegion":
            return { region, id: region, name: region, endpoint: "", description: "" };
        case "aws:index/getPartition:getPartition":
            return { partition, id: partition, dnsSuffix: "", reverseDnsPrefix: "" };
        default:
            throw new Error(`the mocks do not answer ${token}`);
    }
}

/** Unknown values in the SDK's form become the engine's word, outputs beside them stay what they are. */
function plain(value: unknown): Readonly<Record<string, unknown>> {
    const parsed: unknown = JSON.parse(
        JSON.stringify(value, (_key, item: unknown) => (isUnknown(item) ? UNKNOWN : item)),
    );
    return isRecord(parsed) ? parsed : {};
}

/** Registered inputs as the engine puts them on the wire. */
export function wire(inputs: Readonly<Record<string, unknown>>): WireObject {
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, wireOf(value)]));
}

function wireOf(value: unknown): Wire {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
        return value;
    }
    if (Array.isArray(value)) return value.map(wireOf);
    return isRecord(value) ? wire(value) : null;
}

function isUnknown(value: unknown): boolean {
    return isRecord(value) && "__pulumiUnknown" in value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
