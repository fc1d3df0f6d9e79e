import type { Wire, WireObject } from "../../preview";
import type { Exported, ExportedResource } from "./state";

/** A change of a state that changes nothing about what it stands for. */
export type Perturbation = (
    resource: ExportedResource,
    all: readonly ExportedResource[],
) => ExportedResource;

/** What AWS and its provider do to a state, one by one; none of it is known to the model that made the state. */
export const PERTURBATIONS: Readonly<Record<string, Perturbation>> = {
    "documents in another order": inDocuments(reordered),
    "documents in another spacing": inTexts((text) =>
        JSON.stringify(JSON.parse(text), undefined, 4),
    ),
    "single values as lists": inDocuments(asLists),
    "lists of one as single values": inDocuments(asSingles),
    "actions as services spell them": inDocuments(inCapitals),
    "accounts as AWS writes them": inDocuments(accounts),
    "what was never set as null": emptied(() => null),
    "what was never set left out": emptied(() => undefined),
    "what was never set as zero values": zeroes,
    "AWS's defaults filled in": defaults,
    "what other resources attach shown by the resource": refreshed,
    "no dependencies, as after an import": (resource) => ({
        ...resource,
        dependencies: [],
        propertyDependencies: {},
    }),
    "documents as secrets": inTexts((text) => ({
        [SIGNATURE]: SECRET,
        plaintext: JSON.stringify(text),
    })),
};

/** A state, perturbed. */
export function perturbed(state: Exported, ...changes: readonly Perturbation[]): Exported {
    const resources = changes.reduce<readonly ExportedResource[]>(
        (before, change) => before.map((resource) => change(resource, before)),
        state.deployment.resources,
    );
    return { ...state, deployment: { resources } };
}

/**
 * "If you delete the role, the relationship is broken": the principal becomes the id that the role had.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const deletedRole: Perturbation = inTexts((text) =>
    text.replaceAll(/"arn:aws:iam::\d{12}:role\/[\w/-]+"/g, '"AROA1234567890EXAMPLE"'),
);

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Changes every policy document, as a text. */
function inTexts(change: (text: string) => Wire): Perturbation {
    const documents = (properties: WireObject): WireObject =>
        mapped(properties, (value, key) =>
            typeof value === "string" && key.endsWith("olicy") && value.startsWith("{")
                ? change(value)
                : value,
        );
    return (resource) => ({
        ...resource,
        inputs: documents(resource.inputs),
        outputs: documents(resource.outputs),
    });
}

/** Changes every value in every policy document; `key` is the name under which it stands, `Action[]` in a list. */
function inDocuments(change: (value: Wire, key: string) => Wire): Perturbation {
    const deep = (value: Wire, key: string): Wire => {
        if (isList(value))
            return change(
                value.map((each) => deep(each, `${key}[]`)),
                key,
            );
        return isObject(value) ? change(mapped(value, deep), key) : change(value, key);
    };
    return inTexts((text) => {
        const parsed: unknown = JSON.parse(text);
        return JSON.stringify(isWire(parsed) ? deep(parsed, "") : parsed);
    });
}

