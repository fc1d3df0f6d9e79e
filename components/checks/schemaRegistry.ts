import { SchemaRecordFormat, SchemaRegistryAuthenticationType } from "../args/enums";
import { parseArn } from "../onFailure/arn";
import { provisionedOnly } from "./delivery";
import { flag, group, known, oneOf, plain, required, text, type Row, type Rule } from "./rule";
import { secretRows } from "./source";

/** A Glue registry, or the URL of a Confluent one. */
const registry: Rule = text((value) => {
    const parsed = parseArn(value);
    if (parsed.kind === "parsed") {
        const { service, resource } = parsed.value;
        if (service === "glue" && resource.startsWith("registry/")) return undefined;
    } else if (URL.canParse(value) && new URL(value).protocol === "https:") {
        return undefined;
    }
    return "must be the ARN of a Glue schema registry or the https URL of a Confluent one";
});

/** "AccessConfigs": none for Glue, which the execution role may read. */
const onlyConfluent: Rule = known((_, read) => {
    const uri = read("schemaRegistry.uri");
    return typeof uri === "string" && uri.startsWith("arn:")
        ? "is for a Confluent registry only; a Glue registry is read with the role"
        : undefined;
});

const requiredForConfluent: Rule = (value, read) => {
    const uri = read("schemaRegistry.uri");
    return value === undefined && typeof uri === "string" && uri.startsWith("https:")
        ? "is required for a Confluent registry"
        : undefined;
};

const validatesSomething: Rule = known((_, read) => {
    const key = read("schemaRegistry.validateKey");
    return read("schemaRegistry.validateValue") === false && (key === undefined || key === false)
        ? "validates neither keys nor values"
        : undefined;
});

/** What is asked of the schema registry. */
export const SCHEMA_REGISTRY: readonly Row[] = [
    { path: "schemaRegistry", rules: [group, provisionedOnly, validatesSomething] },
    { path: "schemaRegistry.uri", rules: [required, registry] },
    { path: "schemaRegistry.eventRecordFormat", rules: [required, oneOf(SchemaRecordFormat)] },
    { path: "schemaRegistry.validateKey", rules: [plain, flag] },
    { path: "schemaRegistry.validateValue", rules: [plain, flag] },
    { path: "schemaRegistry.authentication", rules: [requiredForConfluent, group, onlyConfluent] },
    {
        path: "schemaRegistry.authentication.type",
        rules: [required, oneOf(SchemaRegistryAuthenticationType)],
    },
    ...secretRows("schemaRegistry.authentication"),
    { path: "schemaRegistry.rootCaCertificate", rules: [group, onlyConfluent] },
    ...secretRows("schemaRegistry.rootCaCertificate"),
];
