import { join } from "node:path";
import { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { requestFor, stackResourceFor } from "../../preview/engine/judge/shown";
import type { PreviewedResource } from "../../preview/engine/result";
import { previewProgram } from "../../preview/index";
import { PACKS } from "./pack";

/** What the engine sends of a stack. */
export interface Sent {
    readonly resources: number;
    readonly each: readonly Uint8Array[];
    readonly whole: Uint8Array;
}

/** The program whose stacks are measured. */
export const PROGRAM: string = join(__dirname, "program");

/** The resources of one mapping, as a preview of the program shows them. */
export async function oneMapping(): Promise<readonly PreviewedResource[]> {
    const { resources } = await previewProgram(PROGRAM, {
        config: { mappings: 1 },
        seed: "bench",
        packDirectory: PACKS.noop,
        engine: "embedded",
    });
    return resources;
}

/** A stack of so many mappings of ten resources each. The last mapping's queue has lost the policy that lets the role send. */
export function stackOf(mappings: number, model: readonly PreviewedResource[]): Sent {
    const isRoot = ({ type }: PreviewedResource) => !/^(aws|pulumi-lambda-kafka):/.test(type);
    const own = JSON.stringify(model.filter((resource) => !isRoot(resource)));
    const copies = Array.from({ length: mappings }, (_, i) =>
        parsed(
            own
                .replaceAll("topic-1-", `topic-${i + 1}-`)
                .replaceAll(MADE_UP, (_, begin: string) => begin + String(i).padStart(12, "0")),
        ),
    ).flat();
    const lost = `topic-${mappings}--on-failure-policy`;
    const resources = [...model.filter(isRoot), ...copies].filter(({ name }) => name !== lost);
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const whole = new AnalyzeStackRequest().setResourcesList(
        resources.map((resource) => stackResourceFor(resource, byUrn)),
    );
    return {
        resources: resources.length,
        each: resources.map((resource) => requestFor(resource, byUrn).serializeBinary()),
        whole: whole.serializeBinary(),
    };
}

/** The ids of keys and mappings, which AWS would choose. */
const MADE_UP = /(00000000-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}/g;

function parsed(json: string): readonly PreviewedResource[] {
    const value: unknown = JSON.parse(json);
    const isList = (list: unknown): list is readonly PreviewedResource[] => Array.isArray(list);
    return isList(value) ? value : [];
}