function reordered(value: Wire): Wire {
    if (isList(value)) return value.toReversed();
    return isObject(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value;
}

/** Members of a statement, and of its blocks, that hold a value or a list of them. */
const LISTED = ["Action", "NotAction", "Resource", "NotResource", "AWS", "Service"];

function asLists(value: Wire, key: string): Wire {
    if (LISTED.includes(key) && typeof value === "string") return [value];
    if (key === "Statement" && isObject(value)) return value;
    if (!key.startsWith("Condition") || !isObject(value)) return value;
    // Operator, key, value.
    return mapped(value, (keys) =>
        isObject(keys) ? mapped(keys, (one) => (isList(one) || isObject(one) ? one : [one])) : keys,
    );
}

function asSingles(value: Wire, key: string): Wire {
    const [only, ...others] = isList(value) ? value : [];
    const single = only !== undefined && others.length === 0;
    return single && ([...LISTED, "Statement"].includes(key) || typeof only === "string")
        ? only
        : value;
}

/** SQS and SNS answer `SQS:SendMessage`; IAM compares without regard to case. */
function inCapitals(value: Wire, key: string): Wire {
    if (typeof value !== "string" || !/Action(\[\])?$/.test(key)) return value;
    const [service = "", ...rest] = value.split(":");
    return [service.toUpperCase(), ...rest].join(":");
}

/** "When you specify an AWS account, you can use the account ARN or a shortened form": services answer the ARN. */
function accounts(value: Wire, key: string): Wire {
    if (/^AWS(\[\])?$/.test(key) && typeof value === "string" && /^\d{12}$/.test(value)) {
        return `arn:aws:iam::${value}:root`;
    }
    return key === "Principal" && value === "*" ? { AWS: "*" } : value;
}

/** Changes what the outputs show of properties that the program did not set. */
function emptied(change: () => Wire | undefined): Perturbation {
    return (resource) => ({
        ...resource,
        outputs: Object.fromEntries(
            Object.entries(resource.outputs).flatMap(([key, value]): [string, Wire][] => {
                if (key in resource.inputs || !isEmpty(value)) return [[key, value]];
                const other = change();
                return other === undefined ? [] : [[key, other]];
            }),
        ),
    });
}

function isEmpty(value: Wire): boolean {
    if (isList(value)) return value.length === 0;
    return value === null || value === "" || value === 0 || value === false;
}

const LISTS = /(s|Policies|Arns)$/;

/** Null where the model writes a zero value, and a zero value where it writes null. */
function zeroes(resource: ExportedResource): ExportedResource {
    return {
        ...resource,
        outputs: mapped(resource.outputs, (value, key) => {
            if (key in resource.inputs) return value;
            if (value === "") return null;
            if (value !== null) return value;
            return LISTS.test(key) ? [] : "";
        }),
    };
}

/** What the provider reads back for a mapping that leaves it out. */
const DEFAULTS: WireObject = {
    batchSize: 100,
    bisectBatchOnFunctionError: false,
    enabled: true,
    maximumBatchingWindowInSeconds: 0,
    maximumRecordAgeInSeconds: 0,
    maximumRetryAttempts: 0,
    parallelizationFactor: 0,
    tumblingWindowInSeconds: 0,
    functionResponseTypes: [],
    queues: [],
    kmsKeyArn: "",
    filterCriteria: null,
    metricsConfig: null,
    provisionedPollerConfig: null,
    scalingConfig: null,
    destinationConfig: { onFailure: null },
};

function defaults(resource: ExportedResource): ExportedResource {
    if (resource.type !== "aws:lambda/eventSourceMapping:EventSourceMapping") return resource;
    const given = Object.keys(resource.inputs);
    const filled = Object.entries(DEFAULTS).filter(([key]) => !given.includes(key));
    return { ...resource, outputs: { ...resource.outputs, ...Object.fromEntries(filled) } };
}

/** After a refresh a role shows its policies, and what is guarded or encrypted by another resource shows that. */
function refreshed(resource: ExportedResource, all: readonly ExportedResource[]): ExportedResource {
    const more = (outputs: WireObject): ExportedResource => ({
        ...resource,
        outputs: { ...resource.outputs, ...outputs },
    });
    const policyOf = (type: string, key: string, value: Wire | undefined): WireObject => {
        const guard = all.find((each) => each.type === type && each.outputs[key] === value);
        const policy = guard?.outputs["policy"];
        return policy === undefined ? {} : { policy };
    };
    const { arn, url, keyId, bucket, name } = resource.outputs;
    switch (resource.type) {
        case "aws:iam/role:Role":
            return more(shownBy(name, all));
        case "aws:sqs/queue:Queue":
            return more(policyOf("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", url));
        case "aws:sns/topic:Topic":
            return more(policyOf("aws:sns/topicPolicy:TopicPolicy", "arn", arn));
        case "aws:s3/bucket:Bucket":
            return more(policyOf("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket));
        case "aws:kms/key:Key":
            return more(policyOf("aws:kms/keyPolicy:KeyPolicy", "keyId", keyId));
        default:
            return resource;
    }
}

function shownBy(role: Wire | undefined, all: readonly ExportedResource[]): WireObject {
    const own = (type: string): readonly WireObject[] =>
        all
            .filter((each) => each.type === type && each.outputs["role"] === role)
            .map(({ outputs }) => outputs);
    return {
        inlinePolicies: own("aws:iam/rolePolicy:RolePolicy").map(({ name, policy }) => ({
            name: name ?? null,
            policy: policy ?? null,
        })),
        managedPolicyArns: own("aws:iam/rolePolicyAttachment:RolePolicyAttachment").flatMap(
            ({ policyArn }) => policyArn ?? [],
        ),
    };
}

function mapped(object: WireObject, change: (value: Wire, key: string) => Wire): WireObject {
    return Object.fromEntries(
        Object.entries(object).map(([key, value]) => [key, change(value, key)]),
    );
}

function isList(value: Wire): value is readonly Wire[] {
    return Array.isArray(value);
}

function isObject(value: Wire): value is WireObject {
    return typeof value === "object" && value !== null && !isList(value);
}

/** What `JSON.parse` returns is JSON. */
function isWire(value: unknown): value is Wire {
    return value !== undefined;
}
