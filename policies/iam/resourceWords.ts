import { serviceOf } from "./action";
import type { Asked } from "./applied";
import { HIDDEN } from "./pattern";
import { OUTPUT_REMEDY, OUTPUT_TEXT } from "./outputText";
import type { Statement } from "./statement";
import type { Template } from "./template";
import { showText } from "./unknown";

/** Which resources a statement names, when the one asked for is not among them: `on arn:… only`. */
export function resourceWords({ resource }: Statement, asked: Asked): string {
    const texts = resource?.items.map(textOf).filter((text) => text !== "") ?? [];
    if (resource?.negated === true) return `on everything but ${listed(texts)}`;
    const remedy = texts.map((text) => remedyFor(text, texts, asked)).find((said) => said !== "");
    return `on ${listed(texts)} only${remedy ?? ""}`;
}

/** A few texts in a row. */
export function listed(texts: readonly string[]): string {
    if (texts.length <= 3) return texts.join(", ");
    return `${texts.slice(0, 3).join(", ")} and ${texts.length - 3} more`;
}

function textOf(item: Template): string {
    switch (item.kind) {
        case "pattern":
            return showText(item.pattern.text);
        case "variables":
            return showText(item.text);
        case "unknown":
            return "";
    }
}

/** Why a text that looks right is not; empty when it simply names something else. */
function remedyFor(text: string, texts: readonly string[], { question, resource }: Asked): string {
    if (text.includes(OUTPUT_TEXT)) return OUTPUT_REMEDY;
    if (!text.startsWith("arn:")) return ", which is not an ARN and so matches nothing";
    const service = serviceOf(question.action);
    if (service === "kms" && text.includes(":alias/")) {
        return ", and an alias does not identify a key here: use the key's ARN";
    }
    if (service !== "s3") return "";
    const asked = showText(question.resource);
    const bucket = bucketOf(asked);
    if (resource.tokens.includes(HIDDEN) && text === bucket) {
        return `, which is the bucket and not its objects: write ${bucket}/*`;
    }
    const objects = texts.every((one) => one.startsWith(`${bucket}/`));
    return asked === bucket && objects
        ? `, which is the bucket's objects and not the bucket: write ${bucket}`
        : "";
}

function bucketOf(arn: string): string {
    const slash = arn.indexOf("/");
    return slash < 0 ? arn : arn.slice(0, slash);
}
