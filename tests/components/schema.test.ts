import { deepStrictEqual, match } from "node:assert";
import { resolve } from "node:path";
import { Analyzer, type AnalyzeResult } from "@pulumi/pulumi/provider/experimental/analyzer";
import manifest from "../../package.json";

const ROOT = resolve(__dirname, "../..");
const COMPONENTS = ["KafkaEventSource", "OnFailureDestination", "OnFailureGrant"];

describe("what Pulumi's own analyzer makes of the components, for every other language", function () {
    this.timeout(120_000);
    let analysis: AnalyzeResult;

    before(() => {
        const components = new Set(COMPONENTS);
        analysis = new Analyzer(ROOT, "pulumi-lambda-kafka", manifest, components).analyze();
    });

    it("is a schema for each of them, with nothing written by hand", () => {
        deepStrictEqual(Object.keys(analysis.components).toSorted(), COMPONENTS);
    });

    it("documents every argument and output", () => {
        const named = [
            ...Object.entries(analysis.components).flatMap(([name, { inputs, outputs }]) => [
                ...Object.entries(inputs).map(([key, value]) => [`${name}.${key}`, value] as const),
                ...Object.entries(outputs).map(
                    ([key, value]) => [`${name}#${key}`, value] as const,
                ),
            ]),
            ...Object.entries(analysis.typeDefinitions).flatMap(([name, { properties }]) =>
                Object.entries(properties ?? {}).map(
                    ([key, value]) => [`${name}.${key}`, value] as const,
                ),
            ),
        ];
        deepStrictEqual(
            named.filter(([, { description }]) => description === undefined).map(([name]) => name),
            [],
        );
    });

    it("says what an argument is when it is left out", () => {
        const args = analysis.components["KafkaEventSource"]?.inputs ?? {};
        match(args["batchSize"]?.description ?? "", /1 to 10,000\.\nDefault: 100\.$/);
    });

    it("keeps the enumerations, spelt as AWS spells them, each value documented", () => {
        const enums = Object.entries(analysis.typeDefinitions).flatMap(([name, type]) =>
            type.enum === undefined ? [] : [[name, type.enum] as const],
        );
        deepStrictEqual(
            Object.fromEntries(
                enums.map(([name, values]) => [name, values.map(({ value }) => value).toSorted()]),
            ),
            {
                AuthenticationType: [
                    "BASIC_AUTH",
                    "CLIENT_CERTIFICATE_TLS_AUTH",
                    "SASL_SCRAM_256_AUTH",
                    "SASL_SCRAM_512_AUTH",
                ],
                DestinationEncryption: ["AWS_MANAGED", "CUSTOMER_MANAGED_KEY"],
                SchemaRecordFormat: ["JSON", "SOURCE"],
                SchemaRegistryAuthenticationType: ["BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH"],
                StartingPosition: ["AT_TIMESTAMP", "LATEST", "TRIM_HORIZON"],
            },
        );
        deepStrictEqual(
            enums
                .flatMap(([, values]) => values)
                .filter(({ description }) => description === undefined),
            [],
        );
    });
});
