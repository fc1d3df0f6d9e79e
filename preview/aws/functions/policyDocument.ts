import { crc32 } from "node:zlib";
import type { Wire, WireObject } from "../../model";
import { goJson, sortedKeys } from "../goJson";
import { isList, isObject, stringOf } from "../../values";
import type { ProviderFunction } from "./answer";
import { answered, failed } from "./answer";
import { effectOf, faultsOf, statementOf } from "./policyArguments";
import type { PolicyDocument } from "./policyModel";
import { documentJson, merged } from "./policyModel";
import { readDocument } from "./policySource";

const VERSIONS: readonly string[] = ["2008-10-17", "2012-10-17"];
const EMPTY: PolicyDocument = { version: "", id: "", statements: [] };

/**
 * `aws.iam.getPolicyDocument`, byte for byte: sources first, then the statements, then the overrides.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export const getPolicyDocument: ProviderFunction = (args) => {
    const version = stringOf(args["version"]) || "2012-10-17";
    const statements = isList(args["statements"]) ? args["statements"].filter(isObject) : [];
    const faults = [...faultsOfArguments(args, version), ...faultsOf(statements, version)];
    const sources = withoutEmpty(args["sourcePolicyDocuments"]).map(readDocument);
    const overrides = withoutEmpty(args["overridePolicyDocuments"]).map(readDocument);
    faults.push(
        ...sources.flatMap((source, index) =>
            source.kind === "refused" ? [unreadable("source", index, source.reason)] : [],
        ),
        ...overrides.flatMap((override, index) =>
            override.kind === "refused" ? [unreadable("override", index, override.reason)] : [],
        ),
    );
    const read = (documents: typeof sources): readonly PolicyDocument[] =>
        documents.flatMap((item) => (item.kind === "read" ? [item.document] : []));
    faults.push(...duplicates(read(sources)));
    if (faults.length > 0) return failed(...faults);
    const own = {
        version,
        id: stringOf(args["policyId"]),
        statements: statements.map(statementOf),
    };
    const document = [...read(sources), own, ...read(overrides)].reduce(merged, EMPTY);
    return answered(result(args, document, statements, version));
};

function result(
    args: WireObject,
    document: PolicyDocument,
    statements: readonly WireObject[],
    version: string,
): WireObject {
    const value = inner(documentJson(document));
    const json = goJson(value, "  ");
    return {
        ...args,
        id: String(crc32(json)),
        json,
        minifiedJson: goJson(value),
        ...(statements.length === 0
            ? {}
            : {
                  statements: statements.map((statement) => ({
                      ...statement,
                      effect: effectOf(statement),
                  })),
              }),
        version,
    };
}

/** The elements of document and statements keep their order; what a source brought inside them is sorted. */
function inner(document: WireObject): WireObject {
    const statements = document["Statement"];
    if (!isList(statements)) return document;
    const sorted = statements.map((statement) =>
        isObject(statement)
            ? Object.fromEntries(
                  Object.entries(statement).map(([key, value]) => [key, sortedKeys(value)]),
              )
            : statement,
    );
    return { ...document, Statement: sorted };
}

function faultsOfArguments(args: WireObject, version: string): string[] {
    const faults: string[] = [];
    if (!VERSIONS.includes(version)) {
        faults.push(
            `expected version to be one of [${VERSIONS.map((each) => `"${each}"`).join(" ")}], got ${version}`,
        );
    }
    for (const [argument, name] of [
        ["overrideJson", "override_json"],
        ["sourceJson", "source_json"],
    ] as const) {
        const value = stringOf(args[argument]);
        if (value !== "") faults.push(`expected "${name}" to be an empty string: got ${value}`);
    }
    return faults;
}

/** "assure all statements in the sources are unique before merging": by their Sids. */
function duplicates(sources: readonly PolicyDocument[]): readonly string[] {
    const seen = new Set<string>();
    return sources.flatMap(({ statements }, index) =>
        statements.flatMap(({ sid }, place) => {
            const again = sid !== "" && seen.has(sid);
            seen.add(sid);
            return again
                ? [
                      `writing IAM Policy Document: merging source document ${index}: duplicate Sid (${sid}) in ` +
                          `source_policy_documents (statement ${place}). Remove the Sid or ensure Sids are unique.`,
                  ]
                : [];
        }),
    );
}

function unreadable(kind: "source" | "override", index: number, reason: string): string {
    return `writing IAM Policy Document: merging ${kind} document ${index}: ${reason}`;
}

function withoutEmpty(value: Wire | undefined): readonly string[] {
    return isList(value) ? value.filter((item) => typeof item === "string") : [];
}
