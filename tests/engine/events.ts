import { readFileSync } from "node:fs";
import { isList, isObject } from "../../preview/aws/wire";
import { parseWire } from "../../preview/engine/providerWire";
import type { Wire, WireObject } from "../../preview/model";

/** What the engine did, or in a preview would do, with one resource. */
export interface StepEvent {
    /** `create`, `update`, `same`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`, … */
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** The inputs after the provider's Check; empty for a deleted resource. */
    readonly inputs: WireObject;
    /** Empty for a step that did not end well. */
    readonly outputs: WireObject;
    /** The properties that changed, where the provider told. */
    readonly diffs: readonly string[];
}

/** A violation as the engine hands it to whoever listens. */
export interface PolicyEvent {
    readonly policy: string;
    readonly level: string;
    /** Absent where the pack named none and the engine put none in its place. */
    readonly urn?: string;
    /** The policy's description, a line break and the message. */
    readonly message: string;
}

export interface DiagnosticEvent {
    readonly severity: string;
    readonly message: string;
    readonly urn?: string;
}

export interface Events {
    /** In the order in which they began. */
    readonly steps: readonly StepEvent[];
    readonly policies: readonly PolicyEvent[];
    /** Warnings and errors, but for those that tell where a plugin was found. */
    readonly diagnostics: readonly DiagnosticEvent[];
    /** How many resources met each fate, as the engine sums up. */
    readonly changes: Readonly<Record<string, number>>;
}

/** Reads an event log; one cut off in the middle of a line is read up to there. */
export function readEvents(file: string): Events {
    const events = linesOf(file).flatMap((line) => {
        const event = parseLine(line);
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

function parseLine(line: string): Wire | undefined {
    try {
        return parseWire(line);
    } catch {
        return undefined;
    }
}

function stepsOf(begun: readonly WireObject[], ended: readonly WireObject[]): readonly StepEvent[] {
    const outputsByStep = new Map(
        ended.map((event) => {
            const metadata = objectOf(event["metadata"]);
            return [keyOf(metadata), objectOf(objectOf(metadata["new"])["outputs"])];
        }),
    );
    return begun.map((event) => {
        const metadata = objectOf(event["metadata"]);
        return {
            op: textOf(metadata["op"]),
            urn: textOf(metadata["urn"]),
            type: textOf(metadata["type"]),
            inputs: objectOf(objectOf(metadata["new"])["inputs"]),
            outputs: outputsByStep.get(keyOf(metadata)) ?? {},
            diffs: listOf(metadata["diffs"]).map(textOf),
        };
    });
}

function keyOf(metadata: WireObject): string {
    return `${textOf(metadata["op"])} ${textOf(metadata["urn"])}`;
}

function policyOf(event: WireObject): PolicyEvent {
    return {
        policy: textOf(event["policyName"]),
        level: textOf(event["enforcementLevel"]),
        message: textOf(event["message"]).trimEnd(),
        ...urnOf(event["resourceUrn"]),
    };
}

function diagnosticOf(event: WireObject): DiagnosticEvent {
    return {
        severity: textOf(event["severity"]),
        message: textOf(event["message"]).trimEnd(),
        ...urnOf(event["urn"]),
    };
}

function urnOf(value: Wire | undefined): { readonly urn?: string } {
    const urn = textOf(value);
    return urn === "" ? {} : { urn };
}

function isTold({ severity, message }: DiagnosticEvent): boolean {
    return (
        (severity === "warning" || severity === "error") &&
        !/^using pulumi-[\w-]+ from \$PATH/.test(message)
    );
}

function changesOf(summary: WireObject | undefined): Readonly<Record<string, number>> {
    const changes = objectOf(summary?.["resourceChanges"]);
    return Object.fromEntries(
        Object.entries(changes).map(([op, count]) => [op, typeof count === "number" ? count : 0]),
    );
}

function objectOf(value: Wire | undefined): WireObject {
    return isObject(value) ? value : {};
}

function listOf(value: Wire | undefined): readonly Wire[] {
    return isList(value) ? value : [];
}

function textOf(value: Wire | undefined): string {
    return typeof value === "string" ? value : "";
}
