import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArn } from "../../components/onFailure/arn";
import type { PolicyText } from "./question";
import type { Json } from "./unknown";

/** What is known of AWS's own policies, and since when. */
export interface Catalogue {
    /** The package and version that it was made of. */
    readonly source: string;
    /** The day of the newest policy in it. */
    readonly date: string;
    /** The documents of those that say something about an action that is ever asked about, by path. */
    readonly policies: Readonly<Record<string, Json>>;
    /** The paths of all others. */
    readonly silent: readonly string[];
}

/** The policies that were asked for: most stacks attach the same few again and again. */
const policyByPath = new Map<string, PolicyText>();

/**
 * An AWS managed policy, cut down to the actions that are ever asked about. `undefined` when it is not in the
 * catalogue: of another partition, where its text may differ, younger than the catalogue, or none at all.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function managedPolicy(arn: string): PolicyText | undefined {
    const parsed = parseArn(arn);
    if (parsed.kind === "refused") return undefined;
    const { partition, service, account, resource } = parsed.value;
    if (partition !== "aws" || service !== "iam" || account !== "aws") return undefined;
    if (!resource.startsWith(PREFIX)) return undefined;
    const path = resource.slice(PREFIX.length);
    const known = policyByPath.get(path) ?? policyAt(path);
    if (known !== undefined) policyByPath.set(path, known);
    return known;
}

function policyAt(path: string): PolicyText | undefined {
    const { date, policies, silent } = catalogue();
    const spoken = Object.hasOwn(policies, path) ? policies[path] : undefined;
    const document = spoken ?? (silent.includes(path) ? SILENT : undefined);
    if (document === undefined) return undefined;
    return {
        name: `AWS managed policy ${path} (as of ${date})`,
        document: JSON.stringify(document),
    };
}

/** The catalogue; it is read when it is first asked for. */
export function catalogue(): Catalogue {
    loaded ??= load();
    return loaded;
}

const PREFIX = "policy/";
const FILE = "managedPolicies.generated.json";

let loaded: Catalogue | undefined;

function load(): Catalogue {
    const json: unknown = JSON.parse(readFileSync(join(__dirname, FILE), "utf8"));
    if (!isCatalogue(json)) throw new Error(`${FILE} is damaged: make it anew`);
    return json;
}

/** The document of a policy that says nothing about any action asked. */
const SILENT: Json = { Version: "2012-10-17", Statement: [] };

/** The script that writes the file keeps to this form; the check guards against a file cut off or edited. */
function isCatalogue(json: unknown): json is Catalogue {
    if (typeof json !== "object" || json === null) return false;
    if (!("source" in json && "date" in json && "policies" in json && "silent" in json))
        return false;
    return (
        typeof json.source === "string" &&
        typeof json.date === "string" &&
        typeof json.policies === "object" &&
        Array.isArray(json.silent)
    );
}
