import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../arns";
import type { Document } from "../grants";

/** What everything that a component creates has in common. */
export interface Scope {
    readonly parent: pulumi.Resource;
    readonly place: pulumi.Output<Place>;
    /** Settles when all arguments have been judged; nothing is created before. */
    readonly checked: Promise<void>;
    /** The options of the component. */
    readonly opts: pulumi.ComponentResourceOptions;
    readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The options of a child that comes after the given resources. */
export function childOf(
    scope: Scope,
    after: readonly pulumi.Resource[] = [],
): pulumi.CustomResourceOptions {
    const { retainOnDelete } = scope.opts;
    return {
        parent: scope.parent,
        dependsOn: whenChecked(scope, after),
        // Children inherit `protect` from the SDK, and this option only from newer engines.
        ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
    };
}

async function whenChecked(
    scope: Scope,
    after: readonly pulumi.Resource[],
): Promise<pulumi.Input<pulumi.Resource>[]> {
    await scope.checked;
    return [...after];
}

/** A policy document as the text that AWS takes. */
export function policyText(document: pulumi.Output<Document>): pulumi.Output<string> {
    return pulumi.jsonStringify(document);
}
