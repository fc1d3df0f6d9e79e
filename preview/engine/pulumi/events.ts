import { readFileSync } from "node:fs";
import type { Wire, WireObject } from "../../model";
import { isObject, listOf, objectOf, parseJson, stringOf } from "../../values";

/** What the engine did, or in a preview would do, with one resource. */
export interface StepEvent {
    /** `create`, `update`, `same`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`, … */
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** False: a component. */
    readonly custom: boolean;
    /** Empty where it has none, or none is known. */
    readonly id: string;
    readonly parent?: string;
    /** Reference of the provider instance, `urn::id`; empty for a component. */
    readonly provider: string;
    /** The inputs after the provider's Check; empty for a deleted resource. Secrets are masked. */
    readonly inputs: WireObject;
    /** Empty for a step that did not end well. Secrets are masked. */
    readonly outputs: WireObject;
    /** The properties that changed, where the provider told. */
    readonly diffs: readonly string[];
}

/** A violation as the engine hands it to whoever listens. */
export interface PolicyEvent {
    readonly policy: string;
    readonly level: string;
    /** The stack's own where the pack named none. */
    readonly urn?: string;
    /** The policy's description, a line break and the message. */
    readonly message: string;
}

export interface DiagnosticEvent {
    readonly severity: string;
    readonly message: string;
    readonly urn?: string;
}

/** What the engine tells in its event log. */
export interface Events {
    /** In the order in which they began. */
    readonly steps: readonly StepEvent[];
    readonly policies: readonly PolicyEvent[];
    /** All but those that tell where a plugin was found. */
    readonly diagnostics: readonly DiagnosticEvent[];
    /** How many resources met each fate, as the engine sums up. */
    readonly changes: Readonly<Record<string, number>>;
}

/** Reads an event log; one cut off in the middle of a line is read up to there. */
export function readEvents(file: string): Events {
    const events = linesOf(file).flatMap((line) => {
        const event = parseJson(line);
        return isObject(event) ? [event] : [];
    });
    const of = (kind: string): readonly WireObject[] =>
        events.flatMap((event) => {
            const one = event[kind];
            return isObject(one) ? [one] : [];
        });
    return {
        steps: stepsOf(of("resourcePreEvent"), of("resOutputsEvent")),
        policies: of("policyEvent").map(policyOf),
        diagnostics: of("diagnosticEvent").map(diagnosticOf).filter(isTold),
        changes: changesOf(of("summaryEvent").at(-1)),
    };
}

/** The lines of a file; none where the command wrote none. */
export function linesOf(file: string): readonly string[] {
    try {
        return readFileSync(file, "utf8")
            .split("\n")
            .filter((line) => line !== "");
    } catch {
        return [];
    }
}

function stepsOf(begun: readonly WireObject[], ended: readonly WireObject[]): readonly StepEvent[] {
    const endByStep = new Map(
        ended.map((event) => {
            const metadata = objectOf(event["metadata"]);
            return [keyOf(metadata), objectOf(metadata["new"])];
        }),
    );
    return begun.map((event) => {
        const metadata = objectOf(event["metadata"]);
        const before = objectOf(metadata["new"]);
        const after = endByStep.get(keyOf(metadata)) ?? {};
        const parent = stringOf(before["parent"]);
        return {
            op: stringOf(metadata["op"]),
            urn: stringOf(metadata["urn"]),
            type: stringOf(metadata["type"]),
            custom: before["custom"] === true,
            id: stringOf(after["id"]) || stringOf(before["id"]),
            ...(parent === "" ? {} : { parent }),
            provider: stringOf(metadata["provider"]) || stringOf(before["provider"]),
            inputs: objectOf(before["inputs"]),
            outputs: objectOf(after["outputs"]),
            diffs: listOf(metadata["diffs"]).map(stringOf),
        };
    });
}

function keyOf(metadata: WireObject): string {
    return `${stringOf(metadata["op"])} ${stringOf(metadata["urn"])}`;
}

function policyOf(event: WireObject): PolicyEvent {
    return {
        policy: stringOf(event["policyName"]),
        level: stringOf(event["enforcementLevel"]),
        // The engine ends every message with a line break of its own.
        message: stringOf(event["message"]).replace(/\n$/, ""),
        ...urnOf(event["resourceUrn"]),
    };
}

function diagnosticOf(event: WireObject): DiagnosticEvent {
    return {
        severity: stringOf(event["severity"]),
        message: stringOf(event["message"]).trimEnd(),
        ...urnOf(event["urn"]),
    };
}

function urnOf(value: Wire | undefined): { readonly urn?: string } {
    const urn = stringOf(value);
    return urn === "" ? {} : { urn };
}

function isTold({ message }: DiagnosticEvent): boolean {
    return !/^using pulumi-[\w-]+ from \$PATH/.test(message);
}

function changesOf(summary: WireObject | undefined): Readonly<Record<string, number>> {
    const changes = objectOf(summary?.["resourceChanges"]);
    return Object.fromEntries(
        Object.entries(changes).map(([op, count]) => [op, typeof count === "number" ? count : 0]),
    );
}
