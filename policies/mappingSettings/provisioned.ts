import type { MappingFacts } from "../facts/gather";
import { setting, stated, type Path } from "../facts/settings";
import type { Node } from "../graph";
import type { Json } from "../iam/unknown";
import { isList, isUnknown } from "../values";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html";

/** "For Kafka event source mappings with provisioned mode enabled, you can configure" these. */
const PROVISIONED_ONLY: readonly {
    readonly path: Path;
    readonly isSet: (value: Json) => boolean;
}[] = [
    // -1 is the default, infinity, and asks for nothing.
    { path: ["maximumRetryAttempts"], isSet: (value) => value !== -1 && !isUnknown(value) },
    { path: ["maximumRecordAgeInSeconds"], isSet: (value) => value !== -1 && !isUnknown(value) },
    { path: ["bisectBatchOnFunctionError"], isSet: (value) => value === true },
    { path: ["functionResponseTypes"], isSet: (value) => isList(value) && value.length > 0 },
    {
        path: ["selfManagedKafkaEventSourceConfig", "schemaRegistryConfig"],
        isSet: (value) => !isUnknown(value),
    },
    {
        path: ["amazonManagedKafkaEventSourceConfig", "schemaRegistryConfig"],
        isSet: (value) => !isUnknown(value),
    },
];

/** Settings that on-demand mode does not have. */
export function provisionedMistakes({ node, title }: MappingFacts): readonly Mistake[] {
    if (isProvisioned(node)) return [];
    return PROVISIONED_ONLY.filter(({ path, isSet }) => {
        const value = stated(node, ...path);
        return value !== undefined && isSet(value);
    }).map(({ path }) => ({
        rule: "KOF-064",
        lack: `${title} sets ${path.join(".")} without provisioned mode, which Kafka mappings require for it.`,
        remedy: "Set provisionedPollerConfig, or remove the setting.",
        url: PAGE,
    }));
}

/** Whether a mapping has pollers of its own; a block that is not known yet counts as one. */
export function isProvisioned(node: Node): boolean {
    return setting(node, "provisionedPollerConfig") !== undefined;
}
